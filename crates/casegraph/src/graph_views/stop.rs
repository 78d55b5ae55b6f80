//! A thing of a learner's report as a node.

use casegraph_facts::DocPath;

use super::FONT_SIZE;
use crate::{LinkBase, Stop};
use casegraph_draw::{Class, ViewNode};

/// A stop with this name and remark; topics in the colours of the coverage map.
pub(super) fn stop_node(stop: &Stop, label: String, remark: String, links: &LinkBase) -> ViewNode {
    let class = match (stop.status, stop.priority) {
        (None, _) => Class::Thing,
        (Some("complete"), _) => Class::Complete,
        (Some("in-progress"), _) => Class::InProgress,
        (Some("planned"), Some(1)) => Class::First,
        (Some("planned"), Some(2)) => Class::Second,
        (Some(_), _) => Class::Third,
    };
    let place = stop.place().map_or(String::new(), |place| format!(", {place}"));
    ViewNode {
        id: stop.id.replace('/', "-"),
        label,
        remark,
        class,
        font_size: FONT_SIZE,
        tooltip: format!(
            "{}{}{place}",
            stop.label,
            standing(stop).map_or(String::new(), |s| format!(" ({s})"))
        ),
        link: link(stop, links),
        cluster: None,
        column: 0,
    }
}

/// How far a topic is, in words.
pub(super) fn standing(stop: &Stop) -> Option<&'static str> {
    match stop.status? {
        "complete" => Some("complete"),
        "in-progress" => Some("in progress"),
        _ => stop.why_unwritten(),
    }
}

/// What the reader must know of a topic that cannot be read, or not wholly; nothing of others.
pub(super) fn unwritten(stop: &Stop) -> String {
    let standing = standing(stop).filter(|_| stop.status != Some("complete"));
    let priority = stop.priority.filter(|_| stop.is_unwritten()).map(|priority| format!("P{priority}"));
    standing.map(str::to_owned).into_iter().chain(priority).collect::<Vec<_>>().join(", ")
}

/// The page, or the line of the plan where there is none.
fn link(stop: &Stop, links: &LinkBase) -> Option<String> {
    let path = DocPath::new(stop.path.as_deref()?)?;
    Some(if stop.is_unwritten() {
        links.line(&path, u64::from(stop.line.unwrap_or(1)))
    } else {
        links.document(&path)
    })
}
