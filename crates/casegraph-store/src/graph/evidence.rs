//! Evidence: the occurrences in the text that support the edges, and the edges that they assert.
//!
//! The IRI of a piece of evidence is a hash of its content: twenty hexadecimal digits of XXH3 (128 bits) over the hashes of
//! its properties and values. So it is stable as long as the text is; equal occurrences are distinguished by a counter.

use std::collections::HashMap;
use std::fmt::Write as _;

use casegraph_facts::{Citation, Detail, DocPath, Document, Link, Occurrence, Resolution};
use xxhash_rust::xxh3::xxh3_128;

use crate::graph::builder::{Builder, Node};
use crate::graph::relations::property;
use crate::graph::things;
use crate::vocabulary::{cg, rdf, schema};

/// Writes the evidence of a document, and the edges that it asserts, to the graph of the document.
pub(super) fn write(builder: &mut Builder<'_>, document: &Document) {
    let mut seen: HashMap<u128, u64> = HashMap::new();
    let (mut content, mut iri) = (Vec::new(), String::new());
    for occurrence in &document.occurrences {
        if let Some(to) = &occurrence.to {
            let mut node = builder.thing(&occurrence.from);
            for relation in &occurrence.asserts {
                node.link(property(*relation), to);
            }
        }
        let start = builder.len();
        describe(&mut builder.unnamed(), document, occurrence);
        builder.content(start, &mut content);
        let first = xxh3_128(&content);
        let ordinal = seen.entry(first).or_default();
        let hash = if *ordinal == 0 {
            first
        } else {
            content.extend(ordinal.to_le_bytes());
            xxh3_128(&content)
        };
        *ordinal += 1;
        iri.clear();
        let _ = write!(iri, "{}evidence/{:020x}", builder.base(), hash >> 48);
        builder.name(start, &iri);
    }
}

/// Writes the properties of a piece of evidence, in a fixed order.
fn describe(node: &mut Node<'_, '_>, document: &Document, occurrence: &Occurrence) {
    node.constant(rdf::TYPE, cg::EVIDENCE);
    node.link(cg::FROM, &occurrence.from).maybe_link(cg::TO, occurrence.to.as_ref());
    for relation in &occurrence.asserts {
        node.constant(cg::ASSERTS, property(*relation));
    }
    node.at(&document.id, occurrence.lines).text(cg::RULE, occurrence.rule.code());
    match &occurrence.detail {
        Detail::Citation(citation) => describe_citation(node, citation),
        Detail::Link(link) => describe_link(node, link),
        Detail::Mention { surface } => {
            node.constant(rdf::TYPE, cg::MENTION).text(cg::SURFACE, surface);
        }
        Detail::Plain => {}
        Detail::StatedCount { what, stated, counted, agrees, surface } => {
            node.text(cg::SURFACE, surface)
                .constant(rdf::TYPE, cg::STATED_COUNT)
                .text(cg::WHAT, what)
                .number(cg::STATED, *stated)
                .number(cg::COUNTED, *counted)
                .boolean(cg::AGREES, *agrees);
        }
        Detail::PlanEntry { stated_status, stated_priority, means, of_sources } => {
            node.constant(rdf::TYPE, cg::PLAN_ENTRY)
                .texts(cg::STATED_STATUS, stated_status)
                .maybe_number(cg::STATED_PRIORITY, *stated_priority);
            if let Some(means) = means {
                node.constant(cg::MEANS_STATUS, things::status(*means));
            }
            node.boolean(cg::OF_SOURCES, *of_sources);
        }
    }
}

fn describe_citation(node: &mut Node<'_, '_>, citation: &Citation) {
    node.constant(rdf::TYPE, cg::CITATION);
    for flag in &citation.flags {
        node.text(cg::FLAG, flag.code());
    }
    node.texts(schema::URL, &citation.url)
        .texts(schema::NAME, Some(&citation.title).filter(|title| !title.is_empty()))
        .texts(schema::AUTHOR, &citation.authors)
        .texts(schema::PUBLISHER, &citation.publisher)
        .maybe_date(schema::DATE_PUBLISHED, citation.date.as_ref())
        .texts(cg::REMARK, &citation.remark);
}

fn describe_link(node: &mut Node<'_, '_>, link: &Link) {
    node.constant(rdf::TYPE, cg::LINK)
        .text(cg::HREF, &link.href)
        .text(cg::LINK_TEXT, &link.text)
        .texts(cg::REMARK, &link.remark)
        .text(cg::SCHEME, &link.scheme)
        .maybe_text(cg::TARGET_PATH, link.target_path.as_ref().map(DocPath::as_str))
        .maybe_text(cg::RESOLUTION, link.resolution.map(Resolution::code))
        .texts(cg::SUGGESTION, &link.suggestion)
        .maybe_link(cg::IN_SECTION, link.section.as_ref());
}
