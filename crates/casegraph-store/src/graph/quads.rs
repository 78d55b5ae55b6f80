//! Quads as numbers of terms, collected in any order and in parts, and written as one snapshot.

use std::sync::Arc;

use oxigraph::model::Term;
use rayon::prelude::*;

use crate::Graph;
use crate::snapshot::{DEFAULT_GRAPH, Snapshot, compare};
use crate::terms::TermNumbers;

/// Collects quads in any order, each as often as it comes. Its terms are numbered on their own.
#[derive(Default)]
pub(crate) struct QuadTable {
    pub(crate) terms: TermNumbers,
    quads: Vec<[u32; 4]>,
}

impl QuadTable {
    /// Adds a quad of numbers that `terms` gave; no graph means the default graph.
    pub(crate) fn add(&mut self, graph: Option<u32>, subject: u32, predicate: u32, object: u32) {
        self.quads.push([graph.unwrap_or(DEFAULT_GRAPH), subject, predicate, object]);
    }

    /// One graph of all tables. The same quads give the same graph, however they are divided. Linear in the quads;
    /// sorting the different terms is not.
    pub(crate) fn join(tables: Vec<Self>) -> Graph {
        let mut all = TermNumbers::default();
        let mut parts: Vec<(Vec<u32>, Vec<[u32; 4]>)> = tables
            .into_iter()
            .map(|Self { terms, quads }| (terms.into_terms().map(|term| all.term(term)).collect(), quads))
            .collect();
        let (terms, ranks) = sorted(all);
        parts.par_iter_mut().for_each(|(numbers, quads)| {
            for number in quads.iter_mut().flatten() {
                *number = at(numbers, *number).and_then(|number| at(&ranks, number)).unwrap_or(DEFAULT_GRAPH);
            }
        });
        let quads = parts.into_iter().map(|(_, quads)| quads).collect();
        Graph { snapshot: Arc::new(Snapshot::of(&terms, quads)) }
    }
}

/// All terms in order, and for each number its place in that order.
fn sorted(terms: TermNumbers) -> (Vec<Term>, Vec<u32>) {
    let mut entries: Vec<(Term, u32)> = terms.into_terms().zip(0..).collect();
    entries.par_sort_unstable_by(|(a, _), (b, _)| compare(a.as_ref(), b.as_ref()));
    let mut ranks = vec![0; entries.len()];
    for (rank, (_, number)) in (0_u32..).zip(&entries) {
        if let Some(slot) = usize::try_from(*number).ok().and_then(|number| ranks.get_mut(number)) {
            *slot = rank;
        }
    }
    (entries.into_iter().map(|(term, _)| term).collect(), ranks)
}

fn at(numbers: &[u32], place: u32) -> Option<u32> {
    numbers.get(usize::try_from(place).ok()?).copied()
}
