//! Writes the graph as a database for Oxigraph's server, atomically.

use std::path::{Path, PathBuf};

use casegraph_store::{Graph, WriteError};

use crate::error::Error;
use casegraph_corpus::Session;

/// A folder for a database of Oxigraph's server: one that does not exist yet, or is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseFolder {
    folder: PathBuf,
}

impl DatabaseFolder {
    /// Checks the folder, before any work is done. Writes nothing.
    ///
    /// # Errors
    /// [`Error::WithoutDatabases`] when this was built without the feature `rocksdb`, [`Error::PlaceTaken`] when the folder
    /// is not empty, [`casegraph_corpus::Error::Read`] when it cannot be read.
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
/// a temporary folder beside the target, which is then renamed. Missing parent folders are created. On failure
/// nothing is left; a killed process can leave a folder `.casegraph-…`.
///
/// # Errors
/// [`casegraph_corpus::Error::Write`] with the folder; [`casegraph_corpus::Error::Query`] when the stored graph is damaged; [`casegraph_corpus::Error::NotHere`].
pub fn export_oxigraph_database(session: &Session, target: &DatabaseFolder) -> Result<(), Error> {
    let graph = session.store()?.graph();
    let wrong = |source| casegraph_corpus::Error::Write { path: target.folder.clone(), source };
    // A symbolic link to an empty folder stays a link: the database is written to its target.
    let folder = target.folder.canonicalize().unwrap_or_else(|_| target.folder.clone());
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
    // Replaces an empty folder only: fails if a file has been put there meanwhile.
    std::fs::rename(&database, &folder).map_err(wrong)?;
    Ok(())
}

#[cfg(feature = "rocksdb")]
fn write(graph: &Graph, folder: &Path) -> Result<(), WriteError> {
    graph.write_oxigraph_database(folder)
}

/// Never called: without the feature there is no [`DatabaseFolder`].
#[cfg(not(feature = "rocksdb"))]
fn write(_: &Graph, _: &Path) -> Result<(), WriteError> {
    Err(std::io::Error::from(std::io::ErrorKind::Unsupported).into())
}
