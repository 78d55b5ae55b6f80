//! `related` with missing links: the topic between those that name it and those that it names or could name.

use super::stop::{topic_node, unwritten};
use super::{counted, left_out, topic_legend};
use crate::LinkBase;
use crate::map::{Arrangement, Class, GraphView, MOST_NODES, ViewLink};
use casegraph_learn::{Evidence, RelatedReport, RelationKind};

/// The report as a picture: stated relations with arrows as they are written, suggestions dashed, with the rarest thing that both
/// share. If there are too many for a picture, suggestions are left out first.
#[must_use]
pub fn related_diagram(report: &RelatedReport, links: &LinkBase) -> GraphView {
    let mut nodes = vec![crate::ViewNode {
        class: Class::Focus,
        font_size: 14.0,
        ..topic_node(&report.topic, report.topic.label.clone(), unwritten(&report.topic), links)
    }];
    let mut lines = Vec::new();
    let room = MOST_NODES - 1;
    let stated = report.stated.get(..room).unwrap_or(&report.stated);
    let suggested = report.suggested.get(..room - stated.len()).unwrap_or(&report.suggested);
    for (topic, evidence) in stated {
        let at = nodes.len();
        nodes.push(topic_node(topic, topic.label.clone(), unwritten(topic), links));
        let is_out = |one: &Evidence| one.from.to_string() == report.topic.id;
        let [forth, back] = [evidence.iter().any(is_out), evidence.iter().any(|one| !is_out(one))];
        let reasons: Vec<String> = evidence.iter().map(|one| reason(report, one, &topic.label)).collect();
        let (from, to) = if forth { (0, at) } else { (at, 0) };
        lines.push(ViewLink {
            from,
            to,
            arrows: [forth && back, true],
            width: if forth && back { 1.6 } else { 1.0 },
            class: if forth && back { Class::StrongEdge } else { Class::Edge },
            tooltip: reasons.join("; "),
            label: String::new(),
            link: None,
        });
    }
    for suggestion in suggested {
        let to = nodes.len();
        let shared = suggestion.shared.first().map(|shared| format!("both: {}", shared.thing.label));
        let remark = shared.unwrap_or_else(|| unwritten(&suggestion.to));
        nodes.push(topic_node(&suggestion.to, suggestion.to.label.clone(), remark, links));
        lines.push(ViewLink {
            from: 0,
            to,
            arrows: [false, false],
            width: 1.0,
            class: Class::WeakEdge,
            tooltip: format!("not linked yet: {}", suggestion.reason(4)),
            label: String::new(),
            link: None,
        });
    }
    let mut summary = counted(report.stated.len(), "stated relation", "stated relations");
    if !suggested.is_empty() {
        summary.push_str("; dashed: not linked yet, with what both share");
    }
    GraphView {
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
