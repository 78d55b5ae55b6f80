//! `learn`: the steps of a reading order below each other, and beside them what leads from one to a later one.

use std::fmt::Write as _;

use super::stop::{topic_node, unwritten};
use super::{left_out, topic_legend};
use crate::LinkBase;
use crate::map::{Arrangement, Class, GraphView, MOST_NODES, ViewLink};
use casegraph_learn::Syllabus;

/// A reading order as a picture: an arc leads from a prerequisite to the topic that needs it, a dashed one if it is inferred.
#[must_use]
pub fn syllabus_diagram(syllabus: &Syllabus, links: &LinkBase) -> GraphView {
    let shown = syllabus.steps.get(..MOST_NODES).unwrap_or(&syllabus.steps);
    let mut nodes = Vec::new();
    let mut arcs = Vec::new();
    for (at, step) in shown.iter().enumerate() {
        let minutes = step.minutes.map(|minutes| format!("{minutes} min"));
        let remark = minutes.unwrap_or_else(|| unwritten(&step.topic));
        nodes.push(topic_node(&step.topic, format!("{}. {}", at + 1, step.topic.label), remark, links));
        for first in &step.prerequisites {
            let Some(from) = shown.iter().position(|other| other.topic.id == first.id) else { continue };
            let how = if first.inferred { "inferred: " } else { "" };
            let location = first.location.as_ref().map_or(String::new(), |location| format!(" ({location})"));
            arcs.push(ViewLink {
                from,
                to: at,
                arrows: [false, true],
                width: if first.inferred { 1.0 } else { 1.4 },
                class: if first.inferred { Class::WeakEdge } else { Class::StrongEdge },
                tooltip: format!(
                    "{} after {}: {how}{}{location}",
                    step.topic.label, first.label, first.reason
                ),
                label: String::new(),
                link: None,
            });
        }
    }
    let mut summary = syllabus.summary();
    if arcs.iter().any(|arc| arc.class == Class::WeakEdge) {
        summary.push_str("; dashed: inferred, nobody states it");
    }
    for cycle in &syllabus.cycles {
        let labels: Vec<&str> = cycle.iter().map(|topic| topic.label.as_str()).collect();
        let _ = write!(
            summary,
            "; these topics are stated as prerequisites of one another: {}",
            labels.join(", ")
        );
    }
    GraphView {
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
