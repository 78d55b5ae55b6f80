//! The report of `related`: a topic with its stated relations and with suggestions.

use casegraph_draw::{Arrangement, Diagram, DiagramLink, DiagramNode, MOST_NODES, Style};

use super::left_out::{counted, left_out};
use super::topic_node::topic_legend;
use super::topic_ref::{topic_ref_node, unwritten};
use crate::links::LinkRenderer;
use casegraph_learn::{Evidence, RelatedReport, RelationKind};

/// A topic and its relations as a diagram: stated relations with arrows as they are written, suggestions dashed, each
/// with the rarest thing that both topics share. If there are more than a picture holds, suggestions are left out first.
#[must_use]
pub fn related_diagram(report: &RelatedReport, links: &LinkRenderer) -> Diagram {
    let mut nodes = vec![DiagramNode {
        style: Style::Focus,
        font_size: 14.0,
        ..topic_ref_node(&report.topic, report.topic.label.clone(), unwritten(&report.topic), links)
    }];
    let mut lines = Vec::new();
    let room = MOST_NODES - 1;
    let stated = report.stated.get(..room).unwrap_or(&report.stated);
    let suggested = report.suggested.get(..room - stated.len()).unwrap_or(&report.suggested);
    for (stop, evidence) in stated {
        let at = nodes.len();
        nodes.push(topic_ref_node(stop, stop.label.clone(), unwritten(stop), links));
        let is_out = |evidence: &&Evidence| evidence.from.to_string() == report.topic.id;
        let [forth, back] = [evidence.iter().any(|g| is_out(&g)), evidence.iter().any(|g| !is_out(&g))];
        let reasons: Vec<String> =
            evidence.iter().map(|evidence| reason(report, evidence, &stop.label)).collect();
        let (from, to) = if forth { (0, at) } else { (at, 0) };
        lines.push(DiagramLink {
            from,
            to,
            arrows: [forth && back, true],
            width: if forth && back { 1.6 } else { 1.0 },
            style: if forth && back { Style::StrongEdge } else { Style::Edge },
            tooltip: reasons.join("; "),
            label: String::new(),
            link: None,
        });
    }
    for suggestion in suggested {
        let to = nodes.len();
        let shared = suggestion.shared.first().map(|shared| format!("both: {}", shared.thing.label));
        let remark = shared.unwrap_or_else(|| unwritten(&suggestion.to));
        nodes.push(topic_ref_node(&suggestion.to, suggestion.to.label.clone(), remark, links));
        lines.push(DiagramLink {
            from: 0,
            to,
            arrows: [false, false],
            width: 1.0,
            style: Style::WeakEdge,
            tooltip: format!("not linked yet: {}", suggestion.reason(4)),
            label: String::new(),
            link: None,
        });
    }
    let mut summary = counted(report.stated.len(), "stated relation", "stated relations");
    if !suggested.is_empty() {
        summary.push_str("; dashed: not linked yet, with something that both share");
    }
    Diagram {
        name: format!("related-{}", report.topic.id.replace('/', "-")),
        title: format!("Related to {}", report.topic.label),
        summary,
        legend: topic_legend(&nodes),
        nodes,
        links: lines,
        clusters: Vec::new(),
        left_out: left_out([
            (report.stated.len() - stated.len(), "stated relation", "stated relations"),
            (report.suggested.len() - suggested.len(), "suggestion", "suggestions"),
        ]),
        arrangement: Arrangement::Across,
    }
}

fn reason(report: &RelatedReport, evidence: &Evidence, other: &str) -> String {
    let out = evidence.from.to_string() == report.topic.id;
    let (a, b) =
        if out { (report.topic.label.as_str(), other) } else { (other, report.topic.label.as_str()) };
    let verb = match evidence.relation {
        RelationKind::Prerequisite => "needs",
        RelationKind::Link => "links to",
        _ => "names",
    };
    let remark = evidence.remark.as_ref().map_or(String::new(), |remark| format!(": {remark}"));
    format!("{a} {verb} {b}{remark} ({})", evidence.location())
}
