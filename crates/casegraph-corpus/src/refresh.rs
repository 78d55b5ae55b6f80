//! The cached graph, with a stamp of the files that it was built from, and its refresh after changes.
//!
//! The cache is optional: a missing, damaged or outdated file is rebuilt. Each file is written to a temporary file and
//! renamed, so a reader sees the old graph or the new one, never a mix, and an interrupted build changes nothing.
//!
//! Few changes are stored as a patch beside the graph ([`crate::patch`]), which itself stays as it is. A patch names its
//! graph; beside another graph it is ignored.

use std::path::{Path, PathBuf};

use casegraph_store::{BuiltGraph, Graph, Patch, SnapshotError};
use serde::Deserialize;

use crate::atomic_file::write_synced;
use crate::build::{ScanGraph, build_scan};
use crate::cache::bundle::{Bundle, encode_part};
use crate::cache::label::Label;
use crate::corpus::Corpus;
use crate::error::Error;
use crate::patch::patch_graph;
use crate::progress::Progress;
use crate::scan::Scan;
use crate::summary::Summary;

/// The file extension of a patch, beside the graph. Its parts are the summary and the patch, its stamp is that of the files.
const PATCH_EXTENSION: &str = "patch";

/// An up-to-date graph.
pub(crate) struct OpenGraph {
    pub(crate) graph: Graph,
    pub(crate) summary: Summary,
    /// Whether the cache could be written.
    pub(crate) written: Result<(), Error>,
}

/// The graph in the cache, whatever the files are.
pub(crate) struct StoredGraph {
    pub(crate) graph: Graph,
    /// [`Scan::stamp`] of the files that it was built from.
    pub(crate) stamp: Option<String>,
}

/// Brings the cached graph up to date: does nothing if no file has changed, else patches or rebuilds it. Returns the contents of
/// the graph in numbers. If nothing has changed, no file is opened but those of the cache.
///
/// # Errors
/// When the folder cannot be read or holds no Markdown, and [`Error::Write`].
pub fn refresh(corpus: &Corpus, progress: &dyn Progress) -> Result<Summary, Error> {
    refresh_of(corpus, &Scan::new(corpus)?, progress)
}

/// The same for the files of a scan.
pub(crate) fn refresh_of(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> Result<Summary, Error> {
    let open = open_or_build(corpus, scan, progress);
    open.written.map(|()| open.summary)
}

/// The graph of the files of a scan, from the cache if possible.
pub(crate) fn open_or_build(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> OpenGraph {
    open_or_patch(corpus, scan).unwrap_or_else(|| build_and_write(corpus, scan, progress))
}

/// The cached graph, if it is that of the files or can be patched.
fn open_or_patch(corpus: &Corpus, scan: &Scan) -> Option<OpenGraph> {
    let file = corpus.graph_file();
    let graph = Graph::open(&file).ok()?;
    let label: Label = serde_json::from_slice(graph.label()).ok()?;
    if label.stamp == scan.stamp {
        return Some(OpenGraph { graph, summary: label.summary, written: Ok(()) });
    }
    let patch = Bundle::open(&patch_file(&file)).filter(|patch| patch.stamp() == scan.stamp);
    if let Some(patch) = patch
        && let (Some(summary), Some(graph)) = (patch.part(0), patched(&graph, &patch))
    {
        return Some(OpenGraph { graph, summary, written: Ok(()) });
    }
    let patched = patch_graph(corpus, scan, &graph, label)?;
    let written = write_patch(corpus, scan, &patched.patch, &patched.summary);
    Some(OpenGraph { graph: patched.graph, summary: patched.summary, written })
}

fn build_and_write(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> OpenGraph {
    let ScanGraph { graph: built, summary, documents } = build_scan(corpus, scan, progress);
    let label = Label {
        stamp: scan.stamp.clone(),
        rest_stamp: scan.rest_stamp.clone(),
        documents,
        summary: summary.clone(),
    };
    let written = write_graph(corpus, &built, &label);
    let graph = match &written {
        Ok(()) => Graph::open(&corpus.graph_file()).unwrap_or_else(|_| built.in_memory()),
        Err(_) => built.in_memory(),
    };
    OpenGraph { graph, summary, written }
}

/// Opens the cached graph without a look at the files.
///
/// # Errors
/// [`Error::NotBuilt`].
pub(crate) fn open_stored(corpus: &Corpus) -> Result<StoredGraph, Error> {
    let file = corpus.graph_file();
    let stored = open_with_patch(&file);
    stored.map_err(|error| Error::NotBuilt { file, reason: error.to_string() })
}

/// The stamp of the files that the cached graph was built from; `None` without a cached graph.
#[must_use]
pub fn stored_stamp(corpus: &Corpus) -> Option<String> {
    open_stored(corpus).ok()?.stamp
}

/// Opens the file of a cached graph, with the patch that may be beside it.
///
/// # Errors
/// When the file is missing, damaged, or of another version.
pub fn open_graph_file(file: &Path) -> Result<Graph, SnapshotError> {
    Ok(open_with_patch(file)?.graph)
}

fn open_with_patch(file: &Path) -> Result<StoredGraph, SnapshotError> {
    /// The one key of a [`Label`] that is needed here.
    #[derive(Deserialize)]
    struct Stamp {
        stamp: String,
    }
    let graph = Graph::open(file)?;
    if let Some(patch) = Bundle::open(&patch_file(file))
        && let Some(graph) = patched(&graph, &patch)
    {
        return Ok(StoredGraph { graph, stamp: Some(patch.stamp().to_owned()) });
    }
    let stamp = serde_json::from_slice(graph.label()).ok().map(|Stamp { stamp }| stamp);
    Ok(StoredGraph { graph, stamp })
}

fn write_graph(corpus: &Corpus, graph: &BuiltGraph, label: &Label) -> Result<(), Error> {
    corpus.prepare_state_folder()?;
    let label = serde_json::to_vec(label);
    write_synced(&corpus.graph_file(), |file| graph.write_snapshot(&label?, file))
}

fn write_patch(corpus: &Corpus, scan: &Scan, patch: &Patch, summary: &Summary) -> Result<(), Error> {
    let parts = [encode_part(summary), encode_part(patch)].map(Option::unwrap_or_default);
    Bundle::write(&patch_file(&corpus.graph_file()), &scan.stamp, &parts).map(|_| ())
}

fn patch_file(graph: &Path) -> PathBuf {
    graph.with_extension(PATCH_EXTENSION)
}

fn patched(graph: &Graph, patch: &Bundle) -> Option<Graph> {
    graph.with_patch(patch.part(1)?)
}
