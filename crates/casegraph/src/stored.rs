//! What is derived and stored: the graph, with a stamp of the files that it was made of.
//!
//! Nothing here is ever needed: a file that is missing, damaged or of other files is made anew. It is written to a
//! temporary file and renamed, so a reader sees the old one or the new one, never a mix, and a build that is stopped
//! changes nothing.

use std::path::PathBuf;

use casegraph_store::{BuiltGraph, Graph};
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::output::write_whole_by;
use crate::scan::Scan;
use crate::{Error, Progress, Summary};

/// The graph as a snapshot.
const GRAPH_FILE: &str = "graph.snapshot";

/// What stands beside the graph in its file.
#[derive(Serialize, Deserialize)]
struct Label {
    /// Of the files that the graph was made of, and the program that made it.
    stamp: String,
    summary: Summary,
}

impl Corpus {
    /// Makes sure that the stored graph is that of the files as they are: does nothing if it is, else builds it and
    /// writes it. Says what the graph holds. When nothing has changed, this takes one look at each file from outside.
    ///
    /// # Errors
    /// Those of [`Corpus::build`], and [`Error::Write`].
    pub fn refresh(&self, progress: &dyn Progress) -> Result<Summary, Error> {
        let (_, summary, written) = self.fresh(progress)?;
        written.map(|()| summary)
    }

    /// The graph of the files as they are, and whether it could be stored.
    pub(crate) fn fresh(
        &self,
        progress: &dyn Progress,
    ) -> Result<(Graph, Summary, Result<(), Error>), Error> {
        let scan = self.scan()?;
        if let Ok(graph) = Graph::open(&self.graph_file())
            && let Ok(label) = serde_json::from_slice::<Label>(graph.label())
            && label.stamp == scan.stamp
        {
            return Ok((graph, label.summary, Ok(())));
        }
        let (built, summary) = self.graph_of_scan(&scan, progress);
        let written = self.write_graph(&scan, &built, summary.clone());
        let graph = match &written {
            Ok(()) => Graph::open(&self.graph_file()).unwrap_or_else(|_| built.in_memory()),
            Err(_) => built.in_memory(),
        };
        Ok((graph, summary, written))
    }

    /// The stored graph as it is.
    pub(crate) fn frozen(&self) -> Result<Graph, Error> {
        let file = self.graph_file();
        Graph::open(&file).map_err(|error| Error::NotBuilt { file, reason: error.to_string() })
    }

    /// The file of the stored graph.
    #[must_use]
    pub fn graph_file(&self) -> PathBuf {
        self.state_folder().join(GRAPH_FILE)
    }

    fn write_graph(&self, scan: &Scan, graph: &BuiltGraph, summary: Summary) -> Result<(), Error> {
        self.ignore_state_folder()?;
        let label = serde_json::to_vec(&Label { stamp: scan.stamp.clone(), summary });
        write_whole_by(&self.graph_file(), |file| graph.write_snapshot(&label?, file))
    }
}
