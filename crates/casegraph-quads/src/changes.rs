//! What changes in a graph, by the keys of its terms.

use std::collections::BTreeSet;

use crate::numbers::DEFAULT_GRAPH;
use crate::quad_index::Quad;
use crate::segment::Segment;
use crate::term_table::TermNumbers;

/// Quads that go out of a graph and quads that come into it. None does both.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub(crate) terms: TermNumbers,
    pub(crate) deleted: Vec<Quad>,
    pub(crate) added: Vec<Quad>,
}

impl Changes {
    /// Adds what makes `new` of `old`, two segments of the same named graph. What they have in common may be left out of both.
    pub fn add(&mut self, old: &Segment, new: &Segment) {
        let mut common = TermNumbers::default();
        let (before, after) = (numbered(&mut common, old), numbered(&mut common, new));
        let name = |terms: &TermNumbers, number| terms.get(number).to_owned();
        let graph = old.name().map(|number| name(old.terms(), number));
        let graph = graph.map_or(DEFAULT_GRAPH, |key| self.terms.number(&key));
        let mut quads = |triples: Vec<[u32; 3]>| -> Vec<Quad> {
            let mut number = |term| self.terms.number(common.get(term));
            triples.into_iter().map(|[s, p, o]| [number(s), number(p), number(o), graph]).collect()
        };
        let deleted = quads(before.difference(&after).copied().collect());
        let added = quads(after.difference(&before).copied().collect());
        self.deleted.extend(deleted);
        self.added.extend(added);
    }

    /// How many quads go and come.
    #[must_use]
    pub fn len(&self) -> usize {
        self.deleted.len() + self.added.len()
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The triples of a segment, with the numbers that `terms` gives.
fn numbered(terms: &mut TermNumbers, segment: &Segment) -> BTreeSet<[u32; 3]> {
    let numbers: Vec<u32> =
        segment.terms().iter().map(|(hash, key)| terms.number_of_hashed(hash, key)).collect();
    let number = |term: u32| numbers.get(term as usize).copied().unwrap_or_default();
    segment.triples().iter().map(|triple| triple.map(number)).collect()
}
