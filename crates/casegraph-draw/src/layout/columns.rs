//! Columns with links from one to the next, as for companies and the topics they taught.
//!
//! The order in each column is found by barycentres (Sugiyama, Tagawa and Toda 1981): each node moves to the mean place
//! of its neighbours, up and down until no round has fewer crossings.

use super::placement::Placed;
use crate::diagram::GraphView;
use crate::size::Size;

/// From column to column.
const GAP: f64 = 150.0;
/// From node to node.
const STEP: f64 = 10.0;
/// Rounds of sorting.
const ROUNDS: usize = 12;

/// Places for all nodes; links are left to be drawn level.
pub(crate) fn columns(view: &GraphView, sizes: &[Size]) -> Placed {
    let mut order: Vec<Vec<usize>> = Vec::new();
    for (at, node) in view.nodes.iter().enumerate() {
        if order.len() <= node.column {
            order.resize(node.column + 1, Vec::new());
        }
        if let Some(column) = order.get_mut(node.column) {
            column.push(at);
        }
    }
    let mut best = (crossings(view, &order), order.clone());
    for round in 0..ROUNDS {
        let rows = rows(&order, view.nodes.len());
        // Turn by turn, so that one side stands still while the other moves.
        for (nth, column) in order.iter_mut().enumerate().filter(|(nth, _)| nth % 2 == round % 2) {
            let _ = nth;
            column.sort_by(|a, b| mean(view, *a, &rows).total_cmp(&mean(view, *b, &rows)));
        }
        let count = crossings(view, &order);
        if count < best.0 {
            best = (count, order.clone());
        }
    }
    place(&best.1, sizes)
}

/// The place of every node in its column, as a part of the column's length.
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

/// The mean place of a node's neighbours; its own where it has none.
#[expect(clippy::cast_precision_loss, reason = "a node has at most forty neighbours")]
fn mean(view: &GraphView, at: usize, rows: &[f64]) -> f64 {
    let neighbours: Vec<f64> = view
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

/// How often links cross. Quadratic in the links, of which there are few.
fn crossings(view: &GraphView, order: &[Vec<usize>]) -> usize {
    let rows = rows(order, view.nodes.len());
    let ends: Vec<(f64, f64)> = view
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
fn place(order: &[Vec<usize>], sizes: &[Size]) -> Placed {
    let size = |at: &usize| sizes.get(*at).copied().unwrap_or(Size { width: 0.0, height: 0.0 });
    let length = |column: &[usize]| {
        column.iter().map(|at| size(at).height).sum::<f64>() + STEP * column.len().saturating_sub(1) as f64
    };
    let longest = order.iter().map(|column| length(column)).fold(0.0, f64::max);
    let mut placed = Placed { nodes: vec![None; sizes.len()], ..Placed::default() };
    let mut x = 0.0;
    for (nth, column) in order.iter().enumerate() {
        let width = column.iter().map(|at| size(at).width).fold(0.0, f64::max);
        // A short column is spread out, so that its links are not bundled.
        let spare = (longest - length(column)) / column.len().max(1) as f64;
        let mut y = spare / 2.0;
        for at in column {
            if let Some(place) = placed.nodes.get_mut(*at) {
                // The first column ends, and all others begin, at one edge: there the links are.
                let indent = if nth == 0 { width - size(at).width } else { 0.0 };
                *place = Some([x + indent, y]);
            }
            y += size(at).height + STEP + spare;
        }
        x += width + GAP;
    }
    placed
}
