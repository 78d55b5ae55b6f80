//! `path A B`: the route as numbered steps with the reason for each.

use std::fmt::Write as _;

use casegraph_draw::{Arrangement, Diagram, DiagramLink, DiagramNode, MOST_NODES, Style};
use casegraph_facts::DocPath;

use super::left_out::{counted, left_out};
use super::topic_node::topic_legend;
use super::topic_ref::{topic_ref_node, unwritten};
use crate::learn::{Ground, PathHop, PathReport, Way};
use crate::links::LinkRenderer;

/// The routes of a report as a diagram, one below the other; a dashed line is a hop that no document states. A route that
/// does not fit is left out whole.
#[must_use]
pub fn path_diagram(report: &PathReport, links: &LinkRenderer) -> Diagram {
    let title = if report.ways.is_empty() { "No path from" } else { "From" };
    let title = format!("{title} {} to {}", report.from.label, report.to.label);
    let mut diagram = Diagram {
        name: format!("path-{}-{}", key(&report.from.id), key(&report.to.id)),
        title,
        summary: summary(report),
        legend: Vec::new(),
        nodes: Vec::new(),
        links: Vec::new(),
        clusters: Vec::new(),
        left_out: None,
        arrangement: Arrangement::Steps,
    };
    let mut shown = 0;
    for (nth, way) in report.ways.iter().enumerate() {
        if shown > 0 && diagram.nodes.len() + way.hops.len() + 1 > MOST_NODES {
            break;
        }
        if report.ways.len() > 1 {
            let name = if nth == 0 { "Best route".to_owned() } else { format!("Alternative {nth}") };
            diagram.clusters.push(format!("{name}: {}", cost(way)));
        }
        draw(report, way, links, &mut diagram);
        shown += 1;
    }
    if report.ways.is_empty() {
        for end in [&report.from, &report.to] {
            diagram.nodes.push(topic_ref_node(end, end.label.clone(), unwritten(end), links));
        }
    }
    diagram.legend = topic_legend(&diagram.nodes);
    diagram.left_out = left_out([(report.ways.len() - shown, "other route", "other routes")]);
    diagram
}

fn summary(report: &PathReport) -> String {
    if let Some(apart) = &report.apart {
        let sentences = apart.sentences(&report.from.label, &report.to.label);
        return sentences.join(" ");
    }
    let Some(way) = report.ways.first() else { return String::new() };
    if way.hops.is_empty() {
        return "start and end are the same".to_owned();
    }
    let mut summary = cost(way);
    let unwritten = way.hops.iter().filter(|hop| hop.to.is_unwritten()).count();
    let unwritten = unwritten + usize::from(report.from.is_unwritten());
    if unwritten > 0 {
        let _ = write!(summary, "; {} not written yet", counted(unwritten, "step", "steps"));
    }
    if report.ways.iter().flat_map(|way| &way.hops).any(|hop| hop.shared.is_some()) {
        summary.push_str("; dashed: not stated, both use the same thing");
    }
    if report.ways.iter().flat_map(|way| &way.hops).any(|hop| hop.lost.is_some()) {
        summary.push_str("; dashed: stated with a broken link, probably to this page");
    }
    summary
}

fn draw(report: &PathReport, way: &Way, links: &LinkRenderer, diagram: &mut Diagram) {
    let cluster = diagram.clusters.len().checked_sub(1);
    let stops = std::iter::once(&report.from).chain(way.hops.iter().map(|hop| &hop.to));
    let first = diagram.nodes.len();
    for (nth, stop) in stops.enumerate() {
        let label = format!("{}. {}", nth + 1, stop.label);
        diagram.nodes.push(DiagramNode {
            cluster,
            font_size: 12.0,
            ..topic_ref_node(stop, label, unwritten(stop), links)
        });
    }
    for (at, hop) in (first..).zip(&way.hops) {
        diagram.links.push(link(hop, at, links));
    }
}

fn link(hop: &PathHop, at: usize, links: &LinkRenderer) -> DiagramLink {
    let reason = hop.reason();
    let grounds = hop.shown_grounds();
    let places: Vec<String> = grounds.iter().map(Ground::place).collect();
    let place = grounds
        .first()
        .and_then(|ground| Some(links.line(&DocPath::new(&ground.path)?, u64::from(ground.line))));
    let is_weak = hop.is_weak();
    DiagramLink {
        from: at,
        to: at + 1,
        arrows: [false, true],
        width: if is_weak { 1.0 } else { 1.4 },
        style: if is_weak { Style::WeakEdge } else { Style::StrongEdge },
        tooltip: format!("{reason} ({})", places.join(", ")),
        label: reason,
        link: place,
    }
}

fn cost(way: &Way) -> String {
    format!("{}, cost {}", counted(way.hops.len(), "hop", "hops"), way.cost)
}

fn key(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, key)| key)
}
