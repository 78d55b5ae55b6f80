//! All nodes in one column, in the order given; every link is an arc beside it, wider for a longer distance (the arc
//! diagram of Wattenberg 2002). Adding or removing a link moves no node, and no line runs through a node.

use super::placement::Placement;
use crate::diagram::Diagram;
use crate::size::Size;

/// Distance between nodes of one cluster.
const STEP: f64 = 8.0;
/// Distance between clusters, and the room for a cluster's name above its nodes.
const CLUSTER_GAP: f64 = 16.0;
const CLUSTER_NAME: f64 = 22.0;
const CLUSTER_PADDING: f64 = 10.0;
/// Reach of the arc between neighbours, and the addition for each further step.
const REACH: f64 = 34.0;
const REACH_STEP: f64 = 15.0;
/// Distance between the ends of links at one node.
const SPREAD: f64 = 5.0;

/// Places nodes, clusters and arcs. Nodes of one cluster must be consecutive.
#[expect(clippy::cast_precision_loss, reason = "forty nodes")]
pub(crate) fn arcs(diagram: &Diagram, sizes: &[Size]) -> Placement {
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let mut placed = Placement { clusters: vec![None; diagram.clusters.len()], ..Placement::default() };
    let mut y = 0.0;
    let mut before = None;
    for (node, size) in diagram.nodes.iter().zip(sizes) {
        let named = node
            .cluster
            .filter(|cluster| diagram.clusters.get(*cluster).is_some_and(|name| !name.is_empty()));
        if named != before {
            y += if placed.nodes.is_empty() { 0.0 } else { CLUSTER_GAP };
            y += if named.is_some() { CLUSTER_NAME } else { 0.0 };
            before = named;
        }
        // All nodes end at the same edge, where the arcs begin.
        placed.nodes.push(Some([widest - size.width, y]));
        if let Some(place) = named.and_then(|cluster| placed.clusters.get_mut(cluster)) {
            let bottom = y + size.height + CLUSTER_PADDING;
            let top = place.map_or(y - CLUSTER_NAME, |[_, top, ..]| top);
            *place = Some([-CLUSTER_PADDING, top, widest + CLUSTER_PADDING, bottom - top]);
        }
        y += size.height + STEP;
    }
    let middle = |at: usize| -> Option<f64> {
        let [_, y] = placed.nodes.get(at).copied().flatten()?;
        Some(y + sizes.get(at)?.height / 2.0)
    };
    let mut links = Vec::new();
    let mut labels = Vec::new();
    for link in &diagram.links {
        let ends = middle(link.from).zip(middle(link.to));
        let Some((from, to)) = ends else {
            links.push(None);
            labels.push(None);
            continue;
        };
        let reach = REACH + REACH_STEP * link.from.abs_diff(link.to) as f64;
        let [from, to] =
            [from + end_shift(diagram, link.from, link.to), to + end_shift(diagram, link.to, link.from)];
        // A cubic curve covers three quarters of the distance to its two control points.
        let out = widest + reach * 4.0 / 3.0;
        links.push(Some(vec![[widest, from], [out, from], [out, to], [widest, to]]));
        labels.push(Some([widest + reach, f64::midpoint(from, to)]));
    }
    placed.links = links;
    placed.labels = labels;
    placed
}

/// Offset of the end of the link to `other` from the middle of a node: links upward above links downward, the nearest
/// inside.
#[expect(clippy::cast_precision_loss, reason = "forty nodes")]
fn end_shift(diagram: &Diagram, at: usize, other: usize) -> f64 {
    let mut others: Vec<usize> = diagram
        .links
        .iter()
        .filter_map(|link| (link.from == at).then_some(link.to).or((link.to == at).then_some(link.from)))
        .collect();
    // From the top: nodes above, the nearest first; then nodes below, the furthest first.
    others.sort_by_key(|other| if *other < at { (0, at - other) } else { (1, usize::MAX - other) });
    others.dedup();
    let place = others.iter().position(|known| *known == other).unwrap_or_default();
    let middle = others.len().saturating_sub(1) as f64 / 2.0;
    (place as f64 - middle) * SPREAD.min(26.0 / others.len().max(1) as f64)
}
