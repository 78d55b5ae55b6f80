//! The contents of a corpus in numbers.

use std::collections::BTreeMap;

use casegraph_facts::{
    Detail, Diagnostic, Document, FactSet, Kind, Role, Severity, ThingId, TopicStatus, UnreadKind,
};
use serde::{Deserialize, Serialize};

/// The contents of a corpus in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Markdown files read.
    pub documents: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Topic pages among them.
    pub pages: usize,
    /// Topics by status.
    pub topics: BTreeMap<TopicStatus, usize>,
    /// Case studies.
    pub case_studies: usize,
    /// Case studies that are folders of files.
    pub case_folders: usize,
    /// Companies known.
    pub companies: usize,
    /// Patterns known.
    pub patterns: usize,
    /// Technologies known.
    pub technologies: usize,
    /// Works cited.
    pub sources: usize,
    /// Rows of results tables.
    pub metrics: usize,
    /// Citations.
    pub citations: usize,
    /// Links.
    pub links: usize,
    /// Names found in prose.
    pub mentions: usize,
    /// Rows of plans.
    pub plan_entries: usize,
    /// Numbers in documents that differ from the counted number.
    pub wrong_counts: usize,
    /// Quads of the graph.
    pub quads: usize,
    /// Coverage of every category, in the order of the corpus.
    pub categories: Vec<CategorySummary>,
    /// Text that was not understood, by kind.
    pub unread: BTreeMap<UnreadKind, usize>,
    /// Diagnostics of the text, by severity.
    pub findings: BTreeMap<Severity, usize>,
    /// The most severe of them, at most [`Summary::WORST`], sorted by severity.
    pub worst: Vec<Diagnostic>,
}

/// The progress of one category.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategorySummary {
    /// The name of the domain; empty without one.
    pub domain: String,
    /// The name of the category.
    pub category: String,
    /// Topics that are complete.
    pub complete: usize,
    /// Topics in progress.
    pub in_progress: usize,
    /// Topics planned or missing.
    pub not_started: usize,
    /// Those of them with priority 1.
    pub not_started_first: usize,
    /// Case studies in the category.
    pub case_studies: usize,
}

impl Summary {
    /// The number of diagnostics that are stored in full.
    pub const WORST: usize = 10;

    /// Replaces the counts of some documents: subtracts the old ones and adds the new ones.
    pub(crate) fn replace_counts(&mut self, mut old: Tally, mut new: Tally) {
        self.bytes = (self.bytes + new.summary.bytes).saturating_sub(old.summary.bytes);
        let counts = old.summary.own_counts().into_iter().zip(new.summary.own_counts());
        for (count, (old, new)) in self.own_counts().into_iter().zip(counts) {
            *count = (*count + *new).saturating_sub(*old);
        }
    }

    /// The counts that are sums over documents.
    fn own_counts(&mut self) -> [&mut usize; 9] {
        [
            &mut self.pages,
            &mut self.case_studies,
            &mut self.case_folders,
            &mut self.metrics,
            &mut self.citations,
            &mut self.links,
            &mut self.mentions,
            &mut self.plan_entries,
            &mut self.wrong_counts,
        ]
    }

    /// The number of topics, whatever their status.
    #[must_use]
    pub fn topic_count(&self) -> usize {
        self.topics.values().sum()
    }
}

/// A summary of the documents so far.
#[derive(Default)]
pub(crate) struct Tally {
    summary: Summary,
    /// Case studies of each topic, and of each category that case studies state as their own.
    studies: BTreeMap<ThingId, usize>,
}

impl Tally {
    /// Counts the contents of documents.
    pub(crate) fn new(documents: &[Document]) -> Self {
        let mut tally = Self::default();
        tally.add(documents);
        tally
    }

    fn add(&mut self, documents: &[Document]) {
        let summary = &mut self.summary;
        for document in documents {
            summary.documents += 1;
            summary.bytes += document.bytes;
            summary.pages += usize::from(document.role == Role::Topic);
            summary.case_studies += document.case_studies.len();
            for study in &document.case_studies {
                summary.metrics += study.metrics.len();
                // A case study counts in its own category, else in that of its topic.
                if let Some(counted) = study.category.as_ref().or(study.topic.as_ref()) {
                    *self.studies.entry(counted.clone()).or_default() += 1;
                }
                summary.case_folders += usize::from(study.topic.is_none() && !study.is_stated);
            }
            for occurrence in &document.occurrences {
                match &occurrence.detail {
                    Detail::Citation(_) => summary.citations += 1,
                    Detail::Link(_) => summary.links += 1,
                    Detail::Mention { .. } => summary.mentions += 1,
                    Detail::PlanEntry { .. } => summary.plan_entries += 1,
                    Detail::StatedCount { agrees, .. } => summary.wrong_counts += usize::from(!agrees),
                    Detail::Plain => {}
                }
            }
        }
    }

    /// Adds the counts of other documents.
    pub(crate) fn merge(&mut self, mut other: Self) {
        self.summary.documents += other.summary.documents;
        self.summary.bytes += other.summary.bytes;
        let counts = self.summary.own_counts().into_iter().zip(other.summary.own_counts());
        counts.for_each(|(count, more)| *count += *more);
        for (topic, studies) in other.studies {
            *self.studies.entry(topic).or_default() += studies;
        }
    }

    /// The summary, with the facts that follow from many documents.
    pub(crate) fn finish(self, facts: &FactSet, quads: usize) -> Summary {
        let names = |kind| facts.names.iter().filter(|name| name.id.kind() == kind).count();
        let mut summary = Summary {
            companies: names(Kind::Company),
            patterns: names(Kind::Pattern),
            technologies: names(Kind::Technology),
            sources: facts.sources.len(),
            quads,
            categories: categories(facts, |topic| self.studies.get(topic).copied().unwrap_or_default()),
            ..self.summary
        };
        for topic in &facts.topics {
            *summary.topics.entry(topic.status).or_default() += 1;
        }
        for unread in &facts.unread {
            *summary.unread.entry(unread.kind).or_default() += 1;
        }
        for diagnostic in &facts.diagnostics {
            *summary.findings.entry(diagnostic.severity).or_default() += 1;
        }
        let mut found: Vec<&Diagnostic> = facts.diagnostics.iter().collect();
        found.sort_by_key(|diagnostic| diagnostic.severity);
        summary.worst = found.into_iter().take(Summary::WORST).cloned().collect();
        summary
    }
}

/// The progress of each category; `studies` returns the number of case studies of a topic, and the number that state a category as
/// their own.
pub(crate) fn categories(facts: &FactSet, studies: impl Fn(&ThingId) -> usize) -> Vec<CategorySummary> {
    let domain = |id: Option<&ThingId>| {
        facts
            .domains
            .iter()
            .find(|domain| Some(&domain.id) == id)
            .map_or(String::new(), |domain| domain.label.clone())
    };
    let mut summaries: Vec<_> = facts
        .categories
        .iter()
        .map(|category| {
            let summary = CategorySummary {
                domain: domain(category.domain.as_ref()),
                category: category.label.clone(),
                case_studies: studies(&category.id),
                ..CategorySummary::default()
            };
            (&category.id, summary)
        })
        .collect();
    let indices: BTreeMap<_, usize> = summaries.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    for topic in &facts.topics {
        let index = topic.category.as_ref().and_then(|category| indices.get(category));
        let Some((_, summary)) = index.and_then(|at| summaries.get_mut(*at)) else { continue };
        summary.case_studies += studies(&topic.id);
        match topic.status {
            TopicStatus::Complete => summary.complete += 1,
            TopicStatus::InProgress => summary.in_progress += 1,
            TopicStatus::Planned | TopicStatus::Missing => {
                summary.not_started += 1;
                summary.not_started_first += usize::from(topic.priority == Some(1));
            }
        }
    }
    summaries.into_iter().map(|(_, summary)| summary).collect()
}
