//! Builds a segment node by node: the only module in which facts become quads.

use std::collections::VecDeque;

use casegraph_facts::{Lines, ThingId};
use casegraph_quads::Segment;
use oxrdf::Literal;

use crate::graph::constants::Constants;
use crate::graph::date::datatype_of_date;
use crate::rdf::base::Base;
use crate::vocabulary::{cg, prov, rdf, xsd};
use crate::vocabulary_file::Vocabulary;

/// The subject of triples whose node has no IRI yet.
const UNNAMED: u32 = u32::MAX;

/// The size of the cache of recent things.
const RECENT: usize = 6;

/// Collects the triples of one named graph.
pub(super) struct Builder<'c> {
    base: &'c Base,
    segment: Segment,
    constants: Constants,
    /// The term ids of small integers.
    small: Vec<Option<u32>>,
    /// A cache of recent things: most are used again soon.
    recent: VecDeque<(ThingId, u32)>,
    iri: String,
}

/// A node to which properties are added.
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

    /// The node of a thing.
    pub(super) fn thing(&mut self, id: &ThingId) -> Node<'_, 'c> {
        let subject = self.term_of(id);
        Node { builder: self, subject }
    }

    /// A node without an IRI, which [`Builder::name`] sets after all properties are added.
    pub(super) fn unnamed(&mut self) -> Node<'_, 'c> {
        Node { builder: self, subject: UNNAMED }
    }

    /// The number of triples.
    pub(super) fn len(&self) -> usize {
        self.segment.triples().len()
    }

    /// Writes the hashes of property and value of each triple from `start` on to `content`.
    pub(super) fn content(&self, start: usize, content: &mut Vec<u8>) {
        content.clear();
        for [_, property, value] in self.segment.triples().iter().skip(start) {
            content.extend_from_slice(&self.segment.hash_of(*property).to_le_bytes());
            content.extend_from_slice(&self.segment.hash_of(*value).to_le_bytes());
        }
    }

    /// Sets the IRI of an unnamed node, whose triples begin at `start`.
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

    fn term_of(&mut self, id: &ThingId) -> u32 {
        if let Some((_, term)) = self.recent.iter().find(|(known, _)| known == id) {
            return *term;
        }
        self.iri.clear();
        self.base.push_iri(&mut self.iri, id);
        let term = self.segment.iri(&self.iri);
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back((id.clone(), term));
        term
    }

    fn constant(&mut self, iri: &'static str) -> u32 {
        self.constants.id(iri, || self.segment.iri(iri))
    }

    fn integer(&mut self, number: u64) -> u32 {
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
    /// Adds a class.
    pub(super) fn class(&mut self, class: &'static str) -> &mut Self {
        self.constant(rdf::TYPE, class)
    }

    /// Adds a property with a vocabulary term as its value.
    pub(super) fn constant(&mut self, property: &'static str, value: &'static str) -> &mut Self {
        let value = self.builder.constant(value);
        self.add(property, value)
    }

    /// Adds a link to another thing.
    pub(super) fn link(&mut self, property: &'static str, to: &ThingId) -> &mut Self {
        let to = self.builder.term_of(to);
        self.add(property, to)
    }

    /// Adds a link to another thing, if there is one.
    pub(super) fn maybe_link(&mut self, property: &'static str, to: Option<&ThingId>) -> &mut Self {
        to.into_iter().fold(self, |node, to| node.link(property, to))
    }

    /// Adds a text.
    pub(super) fn text(&mut self, property: &'static str, text: &str) -> &mut Self {
        let value = self.builder.segment.text(text);
        self.add(property, value)
    }

    /// Adds text in a language; without a language if the tag is not valid.
    pub(super) fn text_in(&mut self, property: &'static str, text: &str, language: &str) -> &mut Self {
        match Literal::new_language_tagged_literal(text, language) {
            Ok(literal) => {
                let value = self.builder.segment.term(literal.as_ref().into());
                self.add(property, value)
            }
            Err(_) => self.text(property, text),
        }
    }

    /// Adds texts, one value each.
    pub(super) fn texts<'t>(
        &mut self,
        property: &'static str,
        texts: impl IntoIterator<Item = &'t String>,
    ) -> &mut Self {
        texts.into_iter().fold(self, |node, text| node.text(property, text))
    }

    /// Adds a text, if there is one.
    pub(super) fn maybe_text(&mut self, property: &'static str, text: Option<&str>) -> &mut Self {
        text.into_iter().fold(self, |node, text| node.text(property, text))
    }

    /// Adds an integer.
    pub(super) fn number(&mut self, property: &'static str, number: impl Into<u64>) -> &mut Self {
        let value = self.builder.integer(number.into());
        self.add(property, value)
    }

    /// Adds an integer, if there is one.
    pub(super) fn maybe_number(
        &mut self,
        property: &'static str,
        number: Option<impl Into<u64>>,
    ) -> &mut Self {
        number.into_iter().fold(self, |node, number| node.number(property, number))
    }

    /// Adds a boolean.
    pub(super) fn boolean(&mut self, property: &'static str, holds: bool) -> &mut Self {
        self.typed(property, if holds { "true" } else { "false" }, xsd::BOOLEAN)
    }

    /// Adds a decimal number as written: digits with an optional sign and fraction.
    pub(super) fn decimal(&mut self, property: &'static str, digits: &str) -> &mut Self {
        self.typed(property, digits, xsd::DECIMAL)
    }

    /// Adds a date with the precision of the text, if there is one; a text that is not a date remains a text.
    pub(super) fn maybe_date(&mut self, property: &'static str, date: Option<&String>) -> &mut Self {
        date.into_iter().fold(self, |node, date| match datatype_of_date(date) {
            Some(datatype) => node.typed(property, date, datatype),
            None => node.text(property, date),
        })
    }

    /// Adds the location: document and lines.
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
