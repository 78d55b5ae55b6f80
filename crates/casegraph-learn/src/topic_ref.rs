//! A thing as reports name it.

use std::collections::BTreeMap;

use casegraph_facts::{Kind, ThingId, TopicStatus};
use serde::Serialize;

use crate::entities::Entities;
use crate::names::Names;

/// A thing that a report refers to, mostly a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicRef {
    /// Its identity: kind and key.
    pub id: String,
    /// Its name.
    pub label: String,
    /// The status of a topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<RefStatus>,
    /// The priority of a topic in the plan, 1 is the most urgent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// The page of a topic, or the plan if it has no page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The line in `path`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// The status of a topic in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefStatus {
    /// The page has as many case studies as the collection asks for.
    Complete,
    /// The page has fewer.
    InProgress,
    /// The topic is in a plan and has no page.
    Planned,
    /// A link leads to the topic, which is neither written nor planned.
    Missing,
    /// An author states the topic as a prerequisite, and there is no such topic.
    Absent,
}

impl RefStatus {
    /// The word in JSON and on pages.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::InProgress => "in-progress",
            Self::Planned => "planned",
            Self::Missing => "missing",
            Self::Absent => "absent",
        }
    }
}

impl From<TopicStatus> for RefStatus {
    fn from(status: TopicStatus) -> Self {
        match status {
            TopicStatus::Complete => Self::Complete,
            TopicStatus::InProgress => Self::InProgress,
            TopicStatus::Planned => Self::Planned,
            TopicStatus::Missing => Self::Missing,
        }
    }
}

impl TopicRef {
    /// Whether it is a topic without a page.
    #[must_use]
    pub fn is_unwritten(&self) -> bool {
        self.why_unwritten().is_some()
    }

    /// Why a topic cannot be read, in words; `None` for everything that can be read.
    #[must_use]
    pub fn why_unwritten(&self) -> Option<&'static str> {
        match self.status? {
            RefStatus::Planned => Some("not written yet"),
            RefStatus::Missing => Some("neither written nor planned"),
            RefStatus::Absent => Some("stated, page missing"),
            RefStatus::Complete | RefStatus::InProgress => None,
        }
    }

    /// The location that a reader can open: `path:line`.
    #[must_use]
    pub fn location(&self) -> Option<String> {
        Some(path_and_line(self.path.as_deref()?, self.line?))
    }
}

/// A location as editors and terminals open it: `path:line`.
#[must_use]
pub fn path_and_line(path: &str, line: u32) -> String {
    format!("{path}:{line}")
}

/// Makes [`TopicRef`]s.
#[derive(Debug)]
pub(crate) struct Labels {
    names: Names,
    topics: BTreeMap<ThingId, TopicEntry>,
}

/// The fields of a topic that a [`TopicRef`] shows.
#[derive(Debug)]
struct TopicEntry {
    status: TopicStatus,
    priority: Option<u8>,
    /// The page, or the row of the plan.
    location: Option<(String, u32)>,
}

impl Labels {
    pub(crate) fn new(entities: &Entities) -> Self {
        let topics = entities.topics.iter().map(|topic| {
            let page = topic.page.as_ref().map(|page| (page.to_string(), 1));
            let plan = || topic.planned_at.as_ref().map(|(path, lines)| (path.to_string(), lines.start()));
            let location = page.or_else(plan);
            (topic.id.clone(), TopicEntry { status: topic.status, priority: topic.priority, location })
        });
        Self { names: Names::from_entities(entities), topics: topics.collect() }
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    pub(crate) fn topic_ref(&self, id: &ThingId) -> TopicRef {
        let topic = self.topics.get(id);
        let location = topic.and_then(|topic| topic.location.clone());
        TopicRef {
            id: id.to_string(),
            label: self.names.label(id).to_owned(),
            status: topic.map(|topic| topic.status.into()),
            priority: topic.and_then(|topic| topic.priority),
            path: location.as_ref().map(|(path, _)| path.clone()),
            line: location.map(|(_, line)| line),
        }
    }

    /// Whether a reader can read it: a topic with a page, or a thing of any other kind.
    pub(crate) fn is_written(&self, id: &ThingId) -> bool {
        let has_page =
            |topic: &TopicEntry| matches!(topic.status, TopicStatus::Complete | TopicStatus::InProgress);
        id.kind() != Kind::Topic || self.topics.get(id).is_some_and(has_page)
    }
}
