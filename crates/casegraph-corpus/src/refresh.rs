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

use crate::atomic_file::write_whole_by;
use crate::build::{GraphOfScan, graph_of_scan};
use crate::cache::bundle::{self as shelf, Shelf, encoded};
use crate::cache::label::Label;
use crate::corpus::Corpus;
use crate::error::Error;
use crate::patch::patch_of_scan;
use crate::progress::Progress;
use crate::scan::Scan;
use crate::summary::Summary;

/// The ending of the file beside it that holds a patch: the summary, then the patch; its stamp is that of the files.
const PATCH_ENDING: &str = "patch";

/// A graph, what it holds, and whether it could be stored.
pub(crate) type Fresh = (Graph, Summary, Result<(), Error>);

/// Makes sure that the stored graph is that of the files as they are: does nothing if it is, else builds it and
/// writes it. Says what the graph holds. When nothing has changed, this takes one look at each file from outside.
///
/// # Errors
/// Those of [`Corpus::build`], and [`Error::Write`].
pub fn refresh(corpus: &Corpus, progress: &dyn Progress) -> Result<Summary, Error> {
    let (_, summary, written) = fresh(corpus, &Scan::new(corpus)?, progress);
    written.map(|()| summary)
}

/// The graph of the files as they are, and whether it could be stored.
pub(crate) fn fresh(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> Fresh {
    stored(corpus, scan).unwrap_or_else(|| built(corpus, scan, progress))
}

/// The stored graph, if it is that of the files as they are, or can be patched to be.
fn stored(corpus: &Corpus, scan: &Scan) -> Option<Fresh> {
    let file = corpus.graph_file();
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
    let (patch, graph, summary) = patch_of_scan(corpus, scan, &graph, label)?;
    let written = write_patch(corpus, scan, &patch, &summary);
    Some((graph, summary, written))
}

fn built(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> Fresh {
    let GraphOfScan { graph: built, summary, documents } = graph_of_scan(corpus, scan, progress);
    let label = Label {
        stamp: scan.stamp.clone(),
        surroundings: scan.surroundings.clone(),
        documents,
        summary: summary.clone(),
    };
    let written = write_graph(corpus, &built, &label);
    let graph = match &written {
        Ok(()) => Graph::open(&corpus.graph_file()).unwrap_or_else(|_| built.in_memory()),
        Err(_) => built.in_memory(),
    };
    (graph, summary, written)
}

/// The stored graph as it is.
pub(crate) fn frozen(corpus: &Corpus) -> Result<Graph, Error> {
    let file = corpus.graph_file();
    open_stored(&file).map_err(|error| Error::NotBuilt { file, reason: error.to_string() })
}

/// The stamp of the files that the stored graph was made of.
#[must_use]
pub fn frozen_stamp(corpus: &Corpus) -> Option<String> {
    let file = corpus.graph_file();
    let graph = Graph::open(&file).ok()?;
    if let Some(shelf) = Shelf::open(&patch_file(&file))
        && patched(&graph, &shelf).is_some()
    {
        return Some(shelf.stamp().to_owned());
    }
    let label: serde_json::Value = serde_json::from_slice(graph.label()).ok()?;
    Some(label.get("stamp")?.as_str()?.to_owned())
}

fn write_graph(corpus: &Corpus, graph: &BuiltGraph, label: &Label) -> Result<(), Error> {
    corpus.ignore_state_folder()?;
    let label = serde_json::to_vec(label);
    write_whole_by(&corpus.graph_file(), |file| graph.write_snapshot(&label?, file))
}

fn write_patch(corpus: &Corpus, scan: &Scan, patch: &Patch, summary: &Summary) -> Result<(), Error> {
    let parts = [encoded(summary), encoded(patch)].map(Option::unwrap_or_default);
    shelf::write(&patch_file(&corpus.graph_file()), &scan.stamp, &parts).map(|_| ())
}

/// Opens a stored graph, with the patch that may lie beside it.
///
/// # Errors
/// When the file is missing, damaged, or of another version.
pub fn open_stored(file: &Path) -> Result<Graph, SnapshotError> {
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
