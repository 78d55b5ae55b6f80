//! A line between two nodes of a laid-out map.

use crate::style::Class;

/// A curve with arrows, in the coordinates of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The id of the node it is written from.
    pub from: String,
    /// The id of the node it leads to.
    pub to: String,
    /// What it stands for; decides the colour.
    pub class: Class,
    /// Cubic Bézier curve: the start, then three points for each piece. Ends where the arrows begin.
    pub curve: Vec<[f64; 2]>,
    /// The point of the arrow at the start, if there is one.
    pub tail: Option<[f64; 2]>,
    /// The point of the arrow at the end, if there is one.
    pub head: Option<[f64; 2]>,
    /// Thickness in points.
    pub width: f64,
    /// What is said of it, in words, on hovering.
    pub tooltip: String,
    /// What is written beside it; in a picture that is a node of its own.
    pub label: String,
}

/// Length of an arrow.
pub(crate) const ARROW: f64 = 7.0;

impl Edge {
    /// An edge along these points, from border to border, with room made for its arrows.
    pub(crate) fn along(curve: Vec<[f64; 2]>, class: Class, [tail, head]: [bool; 2]) -> Self {
        let mut edge = Self {
            from: String::new(),
            to: String::new(),
            class,
            curve,
            tail: None,
            head: None,
            width: 1.0,
            tooltip: String::new(),
            label: String::new(),
        };
        if head {
            edge.head = edge.curve.last().copied();
            let before = before_last(edge.curve.iter().rev());
            pull_back(edge.curve.last_mut(), before);
        }
        if tail {
            edge.tail = edge.curve.first().copied();
            let after = before_last(edge.curve.iter());
            pull_back(edge.curve.first_mut(), after);
        }
        edge
    }
}

/// The first point that is not where the curve begins.
fn before_last<'p>(mut points: impl Iterator<Item = &'p [f64; 2]>) -> Option<[f64; 2]> {
    let end = *points.next()?;
    points.copied().find(|point| distance(*point, end) > 0.01)
}

fn pull_back(end: Option<&mut [f64; 2]>, toward: Option<[f64; 2]>) {
    if let (Some(end), Some(toward)) = (end, toward) {
        let [dx, dy] = [toward[0] - end[0], toward[1] - end[1]];
        let length = dx.hypot(dy);
        *end = [end[0] + dx / length * ARROW, end[1] + dy / length * ARROW];
    }
}

fn distance(one: [f64; 2], other: [f64; 2]) -> f64 {
    (one[0] - other[0]).hypot(one[1] - other[1])
}

/// A straight line as a curve.
pub(crate) fn straight(from: [f64; 2], to: [f64; 2]) -> Vec<[f64; 2]> {
    vec![from, between(from, to, 1.0 / 3.0), between(from, to, 2.0 / 3.0), to]
}

/// A curve that leaves and arrives level, as between columns.
pub(crate) fn level(from: [f64; 2], to: [f64; 2]) -> Vec<[f64; 2]> {
    let middle = f64::midpoint(from[0], to[0]);
    vec![from, [middle, from[1]], [middle, to[1]], to]
}

/// A smooth curve that begins and ends where the points do and follows those between: a uniform cubic B-spline, its
/// ends drawn out to the first and the last point (as `curveBasis` of d3 does).
pub(crate) fn smooth(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    if points.len() <= 2 {
        return straight(first, last);
    }
    let mut knots = vec![first, first];
    knots.extend(points);
    knots.extend([last, last]);
    let mut curve = vec![first];
    for window in knots.windows(4) {
        let [_, b, c, d] = window else { continue };
        let end = [(b[0] + 4.0 * c[0] + d[0]) / 6.0, (b[1] + 4.0 * c[1] + d[1]) / 6.0];
        curve.extend([between(*b, *c, 1.0 / 3.0), between(*b, *c, 2.0 / 3.0), end]);
    }
    curve
}

fn between(from: [f64; 2], to: [f64; 2], part: f64) -> [f64; 2] {
    [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
}
