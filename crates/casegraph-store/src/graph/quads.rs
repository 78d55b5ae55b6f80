//! Quads as numbers of terms: sixteen bytes each, sorted as numbers, each term held once.

use std::cmp::Ordering;

use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, Term, TermRef};

use crate::terms::TermNumbers;
use crate::vocabulary::rdf;

/// The graph of a quad that stands in no named graph; only foreign N-Quads have such quads.
const DEFAULT_GRAPH: u32 = u32::MAX;

/// Graph, subject, predicate, object: numbers of terms.
pub(crate) type Quad = [u32; 4];

/// Quads in order, without duplicates.
pub(crate) struct QuadTable {
    terms: Vec<Term>,
    quads: Vec<Quad>,
}

/// Collects quads in any order.
#[derive(Default)]
pub(crate) struct QuadTableBuilder {
    pub(crate) terms: TermNumbers,
    quads: Vec<Quad>,
}

impl QuadTableBuilder {
    /// Adds a quad of numbers that `terms` gave; no graph means the default graph.
    pub(crate) fn add(&mut self, graph: Option<u32>, subject: u32, predicate: u32, object: u32) {
        self.quads.push([graph.unwrap_or(DEFAULT_GRAPH), subject, predicate, object]);
    }

    /// Sorts: graph, subject, `rdf:type` first, predicate, object.
    pub(crate) fn finish(mut self) -> QuadTable {
        let rdf_type = self.terms.constant(rdf::TYPE);
        let (terms, places) = self.terms.sorted();
        let place = |number: u32| usize::try_from(number).ok().and_then(|number| places.get(number)).copied();
        let rdf_type = place(rdf_type).unwrap_or_default();
        let mut quads: Vec<Quad> = self
            .quads
            .into_iter()
            .map(|quad| quad.map(|number| place(number).unwrap_or(DEFAULT_GRAPH)))
            .collect();
        // `rdf:type` is given the number 0 for the sort, and every lower number one more.
        let up = |p: u32| match p.cmp(&rdf_type) {
            Ordering::Less => p + 1,
            Ordering::Equal => 0,
            Ordering::Greater => p,
        };
        let down = |p: u32| {
            if p == 0 {
                rdf_type
            } else if p <= rdf_type {
                p - 1
            } else {
                p
            }
        };
        for [_, _, predicate, _] in &mut quads {
            *predicate = up(*predicate);
        }
        quads.sort_unstable();
        quads.dedup();
        for [_, _, predicate, _] in &mut quads {
            *predicate = down(*predicate);
        }
        QuadTable { terms, quads }
    }
}

impl QuadTable {
    pub(crate) fn quads(&self) -> &[Quad] {
        &self.quads
    }

    pub(crate) fn term_count(&self) -> usize {
        self.terms.len()
    }

    /// The number of different graphs.
    pub(crate) fn graph_count(&self) -> usize {
        self.quads.chunk_by(|[a, ..], [b, ..]| a == b).count()
    }

    /// All quads in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = QuadRef<'_>> {
        self.quads.iter().filter_map(|quad| self.quad(*quad))
    }

    /// The union of all graphs as quads of the default graph: sorted, without duplicates.
    pub(crate) fn union(&self) -> impl Iterator<Item = QuadRef<'_>> {
        let rdf_type = self
            .terms
            .iter()
            .position(|term| matches!(term, Term::NamedNode(node) if node.as_str() == rdf::TYPE));
        let rdf_type = rdf_type.and_then(|place| u32::try_from(place).ok());
        let mut triples: Vec<Quad> =
            self.quads.iter().map(|[_, s, p, o]| [DEFAULT_GRAPH, *s, *p, *o]).collect();
        triples.sort_unstable_by_key(|[_, s, p, o]| (*s, Some(*p) != rdf_type, *p, *o));
        triples.dedup();
        triples.into_iter().filter_map(|quad| self.quad(quad))
    }

    fn quad(&self, [graph, subject, predicate, object]: Quad) -> Option<QuadRef<'_>> {
        let graph_name = match self.term(graph) {
            None => GraphNameRef::DefaultGraph,
            Some(TermRef::NamedNode(node)) => node.into(),
            Some(TermRef::BlankNode(node)) => node.into(),
            Some(TermRef::Literal(_)) => return None,
        };
        let subject: NamedOrBlankNodeRef<'_> = match self.term(subject)? {
            TermRef::NamedNode(node) => node.into(),
            TermRef::BlankNode(node) => node.into(),
            TermRef::Literal(_) => return None,
        };
        let predicate: NamedNodeRef<'_> = match self.term(predicate)? {
            TermRef::NamedNode(node) => node,
            _ => return None,
        };
        Some(QuadRef { subject, predicate, object: self.term(object)?, graph_name })
    }

    fn term(&self, number: u32) -> Option<TermRef<'_>> {
        self.terms.get(usize::try_from(number).ok()?).map(Term::as_ref)
    }
}
