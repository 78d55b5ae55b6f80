//! A thing as reports name it.

use std::collections::BTreeMap;

use casegraph_facts::{Kind, ThingId, TopicStatus, path_and_line};
use serde::Serialize;

use super::Names;
use super::things::Things;

/// A thing that a report speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stop {
    /// Its identity: kind and key.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// How far it is, for a topic: `complete`, `in-progress`, `planned` or `missing`; `absent` for what an author names and no page
    /// is there for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// The priority that a plan gives it, 1 the most urgent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// Its page, or the line of the plan where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The line in `path`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl Stop {
    /// Whether it is a topic that has no page yet.
    #[must_use]
    pub fn is_unwritten(&self) -> bool {
        matches!(self.status, Some("planned" | "missing" | "absent"))
    }

    /// Why a topic that is not written cannot be read, in words; nothing for others.
    #[must_use]
    pub fn why_unwritten(&self) -> Option<&'static str> {
        match self.status? {
            "planned" => Some("not written yet"),
            "missing" => Some("neither written nor planned"),
            "absent" => Some("stated, page missing"),
            _ => None,
        }
    }

    /// The place where a reader finds it.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        Some(path_and_line(self.path.as_deref()?, self.line?))
    }
}

/// Makes [`Stop`]s.
#[derive(Debug)]
pub(super) struct Places {
    names: Names,
    topics: BTreeMap<ThingId, TopicPlace>,
}

/// How far a topic is, its priority, and where it stands.
type TopicPlace = (TopicStatus, Option<u8>, Option<(String, u32)>);

impl Places {
    pub(super) fn of(things: &Things) -> Self {
        let topics = things.topics.iter().map(|topic| {
            let page = topic.page.as_ref().map(|page| (page.to_string(), 1));
            let plan = || topic.planned_at.as_ref().map(|(path, lines)| (path.to_string(), lines.start()));
            (topic.id.clone(), (topic.status, topic.priority, page.or_else(plan)))
        });
        Self { names: Names::of_things(things), topics: topics.collect() }
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn stop(&self, id: &ThingId) -> Stop {
        let topic = self.topics.get(id);
        let place = topic.and_then(|(.., place)| place.clone());
        Stop {
            id: id.to_string(),
            label: self.names.label(id).to_owned(),
            status: topic.map(|(status, ..)| status.code()),
            priority: topic.and_then(|(_, priority, _)| *priority),
            path: place.as_ref().map(|(path, _)| path.clone()),
            line: place.map(|(_, line)| line),
        }
    }

    /// Whether a reader can read it: any thing but a topic without a page.
    pub(super) fn is_written(&self, id: &ThingId) -> bool {
        id.kind() != Kind::Topic
            || self
                .topics
                .get(id)
                .is_some_and(|(status, ..)| matches!(status, TopicStatus::Complete | TopicStatus::InProgress))
    }
}
