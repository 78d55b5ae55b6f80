//! All facts of one thing.

use std::borrow::Cow;
use std::fmt::Write as _;

use casegraph_facts::{CaseStudy, Detail, Document, FactSet, Kind, Relation, ThingId};
use serde::Serialize;

use crate::digests::DocumentDigests;
use crate::names::Names;
use crate::relations::{Evidence, RelationKind};
use crate::topic_graph::TopicGraph;
use crate::topic_ref::{RefStatus, TopicRef, path_and_line};

/// All facts of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShowReport {
    /// The thing.
    pub thing: TopicRef,
    /// The kind of thing.
    pub kind: &'static str,
    /// Pairs of a property and its value.
    pub properties: Vec<(&'static str, String)>,
    /// The parts of it, and the things that use it, cite it or are related to it; empty sections are left out.
    pub sections: Vec<ShowSection>,
}

/// One section of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShowSection {
    /// The kind of its lines.
    pub title: &'static str,
    /// Each line with its location (`path:line`).
    pub lines: Vec<ShowLine>,
}

impl TopicGraph {
    /// All facts of a topic, case study, company, pattern, technology or source, in the order of the collection, and the findings
    /// of the gap checks about it, which the caller gives as lines. Linear in the documents that name the thing.
    #[must_use]
    pub fn show(&self, digests: &DocumentDigests, id: &ThingId, findings: Vec<ShowLine>) -> ShowReport {
        let documents = digests.documents_naming(id);
        let show = Show {
            topic_graph: self,
            shared: digests.shared(),
            documents: &documents,
            names: digests.names(),
        };
        show.report(id, findings)
    }
}

/// The facts that a report is made from.
struct Show<'a> {
    topic_graph: &'a TopicGraph,
    /// The facts without documents.
    shared: &'a FactSet,
    /// The documents that name the thing.
    documents: &'a [Cow<'a, Document>],
    names: &'a Names,
}

impl Show<'_> {
    fn report(&self, id: &ThingId, findings: Vec<ShowLine>) -> ShowReport {
        let (properties, mut sections) = match id.kind() {
            Kind::Topic => self.show_topic(id),
            Kind::CaseStudy => self.show_study(id),
            Kind::Source => self.show_source(id),
            _ => self.show_name(id),
        };
        sections.push(("gaps", findings));
        let sections = sections
            .into_iter()
            .filter(|(_, lines): &Section| !lines.is_empty())
            .map(|(title, lines)| ShowSection { title, lines })
            .collect();
        ShowReport { thing: self.topic_ref(id), kind: kind_word(id.kind()), properties, sections }
    }

    /// The thing; also the title of a case study or a source.
    fn topic_ref(&self, id: &ThingId) -> TopicRef {
        TopicRef { label: self.names.label(id).to_owned(), ..self.topic_graph.topic_ref(id) }
    }

    fn studies(&self) -> impl Iterator<Item = (&Document, &CaseStudy)> {
        self.documents
            .iter()
            .map(Cow::as_ref)
            .flat_map(|document| document.case_studies.iter().map(move |study| (document, study)))
    }

    fn show_topic(&self, id: &ThingId) -> (Properties, Vec<Section>) {
        let mut properties = Vec::new();
        let studies: Lines = self
            .studies()
            .filter(|(_, study)| study.topic.as_ref() == Some(id))
            .map(|(document, study)| line(study_line(study), document, study.lines.start()))
            .collect();
        if let Some(topic) = self.shared.topics.iter().find(|topic| topic.id == *id) {
            properties.push(("status", RefStatus::from(topic.status).word().to_owned()));
            properties.extend(topic.priority.map(|priority| ("priority", format!("P{priority}"))));
            properties.extend(
                topic.category.as_ref().map(|category| ("category", self.names.label(category).to_owned())),
            );
            properties.extend(topic.page.as_ref().map(|page| ("page", page.to_string())));
            properties.extend(
                topic
                    .planned_at
                    .as_ref()
                    .map(|(path, lines)| ("plan", path_and_line(path.as_str(), lines.start()))),
            );
            if !topic.key_topics.is_empty() {
                properties.push(("key topics", topic.key_topics.join(", ")));
            }
        }
        let related = self.topic_graph.stated(id);
        let relation = |(topic, evidence): &(TopicRef, Vec<Evidence>)| {
            let first = evidence.first()?;
            let arrow = if first.from == *id { "→" } else { "←" };
            let remark = first.remark.as_ref().map_or(String::new(), |remark| format!(": {remark}"));
            let unwritten = if topic.is_unwritten() { " (not written)" } else { "" };
            Some((format!("{arrow} {}{unwritten}{remark}", topic.label), Some(first.location())))
        };
        let uses = |kind: Kind| -> Lines {
            let own = self.uses().filter(|one| one.from == *id && one.to.kind() == kind);
            own.map(|one| (self.names.label(&one.to).to_owned(), Some(one.location()))).collect()
        };
        let sources = self.citations(|from, _| belongs(from, id));
        let sections = vec![
            ("case studies", studies),
            ("relations", related.iter().filter_map(relation).collect()),
            ("patterns", uses(Kind::Pattern)),
            ("technologies", uses(Kind::Technology)),
            ("companies", uses(Kind::Company)),
            ("sources", sources),
        ];
        (properties, sections)
    }

    fn show_study(&self, id: &ThingId) -> (Properties, Vec<Section>) {
        let Some((document, study)) = self.studies().find(|(_, study)| study.id == *id) else {
            return (Vec::new(), Vec::new());
        };
        let mut properties = Vec::new();
        properties.extend(study.topic.as_ref().map(|topic| ("topic", self.names.label(topic).to_owned())));
        properties.push(("location", path_and_line(document.path.as_str(), study.lines.start())));
        properties.extend(study.context.clone().map(|text| ("context", text)));
        properties.extend(study.quick_answer.clone().map(|text| ("quick answer", text)));
        properties.extend(study.key_insight.clone().map(|text| ("key insight", text)));
        let metrics = study
            .metrics
            .iter()
            .map(|metric| line(metric.raw_text.clone(), document, metric.lines.start()))
            .collect();
        let uses = |relation: Relation, kinds: &[Kind]| -> Lines {
            let mut seen = std::collections::BTreeSet::new();
            let own = document
                .occurrences
                .iter()
                .filter(|occurrence| occurrence.from == *id && occurrence.asserts.contains(&relation));
            own.filter_map(|occurrence| Some((occurrence.to.as_ref()?, occurrence)))
                .filter(|(to, _)| kinds.contains(&to.kind()) && seen.insert(*to))
                .map(|(to, occurrence)| {
                    line(self.names.label(to).to_owned(), document, occurrence.lines.start())
                })
                .collect()
        };
        let sections = vec![
            ("results", metrics),
            ("companies", uses(Relation::Company, &[Kind::Company])),
            ("patterns", uses(Relation::Uses, &[Kind::Pattern])),
            ("technologies", uses(Relation::Uses, &[Kind::Technology])),
            ("sources", self.citations(|from, _| from == id)),
        ];
        (properties, sections)
    }

    fn show_source(&self, id: &ThingId) -> (Properties, Vec<Section>) {
        let mut properties = Vec::new();
        if let Some(source) = self.shared.sources.iter().find(|source| source.id == *id) {
            properties.push(("kind", source.kind.code().to_owned()));
            properties.extend(source.url.clone().map(|url| ("url", url)));
            if !source.authors.is_empty() {
                properties.push(("authors", source.authors.join(", ")));
            }
            properties.extend(source.publisher.clone().map(|publisher| ("publisher", publisher)));
            properties.extend(source.date.clone().map(|date| ("date", date)));
        }
        let mut cited = Lines::new();
        for document in self.documents.iter().map(Cow::as_ref) {
            for occurrence in
                document.occurrences.iter().filter(|occurrence| occurrence.to.as_ref() == Some(id))
            {
                cited.push(line(
                    self.names.label(&occurrence.from).to_owned(),
                    document,
                    occurrence.lines.start(),
                ));
            }
        }
        cited.dedup();
        (properties, vec![("cited by", cited)])
    }

    fn show_name(&self, id: &ThingId) -> (Properties, Vec<Section>) {
        let mut properties = Vec::new();
        if let Some(name) = self.shared.names.iter().find(|name| name.id == *id)
            && !name.alternatives.is_empty()
        {
            properties.push(("also called", name.alternatives.join(", ")));
        }
        let mut studies = Lines::new();
        for (document, study) in self.studies() {
            let named = document.occurrences.iter().find(|occurrence| {
                occurrence.from == study.id
                    && occurrence.to.as_ref() == Some(id)
                    && !occurrence.asserts.is_empty()
            });
            if let Some(occurrence) = named {
                let verb = if occurrence.asserts.contains(&Relation::Company) { "its own: " } else { "" };
                studies.push(line(
                    format!("{verb}{}", study_line(study)),
                    document,
                    occurrence.lines.start(),
                ));
            }
        }
        let topics = self.uses().filter(|one| one.to == *id);
        let topics =
            topics.map(|one| (self.names.label(&one.from).to_owned(), Some(one.location()))).collect();
        let published = self.shared.sources.iter().filter(|source| source.company.as_ref() == Some(id));
        let published = published.map(|source| (source.title.clone(), None)).collect();
        (properties, vec![("topics", topics), ("case studies", studies), ("sources it published", published)])
    }

    /// The relations of topics to the names that they use.
    fn uses(&self) -> impl Iterator<Item = &Evidence> {
        self.topic_graph.relations.evidence().iter().filter(|one| one.relation == RelationKind::Uses)
    }

    /// The sources that the things cite which `wanted` accepts, each once, at its first citation.
    fn citations(&self, wanted: impl Fn(&ThingId, &ThingId) -> bool) -> Lines {
        let mut seen = std::collections::BTreeSet::new();
        let mut lines = Lines::new();
        for document in self.documents.iter().map(Cow::as_ref) {
            for occurrence in &document.occurrences {
                let (Some(to), Detail::Citation(_) | Detail::Link(_)) = (&occurrence.to, &occurrence.detail)
                else {
                    continue;
                };
                if occurrence.asserts.contains(&Relation::Cites)
                    && wanted(&occurrence.from, to)
                    && seen.insert(to)
                {
                    lines.push(line(self.names.label(to).to_owned(), document, occurrence.lines.start()));
                }
            }
        }
        lines
    }
}

/// A line of a report with its location (`path:line`).
pub type ShowLine = (String, Option<String>);
type Properties = Vec<(&'static str, String)>;
type Lines = Vec<ShowLine>;
type Section = (&'static str, Lines);

fn line(text: String, document: &Document, at: u32) -> (String, Option<String>) {
    (text, Some(path_and_line(document.path.as_str(), at)))
}

fn study_line(study: &CaseStudy) -> String {
    match &study.key_insight {
        Some(insight) => format!("{}: {insight}", study.title),
        None => study.title.clone(),
    }
}

/// Whether a case study, metric or topic is part of this topic: its key begins with the key of the topic.
fn belongs(from: &ThingId, topic: &ThingId) -> bool {
    from == topic
        || (matches!(from.kind(), Kind::CaseStudy | Kind::Metric)
            && from.key().strip_prefix(topic.key()).is_some_and(|rest| rest.starts_with('/')))
}

fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::CaseStudy => "case-study",
        Kind::Section => "section",
        other => other.prefix(),
    }
}

impl ShowReport {
    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("## {}\n\n- kind: {}\n", self.thing.label, self.kind);
        for (property, value) in &self.properties {
            let _ = writeln!(out, "- {property}: {value}");
        }
        for section in &self.sections {
            let _ = write!(out, "\n### {}\n\n", section.title);
            for (text, location) in &section.lines {
                let location = location.as_ref().map_or(String::new(), |location| format!(" (`{location}`)"));
                let _ = writeln!(out, "- {text}{location}");
            }
        }
        out
    }
}
