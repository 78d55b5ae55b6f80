//! Progress in numbers: topics counted by status, for a corpus, a domain or a category.

use std::collections::BTreeMap;

use crate::model::fact_set::FactSet;
use crate::model::id::ThingId;
use crate::model::topic::{Category, Topic, TopicStatus};

/// The number of topics by status, and of their case studies.
///
/// ```
/// use casegraph_facts::{TopicCounts, TopicStatus};
///
/// let mut counts = TopicCounts::default();
/// counts.add(TopicStatus::Complete, Some(2), 3);
/// counts.add(TopicStatus::Planned, Some(1), 0);
/// assert_eq!(counts.summary(), "1 of 2 topics complete, 0 in progress, 1 not started (1 of them P1)");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopicCounts {
    /// Topics that are complete.
    pub complete: usize,
    /// Topics that are in progress.
    pub in_progress: usize,
    /// Topics that are planned or missing.
    pub not_started: usize,
    /// Not started topics that are planned with priority 1: the gaps to close first.
    pub first_not_started: usize,
    /// Case studies of all topics.
    pub case_studies: usize,
}

impl TopicCounts {
    /// Counts a topic. The priority of a missing topic is ignored, because a missing topic is not in a plan.
    pub fn add(&mut self, status: TopicStatus, priority: Option<u8>, case_studies: usize) {
        match status {
            TopicStatus::Complete => self.complete += 1,
            TopicStatus::InProgress => self.in_progress += 1,
            TopicStatus::Planned => {
                self.not_started += 1;
                self.first_not_started += usize::from(priority == Some(1));
            }
            TopicStatus::Missing => self.not_started += 1,
        }
        self.case_studies += case_studies;
    }

    /// All topics.
    #[must_use]
    pub fn total(&self) -> usize {
        self.complete + self.in_progress + self.not_started
    }

    /// `7 of 95 topics complete, 13 in progress, 75 not started (28 of them P1)`.
    #[must_use]
    pub fn summary(&self) -> String {
        let total = self.total();
        if total == 0 {
            return "no topics".to_owned();
        }
        let topics = if total == 1 { "topic" } else { "topics" };
        let Self { complete, in_progress, not_started, first_not_started, .. } = self;
        let first = match first_not_started {
            0 => String::new(),
            _ => format!(" ({first_not_started} of them P1)"),
        };
        format!(
            "{complete} of {total} {topics} complete, {in_progress} in progress, {not_started} not started{first}"
        )
    }
}

/// A category with its domain and its topics.
#[derive(Clone, Debug)]
pub struct CategoryTopics<'f> {
    /// The name of the domain; empty without one.
    pub domain: &'f str,
    /// The category; `None` for the topics without one.
    pub category: Option<&'f Category>,
    /// Its topics, in the order of the facts.
    pub topics: Vec<&'f Topic>,
}

/// Groups topics by category, in the order of the corpus; the topics without a category are last.
#[must_use]
pub fn topics_by_category(facts: &FactSet) -> Vec<CategoryTopics<'_>> {
    let domains: BTreeMap<&ThingId, &str> =
        facts.domains.iter().map(|domain| (&domain.id, domain.label.as_str())).collect();
    let group = |category: Option<&'_ Category>| {
        let domain = category.and_then(|category| category.domain.as_ref());
        domain.and_then(|domain| domains.get(domain)).copied().unwrap_or_default()
    };
    let mut groups: Vec<CategoryTopics<'_>> = facts
        .categories
        .iter()
        .map(Some)
        .chain([None])
        .map(|category| CategoryTopics { domain: group(category), category, topics: Vec::new() })
        .collect();
    let positions: BTreeMap<Option<&ThingId>, usize> = groups
        .iter()
        .enumerate()
        .map(|(at, group)| (group.category.map(|category| &category.id), at))
        .collect();
    for topic in &facts.topics {
        let position = positions.get(&topic.category.as_ref());
        if let Some(group) = position.and_then(|at| groups.get_mut(*at)) {
            group.topics.push(topic);
        }
    }
    groups
}
