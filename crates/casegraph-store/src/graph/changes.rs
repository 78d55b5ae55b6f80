//! What changes in a graph when documents change.

use casegraph_facts::{Document, FactSet};
use casegraph_quads::{Changes as QuadChanges, Segment};
use rayon::prelude::*;

use crate::graph::builder::Builder;
use crate::graph::graph_builder::segment_of;
use crate::graph::things;
use crate::rdf::base::Base;

/// Quads that go out of a graph and quads that come into it. None does both.
#[derive(Clone, Debug, Default)]
pub struct Changes(QuadChanges);

impl Changes {
    /// Adds what changes in the graph of a document, or in one of several, each of another document.
    pub fn add_documents(&mut self, old: &[Document], new: &[Document], base: &Base) {
        let pairs = old.par_iter().zip(new);
        let segments: Vec<(Segment, Segment)> =
            pairs.map(|(old, new)| (segment_of(old, base), segment_of(new, base))).collect();
        for (old, new) in &segments {
            self.0.add(old, new);
        }
    }

    /// Adds what changes in the graph of what follows from many files. What both sets have in common may be left out of both; names
    /// that a vocabulary of the corpus declares are to be left out.
    pub fn add_things(&mut self, old: &FactSet, new: &FactSet, base: &Base) {
        let segment = |facts: &FactSet| {
            let mut inferred = Builder::new(base, &base.inferred_graph());
            things::write(&mut inferred, facts, &[]);
            inferred.finish()
        };
        self.0.add(&segment(old), &segment(new));
    }

    /// How many quads go and come.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The quads.
    pub(super) fn quads(&self) -> &QuadChanges {
        &self.0
    }
}
