//! Everything known of one thing.

use std::borrow::Cow;
use std::fmt::Write as _;

use casegraph_facts::{CaseStudy, Detail, Document, FactSet, Kind, Relation, ThingId, path_and_line};
use serde::Serialize;

use super::search::kind_word;
use super::{Names, Stop, Tie, Wood};
use crate::{Accounts, Finding};

/// Everything known of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShowReport {
    /// The thing.
    pub thing: Stop,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// What it is: pairs of a property and its value.
    pub is: Vec<(&'static str, String)>,
    /// What stands in it, uses it, cites it or is tied to it; parts that are empty are left out.
    pub sections: Vec<ShowSection>,
}

/// One part of what is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShowSection {
    /// What the lines are.
    pub title: &'static str,
    /// Each with the place where it stands, as editors open it.
    pub lines: Vec<(String, Option<String>)>,
}

impl Wood {
    /// Everything known of a topic, case study, company, pattern, technology or source, in the order of the corpus; of the
    /// findings of the checks those about it. Linear in the accounts that name it.
    #[must_use]
    pub fn show(&self, accounts: &Accounts, id: &ThingId, findings: &[Finding]) -> ShowReport {
        let documents = accounts.documents_on(id);
        let show = Show { wood: self, head: accounts.head(), documents: &documents, names: accounts.names() };
        show.report(id, findings)
    }
}

/// What a report is made of.
struct Show<'a> {
    wood: &'a Wood,
    head: &'a FactSet,
    /// Those that may say something of the thing.
    documents: &'a [Cow<'a, Document>],
    names: &'a Names,
}

impl Show<'_> {
    fn report(&self, id: &ThingId, findings: &[Finding]) -> ShowReport {
        let (is, mut sections) = match id.kind() {
            Kind::Topic => self.show_topic(id),
            Kind::CaseStudy => self.show_study(id),
            Kind::Source => self.show_source(id),
            _ => self.show_name(id),
        };
        let account = self.studies().find(|(_, study)| study.id == *id);
        let stands_in = |finding: &Finding| {
            account.is_some_and(|(document, study)| {
                finding.path == document.path.as_str() && study.lines.contains(finding.line)
            })
        };
        let about = findings.iter().filter(|finding| is_about(finding, id) || stands_in(finding));
        sections.push(("gaps", about.map(finding_line).collect()));
        let sections = sections
            .into_iter()
            .filter(|(_, lines): &Section| !lines.is_empty())
            .map(|(title, lines)| ShowSection { title, lines })
            .collect();
        ShowReport { thing: self.stop(id), kind: kind_word(id.kind()), is, sections }
    }

    /// The thing; of a case study or a source the title, too.
    fn stop(&self, id: &ThingId) -> Stop {
        Stop { label: self.names.label(id).to_owned(), ..self.wood.stop(id) }
    }

    fn studies(&self) -> impl Iterator<Item = (&Document, &CaseStudy)> {
        self.documents
            .iter()
            .map(Cow::as_ref)
            .flat_map(|document| document.case_studies.iter().map(move |study| (document, study)))
    }

    fn show_topic(&self, id: &ThingId) -> (Is, Vec<Section>) {
        let mut is = Vec::new();
        let studies: Lines = self
            .studies()
            .filter(|(_, study)| study.topic.as_ref() == Some(id))
            .map(|(document, study)| line(study_line(study), document, study.lines.start()))
            .collect();
        if let Some(topic) = self.head.topics.iter().find(|topic| topic.id == *id) {
            is.push(("status", topic.status.code().to_owned()));
            is.extend(topic.priority.map(|priority| ("priority", format!("P{priority}"))));
            is.extend(
                topic.category.as_ref().map(|category| ("category", self.names.label(category).to_owned())),
            );
            is.extend(topic.page.as_ref().map(|page| ("page", page.to_string())));
            is.extend(
                topic
                    .planned_at
                    .as_ref()
                    .map(|(path, lines)| ("plan", path_and_line(path.as_str(), lines.start()))),
            );
            if !topic.key_topics.is_empty() {
                is.push(("key topics", topic.key_topics.join(", ")));
            }
        }
        let related = self.wood.stated(id);
        let tie = |(stop, grounds): &(Stop, Vec<super::Ground>)| {
            let ground = grounds.first()?;
            let arrow = if ground.from == *id { "→" } else { "←" };
            let remark = ground.remark.as_ref().map_or(String::new(), |remark| format!(": {remark}"));
            let unwritten = if stop.is_unwritten() { " (not written)" } else { "" };
            Some((format!("{arrow} {}{unwritten}{remark}", stop.label), Some(ground.place())))
        };
        let uses = |kind: Kind| -> Lines {
            let grounds =
                self.wood.web.grounds().iter().filter(|ground| ground.tie == Tie::Uses && ground.from == *id);
            grounds
                .filter(|ground| ground.to.kind() == kind)
                .map(|ground| (self.names.label(&ground.to).to_owned(), Some(ground.place())))
                .collect()
        };
        let sources = self.citations(|from, _| belongs(from, id));
        let sections = vec![
            ("case studies", studies),
            ("relations", related.iter().filter_map(tie).collect()),
            ("patterns", uses(Kind::Pattern)),
            ("technologies", uses(Kind::Technology)),
            ("companies", uses(Kind::Company)),
            ("sources", sources),
        ];
        (is, sections)
    }

    fn show_study(&self, id: &ThingId) -> (Is, Vec<Section>) {
        let Some((document, study)) = self.studies().find(|(_, study)| study.id == *id) else {
            return (Vec::new(), Vec::new());
        };
        let mut is = Vec::new();
        is.extend(study.topic.as_ref().map(|topic| ("topic", self.names.label(topic).to_owned())));
        is.push(("stands in", path_and_line(document.path.as_str(), study.lines.start())));
        is.extend(study.context.clone().map(|text| ("context", text)));
        is.extend(study.quick_answer.clone().map(|text| ("quick answer", text)));
        is.extend(study.key_insight.clone().map(|text| ("key insight", text)));
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
        (is, sections)
    }

    fn show_source(&self, id: &ThingId) -> (Is, Vec<Section>) {
        let mut is = Vec::new();
        if let Some(source) = self.head.sources.iter().find(|source| source.id == *id) {
            is.push(("kind", source.kind.code().to_owned()));
            is.extend(source.url.clone().map(|url| ("url", url)));
            if !source.authors.is_empty() {
                is.push(("authors", source.authors.join(", ")));
            }
            is.extend(source.publisher.clone().map(|publisher| ("publisher", publisher)));
            is.extend(source.date.clone().map(|date| ("date", date)));
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
        (is, vec![("cited by", cited)])
    }

    fn show_name(&self, id: &ThingId) -> (Is, Vec<Section>) {
        let mut is = Vec::new();
        if let Some(name) = self.head.names.iter().find(|name| name.id == *id)
            && !name.alternatives.is_empty()
        {
            is.push(("also called", name.alternatives.join(", ")));
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
        let topics =
            self.wood.web.grounds().iter().filter(|ground| ground.to == *id && ground.tie == Tie::Uses);
        let topics =
            topics.map(|ground| (self.names.label(&ground.from).to_owned(), Some(ground.place()))).collect();
        let published = self.head.sources.iter().filter(|source| source.company.as_ref() == Some(id));
        let published = published.map(|source| (source.title.clone(), None)).collect();
        (is, vec![("topics", topics), ("case studies", studies), ("sources it published", published)])
    }

    /// Sources cited from what `wanted` accepts, each once, where it is cited first.
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

type Is = Vec<(&'static str, String)>;
type Lines = Vec<(String, Option<String>)>;
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

/// Whether a case study, metric or topic is part of this topic: their keys begin with the topic's.
fn belongs(from: &ThingId, topic: &ThingId) -> bool {
    from == topic
        || (matches!(from.kind(), Kind::CaseStudy | Kind::Metric)
            && from.key().strip_prefix(topic.key()).is_some_and(|rest| rest.starts_with('/')))
}

/// Whether a finding is about this thing or a part of it; of a topic all that stands on its pages.
fn is_about(finding: &Finding, id: &ThingId) -> bool {
    let of_topic = id.kind() == Kind::Topic && finding.topic.as_deref() == Some(id.key());
    let of_part = || {
        finding
            .about
            .strip_prefix(&id.to_string())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    of_topic || of_part()
}

fn finding_line(finding: &Finding) -> (String, Option<String>) {
    let text = format!("{}: {} [{}]", finding.severity.code(), finding.message, finding.code);
    (text, Some(path_and_line(&finding.path, finding.line)))
}

impl ShowReport {
    /// As Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("## {}\n\n- kind: {}\n", self.thing.label, self.kind);
        for (property, value) in &self.is {
            let _ = writeln!(out, "- {property}: {value}");
        }
        for section in &self.sections {
            let _ = write!(out, "\n### {}\n\n", section.title);
            for (text, place) in &section.lines {
                let place = place.as_ref().map_or(String::new(), |place| format!(" (`{place}`)"));
                let _ = writeln!(out, "- {text}{place}");
            }
        }
        out
    }
}
