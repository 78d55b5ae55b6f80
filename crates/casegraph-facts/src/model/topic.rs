//! Topics, and the domains and categories they are sorted into.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;
use crate::model::location::{DocPath, Lines};

/// A top part of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Its identity.
    pub id: ThingId,
    /// Its name.
    pub label: String,
    /// Its number among the domains, where the folder or the plan gives one.
    pub position: Option<u32>,
}

/// A part of a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its identity.
    pub id: ThingId,
    /// Its name.
    pub label: String,
    /// Its number in the domain.
    pub position: Option<u32>,
    /// The domain it belongs to.
    pub domain: Option<ThingId>,
}

/// A subject with, or waiting for, a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its identity: the stem of its page, with its category before it where two topics share a stem.
    pub id: ThingId,
    /// The page's title, else the stem in words.
    pub label: String,
    /// Other names: the stem in words, where the title is another.
    pub alternatives: Vec<String>,
    /// The category it belongs to.
    pub category: Option<ThingId>,
    /// How far it is.
    pub status: TopicStatus,
    /// 1, 2 or 3: the most urgent that a plan states.
    pub priority: Option<u8>,
    /// Terms that a plan lists for it.
    pub key_topics: Vec<String>,
    /// The document that is its page.
    pub page: Option<DocPath>,
    /// Where the plan speaks of it first: document and lines.
    pub planned_at: Option<(DocPath, Lines)>,
}

/// How far a topic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TopicStatus {
    /// As many case studies as the corpus asks for.
    Complete,
    /// A page with fewer, or a sources file without a page.
    InProgress,
    /// In a plan, without a page.
    Planned,
    /// Linked to, but neither written nor planned.
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
