//! Places found by a layout, and what any layout needs.

use crate::size::Size;

/// Where things are, in order of the view's nodes, links and clusters; in any coordinates.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Placed {
    /// Left upper corners.
    pub(crate) nodes: Vec<Option<[f64; 2]>>,
    /// Points along the links from border to border; none for a straight line.
    pub(crate) links: Vec<Option<Vec<[f64; 2]>>>,
    /// Middles of the links' labels.
    pub(crate) labels: Vec<Option<[f64; 2]>>,
    /// Left upper corner, width, height.
    pub(crate) clusters: Vec<Option<[f64; 4]>>,
}

/// Between nodes in rows.
const GAP: f64 = 14.0;
/// How long a row may be, where nothing else is wider.
const ROW: f64 = 640.0;

/// Puts nodes in rows below what is placed already.
pub(crate) fn shelves(placed: &mut Placed, sizes: &[Size], which: &[usize]) {
    placed.nodes.resize(sizes.len(), None);
    let bounds = bounds(placed, sizes);
    let [left, _, right, bottom] = bounds.unwrap_or([0.0, 0.0, 0.0, 0.0]);
    let end = left + ROW.max(right - left);
    let (mut x, mut y, mut row_height) =
        (left, if bounds.is_some() { bottom + 2.0 * GAP } else { bottom }, 0.0_f64);
    for &at in which {
        let (Some(size), Some(place)) = (sizes.get(at), placed.nodes.get_mut(at)) else { continue };
        if x > left && x + size.width > end {
            (x, y, row_height) = (left, y + row_height + GAP, 0.0);
        }
        *place = Some([x, y]);
        x += size.width + GAP;
        row_height = row_height.max(size.height);
    }
}

/// Left, upper, right and lower edge of everything that is placed, labels of links too.
pub(crate) fn extent(placed: &Placed, sizes: &[Size], labels: &[Size]) -> Option<[f64; 4]> {
    let labels = placed.labels.iter().zip(labels).filter(|(_, size)| size.width > 0.0);
    let labels = labels.filter_map(|(place, Size { width, height })| {
        let [x, y] = (*place)?;
        Some([x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0])
    });
    bounds(placed, sizes).into_iter().chain(labels).reduce(union)
}

/// Left, upper, right and lower edge of nodes, clusters and links.
fn bounds(placed: &Placed, sizes: &[Size]) -> Option<[f64; 4]> {
    let nodes = placed.nodes.iter().zip(sizes).filter_map(|(place, size)| {
        let [x, y] = (*place)?;
        Some([x, y, x + size.width, y + size.height])
    });
    let clusters =
        placed.clusters.iter().flatten().map(|[x, y, width, height]| [*x, *y, x + width, y + height]);
    let points = placed.links.iter().flatten().flatten().map(|[x, y]| [*x, *y, *x, *y]);
    nodes.chain(clusters).chain(points).reduce(union)
}

fn union(one: [f64; 4], other: [f64; 4]) -> [f64; 4] {
    [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])]
}

/// Whether any two nodes lie on each other.
pub(crate) fn overlap(placed: &Placed, sizes: &[Size]) -> bool {
    let boxes: Vec<[f64; 4]> = placed
        .nodes
        .iter()
        .zip(sizes)
        .filter_map(|(place, size)| {
            let [x, y] = (*place)?;
            Some([x, y, x + size.width, y + size.height])
        })
        .collect();
    boxes.iter().enumerate().any(|(at, one)| {
        boxes
            .iter()
            .skip(at + 1)
            .any(|other| one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3])
    })
}
