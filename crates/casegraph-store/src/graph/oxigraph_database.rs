//! A graph as a database of Oxigraph's own server: the RocksDB files that `oxigraph serve --location` opens.
//!
//! Only with the feature `rocksdb`, which compiles RocksDB. Quads go through Oxigraph's bulk loader, so the files are those that
//! `oxigraph load` writes from the N-Quads of the same graph.

use std::path::Path;

use oxigraph::model::Quad;
use oxigraph::store::{StorageError, Store as Engine};

use crate::graph::Graph;
use crate::rdf::format::WriteError;

/// So many quads are sorted into files by one thread in one go; the same as in Oxigraph's loader. Files of one go do not overlap and are
/// compressed, so the fewer the better; a million quads take about a gigabyte of memory.
const QUADS_A_BATCH: usize = 1_000_000;

impl Graph {
    /// Writes the graph as a database of Oxigraph's server to `folder`, which is made here: nothing may be there yet.
    ///
    /// The database holds the quads that the N-Quads of [`Graph::write`] hold, in the same graphs. Oxigraph keeps numbers, dates
    /// and booleans by their value: `"01"^^xsd:integer` is `1` there. The database is closed and on the disk when this
    /// returns, so the folder may be moved. Unlike all else that is written, it is not the same bytes each time.
    /// Some ten microseconds a quad; a thread for each million quads, of as many as rayon has.
    ///
    /// # Errors
    /// [`WriteError::Io`] when there is something at `folder`, or writing fails; what was written until then is left there.
    /// [`WriteError::Damaged`] when the graph was opened from a damaged file.
    pub fn write_oxigraph_database(&self, folder: &Path) -> Result<(), WriteError> {
        self.write_in_batches(folder, QUADS_A_BATCH)
    }

    pub(crate) fn write_in_batches(&self, folder: &Path, quads_a_batch: usize) -> Result<(), WriteError> {
        std::fs::create_dir(folder)?; // not left to RocksDB, which would open what is there and add to it
        let engine = Engine::open(folder)?;
        let mut loader = engine.bulk_loader().with_num_threads(rayon::current_num_threads());
        let mut batch: Vec<Quad> = Vec::new();
        self.snapshot.each_quad(|quad| {
            batch.push(quad.into_owned());
            if batch.len() == quads_a_batch {
                loader.load_quads(batch.drain(..))?;
            }
            Ok::<(), WriteError>(())
        })?;
        loader.load_quads(batch)?;
        loader.commit()?;
        engine.flush()?;
        drop(engine); // closes the database
        // RocksDB's diary tells paths and times of this machine; a missing one is begun anew, and one that stays does no harm.
        let _ = std::fs::remove_file(folder.join("LOG"));
        Ok(())
    }
}

impl From<StorageError> for WriteError {
    fn from(error: StorageError) -> Self {
        Self::Io(error.into())
    }
}
