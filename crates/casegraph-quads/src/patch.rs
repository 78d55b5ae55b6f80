//! Changes over a snapshot: a small change of a large graph is stored as a small file.
//!
//! The idea is that of [RDF Patch](https://afs.github.io/rdf-patch/), a list of quads to delete and to add. Here the quads
//! consist of term ids of one snapshot, and the patch includes what a reader would have to compute: the changes of the union
//! of all graphs, and of the list of graphs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::changes::Changes;
use crate::damaged::Damaged;
use crate::matches::{GraphPattern, Pattern};
use crate::numbers::DEFAULT_GRAPH;
use crate::quad_index::{Quad, QuadIndex};
use crate::snapshot::Snapshot;

/// Changes to one snapshot, as term ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// The identity of the snapshot.
    pub(crate) of: u64,
    /// Keys of terms that the snapshot lacks; their ids continue those of the snapshot.
    pub(crate) terms: Vec<String>,
    /// Deleted quads of the snapshot.
    pub(crate) deleted: QuadIndex,
    /// Added quads.
    pub(crate) added: QuadIndex,
    /// Triples that are no longer in any graph; their graph is the default graph.
    pub(crate) deleted_triples: QuadIndex,
    /// Triples that are in no graph of the snapshot; their graph is the default graph.
    pub(crate) added_triples: QuadIndex,
    /// Graphs of the snapshot that are empty now.
    pub(crate) deleted_graphs: Vec<u32>,
    /// Graphs that the snapshot lacks.
    pub(crate) added_graphs: Vec<u32>,
}

impl Snapshot {
    /// The effect of `changes` on this snapshot, without deletions of quads that it lacks and additions of quads that it has.
    /// Linear in the changes, with a few lookups for each.
    pub fn patch(&self, changes: &Changes) -> Result<Patch, Damaged> {
        let (terms, ids) = translated(changes, self)?;
        let id = |term: u32| match term {
            DEFAULT_GRAPH => DEFAULT_GRAPH,
            term => ids.get(term as usize).copied().unwrap_or_default(),
        };
        let all = |quads: &[Quad]| quads.iter().map(|quad| quad.map(id)).collect::<Vec<Quad>>();
        let (mut deleted, mut added) = (Vec::new(), Vec::new());
        for quad in all(&changes.deleted) {
            if self.contains(quad)? {
                deleted.push(quad);
            }
        }
        for quad in all(&changes.added) {
            if !self.contains(quad)? {
                added.push(quad);
            }
        }
        let (deleted, added) = (QuadIndex::from(deleted), QuadIndex::from(added));
        let mut patch = Patch { of: self.identity(), terms, deleted, added, ..Patch::default() };
        patch.find_triples(self)?;
        patch.find_graphs(self)?;
        Ok(patch)
    }
}

impl Patch {
    /// Computes the triples that leave the union of all graphs and enter it.
    fn find_triples(&mut self, base: &Snapshot) -> Result<(), Damaged> {
        let (mut deleted, mut added) = (Vec::new(), Vec::new());
        for [s, p, o, _] in triples(&self.deleted) {
            let pattern = Pattern { subject: Some(s), predicate: Some(p), object: Some(o) };
            let mut remains = self.added.matches(pattern, None).next().is_some();
            let named = base.matches(pattern, GraphPattern::EachNamed)?;
            for found in named.chain(base.matches(pattern, GraphPattern::One(DEFAULT_GRAPH))?) {
                let (_, graph) = found?;
                remains |= !self.deleted.contains(&[s, p, o, graph.unwrap_or(DEFAULT_GRAPH)]);
            }
            if !remains {
                deleted.push([s, p, o, DEFAULT_GRAPH]);
            }
        }
        for [s, p, o, _] in triples(&self.added) {
            let pattern = Pattern { subject: Some(s), predicate: Some(p), object: Some(o) };
            if base.matches(pattern, GraphPattern::Union)?.next().transpose()?.is_none() {
                added.push([s, p, o, DEFAULT_GRAPH]);
            }
        }
        (self.deleted_triples, self.added_triples) = (deleted.into(), added.into());
        Ok(())
    }

    /// Computes the graphs that become empty, and those that are new.
    fn find_graphs(&mut self, base: &Snapshot) -> Result<(), Damaged> {
        let graphs =
            |index: &QuadIndex| index.quads().iter().map(|[.., graph]| *graph).collect::<BTreeSet<_>>();
        let count = |index: &QuadIndex, graph| index.matches(Pattern::default(), Some(graph)).count();
        for graph in graphs(&self.deleted) {
            let left = base.quads_of(graph)?.saturating_sub(count(&self.deleted, graph));
            if left == 0 && count(&self.added, graph) == 0 {
                self.deleted_graphs.push(graph);
            }
        }
        for graph in graphs(&self.added) {
            if base.graph_named(graph)?.is_none() {
                self.added_graphs.push(graph);
            }
        }
        Ok(())
    }

    /// The number of deleted and added quads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.deleted.quads().len() + self.added.quads().len()
    }

    /// Whether there are no changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The keys that the snapshot lacks, and the term id of each term of the changes.
fn translated(changes: &Changes, base: &Snapshot) -> Result<(Vec<String>, Vec<u32>), Damaged> {
    let (mut terms, mut ids) = (Vec::new(), Vec::with_capacity(changes.terms.len()));
    for (hash, key) in changes.terms.iter() {
        if let Some(id) = base.terms().find_key(hash, key)? {
            ids.push(id);
            continue;
        }
        let next = u32::try_from(terms.len()).ok().and_then(|at| base.term_count().checked_add(at));
        ids.push(next.filter(|id| *id != DEFAULT_GRAPH).ok_or(Damaged)?);
        terms.push(key.to_owned());
    }
    Ok((terms, ids))
}

/// The distinct triples of quads.
fn triples(quads: &QuadIndex) -> Vec<Quad> {
    let mut triples: Vec<Quad> = quads.quads().to_vec();
    triples.dedup_by_key(|[s, p, o, _]| [*s, *p, *o]);
    triples
}
