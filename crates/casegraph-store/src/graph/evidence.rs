//! The occurrences in the text behind every edge, and the edges they assert.
//!
//! Evidence has no name of its own: its IRI is a hash of what is known of it, so that it stays the same as long as the
//! text around it does, and two equal occurrences are told apart by a count.

use std::collections::HashMap;
use std::fmt::Write as _;

use casegraph_facts::{Citation, Detail, Document, Link, Occurrence, ThingId};
use oxigraph::model::{Literal, NamedNode, Term};

use super::builder::{Builder, number_literal, text_literal};
use super::{date_literal, property};
use crate::Base;
use crate::vocabulary::{cg, prov, rdf, schema};

/// Writes the document's evidence and the edges it asserts to the document's graph.
pub(super) fn write(builder: &mut Builder, document: &Document) {
    let mut seen: HashMap<blake3::Hash, u64> = HashMap::new();
    for occurrence in &document.occurrences {
        if let Some(to) = &occurrence.to {
            let mut node = builder.of_document(&document.path, &occurrence.from);
            for relation in &occurrence.asserts {
                node.link(property(*relation), to);
            }
        }
        let base = builder.base().clone();
        let properties = Properties::of(document, occurrence, &base);
        let content = properties.hash(0);
        let ordinal = seen.entry(content).or_default();
        let hash = if *ordinal == 0 { content } else { properties.hash(*ordinal) };
        *ordinal += 1;
        let name: String = hash.to_hex().chars().take(20).collect();
        let iri = format!("{}evidence/{name}", builder.base());
        let mut node = builder.in_document(&document.path, iri);
        for (property, value) in properties.values {
            node.term(property, value);
        }
    }
}

/// The properties of one piece of evidence, in a fixed order.
struct Properties<'b> {
    base: &'b Base,
    values: Vec<(&'static str, Term)>,
}

impl<'b> Properties<'b> {
    fn of(document: &Document, occurrence: &Occurrence, base: &'b Base) -> Self {
        let mut properties = Self { base, values: Vec::with_capacity(16) };
        properties.constant(rdf::TYPE, cg::EVIDENCE);
        properties.link(cg::FROM, Some(&occurrence.from));
        properties.link(cg::TO, occurrence.to.as_ref());
        for relation in &occurrence.asserts {
            properties.constant(cg::ASSERTS, property(*relation));
        }
        properties.link(prov::WAS_DERIVED_FROM, Some(&document.id));
        properties.number(cg::START_LINE, Some(occurrence.lines.start()));
        properties.number(cg::END_LINE, Some(occurrence.lines.end()));
        properties.text(cg::RULE, Some(occurrence.rule.code()));
        match &occurrence.detail {
            Detail::Citation(citation) => properties.citation(citation),
            Detail::Link(link) => properties.written_link(link),
            Detail::Mention { surface } => {
                properties.constant(rdf::TYPE, cg::MENTION);
                properties.text(cg::SURFACE, Some(surface));
            }
            Detail::Plain => {}
            Detail::StatedCount { what, stated, counted, agrees, surface } => {
                properties.text(cg::SURFACE, Some(surface));
                properties.constant(rdf::TYPE, cg::STATED_COUNT);
                properties.text(cg::WHAT, Some(what));
                properties.number(cg::STATED, Some(*stated));
                properties.number(cg::COUNTED, Some(*counted));
                properties.values.push((cg::AGREES, Literal::from(*agrees).into()));
            }
            Detail::PlanEntry { stated_status, stated_priority, means, of_sources } => {
                properties.constant(rdf::TYPE, cg::PLAN_ENTRY);
                properties.text(cg::STATED_STATUS, stated_status.as_deref());
                properties.number(cg::STATED_PRIORITY, *stated_priority);
                if let Some(means) = means {
                    properties.constant(cg::MEANS_STATUS, super::things::status(*means));
                }
                properties.values.push((cg::OF_SOURCES, Literal::from(*of_sources).into()));
            }
        }
        properties
    }

    fn citation(&mut self, citation: &Citation) {
        self.constant(rdf::TYPE, cg::CITATION);
        for flag in &citation.flags {
            self.text(cg::FLAG, Some(flag.code()));
        }
        self.text(schema::URL, citation.url.as_deref());
        self.text(schema::NAME, Some(citation.title.as_str()).filter(|title| !title.is_empty()));
        for author in &citation.authors {
            self.text(schema::AUTHOR, Some(author));
        }
        self.text(schema::PUBLISHER, citation.publisher.as_deref());
        if let Some(date) = &citation.date {
            self.values.push((schema::DATE_PUBLISHED, date_literal(date).into()));
        }
        self.text(cg::REMARK, citation.remark.as_deref());
    }

    fn written_link(&mut self, link: &Link) {
        self.constant(rdf::TYPE, cg::LINK);
        self.text(cg::HREF, Some(&link.href));
        self.text(cg::LINK_TEXT, Some(&link.text));
        self.text(cg::REMARK, link.remark.as_deref());
        self.text(cg::SCHEME, Some(&link.scheme));
        self.text(cg::TARGET_PATH, link.target_path.as_ref().map(casegraph_facts::DocPath::as_str));
        self.text(cg::RESOLUTION, link.resolution.map(casegraph_facts::Resolution::code));
        self.text(cg::SUGGESTION, link.suggestion.as_deref());
        self.link(cg::IN_SECTION, link.section.as_ref());
    }

    /// BLAKE3 over the properties and the count of equal ones before.
    fn hash(&self, ordinal: u64) -> blake3::Hash {
        let mut text = String::with_capacity(1024);
        for (property, value) in &self.values {
            // As N-Triples: no two lists of properties give the same bytes.
            let _ = writeln!(text, "<{property}> {value} .");
        }
        let mut bytes = text.into_bytes();
        bytes.extend(ordinal.to_le_bytes());
        blake3::hash(&bytes)
    }

    fn constant(&mut self, property: &'static str, value: &'static str) {
        self.values.push((property, NamedNode::new_unchecked(value).into()));
    }

    fn link(&mut self, property: &'static str, to: Option<&ThingId>) {
        self.values.extend(to.map(|to| (property, NamedNode::new_unchecked(self.base.iri(to)).into())));
    }

    fn text(&mut self, property: &'static str, text: Option<&str>) {
        self.values.extend(text.map(|text| (property, text_literal(text).into())));
    }

    fn number(&mut self, property: &'static str, number: Option<impl Into<u64>>) {
        self.values.extend(number.map(|number| (property, number_literal(number).into())));
    }
}
