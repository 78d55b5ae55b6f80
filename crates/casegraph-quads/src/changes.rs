//! Changes to a graph, by the keys of its terms.

use std::collections::BTreeSet;

use crate::numbers::DEFAULT_GRAPH;
use crate::quad_index::Quad;
use crate::segment::Segment;
use crate::term_table::TermTable;

/// Quads to delete from a graph and quads to add to it; no quad is in both sets.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    pub(crate) terms: TermTable,
    pub(crate) deleted: Vec<Quad>,
    pub(crate) added: Vec<Quad>,
}

impl Changes {
    /// Adds the differences between two segments of the same graph. Triples in both may be left out of both.
    pub fn add(&mut self, old: &Segment, new: &Segment) {
        let mut common = TermTable::default();
        let (before, after) = (triples(&mut common, old), triples(&mut common, new));
        let graph = old.name().map_or(DEFAULT_GRAPH, |name| self.terms.id(old.terms().get(name)));
        let mut quads = |triples: Vec<[u32; 3]>| -> Vec<Quad> {
            let mut id = |term| self.terms.id(common.get(term));
            triples.into_iter().map(|[s, p, o]| [id(s), id(p), id(o), graph]).collect()
        };
        let deleted = quads(before.difference(&after).copied().collect());
        let added = quads(after.difference(&before).copied().collect());
        self.deleted.extend(deleted);
        self.added.extend(added);
    }

    /// The number of quads to delete and to add.
    #[must_use]
    pub fn len(&self) -> usize {
        self.deleted.len() + self.added.len()
    }

    /// Whether there are no changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The triples of a segment in the ids of `terms`.
fn triples(terms: &mut TermTable, segment: &Segment) -> BTreeSet<[u32; 3]> {
    let ids: Vec<u32> = segment.terms().iter().map(|(hash, key)| terms.id_of_hashed(hash, key)).collect();
    let id = |term: u32| ids.get(term as usize).copied().unwrap_or_default();
    segment.triples().iter().map(|triple| triple.map(id)).collect()
}
