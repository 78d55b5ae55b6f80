//! `learn`: the steps of a reading order below each other, and beside them what leads from one to a later one.

use std::fmt::Write as _;

use super::stop::{stop_node, unwritten};
use super::{left_out, topic_legend};
use crate::{LinkBase, Syllabus};
use casegraph_draw::{Arrangement, Class, GraphView, MOST_NODES, ViewLink};

impl Syllabus {
    /// The order as a picture: an arc leads from what is needed to what needs it, a dashed one where that is inferred.
    #[must_use]
    pub fn view(&self, links: &LinkBase) -> GraphView {
        let shown = self.steps.get(..MOST_NODES).unwrap_or(&self.steps);
        let mut nodes = Vec::new();
        let mut arcs = Vec::new();
        for (at, step) in shown.iter().enumerate() {
            let minutes = step.minutes.map(|minutes| format!("{minutes} min"));
            let remark = minutes.unwrap_or_else(|| unwritten(&step.topic));
            nodes.push(stop_node(&step.topic, format!("{}. {}", at + 1, step.topic.label), remark, links));
            for need in &step.needs {
                let Some(from) = shown.iter().position(|other| other.topic.id == need.id) else { continue };
                let how = if need.inferred { "inferred: " } else { "" };
                let place = need.place.as_ref().map_or(String::new(), |place| format!(" ({place})"));
                arcs.push(ViewLink {
                    from,
                    to: at,
                    arrows: [false, true],
                    width: if need.inferred { 1.0 } else { 1.4 },
                    class: if need.inferred { Class::WeakEdge } else { Class::StrongEdge },
                    tooltip: format!(
                        "{} after {}: {how}{}{place}",
                        step.topic.label, need.label, need.reason
                    ),
                    label: String::new(),
                    link: None,
                });
            }
        }
        let mut summary = self.summary();
        if arcs.iter().any(|arc| arc.class == Class::WeakEdge) {
            summary.push_str("; dashed: inferred, nobody states it");
        }
        for cycle in &self.cycles {
            let labels: Vec<&str> = cycle.iter().map(|stop| stop.label.as_str()).collect();
            let _ = write!(summary, "; these state that they need one another: {}", labels.join(", "));
        }
        GraphView {
            name: format!("learn-{}", self.goal.id.replace('/', "-")),
            title: format!("Learn {}", self.goal.label),
            summary,
            legend: topic_legend(&nodes),
            left_out: left_out([(self.steps.len() - shown.len(), "later step", "later steps")]),
            nodes,
            links: arcs,
            clusters: Vec::new(),
            arrangement: Arrangement::Arcs,
        }
    }
}
