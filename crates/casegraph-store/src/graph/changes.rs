//! Changes to a graph after changes to documents.

use casegraph_facts::{Document, FactSet};
use casegraph_quads::{Changes as QuadChanges, Segment};
use rayon::prelude::*;

use crate::graph::builder::Builder;
use crate::graph::graph_builder::document_segment;
use crate::graph::things;
use crate::rdf::base::Base;

/// Quads to delete from a graph and quads to add to it; no quad is in both sets.
#[derive(Clone, Debug, Default)]
pub struct Changes(QuadChanges);

impl Changes {
    /// Adds the changes between two versions of documents, given in the same order.
    pub fn add_documents(&mut self, old: &[Document], new: &[Document], base: &Base) {
        let pairs = old.par_iter().zip(new);
        let segments: Vec<(Segment, Segment)> =
            pairs.map(|(old, new)| (document_segment(old, base), document_segment(new, base))).collect();
        for (old, new) in &segments {
            self.0.add(old, new);
        }
    }

    /// Adds the changes of the inferred graph. Facts in both sets may be left out of both; names that a vocabulary of the
    /// corpus declares must be left out.
    pub fn add_things(&mut self, old: &FactSet, new: &FactSet, base: &Base) {
        let segment = |facts: &FactSet| {
            let mut inferred = Builder::new(base, &base.inferred_graph());
            things::write(&mut inferred, facts, &[]);
            inferred.finish()
        };
        self.0.add(&segment(old), &segment(new));
    }

    /// The number of quads to delete and to add.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The quads.
    pub(super) fn quads(&self) -> &QuadChanges {
        &self.0
    }
}
