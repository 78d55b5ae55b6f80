//! One node below the other, in the order given, each with a link to the next and what that link says beside it.
//!
//! For ways: a reader goes down and reads why each step follows. Several ways are several clusters. Links that go
//! elsewhere than to the next node are arcs on the left.

use super::placement::Placed;
use crate::diagram::GraphView;
use crate::size::Size;

/// From node to node where no link is between them.
const STEP: f64 = 12.0;
/// From node to node where a link is.
const LINK: f64 = 34.0;
/// Above and below a label.
const PADDING: f64 = 8.0;
/// From the line to its label.
const BESIDE: f64 = 10.0;
const CLUSTER_GAP: f64 = 18.0;
const CLUSTER_NAME: f64 = 24.0;
const CLUSTER_PADDING: f64 = 10.0;

/// Places for nodes, links, labels and clusters. Nodes of one cluster must follow each other.
pub(crate) fn steps(view: &GraphView, sizes: &[Size], labels: &[Size]) -> Placed {
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let middle = widest / 2.0;
    let label_of = |at: usize| labels.get(at).copied().unwrap_or_default();
    let right = labels.iter().map(|label| middle + BESIDE + label.width).fold(widest, f64::max);
    let mut placed = Placed {
        links: vec![None; view.links.len()],
        labels: vec![None; view.links.len()],
        clusters: vec![None; view.clusters.len()],
        ..Placed::default()
    };
    let mut y = 0.0;
    let mut before = None;
    for (at, (node, size)) in view.nodes.iter().zip(sizes).enumerate() {
        let named =
            node.cluster.filter(|cluster| view.clusters.get(*cluster).is_some_and(|name| !name.is_empty()));
        if named != before {
            y += if at == 0 { 0.0 } else { CLUSTER_GAP };
            y += if named.is_some() { CLUSTER_NAME } else { 0.0 };
            before = named;
        }
        placed.nodes.push(Some([middle - size.width / 2.0, y]));
        if let Some(place) = named.and_then(|cluster| placed.clusters.get_mut(cluster)) {
            let bottom = y + size.height + CLUSTER_PADDING;
            let top = place.map_or(y - CLUSTER_NAME, |[_, top, ..]| top);
            *place = Some([-CLUSTER_PADDING, top, right + 2.0 * CLUSTER_PADDING, bottom - top]);
        }
        y += size.height;
        let next: Vec<usize> = (0..view.links.len()).filter(|link| is_step(view, *link, at)).collect();
        let needed = next.iter().map(|link| label_of(*link).height + 2.0 * PADDING).fold(LINK, f64::max);
        let mut label_y = y + PADDING;
        for link in &next {
            // The line runs down from node to node, whichever of both the link is written from.
            let ends = [[middle, y], [middle, y + needed]];
            let down = view.links.get(*link).is_some_and(|link| link.from == at);
            let points = if down { ends.to_vec() } else { ends.into_iter().rev().collect() };
            let label = label_of(*link);
            let spare = if next.len() == 1 { (needed - label.height) / 2.0 - PADDING } else { 0.0 };
            if let (Some(place), Some(label_place)) =
                (placed.links.get_mut(*link), placed.labels.get_mut(*link))
            {
                *place = Some(points);
                *label_place =
                    Some([middle + BESIDE + label.width / 2.0, label_y + spare + label.height / 2.0]);
            }
            label_y += label.height;
        }
        y += if next.is_empty() { STEP } else { needed };
    }
    arcs_on_the_left(view, sizes, &mut placed);
    placed
}

/// Whether the link is between this node and the next.
fn is_step(view: &GraphView, link: usize, at: usize) -> bool {
    view.links
        .get(link)
        .is_some_and(|link| (link.from, link.to) == (at, at + 1) || (link.to, link.from) == (at, at + 1))
}

#[expect(clippy::cast_precision_loss, reason = "forty nodes")]
fn arcs_on_the_left(view: &GraphView, sizes: &[Size], placed: &mut Placed) {
    for (at, link) in view.links.iter().enumerate() {
        let end = |node: usize| -> Option<[f64; 2]> {
            let [x, y] = placed.nodes.get(node).copied().flatten()?;
            Some([x, y + sizes.get(node)?.height / 2.0])
        };
        let is_placed = placed.links.get(at).is_some_and(Option::is_some);
        if let (false, Some(from), Some(to)) = (is_placed, end(link.from), end(link.to)) {
            let out = from[0].min(to[0]) - 20.0 - 8.0 * link.from.abs_diff(link.to) as f64;
            if let Some(place) = placed.links.get_mut(at) {
                *place = Some(vec![from, [out, from[1]], [out, to[1]], to]);
            }
        }
    }
}
