//! `learn`: the steps of a reading order in one column, with an arc from each topic to the topics that need it.

use std::fmt::Write as _;

use casegraph_draw::{Arrangement, Diagram, DiagramLink, MOST_NODES, Style};

use super::left_out::left_out;
use super::topic_node::topic_legend;
use super::topic_ref::{topic_ref_node, unwritten};
use crate::learn::Syllabus;
use crate::links::LinkRenderer;

/// A reading order as a diagram: an arc leads from a topic to each topic that needs it; it is dashed if the need is
/// inferred.
#[must_use]
pub fn syllabus_diagram(syllabus: &Syllabus, links: &LinkRenderer) -> Diagram {
    let shown = syllabus.steps.get(..MOST_NODES).unwrap_or(&syllabus.steps);
    let mut nodes = Vec::new();
    let mut arcs = Vec::new();
    for (at, step) in shown.iter().enumerate() {
        let minutes = step.minutes.map(|minutes| format!("{minutes} min"));
        let remark = minutes.unwrap_or_else(|| unwritten(&step.topic));
        nodes.push(topic_ref_node(&step.topic, format!("{}. {}", at + 1, step.topic.label), remark, links));
        for need in &step.needs {
            let Some(from) = shown.iter().position(|other| other.topic.id == need.id) else { continue };
            let how = if need.inferred { "inferred: " } else { "" };
            let place = need.place.as_ref().map_or(String::new(), |place| format!(" ({place})"));
            arcs.push(DiagramLink {
                from,
                to: at,
                arrows: [false, true],
                width: if need.inferred { 1.0 } else { 1.4 },
                style: if need.inferred { Style::WeakEdge } else { Style::StrongEdge },
                tooltip: format!("{} after {}: {how}{}{place}", step.topic.label, need.label, need.reason),
                label: String::new(),
                link: None,
            });
        }
    }
    let mut summary = syllabus.summary();
    if arcs.iter().any(|arc| arc.style == Style::WeakEdge) {
        summary.push_str("; dashed: inferred, not stated");
    }
    for cycle in &syllabus.cycles {
        let labels: Vec<&str> = cycle.iter().map(|stop| stop.label.as_str()).collect();
        let _ = write!(summary, "; cycle of prerequisites: {}", labels.join(", "));
    }
    Diagram {
        name: format!("learn-{}", syllabus.goal.id.replace('/', "-")),
        title: format!("Learn {}", syllabus.goal.label),
        summary,
        legend: topic_legend(&nodes),
        left_out: left_out([(syllabus.steps.len() - shown.len(), "later step", "later steps")]),
        nodes,
        links: arcs,
        clusters: Vec::new(),
        arrangement: Arrangement::Arcs,
    }
}
