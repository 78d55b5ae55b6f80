//! Layers along the links: the method of Sugiyama, Tagawa and Toda (1981), by the library dagre.
//!
//! This is the only file that calls dagre. Its result is checked: a layout with overlapping nodes is not used.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir};

use super::placement::{Placement, overlap, shelves};
use crate::diagram::{Arrangement, Diagram};
use crate::size::Size;

/// Places the nodes that have links in layers, the others in rows below.
pub(crate) fn layered(diagram: &Diagram, sizes: &[Size], labels: &[Size]) -> Placement {
    let linked: Vec<bool> = (0..sizes.len())
        .map(|at| diagram.links.iter().any(|link| link.from == at || link.to == at))
        .collect();
    // If the library panics or its result cannot be used, all nodes go into rows.
    let tried = catch_unwind(AssertUnwindSafe(|| by_dagre(diagram, sizes, labels, &linked))).ok().flatten();
    let mut placed = tried.unwrap_or_default();
    let is_placed = |at: usize| placed.nodes.get(at).is_some_and(Option::is_some);
    let rest: Vec<usize> = (0..sizes.len()).filter(|at| !is_placed(*at)).collect();
    shelves(&mut placed, sizes, &rest);
    placed
}

fn by_dagre(diagram: &Diagram, sizes: &[Size], labels: &[Size], linked: &[bool]) -> Option<Placement> {
    let has_clusters = !diagram.clusters.is_empty();
    let options = GraphOptions { directed: true, multigraph: true, compound: has_clusters };
    let mut graph: Graph<NodeLabel, EdgeLabel> = Graph::with_options(options);
    let is_linked = |at: usize| linked.get(at).copied().unwrap_or_default();
    let mut used = vec![false; diagram.clusters.len()];
    for (at, (node, size)) in diagram.nodes.iter().zip(sizes).enumerate().filter(|(at, _)| is_linked(*at)) {
        graph.set_node(
            at.to_string(),
            Some(NodeLabel { width: size.width, height: size.height, ..NodeLabel::default() }),
        );
        if let Some(cluster) = node.cluster.filter(|cluster| *cluster < diagram.clusters.len()) {
            if let Some(used) = used.get_mut(cluster) {
                *used = true;
            }
            let name = format!("cluster {cluster}");
            if !graph.has_node(&name) {
                graph.set_node(name.clone(), Some(NodeLabel::default()));
            }
            graph.set_parent(&at.to_string(), Some(&name));
        }
    }
    for (at, link) in diagram.links.iter().enumerate() {
        let Size { width, height } = labels.get(at).copied().unwrap_or_default();
        let label = EdgeLabel { width, height, labelpos: LabelPos::Center, ..EdgeLabel::default() };
        let (from, to) = (link.from.to_string(), link.to.to_string());
        graph.set_edge(from, to, Some(label), Some(&at.to_string()));
    }
    let across = diagram.arrangement == Arrangement::Across;
    let (rankdir, nodesep, ranksep) =
        if across { (RankDir::LR, 14.0, 70.0) } else { (RankDir::TB, 26.0, 46.0) };
    let options = LayoutOptions { rankdir, nodesep, ranksep, edgesep: 12.0, ..LayoutOptions::default() };
    dagre::layout(&mut graph, Some(options));
    read(diagram, &graph, sizes, linked)
}

/// The positions that dagre found; `None` if they cannot be drawn.
fn read(
    diagram: &Diagram,
    graph: &Graph<NodeLabel, EdgeLabel>,
    sizes: &[Size],
    linked: &[bool],
) -> Option<Placement> {
    let mut placed = Placement::default();
    for (at, size) in sizes.iter().enumerate() {
        if !linked.get(at).copied().unwrap_or_default() {
            placed.nodes.push(None);
            continue;
        }
        let node = graph.node(&at.to_string())?;
        let (x, y) = (node.x.filter(|x| x.is_finite())?, node.y.filter(|y| y.is_finite())?);
        placed.nodes.push(Some([x - size.width / 2.0, y - size.height / 2.0]));
    }
    for cluster in 0..diagram.clusters.len() {
        let node = graph.node(&format!("cluster {cluster}"));
        placed.clusters.push(node.and_then(|node| {
            let (x, y) = (node.x?, node.y?);
            Some([x - node.width / 2.0, y - node.height / 2.0, node.width, node.height])
        }));
    }
    for (at, link) in diagram.links.iter().enumerate() {
        let edge = graph.edge(&link.from.to_string(), &link.to.to_string(), Some(&at.to_string()))?;
        let points: Vec<[f64; 2]> = edge.points.iter().map(|point| [point.x, point.y]).collect();
        let is_sound = points.len() >= 2 && points.iter().flatten().all(|number| number.is_finite());
        placed.links.push(is_sound.then_some(points));
        placed.labels.push(edge.x.zip(edge.y).map(|(x, y)| [x, y]));
    }
    (!overlap(&placed, sizes)).then_some(placed)
}
