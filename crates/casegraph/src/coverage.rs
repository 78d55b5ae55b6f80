//! What the coverage map shows, as plain data: domains, their categories, their topics, how far each topic is.
//!
//! Whoever knows the corpus fills a [`Coverage`] in; `map::coverage_map` draws it. Domains and categories are
//! drawn in the order given here; topics are sorted by the grid.

use casegraph_facts::{Kind, TopicStatus};

use crate::{Corpus, Error};

/// How much of the corpus is written, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Heading of the map, such as `Topic coverage`.
    pub title: String,
    /// How many case studies make a topic complete.
    pub minimum: u32,
    /// The blocks of the map, in the order drawn.
    pub domains: Vec<CoverageDomain>,
}

/// A block of the map. Without a label it is drawn without a header: a corpus that has no domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageDomain {
    /// Stable identity; becomes part of ids in the drawing.
    pub id: String,
    /// Name shown, or nothing.
    pub label: String,
    /// The rows of the block, in the order drawn.
    pub categories: Vec<CoverageCategory>,
}

/// A row of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageCategory {
    /// Stable identity within the domain; becomes part of ids in the drawing.
    pub id: String,
    /// Name shown.
    pub label: String,
    /// The tiles of the row, in any order.
    pub topics: Vec<CoverageTopic>,
}

/// A tile of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageTopic {
    /// Stable identity; becomes the id of the tile.
    pub id: String,
    /// Name shown.
    pub label: String,
    /// How far the topic is.
    pub status: TopicStatus,
    /// 1 is the most urgent, 3 the least; not every plan says.
    pub priority: Option<u8>,
    /// Case studies written.
    pub case_studies: u32,
    /// Related topics linked.
    pub related: u32,
    /// What the topic is to be about, for the tooltip.
    pub key_topics: Vec<String>,
    /// Where a click leads: a URL relative to the drawing's place, already escaped.
    pub link: Option<String>,
}

/// How many topics are how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoverageCounts {
    /// Topics that are complete.
    pub complete: usize,
    /// Topics that are begun.
    pub in_progress: usize,
    /// Topics that are planned or missing.
    pub not_started: usize,
    /// Those of the not started topics that are planned with priority 1: the gaps to close first.
    pub first_not_started: usize,
}

impl Coverage {
    /// All topics, in the order given.
    pub fn topics(&self) -> impl Iterator<Item = &CoverageTopic> {
        self.domains.iter().flat_map(CoverageDomain::topics)
    }

    /// The id of the topic that a name means, as people write it. The names of the corpus are read only where it is no id.
    ///
    /// # Errors
    /// [`Error::UnknownName`], [`Error::AmbiguousName`]; those of reading the corpus.
    pub(crate) fn topic_called(&self, name: &str, corpus: &Corpus) -> Result<String, Error> {
        if self.topics().any(|topic| topic.id == name) {
            return Ok(name.to_owned());
        }
        let wood = crate::guide::wood(corpus)?;
        Ok(wood.names().resolve(name, &[Kind::Topic])?.key().to_owned())
    }

    /// Counts over the whole corpus.
    #[must_use]
    pub fn counts(&self) -> CoverageCounts {
        self.topics().collect()
    }
}

impl CoverageDomain {
    /// The topics of all categories, in the order given.
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
    /// The priority that the plan gives. A missing topic is in no plan, so it has none.
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

    /// Topics altogether.
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
