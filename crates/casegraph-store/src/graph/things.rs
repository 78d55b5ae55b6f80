//! The inferred graph: domains, categories, topics, undeclared names, sources and inferred edges.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{FactSet, Kind, Name, Source, SourceKind, ThingId, Topic, TopicStatus};

use crate::graph::builder::Builder;
use crate::graph::relations::property;
use crate::vocabulary::{cg, schema, skos};
use crate::vocabulary_file::Vocabulary;

/// Writes the inferred graph.
pub(super) fn write(builder: &mut Builder<'_>, facts: &FactSet, vocabularies: &[Vocabulary]) {
    for domain in &facts.domains {
        builder
            .thing(&domain.id)
            .class(cg::DOMAIN)
            .class(skos::CONCEPT)
            .text(skos::PREF_LABEL, &domain.label)
            .maybe_number(cg::POSITION, domain.position);
    }
    for category in &facts.categories {
        builder
            .thing(&category.id)
            .class(cg::CATEGORY)
            .class(skos::CONCEPT)
            .text(skos::PREF_LABEL, &category.label)
            .maybe_number(cg::POSITION, category.position)
            .maybe_link(skos::BROADER, category.domain.as_ref());
    }
    for topic in &facts.topics {
        write_topic(builder, topic);
    }
    let mut declared: BTreeMap<&ThingId, BTreeSet<&str>> = BTreeMap::new();
    for name in vocabularies.iter().flat_map(|file| &file.names) {
        declared.entry(&name.id).or_default().extend(name.labels());
    }
    for name in &facts.names {
        write_name(builder, name, declared.get(&name.id));
    }
    for file in vocabularies {
        for name in &file.names {
            builder
                .thing(&name.id)
                .text(cg::DECLARED_IN, file.path.as_str())
                .maybe_number(cg::START_LINE, file.lines.get(&name.id).copied());
        }
    }
    for source in &facts.sources {
        write_source(builder, source);
    }
    for edge in &facts.inferred {
        builder.thing(&edge.from).link(property(edge.relation), &edge.to);
    }
}

fn write_topic(builder: &mut Builder<'_>, topic: &Topic) {
    let page = topic.page.as_ref().map(|path| ThingId::new(Kind::Document, path.as_str()));
    let mut node = builder.thing(&topic.id);
    node.class(cg::TOPIC)
        .class(skos::CONCEPT)
        .text(skos::PREF_LABEL, &topic.label)
        .texts(skos::ALT_LABEL, &topic.alternatives)
        .maybe_link(skos::BROADER, topic.category.as_ref())
        .constant(cg::STATUS, status(topic.status))
        .maybe_number(cg::PRIORITY, topic.priority)
        .texts(cg::KEY_TOPIC, &topic.key_topics)
        .maybe_link(cg::PAGE, page.as_ref());
    if let Some((path, lines)) = &topic.planned_at {
        node.at(&ThingId::new(Kind::Document, path.as_str()), *lines);
    }
}

pub(super) fn status(status: TopicStatus) -> &'static str {
    match status {
        TopicStatus::Complete => cg::COMPLETE,
        TopicStatus::InProgress => cg::IN_PROGRESS,
        TopicStatus::Planned => cg::PLANNED,
        TopicStatus::Missing => cg::MISSING,
    }
}

/// Writes a name. If the vocabulary of the corpus declares it with the labels `declared`, only the inferred classes and the
/// other labels of the built-in vocabulary are added.
fn write_name(builder: &mut Builder<'_>, name: &Name, declared: Option<&BTreeSet<&str>>) {
    let mut node = builder.thing(&name.id);
    let (label, alternative) = match name.id.kind() {
        Kind::Company => {
            node.class(cg::COMPANY_CLASS).class(schema::ORGANIZATION);
            (schema::NAME, schema::ALTERNATE_NAME)
        }
        Kind::Technology => {
            node.class(cg::TECHNOLOGY);
            (skos::PREF_LABEL, skos::ALT_LABEL)
        }
        _ => {
            node.class(cg::PATTERN).class(skos::CONCEPT);
            (skos::PREF_LABEL, skos::ALT_LABEL)
        }
    };
    let is_new = |label: &&String| declared.is_none_or(|declared| !declared.contains(label.as_str()));
    node.text(cg::ORIGIN, name.origin.code())
        .texts(label, Some(&name.label).filter(|_| declared.is_none()))
        .texts(alternative, name.alternatives.iter().filter(is_new))
        .texts(skos::HIDDEN_LABEL, name.hidden.iter().filter(is_new));
}

fn write_source(builder: &mut Builder<'_>, source: &Source) {
    builder
        .thing(&source.id)
        .class(cg::SOURCE)
        .class(work(source))
        .text(schema::NAME, &source.title)
        .texts(schema::URL, &source.url)
        .texts(schema::PUBLISHER, &source.publisher)
        .maybe_link(cg::PUBLISHED_BY, source.company.as_ref())
        .texts(schema::AUTHOR, &source.authors)
        .maybe_date(schema::DATE_PUBLISHED, source.date.as_ref())
        .text(cg::SOURCE_KIND, source.kind.code());
}

/// The schema.org class of a source. A reading with a URL is a web page, without one a book.
fn work(source: &Source) -> &'static str {
    match source.kind {
        SourceKind::Blog => schema::BLOG_POSTING,
        SourceKind::Talk | SourceKind::Video => schema::VIDEO_OBJECT,
        SourceKind::Paper => schema::SCHOLARLY_ARTICLE,
        SourceKind::Doc => schema::TECH_ARTICLE,
        SourceKind::Reading if source.url.is_some() => schema::WEB_PAGE,
        SourceKind::Reading => schema::BOOK,
    }
}
