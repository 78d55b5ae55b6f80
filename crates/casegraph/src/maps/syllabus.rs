//! `learn`: the steps of a reading order in one column, with an arc from each topic to the topics that prerequisite it.

use std::fmt::Write as _;

use casegraph_draw::{Arrangement, Diagram, DiagramLink, MOST_NODES, Style};

use super::left_out::left_out;
use super::topic_node::topic_legend;
use super::topic_ref::{topic_ref_node, unwritten};
use crate::links::LinkRenderer;
use casegraph_learn::Syllabus;

/// A reading order as a diagram: an arc leads from a topic to each topic that needs it; it is dashed if the prerequisite is
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
        for prerequisite in &step.prerequisites {
            let Some(from) = shown.iter().position(|other| other.topic.id == prerequisite.id) else {
                continue;
            };
            let how = if prerequisite.inferred { "inferred: " } else { "" };
            let location =
                prerequisite.location.as_ref().map_or(String::new(), |location| format!(" ({location})"));
            arcs.push(DiagramLink {
                from,
                to: at,
                arrows: [false, true],
                width: if prerequisite.inferred { 1.0 } else { 1.4 },
                style: if prerequisite.inferred { Style::WeakEdge } else { Style::StrongEdge },
                tooltip: format!(
                    "{} after {}: {how}{}{location}",
                    step.topic.label, prerequisite.label, prerequisite.reason
                ),
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
        let labels: Vec<&str> = cycle.iter().map(|topic| topic.label.as_str()).collect();
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
