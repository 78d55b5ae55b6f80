//! Columns with links from one to the next, as for companies and topics.
//!
//! The order in each column is found by barycentres (Sugiyama, Tagawa and Toda 1981): each node moves to the mean position
//! of its neighbours, for a fixed number of rounds; the round with the fewest crossings is used.

use super::placement::Placement;
use crate::diagram::Diagram;
use crate::size::Size;

/// Distance between columns.
const GAP: f64 = 150.0;
/// Distance between nodes.
const STEP: f64 = 10.0;
/// Rounds of sorting.
const ROUNDS: usize = 12;

/// Places all nodes; links are drawn later.
pub(crate) fn columns(diagram: &Diagram, sizes: &[Size]) -> Placement {
    let mut order: Vec<Vec<usize>> = Vec::new();
    for (at, node) in diagram.nodes.iter().enumerate() {
        if order.len() <= node.column {
            order.resize(node.column + 1, Vec::new());
        }
        if let Some(column) = order.get_mut(node.column) {
            column.push(at);
        }
    }
    let mut best = (crossings(diagram, &order), order.clone());
    for round in 0..ROUNDS {
        let rows = rows(&order, diagram.nodes.len());
        // Every second column in turn, so that one side is fixed while the other moves.
        for (nth, column) in order.iter_mut().enumerate().filter(|(nth, _)| nth % 2 == round % 2) {
            let _ = nth;
            column.sort_by(|a, b| mean(diagram, *a, &rows).total_cmp(&mean(diagram, *b, &rows)));
        }
        let count = crossings(diagram, &order);
        if count < best.0 {
            best = (count, order.clone());
        }
    }
    place(&best.1, sizes)
}

/// The position of every node in its column, as a fraction of the column's length.
#[expect(clippy::cast_precision_loss, reason = "a column has at most forty nodes")]
fn rows(order: &[Vec<usize>], nodes: usize) -> Vec<f64> {
    let mut rows = vec![0.0; nodes];
    for column in order {
        for (row, at) in column.iter().enumerate() {
            if let Some(place) = rows.get_mut(*at) {
                *place = (row as f64 + 0.5) / column.len() as f64;
            }
        }
    }
    rows
}

/// The mean position of a node's neighbours; its own position if it has none.
#[expect(clippy::cast_precision_loss, reason = "a node has at most forty neighbours")]
fn mean(diagram: &Diagram, at: usize, rows: &[f64]) -> f64 {
    let neighbours: Vec<f64> = diagram
        .links
        .iter()
        .filter_map(|link| {
            let other = if link.from == at {
                link.to
            } else if link.to == at {
                link.from
            } else {
                return None;
            };
            rows.get(other).copied()
        })
        .collect();
    if neighbours.is_empty() {
        return rows.get(at).copied().unwrap_or_default();
    }
    neighbours.iter().sum::<f64>() / neighbours.len() as f64
}

/// The number of crossings. Quadratic in the number of links, which is small.
fn crossings(diagram: &Diagram, order: &[Vec<usize>]) -> usize {
    let rows = rows(order, diagram.nodes.len());
    let ends: Vec<(f64, f64)> = diagram
        .links
        .iter()
        .filter_map(|link| Some((rows.get(link.from).copied()?, rows.get(link.to).copied()?)))
        .collect();
    let crossed = |nth: usize, one: &(f64, f64)| {
        ends.iter().skip(nth + 1).filter(|other| (one.0 - other.0) * (one.1 - other.1) < 0.0).count()
    };
    ends.iter().enumerate().map(|(nth, one)| crossed(nth, one)).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a column has at most forty nodes")]
fn place(order: &[Vec<usize>], sizes: &[Size]) -> Placement {
    let size = |at: &usize| sizes.get(*at).copied().unwrap_or(Size { width: 0.0, height: 0.0 });
    let length = |column: &[usize]| {
        column.iter().map(|at| size(at).height).sum::<f64>() + STEP * column.len().saturating_sub(1) as f64
    };
    let longest = order.iter().map(|column| length(column)).fold(0.0, f64::max);
    let mut placed = Placement { nodes: vec![None; sizes.len()], ..Placement::default() };
    let mut x = 0.0;
    for (nth, column) in order.iter().enumerate() {
        let width = column.iter().map(|at| size(at).width).fold(0.0, f64::max);
        // A short column is spread out to keep its links apart.
        let spare = (longest - length(column)) / column.len().max(1) as f64;
        let mut y = spare / 2.0;
        for at in column {
            if let Some(place) = placed.nodes.get_mut(*at) {
                // The first column is aligned right and all others left: towards the links.
                let indent = if nth == 0 { width - size(at).width } else { 0.0 };
                *place = Some([x + indent, y]);
            }
            y += size(at).height + STEP + spare;
        }
        x += width + GAP;
    }
    placed
}
