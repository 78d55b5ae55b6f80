//! Makes a snapshot of segments: terms get their numbers in the order in which they come, so the same segments in the same
//! order give the same bytes.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::codes::Codes;
use crate::numbers::{DEFAULT_GRAPH, to_u32};
use crate::segment::Segment;
use crate::term_table::TermNumbers;

/// Stands where a term is no predicate.
const NO_CODE: u32 = u32::MAX;

/// Collects segments. Each named graph comes in one segment.
#[derive(Default)]
pub struct SnapshotBuilder {
    collected: Collected,
    codes: HashMap<u32, u32>,
}

/// All that a snapshot is written from.
#[derive(Default)]
pub struct Collected {
    pub(crate) terms: TermNumbers,
    /// The term of each predicate, by its code.
    pub(crate) predicates: Vec<u32>,
    /// Name and first entry.
    pub(crate) graphs: Vec<[u32; 2]>,
    /// Subject and first row; by graph, then subject.
    pub(crate) entries: Vec<[u32; 2]>,
    pub(crate) row_codes: Codes,
    pub(crate) row_objects: Vec<u32>,
    /// For each predicate object and subject of its triples.
    pub(crate) pairs: Vec<Vec<u64>>,
}

/// A segment's rows with the numbers of the whole: subject, code of the predicate, object.
struct Rows {
    name: u32,
    rows: Vec<[u32; 3]>,
}

/// What the numbers of a segment's terms are in the whole.
struct Numbers {
    name: u32,
    terms: Vec<u32>,
    /// By number of the segment, the code of what is a predicate.
    codes: Vec<u32>,
}

impl SnapshotBuilder {
    /// Adds segments in their order. Linear in the triples, but for sorting those of one segment; on all threads, but for
    /// numbering the terms.
    pub fn add(&mut self, segments: &[Segment]) {
        let numbers: Vec<Numbers> = segments.iter().map(|segment| self.number(segment)).collect();
        let numbered: Vec<Rows> =
            segments.par_iter().zip(numbers).map(|(segment, numbers)| numbers.rows(segment)).collect();
        for rows in numbered {
            self.collected.append(&rows);
        }
    }

    fn number(&mut self, segment: &Segment) -> Numbers {
        let terms: Vec<u32> = segment
            .terms()
            .iter()
            .map(|(hash, key)| self.collected.terms.number_of_hashed(hash, key))
            .collect();
        let mut codes = vec![NO_CODE; terms.len()];
        for [_, predicate, _] in segment.triples() {
            if let Some(code) = slot(&mut codes, *predicate).filter(|code| **code == NO_CODE) {
                *code = self.code(at(&terms, *predicate));
            }
        }
        Numbers { name: segment.name().map_or(DEFAULT_GRAPH, |name| at(&terms, name)), terms, codes }
    }

    fn code(&mut self, predicate: u32) -> u32 {
        *self.codes.entry(predicate).or_insert_with(|| {
            self.collected.predicates.push(predicate);
            self.collected.pairs.push(Vec::new());
            to_u32(self.collected.predicates.len() - 1)
        })
    }

    /// What was collected. Sorts the triples of each predicate, on all threads.
    #[must_use]
    pub fn finish(self) -> Collected {
        let mut collected = self.collected;
        collected.pairs.par_iter_mut().for_each(|pairs| {
            pairs.par_sort_unstable();
            pairs.dedup();
        });
        collected
    }
}

impl Collected {
    fn append(&mut self, Rows { name, rows }: &Rows) {
        if rows.is_empty() {
            return;
        }
        self.graphs.push([*name, to_u32(self.entries.len())]);
        for of_subject in rows.chunk_by(|[a, ..], [b, ..]| a == b) {
            let Some([subject, ..]) = of_subject.first() else { continue };
            self.entries.push([*subject, to_u32(self.row_objects.len())]);
            for [_, code, object] in of_subject {
                self.row_codes.push(*code);
                self.row_objects.push(*object);
                if let Some(pairs) = slot(&mut self.pairs, *code) {
                    pairs.push(u64::from(*object) << 32 | u64::from(*subject));
                }
            }
        }
    }
}

impl Numbers {
    fn rows(&self, segment: &Segment) -> Rows {
        let row = |[subject, predicate, object]: &[u32; 3]| {
            [at(&self.terms, *subject), at(&self.codes, *predicate), at(&self.terms, *object)]
        };
        let mut rows: Vec<[u32; 3]> = segment.triples().iter().map(row).collect();
        rows.sort_unstable();
        rows.dedup();
        Rows { name: self.name, rows }
    }
}

fn at(numbers: &[u32], place: u32) -> u32 {
    usize::try_from(place).ok().and_then(|place| numbers.get(place)).copied().unwrap_or_default()
}

pub(crate) fn slot<T>(slots: &mut [T], place: u32) -> Option<&mut T> {
    slots.get_mut(usize::try_from(place).ok()?)
}
