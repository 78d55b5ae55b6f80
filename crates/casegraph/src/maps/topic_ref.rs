//! A topic or other thing of a learner's report as a node.

use casegraph_draw::{DiagramNode, Style};
use casegraph_facts::DocPath;

use super::topic_node::FONT_SIZE;
use crate::learn::Stop;
use crate::links::LinkRenderer;

/// A thing with this label and remark as a node; topics have the colours of the coverage map.
pub(super) fn topic_ref_node(
    stop: &Stop,
    label: String,
    remark: String,
    links: &LinkRenderer,
) -> DiagramNode {
    let style = match (stop.status, stop.priority) {
        (None, _) => Style::Thing,
        (Some("complete"), _) => Style::Complete,
        (Some("in-progress"), _) => Style::InProgress,
        (Some("planned"), Some(1)) => Style::First,
        (Some("planned"), Some(2)) => Style::Second,
        (Some(_), _) => Style::Third,
    };
    let place = stop.place().map_or(String::new(), |place| format!(", {place}"));
    DiagramNode {
        id: stop.id.replace('/', "-"),
        label,
        remark,
        style,
        font_size: FONT_SIZE,
        tooltip: format!(
            "{}{}{place}",
            stop.label,
            status_word(stop).map_or(String::new(), |s| format!(" ({s})"))
        ),
        link: link(stop, links),
        cluster: None,
        column: 0,
    }
}

/// The word for the status of a topic.
fn status_word(stop: &Stop) -> Option<&'static str> {
    match stop.status? {
        "complete" => Some("complete"),
        "in-progress" => Some("in progress"),
        _ => stop.why_unwritten(),
    }
}

/// Status and priority of a topic that is not complete; empty for others.
pub(super) fn unwritten(stop: &Stop) -> String {
    let status = status_word(stop).filter(|_| stop.status != Some("complete"));
    let priority = stop.priority.filter(|_| stop.is_unwritten()).map(|priority| format!("P{priority}"));
    status.map(str::to_owned).into_iter().chain(priority).collect::<Vec<_>>().join(", ")
}

/// Link to the page, or to the line of the plan if there is no page.
fn link(stop: &Stop, links: &LinkRenderer) -> Option<String> {
    let path = DocPath::new(stop.path.as_deref()?)?;
    Some(if stop.is_unwritten() {
        links.line(&path, u64::from(stop.line.unwrap_or(1)))
    } else {
        links.document(&path)
    })
}
