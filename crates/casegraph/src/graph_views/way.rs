//! `path A B`: the routes as numbered steps, and why each follows.

use std::fmt::Write as _;

use casegraph_facts::DocPath;

use super::stop::{topic_node, unwritten};
use super::{counted, left_out, topic_legend};
use crate::LinkBase;
use crate::map::{Arrangement, Class, GraphView, MOST_NODES, ViewLink};
use casegraph_learn::{Evidence, PathHop, PathReport, Route};

/// The routes as a picture, one below the other; a dashed line is a hop that nobody states. Routes that are too many for a picture
/// are left out as a whole.
#[must_use]
pub fn path_diagram(report: &PathReport, links: &LinkBase) -> GraphView {
    let title = if report.routes.is_empty() { "No route from" } else { "From" };
    let title = format!("{title} {} to {}", report.from.label, report.to.label);
    let mut view = GraphView {
        name: format!("path-{}-{}", key(&report.from.id), key(&report.to.id)),
        title,
        summary: path_summary(report),
        legend: Vec::new(),
        nodes: Vec::new(),
        links: Vec::new(),
        clusters: Vec::new(),
        left_out: None,
        arrangement: Arrangement::Steps,
    };
    let mut shown = 0;
    for (nth, route) in report.routes.iter().enumerate() {
        if shown > 0 && view.nodes.len() + route.hops.len() + 1 > MOST_NODES {
            break;
        }
        if report.routes.len() > 1 {
            let name = if nth == 0 { "The best route".to_owned() } else { format!("Another route, {nth}") };
            view.clusters.push(format!("{name}: {}", cost(route)));
        }
        draw(report, route, links, &mut view);
        shown += 1;
    }
    if report.routes.is_empty() {
        for end in [&report.from, &report.to] {
            view.nodes.push(topic_node(end, end.label.clone(), unwritten(end), links));
        }
    }
    view.legend = topic_legend(&view.nodes);
    view.left_out = left_out([(report.routes.len() - shown, "other route", "other routes")]);
    view
}

fn path_summary(report: &PathReport) -> String {
    if let Some(disconnected) = &report.disconnected {
        let sentences = disconnected.sentences(&report.from.label, &report.to.label);
        return sentences.join(" ");
    }
    let Some(route) = report.routes.first() else { return String::new() };
    if route.hops.is_empty() {
        return "you are there already".to_owned();
    }
    let mut said = cost(route);
    let unwritten = route.hops.iter().filter(|hop| hop.to.is_unwritten()).count();
    let unwritten = unwritten + usize::from(report.from.is_unwritten());
    if unwritten > 0 {
        let _ = write!(said, "; {} not written yet", counted(unwritten, "step", "steps"));
    }
    if report.routes.iter().flat_map(|route| &route.hops).any(|hop| hop.shared.is_some()) {
        said.push_str("; dashed: nobody states it, both use the same");
    }
    if report.routes.iter().flat_map(|route| &route.hops).any(|hop| hop.unresolved.is_some()) {
        said.push_str("; dashed: the target of the link does not exist, probably this page");
    }
    said
}

fn draw(report: &PathReport, route: &Route, links: &LinkBase, view: &mut GraphView) {
    let cluster = view.clusters.len().checked_sub(1);
    let topics = std::iter::once(&report.from).chain(route.hops.iter().map(|hop| &hop.to));
    let first = view.nodes.len();
    for (nth, topic) in topics.enumerate() {
        let label = format!("{}. {}", nth + 1, topic.label);
        view.nodes.push(crate::ViewNode {
            cluster,
            font_size: 12.0,
            ..topic_node(topic, label, unwritten(topic), links)
        });
    }
    for (at, hop) in (first..).zip(&route.hops) {
        view.links.push(link(hop, at, links));
    }
}

fn link(hop: &PathHop, at: usize, links: &LinkBase) -> ViewLink {
    let reason = hop.reason();
    let evidence = hop.shown_evidence();
    let locations: Vec<String> = evidence.iter().map(Evidence::location).collect();
    let target =
        evidence.first().and_then(|one| Some(links.line(&DocPath::new(&one.path)?, u64::from(one.line))));
    let is_weak = hop.is_weak();
    ViewLink {
        from: at,
        to: at + 1,
        arrows: [false, true],
        width: if is_weak { 1.0 } else { 1.4 },
        class: if is_weak { Class::WeakEdge } else { Class::StrongEdge },
        tooltip: format!("{reason} ({})", locations.join(", ")),
        label: reason,
        link: target,
    }
}

fn cost(route: &Route) -> String {
    format!("{}, cost {}", counted(route.hops.len(), "hop", "hops"), route.cost)
}

fn key(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, key)| key)
}
