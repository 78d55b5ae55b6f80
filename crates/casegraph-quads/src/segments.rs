//! Segments of quads that come in any order.

use std::collections::HashMap;

use oxrdf::{GraphName, GraphNameRef, QuadRef};

use crate::builder::{Collected, SnapshotBuilder};
use crate::segment::Segment;

/// Segments of quads that come in any order.
#[derive(Default)]
pub struct Segments {
    all: Vec<Segment>,
    places: HashMap<GraphName, usize>,
    /// The graph of the quad before, and its place.
    last: Option<(GraphName, usize)>,
}

impl Segments {
    /// Adds a quad.
    pub fn add(&mut self, quad: QuadRef<'_>) {
        let place = self.place(quad.graph_name);
        let Some(segment) = self.all.get_mut(place) else { return };
        let subject = segment.term(quad.subject.into());
        let predicate = segment.term(quad.predicate.into());
        let object = segment.term(quad.object);
        segment.add(subject, predicate, object);
    }

    fn place(&mut self, graph: GraphNameRef<'_>) -> usize {
        if let Some((name, place)) = &self.last
            && name.as_ref() == graph
        {
            return *place;
        }
        let name = graph.into_owned();
        let place = *self.places.entry(name.clone()).or_insert_with(|| {
            self.all.push(Segment::of(match graph {
                GraphNameRef::DefaultGraph => None,
                GraphNameRef::NamedNode(node) => Some(node.into()),
                GraphNameRef::BlankNode(node) => Some(node.into()),
            }));
            self.all.len() - 1
        });
        self.last = Some((name, place));
        place
    }

    /// All that a snapshot of them is written from.
    #[must_use]
    pub fn collected(&self) -> Collected {
        let mut builder = SnapshotBuilder::default();
        builder.add(&self.all);
        builder.finish()
    }
}
