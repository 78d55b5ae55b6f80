//! What a build found, in numbers: for the report on the terminal.

use std::collections::BTreeMap;

use casegraph_facts::{
    Detail, Diagnostic, Document, FactSet, Kind, Role, Severity, ThingId, TopicStatus, UnreadKind,
};
use serde::{Deserialize, Serialize};

/// Counts of everything in a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Markdown files read.
    pub documents: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Topic pages among them.
    pub pages: usize,
    /// Topics by how far they are.
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
    /// Citations, links, mentions and plan rows.
    pub citations: usize,
    /// Links.
    pub links: usize,
    /// Names found in prose.
    pub mentions: usize,
    /// Rows of plans.
    pub plan_entries: usize,
    /// Numbers that documents state and that are not what was counted.
    pub wrong_counts: usize,
    /// Edges of the graph that evidence stands behind, counted once.
    pub quads: usize,
    /// Coverage of every category, in the order of the corpus.
    pub categories: Vec<CategorySummary>,
    /// What was seen and not understood, by kind.
    pub unread: BTreeMap<UnreadKind, usize>,
    /// Findings about the text, by severity.
    pub findings: BTreeMap<Severity, usize>,
    /// The worst of them, at most [`Summary::WORST`], worst first.
    pub worst: Vec<Diagnostic>,
}

/// How far one category is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategorySummary {
    /// The domain's name; empty without one.
    pub domain: String,
    /// The category's name.
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
    /// So many findings are kept whole.
    pub const WORST: usize = 10;

    /// Takes what stood in some documents out of the counts, and adds what stands in them.
    pub(crate) fn move_counts(&mut self, mut old: Tally, mut new: Tally) {
        self.bytes = (self.bytes + new.summary.bytes).saturating_sub(old.summary.bytes);
        let counts = old.summary.own_counts().into_iter().zip(new.summary.own_counts());
        for (count, (old, new)) in self.own_counts().into_iter().zip(counts) {
            *count = (*count + *new).saturating_sub(*old);
        }
    }

    /// What documents hold, each on its own.
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

/// A summary while documents come.
#[derive(Default)]
pub(crate) struct Tally {
    summary: Summary,
    /// Case studies of each topic, and of each category that case studies state as their own.
    studies: BTreeMap<ThingId, usize>,
}

impl Tally {
    /// What stands in documents.
    pub(crate) fn of(documents: &[Document]) -> Self {
        let mut tally = Self::default();
        tally.add(documents);
        tally
    }

    /// Counts what stands in documents.
    pub(crate) fn add(&mut self, documents: &[Document]) {
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

    /// Adds what was counted of other documents.
    pub(crate) fn merge(&mut self, mut other: Self) {
        self.summary.documents += other.summary.documents;
        self.summary.bytes += other.summary.bytes;
        let counts = self.summary.own_counts().into_iter().zip(other.summary.own_counts());
        counts.for_each(|(count, more)| *count += *more);
        for (topic, studies) in other.studies {
            *self.studies.entry(topic).or_default() += studies;
        }
    }

    /// The summary, with what follows from many documents.
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

/// How far each category is; `studies` says how many case studies a topic has, and how many state a category as their own.
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
    let places: BTreeMap<_, usize> = summaries.iter().enumerate().map(|(at, (id, _))| (*id, at)).collect();
    for topic in &facts.topics {
        let place = topic.category.as_ref().and_then(|category| places.get(category));
        let Some((_, summary)) = place.and_then(|at| summaries.get_mut(*at)) else { continue };
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
