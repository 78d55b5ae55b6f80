//! A thing of a learner's report as a node.

use casegraph_facts::DocPath;

use super::FONT_SIZE;
use crate::LinkBase;
use crate::map::{Class, ViewNode};
use casegraph_learn::{RefStatus, TopicRef};

/// A thing with this name and remark; topics in the colours of the coverage map.
pub(super) fn topic_node(topic: &TopicRef, label: String, remark: String, links: &LinkBase) -> ViewNode {
    let class = match (topic.status, topic.priority) {
        (None, _) => Class::Thing,
        (Some(RefStatus::Complete), _) => Class::Complete,
        (Some(RefStatus::InProgress), _) => Class::InProgress,
        (Some(RefStatus::Planned), Some(1)) => Class::First,
        (Some(RefStatus::Planned), Some(2)) => Class::Second,
        (Some(_), _) => Class::Third,
    };
    let location = topic.location().map_or(String::new(), |location| format!(", {location}"));
    ViewNode {
        id: topic.id.replace('/', "-"),
        label,
        remark,
        class,
        font_size: FONT_SIZE,
        tooltip: format!(
            "{}{}{location}",
            topic.label,
            status_words(topic).map_or(String::new(), |s| format!(" ({s})"))
        ),
        link: link(topic, links),
        cluster: None,
        column: 0,
    }
}

/// The status of a topic, in words.
fn status_words(topic: &TopicRef) -> Option<&'static str> {
    match topic.status? {
        RefStatus::Complete => Some("complete"),
        RefStatus::InProgress => Some("in progress"),
        _ => topic.why_unwritten(),
    }
}

/// The status and priority of a topic that is not complete; empty for others.
pub(super) fn unwritten(topic: &TopicRef) -> String {
    let status = status_words(topic).filter(|_| topic.status != Some(RefStatus::Complete));
    let priority = topic.priority.filter(|_| topic.is_unwritten()).map(|priority| format!("P{priority}"));
    status.map(str::to_owned).into_iter().chain(priority).collect::<Vec<_>>().join(", ")
}

/// The page, or the line of the plan if there is none.
fn link(topic: &TopicRef, links: &LinkBase) -> Option<String> {
    let path = DocPath::new(topic.path.as_deref()?)?;
    Some(if topic.is_unwritten() {
        links.line(&path, u64::from(topic.line.unwrap_or(1)))
    } else {
        links.document(&path)
    })
}
