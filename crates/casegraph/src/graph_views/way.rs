//! `path A B`: the way as numbered steps, and why each follows.

use std::fmt::Write as _;

use casegraph_facts::DocPath;

use super::stop::{stop_node, unwritten};
use super::{counted, left_out, topic_legend};
use crate::{LinkBase, PathHop, PathReport, Way};
use casegraph_draw::{Arrangement, Class, GraphView, MOST_NODES, ViewLink, ViewNode};

impl PathReport {
    /// The ways as a picture, one below the other; a dashed line is a hop that nobody states. Ways that are beyond what a
    /// picture holds are left out whole.
    #[must_use]
    pub fn view(&self, links: &LinkBase) -> GraphView {
        let title = if self.ways.is_empty() { "No way from" } else { "From" };
        let title = format!("{title} {} to {}", self.from.label, self.to.label);
        let mut view = GraphView {
            name: format!("path-{}-{}", key(&self.from.id), key(&self.to.id)),
            title,
            summary: self.summary(),
            legend: Vec::new(),
            nodes: Vec::new(),
            links: Vec::new(),
            clusters: Vec::new(),
            left_out: None,
            arrangement: Arrangement::Steps,
        };
        let mut shown = 0;
        for (nth, way) in self.ways.iter().enumerate() {
            if shown > 0 && view.nodes.len() + way.hops.len() + 1 > MOST_NODES {
                break;
            }
            if self.ways.len() > 1 {
                let name = if nth == 0 { "The best way".to_owned() } else { format!("Another way, {nth}") };
                view.clusters.push(format!("{name}: {}", cost(way)));
            }
            self.draw(way, links, &mut view);
            shown += 1;
        }
        if self.ways.is_empty() {
            for end in [&self.from, &self.to] {
                view.nodes.push(stop_node(end, end.label.clone(), unwritten(end), links));
            }
        }
        view.legend = topic_legend(&view.nodes);
        view.left_out = left_out([(self.ways.len() - shown, "other way", "other ways")]);
        view
    }

    fn summary(&self) -> String {
        if let Some(apart) = &self.apart {
            let sentences = apart.sentences(&self.from.label, &self.to.label);
            return sentences.join(" ");
        }
        let Some(way) = self.ways.first() else { return String::new() };
        if way.hops.is_empty() {
            return "you are there already".to_owned();
        }
        let mut said = cost(way);
        let unwritten = way.hops.iter().filter(|hop| hop.to.is_unwritten()).count();
        let unwritten = unwritten + usize::from(self.from.is_unwritten());
        if unwritten > 0 {
            let _ = write!(said, "; {} not written yet", counted(unwritten, "step", "steps"));
        }
        if self.ways.iter().flat_map(|way| &way.hops).any(|hop| hop.shared.is_some()) {
            said.push_str("; dashed: nobody states it, both use the same");
        }
        if self.ways.iter().flat_map(|way| &way.hops).any(|hop| hop.lost.is_some()) {
            said.push_str("; dashed: stated with a link to nothing, probably this page");
        }
        said
    }

    fn draw(&self, way: &Way, links: &LinkBase, view: &mut GraphView) {
        let cluster = view.clusters.len().checked_sub(1);
        let stops = std::iter::once(&self.from).chain(way.hops.iter().map(|hop| &hop.to));
        let first = view.nodes.len();
        for (nth, stop) in stops.enumerate() {
            let label = format!("{}. {}", nth + 1, stop.label);
            view.nodes.push(ViewNode {
                cluster,
                font_size: 12.0,
                ..stop_node(stop, label, unwritten(stop), links)
            });
        }
        for (at, hop) in (first..).zip(&way.hops) {
            view.links.push(link(hop, at, links));
        }
    }
}

fn link(hop: &PathHop, at: usize, links: &LinkBase) -> ViewLink {
    let reason = hop.reason();
    let grounds = hop.shown_grounds();
    let places: Vec<String> = grounds.iter().map(crate::Ground::place).collect();
    let place = grounds
        .first()
        .and_then(|ground| Some(links.line(&DocPath::new(&ground.path)?, u64::from(ground.line))));
    let is_weak = hop.is_weak();
    ViewLink {
        from: at,
        to: at + 1,
        arrows: [false, true],
        width: if is_weak { 1.0 } else { 1.4 },
        class: if is_weak { Class::WeakEdge } else { Class::StrongEdge },
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
