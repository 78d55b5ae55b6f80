//! Quads that arrive in any order, grouped into segments.

use std::collections::HashMap;

use oxrdf::{GraphName, GraphNameRef, QuadRef};

use crate::builder::{SnapshotBuilder, SnapshotParts};
use crate::segment::Segment;

/// Groups quads by graph into segments.
#[derive(Default)]
pub struct Segments {
    all: Vec<Segment>,
    indexes: HashMap<GraphName, usize>,
    /// The graph of the previous quad, and the index of its segment.
    last: Option<(GraphName, usize)>,
}

impl Segments {
    /// Adds a quad.
    pub fn add(&mut self, quad: QuadRef<'_>) {
        let index = self.index_of(quad.graph_name);
        let Some(segment) = self.all.get_mut(index) else { return };
        let subject = segment.term(quad.subject.into());
        let predicate = segment.term(quad.predicate.into());
        let object = segment.term(quad.object);
        segment.add(subject, predicate, object);
    }

    fn index_of(&mut self, graph: GraphNameRef<'_>) -> usize {
        if let Some((name, index)) = &self.last
            && name.as_ref() == graph
        {
            return *index;
        }
        let name = graph.into_owned();
        let index = *self.indexes.entry(name.clone()).or_insert_with(|| {
            self.all.push(Segment::with_name(match graph {
                GraphNameRef::DefaultGraph => None,
                GraphNameRef::NamedNode(node) => Some(node.into()),
                GraphNameRef::BlankNode(node) => Some(node.into()),
            }));
            self.all.len() - 1
        });
        self.last = Some((name, index));
        index
    }

    /// The contents of a snapshot of all quads.
    #[must_use]
    pub fn finish(&self) -> SnapshotParts {
        let mut builder = SnapshotBuilder::default();
        builder.add(&self.all);
        builder.finish()
    }
}
