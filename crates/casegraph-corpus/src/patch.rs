//! A patch of the cached graph, for few changed documents.
//!
//! ```text
//! cached facts, changed files ─► ChangedDocuments ─► Rejoined     documents that are joined differently, before and after
//! cached graph, Rejoined ──────────────────────────► SharedFacts  facts of many documents that differ, before and after
//! ```
//!
//! A document is joined with what it can see of the others, their heads, and contributes to the facts that follow from many
//! documents. Where the effect cannot be computed from the changed documents alone, there is no patch, and the caller rebuilds.

mod changed;
mod context;
mod rejoined;
mod shared;

use casegraph_facts::{Joiner, Registry};
use casegraph_store::{Changes, Graph, Patch};

use crate::cache::documents::CachedDocuments;
use crate::cache::label::Label;
use crate::corpus::Corpus;
use crate::read::read_vocabularies;
use crate::scan::Scan;
use crate::summary::Summary;
use changed::ChangedDocuments;
use context::Context;
use rejoined::Rejoined;
use shared::SharedFacts;

/// A patch with more quads is not worthwhile: every command would read it.
const MOST_QUADS: usize = 1 << 16;

/// The cached graph with a patch.
pub(crate) struct PatchedGraph {
    pub(crate) patch: Patch,
    pub(crate) graph: Graph,
    /// The contents of the patched graph.
    pub(crate) summary: Summary,
}

/// Patches the cached graph to that of a scan. `None` if the effect of the changes cannot be computed from the changed documents
/// alone; the caller rebuilds.
pub(crate) fn patch_graph(corpus: &Corpus, scan: &Scan, graph: &Graph, label: Label) -> Option<PatchedGraph> {
    if label.rest_stamp != scan.rest_stamp {
        return None;
    }
    let cached = CachedDocuments::open(corpus);
    if cached.identity()? != label.documents? {
        return None;
    }
    let changed = ChangedDocuments::read(corpus, scan, &cached)?;
    let registry = Registry::new(&read_vocabularies(corpus, scan).names, cached.heads());
    let base = &corpus.config().base;
    let context = Context::new(&cached, graph, &registry, base);
    let inventory = scan.inventory();
    let joiner = |heads: Vec<_>| Joiner::new(heads, &registry, &inventory, &corpus.config().profile);
    let (before, after) = rayon::join(
        || joiner(cached.heads().collect()),
        || (!changed.have_same_heads()).then(|| joiner(changed.all_heads(&cached))),
    );
    let rejoined = Rejoined::new(&context, &changed, &before, after.as_ref())?;
    let shared = SharedFacts::new(&context, &rejoined, &before)?;
    scan.keep_surroundings(corpus, false);
    let mut changes = Changes::default();
    changes.add_documents(&rejoined.before.documents, &rejoined.after.documents, base);
    changes.add_things(&shared.old, &shared.new, base);
    if changes.len() > MOST_QUADS {
        return None;
    }
    let patch = graph.patch(&changes).ok()?;
    let mut summary = label.summary;
    rejoined.update_summary(&mut summary);
    shared.update_summary(&mut summary);
    let graph = graph.with_patch(patch.clone())?;
    summary.quads = graph.len();
    Some(PatchedGraph { patch, graph, summary })
}
