//! Coverage as plain data: domains, their categories, their topics, and the status of each topic.
//!
//! Domains and categories are in display order; [`by_urgency`] sorts topics.

use casegraph_facts::TopicStatus;

/// The progress of a corpus, topic by topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Title, such as `Topic coverage`.
    pub title: String,
    /// Number of case studies that make a topic complete.
    pub minimum: u32,
    /// The domains, in display order.
    pub domains: Vec<CoverageDomain>,
}

/// A domain. In a corpus without domains there is one, without a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageDomain {
    /// Stable identity; part of ids in drawings.
    pub id: String,
    /// Name shown, or empty.
    pub label: String,
    /// The categories, in display order.
    pub categories: Vec<CoverageCategory>,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageCategory {
    /// Stable identity within the domain; part of ids in drawings.
    pub id: String,
    /// Name shown.
    pub label: String,
    /// The topics, in any order.
    pub topics: Vec<CoverageTopic>,
}

/// A topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageTopic {
    /// Stable identity: the key of the topic.
    pub id: String,
    /// Name shown.
    pub label: String,
    /// Its status.
    pub status: TopicStatus,
    /// 1 is the most urgent, 3 the least; `None` if the plan gives none.
    pub priority: Option<u8>,
    /// Case studies written.
    pub case_studies: u32,
    /// Number of related topics that it links to.
    pub related: u32,
    /// Its key topics, as the plan lists them.
    pub key_topics: Vec<String>,
    /// Link target: a relative URL, percent-encoded.
    pub link: Option<String>,
}

/// The number of topics by status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageCounts {
    /// Topics that are complete.
    pub complete: usize,
    /// Topics that are in progress.
    pub in_progress: usize,
    /// Topics that are planned or missing.
    pub not_started: usize,
    /// Not started topics that are planned with priority 1: the gaps to close first.
    pub first_not_started: usize,
}

impl Coverage {
    /// All topics, in order.
    pub fn topics(&self) -> impl Iterator<Item = &CoverageTopic> {
        self.domains.iter().flat_map(CoverageDomain::topics)
    }

    /// Counts over the whole corpus.
    #[must_use]
    pub fn counts(&self) -> CoverageCounts {
        self.topics().collect()
    }
}

/// Topics sorted by urgency: by priority, then by label.
pub(crate) fn by_urgency<'t>(topics: impl IntoIterator<Item = &'t CoverageTopic>) -> Vec<&'t CoverageTopic> {
    let mut topics: Vec<&CoverageTopic> = topics.into_iter().collect();
    topics.sort_by_key(|topic| (topic.planned_priority().unwrap_or(u8::MAX), &topic.label, &topic.id));
    topics
}

impl CoverageDomain {
    /// The topics of all categories, in order.
    pub fn topics(&self) -> impl Iterator<Item = &CoverageTopic> {
        self.categories.iter().flat_map(|category| &category.topics)
    }

    /// Counts over this domain.
    #[must_use]
    pub fn counts(&self) -> CoverageCounts {
        self.topics().collect()
    }
}

impl CoverageCategory {
    /// Counts over this category.
    #[must_use]
    pub fn counts(&self) -> CoverageCounts {
        self.topics.iter().collect()
    }
}

impl CoverageTopic {
    /// The priority that the plan gives. A missing topic is not in a plan, so it has none.
    #[must_use]
    pub fn planned_priority(&self) -> Option<u8> {
        self.priority.filter(|_| self.status != TopicStatus::Missing)
    }
}

impl CoverageCounts {
    /// `7 of 95 topics complete, 13 in progress, 75 not started (28 of them P1)`.
    #[must_use]
    pub fn summary(&self) -> String {
        let total = self.total();
        if total == 0 {
            return "no topics".to_owned();
        }
        let topics = if total == 1 { "topic" } else { "topics" };
        let CoverageCounts { complete, in_progress, not_started, first_not_started } = self;
        let first = match first_not_started {
            0 => String::new(),
            _ => format!(" ({first_not_started} of them P1)"),
        };
        format!(
            "{complete} of {total} {topics} complete, {in_progress} in progress, {not_started} not started{first}"
        )
    }

    /// All topics.
    #[must_use]
    pub fn total(&self) -> usize {
        self.complete + self.in_progress + self.not_started
    }
}

impl<'t> FromIterator<&'t CoverageTopic> for CoverageCounts {
    fn from_iter<I: IntoIterator<Item = &'t CoverageTopic>>(topics: I) -> Self {
        let mut counts = Self::default();
        for topic in topics {
            match topic.status {
                TopicStatus::Complete => counts.complete += 1,
                TopicStatus::InProgress => counts.in_progress += 1,
                TopicStatus::Planned | TopicStatus::Missing => {
                    counts.not_started += 1;
                    counts.first_not_started += usize::from(topic.planned_priority() == Some(1));
                }
            }
        }
        counts
    }
}
