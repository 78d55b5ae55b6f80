//! A topic or other thing of a learner's report as a node.

use casegraph_draw::{DiagramNode, Style};
use casegraph_facts::DocPath;

use super::topic_node::FONT_SIZE;
use crate::links::LinkRenderer;
use casegraph_learn::{RefStatus, TopicRef};

/// A thing with this label and remark as a node; topics have the colours of the coverage map.
pub(super) fn topic_ref_node(
    topic: &TopicRef,
    label: String,
    remark: String,
    links: &LinkRenderer,
) -> DiagramNode {
    let style = match (topic.status, topic.priority) {
        (None, _) => Style::Thing,
        (Some(RefStatus::Complete), _) => Style::Complete,
        (Some(RefStatus::InProgress), _) => Style::InProgress,
        (Some(RefStatus::Planned), Some(1)) => Style::First,
        (Some(RefStatus::Planned), Some(2)) => Style::Second,
        (Some(_), _) => Style::Third,
    };
    let location = topic.location().map_or(String::new(), |location| format!(", {location}"));
    DiagramNode {
        id: topic.id.replace('/', "-"),
        label,
        remark,
        style,
        font_size: FONT_SIZE,
        tooltip: format!(
            "{}{}{location}",
            topic.label,
            status_word(topic).map_or(String::new(), |s| format!(" ({s})"))
        ),
        link: link(topic, links),
        cluster: None,
        column: 0,
    }
}

/// The word for the status of a topic.
fn status_word(topic: &TopicRef) -> Option<&'static str> {
    match topic.status? {
        RefStatus::Complete => Some("complete"),
        RefStatus::InProgress => Some("in progress"),
        _ => topic.why_unwritten(),
    }
}

/// Status and priority of a topic that is not complete; empty for others.
pub(super) fn unwritten(topic: &TopicRef) -> String {
    let status = status_word(topic).filter(|_| topic.status != Some(RefStatus::Complete));
    let priority = topic.priority.filter(|_| topic.is_unwritten()).map(|priority| format!("P{priority}"));
    status.map(str::to_owned).into_iter().chain(priority).collect::<Vec<_>>().join(", ")
}

/// Link to the page, or to the line of the plan if there is no page.
fn link(topic: &TopicRef, links: &LinkRenderer) -> Option<String> {
    let path = DocPath::new(topic.path.as_deref()?)?;
    Some(if topic.is_unwritten() {
        links.line(&path, u64::from(topic.line.unwrap_or(1)))
    } else {
        links.document(&path)
    })
}
