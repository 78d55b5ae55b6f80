//! All nodes in one column, in the order given, and every link an arc beside it: the longer the way, the wider the arc
//! (the arc diagram of Wattenberg 2002). Nothing moves when a link comes or goes, and no line runs through a node.

use super::placement::Placed;
use crate::diagram::GraphView;
use crate::size::Size;

/// Between nodes of one cluster.
const STEP: f64 = 8.0;
/// Between clusters, and room for a cluster's name above its nodes.
const CLUSTER_GAP: f64 = 16.0;
const CLUSTER_NAME: f64 = 22.0;
const CLUSTER_PADDING: f64 = 10.0;
/// How far the arc between neighbours reaches, and each step further.
const REACH: f64 = 34.0;
const REACH_STEP: f64 = 15.0;
/// How far links that end at one node are apart there.
const SPREAD: f64 = 5.0;

/// Places for nodes, clusters and arcs. Nodes of one cluster must follow each other.
#[expect(clippy::cast_precision_loss, reason = "forty nodes")]
pub(crate) fn arcs(view: &GraphView, sizes: &[Size]) -> Placed {
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let mut placed = Placed { clusters: vec![None; view.clusters.len()], ..Placed::default() };
    let mut y = 0.0;
    let mut before = None;
    for (node, size) in view.nodes.iter().zip(sizes) {
        let named =
            node.cluster.filter(|cluster| view.clusters.get(*cluster).is_some_and(|name| !name.is_empty()));
        if named != before {
            y += if placed.nodes.is_empty() { 0.0 } else { CLUSTER_GAP };
            y += if named.is_some() { CLUSTER_NAME } else { 0.0 };
            before = named;
        }
        // All end at one edge, where the arcs begin.
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
    for link in &view.links {
        let ends = middle(link.from).zip(middle(link.to));
        let Some((from, to)) = ends else {
            links.push(None);
            labels.push(None);
            continue;
        };
        let reach = REACH + REACH_STEP * link.from.abs_diff(link.to) as f64;
        let [from, to] =
            [from + end_shift(view, link.from, link.to), to + end_shift(view, link.to, link.from)];
        // A cubic curve reaches three quarters of the way to its two middle points.
        let out = widest + reach * 4.0 / 3.0;
        links.push(Some(vec![[widest, from], [out, from], [out, to], [widest, to]]));
        labels.push(Some([widest + reach, f64::midpoint(from, to)]));
    }
    placed.links = links;
    placed.labels = labels;
    placed
}

/// Where the link to `other` ends at a node, from its middle: links upward above those downward, the nearest inside.
#[expect(clippy::cast_precision_loss, reason = "forty nodes")]
fn end_shift(view: &GraphView, at: usize, other: usize) -> f64 {
    let mut others: Vec<usize> = view
        .links
        .iter()
        .filter_map(|link| (link.from == at).then_some(link.to).or((link.to == at).then_some(link.from)))
        .collect();
    // From the top: what lies above, the nearest first; then what lies below, the furthest first.
    others.sort_by_key(|other| if *other < at { (0, at - other) } else { (1, usize::MAX - other) });
    others.dedup();
    let place = others.iter().position(|known| *known == other).unwrap_or_default();
    let middle = others.len().saturating_sub(1) as f64 / 2.0;
    (place as f64 - middle) * SPREAD.min(26.0 / others.len().max(1) as f64)
}
