//! Layers along the links: the method of Sugiyama, Tagawa and Toda (1981), by the library dagre.
//!
//! The only file that calls dagre. What it gives is checked: a layout with nodes on each other is not used.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dagre::graph::{Graph, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir};

use super::placement::{Placed, overlap, shelves};
use crate::diagram::{Arrangement, GraphView};
use crate::size::Size;

/// Places for nodes that have links in layers; the others stand in rows below.
pub(crate) fn layered(view: &GraphView, sizes: &[Size], labels: &[Size]) -> Placed {
    let linked: Vec<bool> =
        (0..sizes.len()).map(|at| view.links.iter().any(|link| link.from == at || link.to == at)).collect();
    // Whatever the library does with a graph that it does not expect, there is a picture.
    let tried = catch_unwind(AssertUnwindSafe(|| by_dagre(view, sizes, labels, &linked))).ok().flatten();
    let mut placed = tried.unwrap_or_default();
    let is_placed = |at: usize| placed.nodes.get(at).is_some_and(Option::is_some);
    let rest: Vec<usize> = (0..sizes.len()).filter(|at| !is_placed(*at)).collect();
    shelves(&mut placed, sizes, &rest);
    placed
}

fn by_dagre(view: &GraphView, sizes: &[Size], labels: &[Size], linked: &[bool]) -> Option<Placed> {
    let has_clusters = !view.clusters.is_empty();
    let options = GraphOptions { directed: true, multigraph: true, compound: has_clusters };
    let mut graph: Graph<NodeLabel, EdgeLabel> = Graph::with_options(options);
    let is_linked = |at: usize| linked.get(at).copied().unwrap_or_default();
    let mut used = vec![false; view.clusters.len()];
    for (at, (node, size)) in view.nodes.iter().zip(sizes).enumerate().filter(|(at, _)| is_linked(*at)) {
        graph.set_node(
            at.to_string(),
            Some(NodeLabel { width: size.width, height: size.height, ..NodeLabel::default() }),
        );
        if let Some(cluster) = node.cluster.filter(|cluster| *cluster < view.clusters.len()) {
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
    for (at, link) in view.links.iter().enumerate() {
        let Size { width, height } = labels.get(at).copied().unwrap_or_default();
        let label = EdgeLabel { width, height, labelpos: LabelPos::Center, ..EdgeLabel::default() };
        let (from, to) = (link.from.to_string(), link.to.to_string());
        graph.set_edge(from, to, Some(label), Some(&at.to_string()));
    }
    let across = view.arrangement == Arrangement::Across;
    let (rankdir, nodesep, ranksep) =
        if across { (RankDir::LR, 14.0, 70.0) } else { (RankDir::TB, 26.0, 46.0) };
    let options = LayoutOptions { rankdir, nodesep, ranksep, edgesep: 12.0, ..LayoutOptions::default() };
    dagre::layout(&mut graph, Some(options));
    read(view, &graph, sizes, linked)
}

/// The places that dagre found; none when they are not fit to be drawn.
fn read(
    view: &GraphView,
    graph: &Graph<NodeLabel, EdgeLabel>,
    sizes: &[Size],
    linked: &[bool],
) -> Option<Placed> {
    let mut placed = Placed::default();
    for (at, size) in sizes.iter().enumerate() {
        if !linked.get(at).copied().unwrap_or_default() {
            placed.nodes.push(None);
            continue;
        }
        let node = graph.node(&at.to_string())?;
        let (x, y) = (node.x.filter(|x| x.is_finite())?, node.y.filter(|y| y.is_finite())?);
        placed.nodes.push(Some([x - size.width / 2.0, y - size.height / 2.0]));
    }
    for cluster in 0..view.clusters.len() {
        let node = graph.node(&format!("cluster {cluster}"));
        placed.clusters.push(node.and_then(|node| {
            let (x, y) = (node.x?, node.y?);
            Some([x - node.width / 2.0, y - node.height / 2.0, node.width, node.height])
        }));
    }
    for (at, link) in view.links.iter().enumerate() {
        let edge = graph.edge(&link.from.to_string(), &link.to.to_string(), Some(&at.to_string()))?;
        let points: Vec<[f64; 2]> = edge.points.iter().map(|point| [point.x, point.y]).collect();
        let is_sound = points.len() >= 2 && points.iter().flatten().all(|number| number.is_finite());
        placed.links.push(is_sound.then_some(points));
        placed.labels.push(edge.x.zip(edge.y).map(|(x, y)| [x, y]));
    }
    (!overlap(&placed, sizes)).then_some(placed)
}
