//! Export as a database of Oxigraph's server: the RocksDB files that `oxigraph serve --location` opens.
//!
//! Requires the feature `rocksdb`, which compiles RocksDB. The quads go through Oxigraph's bulk loader, so the files are those
//! that `oxigraph load` writes from the N-Quads of the same graph.

use std::path::Path;

use oxigraph::store::{StorageError, Store as Engine};
use oxrdf::Quad;

use crate::graph::Graph;
use crate::rdf::format::WriteError;

/// The batch size of Oxigraph's loader. A thread sorts each batch into files that do not overlap and are compressed, so large
/// batches are better; a million quads take about a gigabyte of memory.
const BATCH_SIZE: usize = 1_000_000;

impl Graph {
    /// Writes the graph as a database of Oxigraph's server to `folder`, which must not exist yet.
    ///
    /// The database contains the quads of the N-Quads export ([`Graph::write`]), in the same graphs. Oxigraph normalizes
    /// numbers, dates and booleans: `"01"^^xsd:integer` becomes `1`. On return the database is closed and on disk, so the
    /// folder may be moved. Unlike other exports, the bytes differ each time. Some ten microseconds per quad; a thread per
    /// million quads, up to the number of rayon's threads.
    ///
    /// # Errors
    /// [`WriteError::Io`] if `folder` exists or writing fails; an incomplete database is left there.
    /// [`WriteError::Damaged`] if the graph was opened from a damaged file.
    pub fn write_oxigraph_database(&self, folder: &Path) -> Result<(), WriteError> {
        self.write_in_batches(folder, BATCH_SIZE)
    }

    pub(crate) fn write_in_batches(&self, folder: &Path, batch_size: usize) -> Result<(), WriteError> {
        std::fs::create_dir(folder)?; // RocksDB would add to an existing database
        let engine = Engine::open(folder)?;
        let mut loader = engine.bulk_loader().with_num_threads(rayon::current_num_threads());
        let mut batch: Vec<Quad> = Vec::new();
        self.snapshot.each_quad(|quad| {
            batch.push(quad.into_owned());
            if batch.len() == batch_size {
                loader.load_quads(batch.drain(..))?;
            }
            Ok::<(), WriteError>(())
        })?;
        loader.load_quads(batch)?;
        loader.commit()?;
        engine.flush()?;
        drop(engine); // closes the database
        // RocksDB's log contains paths and times of this machine; RocksDB creates a new one if it is missing.
        let _ = std::fs::remove_file(folder.join("LOG"));
        Ok(())
    }
}

impl From<StorageError> for WriteError {
    fn from(error: StorageError) -> Self {
        Self::Io(error.into())
    }
}
