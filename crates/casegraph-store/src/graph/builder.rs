//! Writes one node's properties after another: the only place where a fact becomes a quad.

use std::collections::VecDeque;

use casegraph_facts::{Lines, ThingId};
use casegraph_quads::Segment;
use oxigraph::model::Literal;

use crate::graph::constants::Constants;
use crate::graph::date::datatype_of_date;
use crate::rdf::base::Base;
use crate::vocabulary::{cg, prov, rdf, xsd};
use crate::vocabulary_file::Vocabulary;

/// The subject of triples whose node has no IRI yet.
const UNNAMED: u32 = u32::MAX;

/// So many things are remembered.
const RECENT: usize = 6;

/// Collects the triples of one named graph.
pub(super) struct Builder<'c> {
    base: &'c Base,
    segment: Segment,
    constants: Constants,
    /// Numbers of small whole numbers.
    small: Vec<Option<u32>>,
    /// Things that were named just now: most are named again at once.
    recent: VecDeque<(ThingId, u32)>,
    iri: String,
}

/// A node of the graph, to which properties are added.
pub(super) struct Node<'b, 'c> {
    builder: &'b mut Builder<'c>,
    subject: u32,
}

impl<'c> Builder<'c> {
    /// A builder of the graph with this IRI.
    pub(super) fn new(base: &'c Base, graph: &str) -> Self {
        Self {
            base,
            segment: Segment::named(graph),
            constants: Constants::default(),
            small: Vec::new(),
            recent: VecDeque::with_capacity(RECENT),
            iri: String::new(),
        }
    }

    pub(super) fn base(&self) -> &'c Base {
        self.base
    }

    /// The node with this IRI.
    pub(super) fn node(&mut self, iri: &str) -> Node<'_, 'c> {
        let subject = self.segment.iri(iri);
        Node { builder: self, subject }
    }

    /// The thing as a node.
    pub(super) fn thing(&mut self, id: &ThingId) -> Node<'_, 'c> {
        let subject = self.number_of(id);
        Node { builder: self, subject }
    }

    /// A node that gets its IRI when all of its properties are known: [`Builder::name`].
    pub(super) fn unnamed(&mut self) -> Node<'_, 'c> {
        Node { builder: self, subject: UNNAMED }
    }

    /// How many triples there are.
    pub(super) fn len(&self) -> usize {
        self.segment.triples().len()
    }

    /// Writes what the triples from `start` on say to `content`: property and value of each, as the hashes of their keys.
    pub(super) fn content(&self, start: usize, content: &mut Vec<u8>) {
        content.clear();
        for [_, property, value] in self.segment.triples().iter().skip(start) {
            content.extend_from_slice(&self.segment.hash_of(*property).to_le_bytes());
            content.extend_from_slice(&self.segment.hash_of(*value).to_le_bytes());
        }
    }

    /// Gives the triples from `start` on, which are of one unnamed node, its IRI.
    pub(super) fn name(&mut self, start: usize, iri: &str) {
        let subject = self.segment.iri(iri);
        self.segment.set_subject(start, subject);
    }

    /// The triples of a vocabulary file, as written.
    pub(super) fn vocabulary(&mut self, vocabulary: &Vocabulary) {
        for triple in vocabulary.triples() {
            let subject = self.segment.term(triple.subject.as_ref().into());
            let predicate = self.segment.term(triple.predicate.as_ref().into());
            let object = self.segment.term(triple.object.as_ref());
            self.segment.add(subject, predicate, object);
        }
    }

    pub(super) fn finish(self) -> Segment {
        self.segment
    }

    fn number_of(&mut self, id: &ThingId) -> u32 {
        if let Some((_, number)) = self.recent.iter().find(|(known, _)| known == id) {
            return *number;
        }
        self.iri.clear();
        self.base.push_iri(&mut self.iri, id);
        let number = self.segment.iri(&self.iri);
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back((id.clone(), number));
        number
    }

    fn constant(&mut self, iri: &'static str) -> u32 {
        self.constants.number(iri, || self.segment.iri(iri))
    }

    fn whole_number(&mut self, number: u64) -> u32 {
        const SMALL: u64 = 1 << 14;
        let at = usize::try_from(number).ok().filter(|_| number < SMALL);
        let Some(at) = at else { return self.segment.typed(&number.to_string(), xsd::INTEGER) };
        if self.small.len() <= at {
            self.small.resize(at + 1, None);
        }
        let known = self.small.get(at).copied().flatten();
        known.unwrap_or_else(|| {
            let term = self.segment.typed(&number.to_string(), xsd::INTEGER);
            if let Some(slot) = self.small.get_mut(at) {
                *slot = Some(term);
            }
            term
        })
    }
}

impl Node<'_, '_> {
    /// What it is.
    pub(super) fn class(&mut self, class: &'static str) -> &mut Self {
        self.constant(rdf::TYPE, class)
    }

    /// A property whose value is a term of the vocabulary.
    pub(super) fn constant(&mut self, property: &'static str, value: &'static str) -> &mut Self {
        let value = self.builder.constant(value);
        self.add(property, value)
    }

    /// A link to another thing.
    pub(super) fn link(&mut self, property: &'static str, to: &ThingId) -> &mut Self {
        let to = self.builder.number_of(to);
        self.add(property, to)
    }

    /// A link to another thing, where there is one.
    pub(super) fn maybe_link(&mut self, property: &'static str, to: Option<&ThingId>) -> &mut Self {
        to.into_iter().fold(self, |node, to| node.link(property, to))
    }

    /// Text.
    pub(super) fn text(&mut self, property: &'static str, text: &str) -> &mut Self {
        let value = self.builder.segment.text(text);
        self.add(property, value)
    }

    /// Text in a language; without a language where that is none.
    pub(super) fn text_in(&mut self, property: &'static str, text: &str, language: &str) -> &mut Self {
        match Literal::new_language_tagged_literal(text, language) {
            Ok(literal) => {
                let value = self.builder.segment.term(literal.as_ref().into());
                self.add(property, value)
            }
            Err(_) => self.text(property, text),
        }
    }

    /// Text, where there is some; one value each where there are many.
    pub(super) fn texts<'t>(
        &mut self,
        property: &'static str,
        texts: impl IntoIterator<Item = &'t String>,
    ) -> &mut Self {
        texts.into_iter().fold(self, |node, text| node.text(property, text))
    }

    /// Text, where there is some.
    pub(super) fn maybe_text(&mut self, property: &'static str, text: Option<&str>) -> &mut Self {
        text.into_iter().fold(self, |node, text| node.text(property, text))
    }

    /// A whole number.
    pub(super) fn number(&mut self, property: &'static str, number: impl Into<u64>) -> &mut Self {
        let value = self.builder.whole_number(number.into());
        self.add(property, value)
    }

    /// A whole number, where there is one.
    pub(super) fn maybe_number(
        &mut self,
        property: &'static str,
        number: Option<impl Into<u64>>,
    ) -> &mut Self {
        number.into_iter().fold(self, |node, number| node.number(property, number))
    }

    /// Whether something holds.
    pub(super) fn truth(&mut self, property: &'static str, holds: bool) -> &mut Self {
        self.typed(property, if holds { "true" } else { "false" }, xsd::BOOLEAN)
    }

    /// An exact number as written: digits with an optional sign and fraction.
    pub(super) fn decimal(&mut self, property: &'static str, digits: &str) -> &mut Self {
        self.typed(property, digits, xsd::DECIMAL)
    }

    /// A date as precise as written, where there is one.
    pub(super) fn maybe_date(&mut self, property: &'static str, date: Option<&String>) -> &mut Self {
        date.into_iter().fold(self, |node, date| match datatype_of_date(date) {
            Some(datatype) => node.typed(property, date, datatype),
            None => node.text(property, date),
        })
    }

    /// Where it stands: the document's IRI and the lines.
    pub(super) fn at(&mut self, document: &ThingId, lines: Lines) -> &mut Self {
        self.link(prov::WAS_DERIVED_FROM, document)
            .number(cg::START_LINE, lines.start())
            .number(cg::END_LINE, lines.end())
    }

    fn typed(&mut self, property: &'static str, text: &str, datatype: &str) -> &mut Self {
        let value = self.builder.segment.typed(text, datatype);
        self.add(property, value)
    }

    fn add(&mut self, property: &'static str, value: u32) -> &mut Self {
        let property = self.builder.constant(property);
        self.builder.segment.add(self.subject, property, value);
        self
    }
}
