//! A small picture of a report: its stops and what leads from one to the next, as Mermaid and as DOT.

use std::fmt::Write as _;

use super::{PathReport, RelatedReport, Stop, Syllabus};
use crate::map::dot_quoted;

/// Stops and arrows, in the order of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    down: bool,
    stops: Vec<(String, String)>,
    arrows: Vec<Arrow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Arrow {
    from: usize,
    to: usize,
    label: String,
    /// Inferred, suggested or over something shared: drawn dotted.
    weak: bool,
    /// Shared things have no direction.
    plain: bool,
}

impl Chart {
    fn new(down: bool) -> Self {
        Self { down, stops: Vec::new(), arrows: Vec::new() }
    }

    /// The number of a stop, which is added if it is new.
    fn stop(&mut self, stop: &Stop, before: &str) -> usize {
        if let Some(at) = self.stops.iter().position(|(id, _)| *id == stop.id) {
            return at;
        }
        let mark = if stop.is_unwritten() { " (not written)" } else { "" };
        self.stops.push((stop.id.clone(), format!("{before}{}{mark}", stop.label)));
        self.stops.len() - 1
    }

    fn arrow(&mut self, arrow: Arrow) {
        if !self.arrows.contains(&arrow) {
            self.arrows.push(arrow);
        }
    }

    /// As a [Mermaid](https://mermaid.js.org) flow chart.
    #[must_use]
    pub fn mermaid(&self) -> String {
        let mut out = format!("flowchart {}\n", if self.down { "TD" } else { "LR" });
        for (at, (_, label)) in self.stops.iter().enumerate() {
            let _ = writeln!(out, "  n{at}[\"{}\"]", escaped(label));
        }
        for arrow in &self.arrows {
            let line = match (arrow.weak, arrow.plain) {
                (false, _) => "-->",
                (true, false) => "-.->",
                (true, true) => "-.-",
            };
            let label = if arrow.label.is_empty() {
                String::new()
            } else {
                format!("|\"{}\"|", escaped(&arrow.label))
            };
            let _ = writeln!(out, "  n{} {line}{label} n{}", arrow.from, arrow.to);
        }
        out
    }

    /// As DOT, for Graphviz to lay out.
    #[must_use]
    pub fn dot(&self) -> String {
        let mut out =
            format!("digraph {{\n  rankdir={};\n  node [shape=box];\n", if self.down { "TB" } else { "LR" });
        for (at, (_, label)) in self.stops.iter().enumerate() {
            let _ = writeln!(out, "  n{at} [label={}];", dot_quoted(label, "\\n"));
        }
        for arrow in &self.arrows {
            let mut attributes = vec![format!("label={}", dot_quoted(&arrow.label, "\\n"))];
            if arrow.weak {
                attributes.push("style=dashed".to_owned());
            }
            if arrow.plain {
                attributes.push("dir=none".to_owned());
            }
            let _ = writeln!(out, "  n{} -> n{} [{}];", arrow.from, arrow.to, attributes.join(", "));
        }
        out.push_str("}\n");
        out
    }
}

/// A label inside Mermaid's quotes.
fn escaped(label: &str) -> String {
    label
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\n', " ")
}

impl PathReport {
    /// All ways as one chart; hops over shared things are dotted and name them.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let mut chart = Chart::new(false);
        chart.stop(&self.from, "");
        for hop in self.ways.iter().flat_map(|way| &way.hops) {
            let (from, to) = (chart.stop(&hop.from, ""), chart.stop(&hop.to, ""));
            let label = hop.shared.as_ref().map(|shared| shared.label.clone()).unwrap_or_default();
            let weak = hop.shared.is_some();
            chart.arrow(Arrow { from, to, label, weak, plain: weak });
        }
        chart.stop(&self.to, "");
        chart
    }
}

impl Syllabus {
    /// The steps with their numbers, from what is needed to what needs it; inferred needs are dotted.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let mut chart = Chart::new(true);
        for (number, step) in self.steps.iter().enumerate() {
            chart.stop(&step.topic, &format!("{}. ", number + 1));
        }
        for (to, step) in self.steps.iter().enumerate() {
            for need in &step.needs {
                if let Some(from) = self.steps.iter().position(|other| other.topic.id == need.id) {
                    chart.arrow(Arrow { from, to, label: String::new(), weak: need.inferred, plain: false });
                }
            }
        }
        chart
    }
}

impl RelatedReport {
    /// The topic with what is related to it, directed as written; suggestions are dotted and name what is shared most tellingly.
    #[must_use]
    pub fn chart(&self) -> Chart {
        let mut chart = Chart::new(false);
        let topic = chart.stop(&self.topic, "");
        for (stop, grounds) in &self.stated {
            let other = chart.stop(stop, "");
            for ground in grounds {
                let out = ground.from.to_string() == self.topic.id;
                let (from, to) = if out { (topic, other) } else { (other, topic) };
                chart.arrow(Arrow { from, to, label: String::new(), weak: false, plain: false });
            }
        }
        for suggestion in &self.suggested {
            let to = chart.stop(&suggestion.to, "");
            let label =
                suggestion.shared.first().map(|shared| shared.thing.label.clone()).unwrap_or_default();
            chart.arrow(Arrow { from: topic, to, label, weak: true, plain: true });
        }
        chart
    }
}
