//! What is derived and stored: the graph, with a stamp of the files that it was made of.
//!
//! Nothing here is ever needed: a file that is missing, damaged or of other files is made anew. Each is written to a
//! temporary file and renamed, so a reader sees the old graph or the new one, never a mix, and a build that is stopped
//! changes nothing.
//!
//! Few changes are stored as a patch beside the graph (`patching.rs`), which itself stays as it is. A patch tells which
//! graph it is of; beside another one it counts as missing.

use std::path::{Path, PathBuf};

use casegraph_store::{BuiltGraph, Graph, Patch, SnapshotError};
use serde::{Deserialize, Serialize};

use crate::build::GraphOfScan;
use crate::corpus::Corpus;
use crate::output::write_whole_by;
use crate::scan::Scan;
use crate::shelf::{self, Shelf, encoded};
use crate::{Error, Progress, Summary};

/// The graph as a snapshot.
const GRAPH_FILE: &str = "graph.snapshot";

/// The ending of the file beside it that holds a patch: the summary, then the patch; its stamp is that of the files.
const PATCH_ENDING: &str = "patch";

/// What stands beside the graph in its file.
#[derive(Serialize, Deserialize)]
pub(crate) struct Label {
    /// Of the files that the graph was made of, and the program that made it.
    stamp: String,
    /// The same without what the documents looked like.
    pub(crate) surroundings: String,
    /// Tells the documents that were kept when it was made.
    pub(crate) documents: Option<String>,
    pub(crate) summary: Summary,
}

/// A graph, what it holds, and whether it could be stored.
pub(crate) type Fresh = (Graph, Summary, Result<(), Error>);

impl Corpus {
    /// Makes sure that the stored graph is that of the files as they are: does nothing if it is, else builds it and
    /// writes it. Says what the graph holds. When nothing has changed, this takes one look at each file from outside.
    ///
    /// # Errors
    /// Those of [`Corpus::build`], and [`Error::Write`].
    pub fn refresh(&self, progress: &dyn Progress) -> Result<Summary, Error> {
        let (_, summary, written) = self.fresh(&self.scan()?, progress);
        written.map(|()| summary)
    }

    /// The graph of the files as they were scanned, and whether it could be stored.
    pub(crate) fn fresh(&self, scan: &Scan, progress: &dyn Progress) -> Fresh {
        self.stored(scan).unwrap_or_else(|| self.built(scan, progress))
    }

    /// The stored graph, if it is that of the files as they are, or can be patched to be.
    fn stored(&self, scan: &Scan) -> Option<Fresh> {
        let file = self.graph_file();
        let graph = Graph::open(&file).ok()?;
        let label: Label = serde_json::from_slice(graph.label()).ok()?;
        if label.stamp == scan.stamp {
            return Some((graph, label.summary, Ok(())));
        }
        if let Some(shelf) = Shelf::open(&patch_file(&file)).filter(|shelf| shelf.stamp() == scan.stamp)
            && let (Some(summary), Some(graph)) = (shelf.part(0), patched(&graph, &shelf))
        {
            return Some((graph, summary, Ok(())));
        }
        let (patch, graph, summary) = self.patch_of_scan(scan, &graph, label)?;
        let written = self.write_patch(scan, &patch, &summary);
        Some((graph, summary, written))
    }

    fn built(&self, scan: &Scan, progress: &dyn Progress) -> Fresh {
        let GraphOfScan { graph: built, summary, documents } = self.graph_of_scan(scan, progress);
        let label = Label {
            stamp: scan.stamp.clone(),
            surroundings: scan.surroundings.clone(),
            documents,
            summary: summary.clone(),
        };
        let written = self.write_graph(&built, &label);
        let graph = match &written {
            Ok(()) => Graph::open(&self.graph_file()).unwrap_or_else(|_| built.in_memory()),
            Err(_) => built.in_memory(),
        };
        (graph, summary, written)
    }

    /// The stored graph as it is.
    pub(crate) fn frozen(&self) -> Result<Graph, Error> {
        let file = self.graph_file();
        open_stored(&file).map_err(|error| Error::NotBuilt { file, reason: error.to_string() })
    }

    /// The stamp of the files that the stored graph was made of.
    pub(crate) fn frozen_stamp(&self) -> Option<String> {
        let file = self.graph_file();
        let graph = Graph::open(&file).ok()?;
        if let Some(shelf) = Shelf::open(&patch_file(&file))
            && patched(&graph, &shelf).is_some()
        {
            return Some(shelf.stamp().to_owned());
        }
        let label: serde_json::Value = serde_json::from_slice(graph.label()).ok()?;
        Some(label.get("stamp")?.as_str()?.to_owned())
    }

    /// The file of the stored graph. A patch may lie beside it.
    #[must_use]
    pub fn graph_file(&self) -> PathBuf {
        self.state_folder().join(GRAPH_FILE)
    }

    fn write_graph(&self, graph: &BuiltGraph, label: &Label) -> Result<(), Error> {
        self.ignore_state_folder()?;
        let label = serde_json::to_vec(label);
        write_whole_by(&self.graph_file(), |file| graph.write_snapshot(&label?, file))
    }

    fn write_patch(&self, scan: &Scan, patch: &Patch, summary: &Summary) -> Result<(), Error> {
        let parts = [encoded(summary), encoded(patch)].map(Option::unwrap_or_default);
        shelf::write(&patch_file(&self.graph_file()), &scan.stamp, &parts).map(|_| ())
    }
}

/// Opens a stored graph, with the patch that may lie beside it.
pub(crate) fn open_stored(file: &Path) -> Result<Graph, SnapshotError> {
    let graph = Graph::open(file)?;
    let patched = Shelf::open(&patch_file(file)).and_then(|shelf| patched(&graph, &shelf));
    Ok(patched.unwrap_or(graph))
}

fn patch_file(graph: &Path) -> PathBuf {
    graph.with_extension(PATCH_ENDING)
}

fn patched(graph: &Graph, shelf: &Shelf) -> Option<Graph> {
    graph.patched(shelf.part(1)?)
}
