//! Changes laid over a snapshot, so that a small change of a large graph costs a small file and not a large one anew.
//!
//! The notion is that of [RDF Patch](https://afs.github.io/rdf-patch/), a list of quads to delete and to add; here they stand in
//! the numbers of one snapshot, with what else a reader would have to work out.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::changes::Changes;
use crate::damaged::Damaged;
use crate::matches::{GraphPattern, Pattern};
use crate::numbers::DEFAULT_GRAPH;
use crate::quad_index::{Quad, QuadIndex};
use crate::snapshot::Snapshot;

/// Changes to one snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// The identity of the snapshot.
    pub(crate) of: u64,
    /// Keys of terms that the snapshot does not have; numbered on from its own.
    pub(crate) terms: Vec<String>,
    /// Quads of the snapshot that are gone.
    pub(crate) deleted: QuadIndex,
    /// Quads that the snapshot does not have.
    pub(crate) added: QuadIndex,
    /// Triples that are in no graph any more; their graph is the default one.
    pub(crate) deleted_triples: QuadIndex,
    /// Triples that the snapshot has in no graph; their graph is the default one.
    pub(crate) added_triples: QuadIndex,
    /// Graphs of the snapshot that hold nothing any more.
    pub(crate) deleted_graphs: Vec<u32>,
    /// Graphs that the snapshot does not have.
    pub(crate) added_graphs: Vec<u32>,
}

impl Snapshot {
    /// What `changes` do to it: deletions of what it does not have, and additions of what it has, are left out. Time is linear in
    /// the changes, with some looks into the snapshot for each.
    pub fn patch(&self, changes: &Changes) -> Result<Patch, Damaged> {
        let (terms, numbers) = translated(changes, self)?;
        let number = |term: u32| match term {
            DEFAULT_GRAPH => DEFAULT_GRAPH,
            term => numbers.get(term as usize).copied().unwrap_or_default(),
        };
        let all = |quads: &[Quad]| quads.iter().map(|quad| quad.map(number)).collect::<Vec<Quad>>();
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
    /// The triples that go out of the union of all graphs and come into it.
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

    /// The graphs that go and come.
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

    /// How many quads it deletes and adds: what it costs to read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.deleted.quads().len() + self.added.quads().len()
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The keys that the snapshot does not have, and the number of each term of the changes.
fn translated(changes: &Changes, base: &Snapshot) -> Result<(Vec<String>, Vec<u32>), Damaged> {
    let (mut terms, mut numbers) = (Vec::new(), Vec::with_capacity(changes.terms.len()));
    for (hash, key) in changes.terms.iter() {
        if let Some(number) = base.terms().find_key(hash, key)? {
            numbers.push(number);
            continue;
        }
        let next = u32::try_from(terms.len()).ok().and_then(|at| base.term_count().checked_add(at));
        numbers.push(next.filter(|number| *number != DEFAULT_GRAPH).ok_or(Damaged)?);
        terms.push(key.to_owned());
    }
    Ok((terms, numbers))
}

/// The triples of quads, each once.
fn triples(quads: &QuadIndex) -> Vec<Quad> {
    let mut triples: Vec<Quad> = quads.quads().to_vec();
    triples.dedup_by_key(|[s, p, o, _]| [*s, *p, *o]);
    triples
}
