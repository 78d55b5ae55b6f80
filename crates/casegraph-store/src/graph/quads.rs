//! Quads as numbers of terms, collected in any order and written as a snapshot.

use std::sync::Arc;

use crate::Graph;
use crate::snapshot::{DEFAULT_GRAPH, Snapshot};
use crate::terms::TermNumbers;

/// Collects quads in any order, each as often as it comes.
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

    /// Sorts them. Linear in the quads; sorting the terms is not.
    pub(crate) fn finish(self) -> Graph {
        let (terms, places) = self.terms.sorted();
        let place = |number: u32| usize::try_from(number).ok().and_then(|number| places.get(number)).copied();
        let mut quads = self.quads;
        for number in quads.iter_mut().flatten() {
            *number = place(*number).unwrap_or(DEFAULT_GRAPH);
        }
        Graph { snapshot: Arc::new(Snapshot::of(&terms, quads)) }
    }
}
