//! Topics, and the domains and categories that contain them.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;
use crate::model::location::{DocPath, Lines};

/// A top-level part of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// The identity.
    pub id: ThingId,
    /// The name.
    pub label: String,
    /// The number among the domains, if the folder or the plan gives one.
    pub position: Option<u32>,
}

/// A part of a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// The identity.
    pub id: ThingId,
    /// The name.
    pub label: String,
    /// The number in the domain, if the folder or the plan gives one.
    pub position: Option<u32>,
    /// The domain that contains it.
    pub domain: Option<ThingId>,
}

/// A subject that has a page or is to get one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The identity: the stem of its page, with the category before it if two topics have the same stem.
    pub id: ThingId,
    /// The title of the page, else the stem in words.
    pub label: String,
    /// Other names: aliases, and the stem in words if the title differs from it.
    pub alternatives: Vec<String>,
    /// The category that contains it.
    pub category: Option<ThingId>,
    /// The status.
    pub status: TopicStatus,
    /// The priority, 1, 2 or 3: the most urgent one that a plan states.
    pub priority: Option<u8>,
    /// The terms that plans list for it.
    pub key_topics: Vec<String>,
    /// The path of its page.
    pub page: Option<DocPath>,
    /// The first plan entry about it: document and lines.
    pub planned_at: Option<(DocPath, Lines)>,
}

/// The status of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TopicStatus {
    /// The page has as many case studies as the profile asks for.
    Complete,
    /// The page has fewer, or there is a sources file without a page.
    InProgress,
    /// A plan lists it, and it has no page.
    Planned,
    /// A link leads to it, and it is neither written nor planned.
    Missing,
}

impl TopicStatus {
    /// The code in IRIs and JSON: `in-progress`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::InProgress => "in-progress",
            Self::Planned => "planned",
            Self::Missing => "missing",
        }
    }

    /// The status in words for readers.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::InProgress => "in progress",
            Self::Planned => "not started",
            Self::Missing => "linked but not planned",
        }
    }
}
