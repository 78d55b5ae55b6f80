//! Few documents have changed: what that does to the stored graph, without making it anew.
//!
//! ```text
//! kept facts, changed files ─► Revisions ─► Pairs   documents that are joined otherwise, as before and as after
//! stored graph, Pairs ────────────────────► Things  what follows from many documents and is something else now
//! ```
//!
//! A document is joined by what others can see of it, its head, and adds its share to what follows from many. Where that cannot be
//! told for sure from a few documents, there is no patch, and the graph is made anew.

mod changed;
mod context;
mod rejoined;
mod shared;

use casegraph_facts::{Joiner, Registry};
use casegraph_store::{Changes, Graph, Patch};

use crate::cache::documents::KeptDocuments;
use crate::cache::label::Label;
use crate::corpus::Corpus;
use crate::read::vocabularies;
use crate::scan::Scan;
use crate::summary::Summary;
use changed::Revisions;
use context::Known;
use rejoined::Pairs;
use shared::Things;

/// A patch of more quads than this is not worth it: it would be read by every command.
const MOST_QUADS: usize = 1 << 16;

/// What the changes of the files do to the graph that was made of them before, the graph as that leaves it, and what it holds
/// then. None where the graph is to be made anew.
pub(crate) fn patch_of_scan(
    corpus: &Corpus,
    scan: &Scan,
    graph: &Graph,
    label: Label,
) -> Option<(Patch, Graph, Summary)> {
    if label.surroundings != scan.surroundings {
        return None;
    }
    let kept = KeptDocuments::open(corpus);
    if kept.identity()? != label.documents? {
        return None;
    }
    let revisions = Revisions::read(corpus, scan, &kept)?;
    let (_, names, _) = vocabularies(corpus, scan);
    let registry = Registry::new(&names, kept.heads());
    let base = &corpus.config().base;
    let known = Known::new(&kept, graph, &registry, base);
    let inventory = scan.inventory();
    let joiner = |heads: Vec<_>| Joiner::new(heads, &registry, &inventory, &corpus.config().profile);
    let (before, after) = rayon::join(
        || joiner(kept.heads().collect()),
        || (!revisions.keep_heads()).then(|| joiner(revisions.heads(&kept))),
    );
    let pairs = Pairs::new(&known, &revisions, &before, after.as_ref())?;
    let things = Things::new(&known, &pairs, &before)?;
    let mut changes = Changes::default();
    changes.add_documents(&pairs.before.documents, &pairs.after.documents, base);
    changes.add_things(&things.old, &things.new, base);
    if changes.len() > MOST_QUADS {
        return None;
    }
    let patch = graph.patch(&changes).ok()?;
    let mut summary = label.summary;
    pairs.move_summary(&mut summary);
    things.move_summary(&mut summary);
    let patched = graph.patched(patch.clone())?;
    summary.quads = patched.len();
    Some((patch, patched, summary))
}
