//! The triples of one graph as they are collected: a document at a time, on whichever thread.

use std::collections::HashMap;

use oxigraph::model::{GraphName, GraphNameRef, QuadRef, TermRef};

use super::builder::{Collected, SnapshotBuilder};
use super::key::{write_iri, write_key, write_text, write_typed};
use crate::terms::TermNumbers;

/// Triples of one graph, each as often as it comes, with terms numbered on their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segment {
    /// The name of the graph; none for the default graph.
    name: Option<u32>,
    terms: TermNumbers,
    triples: Vec<[u32; 3]>,
    key: String,
}

impl Segment {
    /// A segment of the graph with this name.
    pub(crate) fn named(iri: &str) -> Self {
        let mut segment = Self::default();
        segment.name = Some(segment.iri(iri));
        segment
    }

    /// A segment of the graph that a term names; of the default graph where there is none.
    pub(crate) fn of(name: Option<TermRef<'_>>) -> Self {
        let mut segment = Self::default();
        segment.name = name.map(|name| segment.term(name));
        segment
    }

    /// The number of an IRI that is known to be valid.
    pub(crate) fn iri(&mut self, iri: &str) -> u32 {
        self.keyed(|key| write_iri(iri, key))
    }

    /// The number of a plain string.
    pub(crate) fn text(&mut self, text: &str) -> u32 {
        self.keyed(|key| write_text(text, key))
    }

    /// The number of a literal of a datatype that is not `xsd:string`.
    pub(crate) fn typed(&mut self, text: &str, datatype: &str) -> u32 {
        self.keyed(|key| write_typed(text, datatype, key))
    }

    /// The number of any term.
    pub(crate) fn term(&mut self, term: TermRef<'_>) -> u32 {
        self.keyed(|key| write_key(term, key))
    }

    fn keyed(&mut self, write: impl FnOnce(&mut String)) -> u32 {
        self.key.clear();
        write(&mut self.key);
        self.terms.number(&self.key)
    }

    /// Adds a triple of numbers that this segment gave.
    pub(crate) fn add(&mut self, subject: u32, predicate: u32, object: u32) {
        self.triples.push([subject, predicate, object]);
    }

    /// Makes a term the subject of all triples from `start` on.
    pub(crate) fn set_subject(&mut self, start: usize, subject: u32) {
        for triple in self.triples.iter_mut().skip(start) {
            triple[0] = subject;
        }
    }

    /// The hash of the key of a term of this segment.
    pub(crate) fn hash_of(&self, number: u32) -> u64 {
        self.terms.hash_of(number).unwrap_or_default()
    }

    pub(super) fn name(&self) -> Option<u32> {
        self.name
    }

    pub(super) fn terms(&self) -> &TermNumbers {
        &self.terms
    }

    /// The triples, in the order in which they were added.
    pub(crate) fn triples(&self) -> &[[u32; 3]] {
        &self.triples
    }
}

/// Segments of quads that come in any order.
#[derive(Default)]
pub(crate) struct Segments {
    all: Vec<Segment>,
    places: HashMap<GraphName, usize>,
    /// The graph of the quad before, and its place.
    last: Option<(GraphName, usize)>,
}

impl Segments {
    /// Adds a quad.
    pub(crate) fn add(&mut self, quad: QuadRef<'_>) {
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
    pub(crate) fn collected(&self) -> Collected {
        let mut builder = SnapshotBuilder::default();
        builder.add(&self.all);
        builder.finish()
    }
}
