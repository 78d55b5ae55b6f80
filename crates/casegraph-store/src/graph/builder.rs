//! Writes one node's properties after another: the only place where a fact becomes a quad.

use casegraph_facts::{DocPath, Lines, ThingId};
use oxigraph::model::{Literal, NamedNode, Term};

use super::date_literal;
use super::quads::QuadTable;
use crate::vocabulary::{cg, prov, rdf, xsd};
use crate::{Base, Vocabulary};

/// Collects the quads of a corpus.
pub(super) struct Builder {
    base: Base,
    table: QuadTable,
    /// The graph of the document that was written to last.
    graph: Option<(DocPath, u32)>,
}

/// A node in a graph, to which properties are added.
pub(super) struct Node<'b> {
    builder: &'b mut Builder,
    graph: u32,
    subject: u32,
}

impl Builder {
    pub(super) fn new(base: Base) -> Self {
        Self { base, table: QuadTable::default(), graph: None }
    }

    pub(super) fn base(&self) -> &Base {
        &self.base
    }

    /// The node with this IRI in the graph with this IRI.
    pub(super) fn node(&mut self, graph: String, iri: String) -> Node<'_> {
        let graph = self.table.terms.iri(graph);
        let subject = self.table.terms.iri(iri);
        Node { builder: self, graph, subject }
    }

    /// The thing as a node of what one document asserts.
    pub(super) fn of_document(&mut self, path: &DocPath, id: &ThingId) -> Node<'_> {
        let iri = self.base.iri(id);
        self.in_document(path, iri)
    }

    /// The node with this IRI in what one document asserts.
    pub(super) fn in_document(&mut self, path: &DocPath, iri: String) -> Node<'_> {
        let graph = match &self.graph {
            Some((known, graph)) if known == path => *graph,
            _ => {
                let graph = self.table.terms.iri(self.base.document_graph(path));
                self.graph = Some((path.clone(), graph));
                graph
            }
        };
        let subject = self.table.terms.iri(iri);
        Node { builder: self, graph, subject }
    }

    /// The thing as a node of what follows from many files.
    pub(super) fn inferred(&mut self, id: &ThingId) -> Node<'_> {
        let (graph, iri) = (self.base.inferred_graph(), self.base.iri(id));
        self.node(graph, iri)
    }

    /// The triples of a vocabulary file, as written.
    pub(super) fn vocabulary(&mut self, vocabulary: &Vocabulary) {
        let graph = self.table.terms.iri(self.base.vocabulary_graph());
        for triple in vocabulary.triples() {
            let terms = &mut self.table.terms;
            let subject = terms.term(triple.subject.clone().into());
            let predicate = terms.term(triple.predicate.clone().into());
            let object = terms.term(triple.object.clone());
            self.table.add(Some(graph), subject, predicate, object);
        }
    }

    pub(super) fn finish(self) -> QuadTable {
        self.table
    }
}

impl Node<'_> {
    /// What it is.
    pub(super) fn class(&mut self, class: &'static str) -> &mut Self {
        self.constant(rdf::TYPE, class)
    }

    /// A property whose value is a term of the vocabulary.
    pub(super) fn constant(&mut self, property: &'static str, value: &'static str) -> &mut Self {
        let value = self.builder.table.terms.constant(value);
        self.add(property, value)
    }

    /// A link to another thing.
    pub(super) fn link(&mut self, property: &'static str, to: &ThingId) -> &mut Self {
        let iri = self.builder.base.iri(to);
        let to = self.builder.table.terms.iri(iri);
        self.add(property, to)
    }

    /// A link to another thing, where there is one.
    pub(super) fn maybe_link(&mut self, property: &'static str, to: Option<&ThingId>) -> &mut Self {
        to.into_iter().fold(self, |node, to| node.link(property, to))
    }

    /// Text.
    pub(super) fn text(&mut self, property: &'static str, text: &str) -> &mut Self {
        self.term(property, text_literal(text))
    }

    /// Text, where there is some; one value each where there are many.
    pub(super) fn texts<'t>(
        &mut self,
        property: &'static str,
        texts: impl IntoIterator<Item = &'t String>,
    ) -> &mut Self {
        texts.into_iter().fold(self, |node, text| node.text(property, text))
    }

    /// A whole number.
    pub(super) fn number(&mut self, property: &'static str, number: impl Into<u64>) -> &mut Self {
        self.term(property, number_literal(number))
    }

    /// A whole number, where there is one.
    pub(super) fn maybe_number(
        &mut self,
        property: &'static str,
        number: Option<impl Into<u64>>,
    ) -> &mut Self {
        number.into_iter().fold(self, |node, number| node.number(property, number))
    }

    /// An exact number as written: digits with an optional sign and fraction.
    pub(super) fn decimal(&mut self, property: &'static str, digits: &str) -> &mut Self {
        self.term(property, Literal::new_typed_literal(digits, NamedNode::new_unchecked(xsd::DECIMAL)))
    }

    /// A date as precise as written, where there is one.
    pub(super) fn maybe_date(&mut self, property: &'static str, date: Option<&String>) -> &mut Self {
        date.into_iter().fold(self, |node, date| node.term(property, date_literal(date)))
    }

    /// Where it stands: the document's IRI and the lines.
    pub(super) fn at(&mut self, document: &ThingId, lines: Lines) -> &mut Self {
        self.link(prov::WAS_DERIVED_FROM, document)
            .number(cg::START_LINE, lines.start())
            .number(cg::END_LINE, lines.end())
    }

    /// Any term.
    pub(super) fn term(&mut self, property: &'static str, value: impl Into<Term>) -> &mut Self {
        let value = self.builder.table.terms.term(value.into());
        self.add(property, value)
    }

    fn add(&mut self, property: &'static str, value: u32) -> &mut Self {
        let property = self.builder.table.terms.constant(property);
        self.builder.table.add(Some(self.graph), self.subject, property, value);
        self
    }
}

pub(super) fn text_literal(text: &str) -> Literal {
    Literal::new_simple_literal(text)
}

pub(super) fn number_literal(number: impl Into<u64>) -> Literal {
    Literal::new_typed_literal(number.into().to_string(), NamedNode::new_unchecked(xsd::INTEGER))
}
