//! The style of a topic.

use casegraph_draw::Style;
use casegraph_facts::TopicStatus;

/// The style for a status and a priority.
pub(super) const fn topic_style(status: TopicStatus, priority: Option<u8>) -> Style {
    match (status, priority) {
        (TopicStatus::Complete, _) => Style::Complete,
        (TopicStatus::InProgress, _) => Style::InProgress,
        (TopicStatus::Planned, Some(1)) => Style::First,
        (TopicStatus::Planned, Some(2)) => Style::Second,
        (TopicStatus::Planned | TopicStatus::Missing, _) => Style::Third,
    }
}
