//! Coverage as plain data: domains, their categories, their topics, and the status of each topic.
//!
//! Domains and categories are in display order; [`by_urgency`] sorts topics.

use casegraph_facts::{TopicCounts, TopicStatus};

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

impl Coverage {
    /// All topics, in order.
    pub fn topics(&self) -> impl Iterator<Item = &CoverageTopic> {
        self.domains.iter().flat_map(CoverageDomain::topics)
    }

    /// Counts over the whole corpus.
    #[must_use]
    pub fn counts(&self) -> TopicCounts {
        counts(self.topics())
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
    pub fn counts(&self) -> TopicCounts {
        counts(self.topics())
    }
}

impl CoverageCategory {
    /// Counts over this category.
    #[must_use]
    pub fn counts(&self) -> TopicCounts {
        counts(self.topics.iter())
    }
}

impl CoverageTopic {
    /// The priority that the plan gives. A missing topic is not in a plan, so it has none.
    #[must_use]
    pub fn planned_priority(&self) -> Option<u8> {
        self.priority.filter(|_| self.status != TopicStatus::Missing)
    }
}

fn counts<'t>(topics: impl Iterator<Item = &'t CoverageTopic>) -> TopicCounts {
    let mut counts = TopicCounts::default();
    for topic in topics {
        counts.add(topic.status, topic.priority, topic.case_studies as usize);
    }
    counts
}
