//! `path A B`: the route as numbered steps with the reason for each.

use std::fmt::Write as _;

use casegraph_draw::{Arrangement, Diagram, DiagramLink, DiagramNode, MOST_NODES, Style};
use casegraph_facts::DocPath;

use super::left_out::{counted, left_out};
use super::topic_node::topic_legend;
use super::topic_ref::{topic_ref_node, unwritten};
use crate::links::LinkRenderer;
use casegraph_learn::{Evidence, PathHop, PathReport, Route};

/// The routes of a report as a diagram, one below the other; a dashed line is a hop that no document states. A route that
/// does not fit is left out whole.
#[must_use]
pub fn path_diagram(report: &PathReport, links: &LinkRenderer) -> Diagram {
    let title = if report.routes.is_empty() { "No path from" } else { "From" };
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
    for (nth, route) in report.routes.iter().enumerate() {
        if shown > 0 && diagram.nodes.len() + route.hops.len() + 1 > MOST_NODES {
            break;
        }
        if report.routes.len() > 1 {
            let name = if nth == 0 { "Best route".to_owned() } else { format!("Alternative {nth}") };
            diagram.clusters.push(format!("{name}: {}", cost(route)));
        }
        draw(report, route, links, &mut diagram);
        shown += 1;
    }
    if report.routes.is_empty() {
        for end in [&report.from, &report.to] {
            diagram.nodes.push(topic_ref_node(end, end.label.clone(), unwritten(end), links));
        }
    }
    diagram.legend = topic_legend(&diagram.nodes);
    diagram.left_out = left_out([(report.routes.len() - shown, "other route", "other routes")]);
    diagram
}

fn summary(report: &PathReport) -> String {
    if let Some(disconnected) = &report.disconnected {
        let sentences = disconnected.sentences(&report.from.label, &report.to.label);
        return sentences.join(" ");
    }
    let Some(route) = report.routes.first() else { return String::new() };
    if route.hops.is_empty() {
        return "start and end are the same".to_owned();
    }
    let mut summary = cost(route);
    let unwritten = route.hops.iter().filter(|hop| hop.to.is_unwritten()).count();
    let unwritten = unwritten + usize::from(report.from.is_unwritten());
    if unwritten > 0 {
        let _ = write!(summary, "; {} not written yet", counted(unwritten, "step", "steps"));
    }
    if report.routes.iter().flat_map(|route| &route.hops).any(|hop| hop.shared.is_some()) {
        summary.push_str("; dashed: not stated, both use the same thing");
    }
    if report.routes.iter().flat_map(|route| &route.hops).any(|hop| hop.unresolved.is_some()) {
        summary.push_str("; dashed: stated with a broken link, probably to this page");
    }
    summary
}

fn draw(report: &PathReport, route: &Route, links: &LinkRenderer, diagram: &mut Diagram) {
    let cluster = diagram.clusters.len().checked_sub(1);
    let stops = std::iter::once(&report.from).chain(route.hops.iter().map(|hop| &hop.to));
    let first = diagram.nodes.len();
    for (nth, stop) in stops.enumerate() {
        let label = format!("{}. {}", nth + 1, stop.label);
        diagram.nodes.push(DiagramNode {
            cluster,
            font_size: 12.0,
            ..topic_ref_node(stop, label, unwritten(stop), links)
        });
    }
    for (at, hop) in (first..).zip(&route.hops) {
        diagram.links.push(link(hop, at, links));
    }
}

fn link(hop: &PathHop, at: usize, links: &LinkRenderer) -> DiagramLink {
    let reason = hop.reason();
    let evidence = hop.shown_evidence();
    let places: Vec<String> = evidence.iter().map(Evidence::location).collect();
    let place =
        evidence.first().and_then(|one| Some(links.line(&DocPath::new(&one.path)?, u64::from(one.line))));
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

fn cost(route: &Route) -> String {
    format!("{}, cost {}", counted(route.hops.len(), "hop", "hops"), route.cost)
}

fn key(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, key)| key)
}
