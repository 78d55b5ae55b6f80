//! Builds a snapshot from segments. Terms get ids in order of insertion, so the same segments in the same order give the
//! same bytes.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::numbers::{DEFAULT_GRAPH, to_u32};
use crate::predicate_ids::PredicateIds;
use crate::segment::Segment;
use crate::term_table::TermTable;

/// Marks a term that is not a predicate.
const NO_ID: u32 = u32::MAX;

/// Collects segments. Each graph must come as one segment.
#[derive(Default)]
pub struct SnapshotBuilder {
    parts: SnapshotParts,
    predicate_ids: HashMap<u32, u32>,
}

/// The contents of the sections of a snapshot, before they are written.
#[derive(Default)]
pub struct SnapshotParts {
    pub(crate) terms: TermTable,
    /// The term id of each predicate, by predicate id.
    pub(crate) predicates: Vec<u32>,
    /// Name and first entry of each graph.
    pub(crate) graphs: Vec<[u32; 2]>,
    /// Subject and first row of each entry, by graph, then by subject.
    pub(crate) entries: Vec<[u32; 2]>,
    pub(crate) row_predicates: PredicateIds,
    pub(crate) row_objects: Vec<u32>,
    /// For each predicate the object and subject of its triples.
    pub(crate) pairs: Vec<Vec<u64>>,
}

/// The rows of a segment in the ids of the snapshot: subject, predicate id, object.
struct Rows {
    name: u32,
    rows: Vec<[u32; 3]>,
}

/// Maps the ids of a segment to those of the snapshot.
struct IdMap {
    name: u32,
    terms: Vec<u32>,
    /// The predicate id of each term of the segment; [`NO_ID`] for terms that are not predicates.
    predicates: Vec<u32>,
}

impl SnapshotBuilder {
    /// Adds segments in their order. Sorts the triples of each segment, in parallel; term ids are assigned on one thread.
    pub fn add(&mut self, segments: &[Segment]) {
        let maps: Vec<IdMap> = segments.iter().map(|segment| self.map(segment)).collect();
        let numbered: Vec<Rows> =
            segments.par_iter().zip(maps).map(|(segment, map)| map.rows(segment)).collect();
        for rows in numbered {
            self.parts.append(&rows);
        }
    }

    fn map(&mut self, segment: &Segment) -> IdMap {
        let terms: Vec<u32> =
            segment.terms().iter().map(|(hash, key)| self.parts.terms.id_of_hashed(hash, key)).collect();
        let mut ids = vec![NO_ID; terms.len()];
        for [_, predicate, _] in segment.triples() {
            if let Some(id) = slot(&mut ids, *predicate).filter(|id| **id == NO_ID) {
                *id = self.predicate_id(at(&terms, *predicate));
            }
        }
        IdMap { name: segment.name().map_or(DEFAULT_GRAPH, |name| at(&terms, name)), terms, predicates: ids }
    }

    fn predicate_id(&mut self, predicate: u32) -> u32 {
        *self.predicate_ids.entry(predicate).or_insert_with(|| {
            self.parts.predicates.push(predicate);
            self.parts.pairs.push(Vec::new());
            to_u32(self.parts.predicates.len() - 1)
        })
    }

    /// The collected sections. Sorts the triples of each predicate, in parallel.
    #[must_use]
    pub fn finish(self) -> SnapshotParts {
        let mut parts = self.parts;
        parts.pairs.par_iter_mut().for_each(|pairs| {
            pairs.par_sort_unstable();
            pairs.dedup();
        });
        parts
    }
}

impl SnapshotParts {
    fn append(&mut self, Rows { name, rows }: &Rows) {
        if rows.is_empty() {
            return;
        }
        self.graphs.push([*name, to_u32(self.entries.len())]);
        for of_subject in rows.chunk_by(|[a, ..], [b, ..]| a == b) {
            let Some([subject, ..]) = of_subject.first() else { continue };
            self.entries.push([*subject, to_u32(self.row_objects.len())]);
            for [_, id, object] in of_subject {
                self.row_predicates.push(*id);
                self.row_objects.push(*object);
                if let Some(pairs) = slot(&mut self.pairs, *id) {
                    pairs.push(u64::from(*object) << 32 | u64::from(*subject));
                }
            }
        }
    }
}

impl IdMap {
    fn rows(&self, segment: &Segment) -> Rows {
        let row = |[subject, predicate, object]: &[u32; 3]| {
            [at(&self.terms, *subject), at(&self.predicates, *predicate), at(&self.terms, *object)]
        };
        let mut rows: Vec<[u32; 3]> = segment.triples().iter().map(row).collect();
        rows.sort_unstable();
        rows.dedup();
        Rows { name: self.name, rows }
    }
}

fn at(ids: &[u32], index: u32) -> u32 {
    usize::try_from(index).ok().and_then(|index| ids.get(index)).copied().unwrap_or_default()
}

/// A slot by an index that may be out of bounds.
pub(crate) fn slot<T>(slots: &mut [T], index: u32) -> Option<&mut T> {
    slots.get_mut(usize::try_from(index).ok()?)
}
