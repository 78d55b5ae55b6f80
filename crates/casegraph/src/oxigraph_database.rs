//! A database for Oxigraph's own server: where it may be written, and that it is written whole or not at all.

use std::path::{Path, PathBuf};

use casegraph_store::{Graph, WriteError};

use crate::{Error, Session};

/// A place where a database of Oxigraph's server can be written: a folder that is not there yet, or is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabasePlace {
    folder: PathBuf,
}

impl DatabasePlace {
    /// Looks at the place, before any work is done. Writes nothing.
    ///
    /// # Errors
    /// [`Error::WithoutDatabases`] when this was built without the feature `rocksdb`, [`Error::PlaceTaken`] when something
    /// is there, [`Error::Read`] when it cannot be told.
    pub fn new(folder: &Path) -> Result<Self, Error> {
        if !cfg!(feature = "rocksdb") {
            return Err(Error::WithoutDatabases);
        }
        let taken = |what| Error::PlaceTaken { folder: folder.to_owned(), what };
        if folder.is_file() {
            return Err(taken("is a file"));
        }
        if folder.join("CURRENT").exists() {
            return Err(taken("holds a database")); // CURRENT is in every database of RocksDB
        }
        match std::fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
            Ok(true) => Err(taken("is not empty")),
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(casegraph_corpus::Error::Read { path: folder.to_owned(), source }.into())
            }
            _ => Ok(Self { folder: folder.to_owned() }),
        }
    }
}

/// Writes the whole graph as a database that Oxigraph's server opens, with the named graphs of the N-Quads export: into
/// a temporary folder beside the place, which then takes its name. Folders above it that are missing are made. When
/// anything fails, nothing is there; a program that is killed can leave a folder `.casegraph-…`.
///
/// # Errors
/// [`Error::Write`] with the folder; [`Error::Query`] when the stored graph is damaged; [`Error::NotHere`].
pub fn export_database(session: &Session, place: &DatabasePlace) -> Result<(), Error> {
    let graph = session.store()?.graph();
    let wrong = |source| casegraph_corpus::Error::Write { path: place.folder.clone(), source };
    // A link to an empty folder stays a link: the database goes where it leads.
    let folder = place.folder.canonicalize().unwrap_or_else(|_| place.folder.clone());
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(above).map_err(wrong)?;
    // A temporary folder is private; the database in it has the rights of any new folder.
    let temporary = tempfile::Builder::new().prefix(".casegraph-").tempdir_in(above).map_err(wrong)?;
    let database = temporary.path().join("database");
    write(&graph, &database).map_err(|error| match error {
        WriteError::Damaged(_) => session.discard_damaged_graph(),
        WriteError::Io(source) => wrong(source),
        other => other.into(),
    })?;
    // Takes the place of an empty folder only: if something has been put there since, this fails.
    std::fs::rename(&database, &folder).map_err(wrong)?;
    Ok(())
}

#[cfg(feature = "rocksdb")]
fn write(graph: &Graph, folder: &Path) -> Result<(), WriteError> {
    graph.write_oxigraph_database(folder)
}

/// Never called: without the feature there is no [`DatabasePlace`].
#[cfg(not(feature = "rocksdb"))]
fn write(_: &Graph, _: &Path) -> Result<(), WriteError> {
    Err(std::io::Error::from(std::io::ErrorKind::Unsupported).into())
}
