//! The content of a document: the document, its sections, case studies and metrics.

use casegraph_facts::{CaseStudy, Decision, DecisionStatus, Document, Kind, Metric, Section};

use crate::graph::builder::{Builder, Node};
use crate::vocabulary::{cg, dcterms, schema, skos};

/// Writes a document, with everything in it except the evidence, to its graph.
pub(super) fn write(builder: &mut Builder<'_>, document: &Document) {
    builder
        .thing(&document.id)
        .class(cg::DOCUMENT)
        .text(schema::NAME, &document.name)
        .text(cg::PATH, document.path.as_str())
        .text(cg::ROLE, document.role.code())
        .number(cg::BYTES, document.bytes)
        .number(cg::LINE_COUNT, document.lines)
        .text(cg::CONTENT_HASH, &document.content_hash)
        .maybe_link(schema::ABOUT, document.about.as_ref())
        .maybe_link(
            schema::ABOUT,
            document.names.as_ref().filter(|name| document.about.as_ref() != Some(name)),
        )
        .maybe_link(cg::COPY_OF, document.copy_of.as_ref())
        .maybe_text(dcterms::LANGUAGE, document.language.as_deref())
        .texts(schema::KEYWORDS, &document.tags);
    if let Some(name) = &document.names {
        builder.thing(name).link(cg::PAGE, &document.id);
    }
    if let (Some(label), Some(about)) = (&document.label, &document.about) {
        builder.thing(about).text_in(alternative_label(about.kind()), &label.text, &label.language);
    }
    if let Some(decision) = &document.decision {
        write_decision(builder, document, decision);
    }
    for section in &document.sections {
        write_section(builder, document, section);
    }
    for study in &document.case_studies {
        write_case_study(builder, document, study);
    }
}

/// The property of another label of a thing.
fn alternative_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Company | Kind::CaseStudy | Kind::Decision => schema::ALTERNATE_NAME,
        _ => skos::ALT_LABEL,
    }
}

fn write_decision(builder: &mut Builder<'_>, document: &Document, decision: &Decision) {
    builder
        .thing(&decision.id)
        .class(cg::DECISION)
        .text(schema::NAME, &decision.title)
        .maybe_number(cg::NUMBER, decision.number)
        .maybe_text(cg::STATED_STATUS, decision.stated_status.as_deref())
        .maybe_text(cg::DECISION_STATUS, decision.status.map(DecisionStatus::code))
        .maybe_date(schema::DATE_CREATED, decision.date.as_ref())
        .link(cg::PAGE, &document.id)
        .at(&document.id, decision.lines);
}

fn write_section(builder: &mut Builder<'_>, document: &Document, section: &Section) {
    builder
        .thing(&section.id)
        .class(cg::SECTION)
        .text(schema::NAME, &section.name)
        .number(cg::LEVEL, section.level)
        .text(cg::ANCHOR, &section.anchor)
        .texts(cg::SECTION_KIND, &section.kind)
        .link(dcterms::IS_PART_OF, &section.part_of)
        .at(&document.id, section.lines);
}

fn write_case_study(builder: &mut Builder<'_>, document: &Document, study: &CaseStudy) {
    let mut node = builder.thing(&study.id);
    node.class(cg::CASE_STUDY)
        .class(schema::ARTICLE)
        .text(schema::NAME, &study.title)
        .maybe_number(cg::NUMBER, study.number)
        .maybe_link(schema::ABOUT, study.topic.as_ref())
        .maybe_link(cg::CATEGORY_OF, study.category.as_ref())
        .maybe_date(schema::DATE_PUBLISHED, study.date.as_ref())
        .maybe_text(cg::STATED_STATUS, study.status.as_deref())
        .texts(schema::KEYWORDS, &study.tags)
        .texts(cg::CONTEXT, &study.context)
        .texts(cg::QUICK_ANSWER, &study.quick_answer)
        .texts(cg::KEY_INSIGHT, &study.key_insight)
        .at(&document.id, study.lines);
    for metric in &study.metrics {
        node.link(cg::HAS_METRIC, &metric.id);
    }
    for metric in &study.metrics {
        write_metric(&mut builder.thing(&metric.id), document, metric);
    }
}

fn write_metric(node: &mut Node<'_, '_>, document: &Document, metric: &Metric) {
    node.class(cg::METRIC)
        .text(schema::NAME, &metric.name)
        .texts(cg::BEFORE, &metric.before)
        .texts(cg::AFTER, &metric.after)
        .texts(cg::CHANGE, &metric.change)
        .text(cg::RAW_TEXT, &metric.raw_text)
        .at(&document.id, metric.lines);
    // Numbers are written only if they can be compared: single values in the same unit.
    let (before, after) = (metric.before_quantity.as_ref(), metric.after_quantity.as_ref());
    if before.zip(after).is_some_and(|(before, after)| before.unit != after.unit) {
        return;
    }
    let singles = [(cg::BEFORE_VALUE, before), (cg::AFTER_VALUE, after)];
    for (property, quantity) in singles {
        if let Some(quantity) = quantity.filter(|quantity| quantity.is_single()) {
            node.decimal(property, &quantity.value).texts(cg::UNIT, &quantity.unit);
        }
    }
}
