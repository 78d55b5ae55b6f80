//! A small graph as a map: its texts are fitted, a layout finds the places, title, legend and remarks go around it.

use std::collections::{BTreeMap, BTreeSet};

use super::arcs::arcs;
use super::columns::columns;
use super::layered::layered;
use super::placement::{Placed, extent};
use super::steps::steps;
use crate::diagram::{Arrangement, GraphView, MOST_NODES, ViewLink, ViewNode};
use crate::edge::{Edge, level, smooth, straight};
use crate::model::{Align, Font, Map, Node};
use crate::size::Size;
use crate::style::Class;
use crate::text::characters::single_line;
use crate::text::lines::{fitted, wrapped};
use crate::text::link_label::LinkLabel;
use crate::text::width::width;

const MARGIN: f64 = 12.0;
/// Between the edge of a node and its text.
const PADDING: [f64; 2] = [9.0, 6.0];
/// The widest that text in a node may be.
const ROOM: f64 = 140.0;
/// No picture is narrower: its title and remarks need room.
const NARROWEST: f64 = 560.0;
const TITLE_FONT: Font = Font::bold(18.0);
const SUMMARY_FONT: Font = Font::regular(12.0);
const REMARK_FONT: Font = Font::regular(10.5);
const CLUSTER_FONT: Font = Font::bold(11.0);

/// Lays a graph out. Nodes beyond [`MOST_NODES`] are not drawn, and that is said.
#[must_use]
pub fn graph_map(view: &GraphView) -> Map {
    let mut view = view.clone();
    limit(&mut view);
    let texts: Vec<Vec<String>> = view.nodes.iter().map(lines).collect();
    let sizes: Vec<Size> = view.nodes.iter().zip(&texts).map(|(node, lines)| size(node, lines)).collect();
    let labels: Vec<LinkLabel> =
        view.links.iter().map(|link| LinkLabel::new(link, view.arrangement)).collect();
    let label_sizes: Vec<Size> = labels.iter().map(LinkLabel::size).collect();
    let placed = match view.arrangement {
        Arrangement::Across | Arrangement::Down => layered(&view, &sizes, &label_sizes),
        Arrangement::Columns => columns(&view, &sizes),
        Arrangement::Arcs => arcs(&view, &sizes),
        Arrangement::Steps => steps(&view, &sizes, &label_sizes),
    };
    let mut picture = Picture { nodes: Vec::new(), edges: Vec::new(), y: MARGIN, width: 0.0 };
    let [left, top, right, bottom] = extent(&placed, &sizes, &label_sizes).unwrap_or_default();
    picture.width = (right - left + 2.0 * MARGIN).max(NARROWEST).ceil();
    picture.header(&view);
    // The graph stands in the middle.
    let shift = [((picture.width - (right - left)) / 2.0 - left).round(), picture.y - top];
    picture.clusters(&view, &placed, shift);
    picture.graph(&view, &placed, shift, &sizes, texts, &labels);
    picture.y += bottom - top + 12.0;
    picture.footer(&view);
    let left_out = view.left_out.clone();
    let description = [Some(view.summary.clone()), left_out.clone()];
    Map {
        name: single_line(&view.name).replace(' ', "_"),
        title: single_line(&view.title),
        description: description.into_iter().flatten().collect::<Vec<_>>().join("; "),
        width: picture.width,
        height: (picture.y + MARGIN).ceil(),
        nodes: picture.nodes,
        edges: picture.edges,
        leads_down: matches!(view.arrangement, Arrangement::Down | Arrangement::Arcs | Arrangement::Steps),
        left_out,
    }
}

/// Cuts what is beyond the limit: a view should not hold more, but a picture never does.
fn limit(view: &mut GraphView) {
    let beyond = view.nodes.len().saturating_sub(MOST_NODES);
    if beyond > 0 {
        view.nodes.truncate(MOST_NODES);
        let more = format!("{beyond} more");
        view.left_out = Some(view.left_out.take().map_or(more.clone(), |said| format!("{said}; {more}")));
    }
    let nodes = view.nodes.len();
    view.links.retain(|link| link.from < nodes && link.to < nodes && link.from != link.to);
}

fn lines(node: &ViewNode) -> Vec<String> {
    let font = Font::regular(node.font_size);
    let mut lines = wrapped(&node.label, font, ROOM, 2);
    let remark = fitted(&node.remark, font, ROOM);
    if !remark.is_empty() {
        lines.push(remark);
    }
    lines
}

#[expect(clippy::cast_precision_loss, reason = "a node has three lines")]
fn size(node: &ViewNode, lines: &[String]) -> Size {
    let font = Font::regular(node.font_size);
    let widest = lines.iter().map(|line| width(line, font)).fold(20.0, f64::max);
    let height = lines.len().max(1) as f64 * font.line_height() + 2.0 * PADDING[1];
    Size { width: (widest + 2.0 * PADDING[0]).ceil(), height: height.ceil() }
}

struct Picture {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    y: f64,
    width: f64,
}

impl Picture {
    /// Title, numbers, legend: below each other, over the whole width.
    fn header(&mut self, view: &GraphView) {
        let room = self.width - 2.0 * MARGIN;
        let title = fitted(&view.title, TITLE_FONT, room);
        let node = Node::new("title", Class::Heading, [MARGIN, self.y, room, 26.0]);
        self.nodes.push(node.text(vec![title], Align::Left, TITLE_FONT));
        self.y += 27.0;
        self.note("summary", &view.summary, SUMMARY_FONT);
        let mut x = MARGIN;
        self.y += 5.0;
        for (nth, (class, text)) in view.legend.iter().enumerate() {
            let text = fitted(text, REMARK_FONT, room - 18.0);
            let entry_width = (width(&text, REMARK_FONT) + 18.0).ceil();
            if x > MARGIN && x + entry_width > self.width - MARGIN {
                x = MARGIN;
                self.y += 26.0;
            }
            let node = Node::new(format!("legend-{nth}"), *class, [x, self.y, entry_width, 21.0]);
            self.nodes.push(node.text(vec![text], Align::Center, REMARK_FONT));
            x += entry_width + 6.0;
        }
        self.y += if view.legend.is_empty() { 8.0 } else { 38.0 };
    }

    fn footer(&mut self, view: &GraphView) {
        if view.nodes.is_empty() {
            self.note("nothing", "nothing to show", SUMMARY_FONT);
        }
        if let Some(left_out) = &view.left_out {
            self.note("left-out", &format!("Not shown: {left_out}."), REMARK_FONT);
        }
    }

    /// Text over the whole width, in as many lines as it needs, at most three.
    #[expect(clippy::cast_precision_loss, reason = "three lines at most")]
    fn note(&mut self, id: &str, text: &str, font: Font) {
        let room = self.width - 2.0 * MARGIN;
        let lines = wrapped(text, font, room, 3);
        if lines.is_empty() {
            return;
        }
        let height = (lines.len() as f64 * font.line_height() + 4.0).ceil();
        let node = Node::new(id, Class::Note, [MARGIN, self.y, room, height]);
        self.nodes.push(node.text(lines, Align::Left, font));
        self.y += height;
    }

    /// Boxes behind their nodes, with their names in the upper left corner.
    fn clusters(&mut self, view: &GraphView, placed: &Placed, shift: [f64; 2]) {
        for (nth, name) in view.clusters.iter().enumerate() {
            let Some([x, y, box_width, height]) = placed.clusters.get(nth).copied().flatten() else {
                continue;
            };
            let place = [x + shift[0], y + shift[1], box_width, height];
            self.nodes.push(Node::new(format!("cluster-{nth}"), Class::Cluster, place));
            let room = box_width - 16.0;
            let name = fitted(name, CLUSTER_FONT, room);
            let label = Node::new(
                format!("cluster-name-{nth}"),
                Class::ClusterName,
                [place[0] + 8.0, place[1] + 3.0, room, 15.0],
            );
            self.nodes.push(label.text(vec![name], Align::Left, CLUSTER_FONT));
        }
    }

    fn graph(
        &mut self,
        view: &GraphView,
        placed: &Placed,
        shift: [f64; 2],
        sizes: &[Size],
        texts: Vec<Vec<String>>,
        labels: &[LinkLabel],
    ) {
        let ids = ids(&view.nodes);
        let mut boxes: Vec<Option<[f64; 4]>> = Vec::new();
        for (at, ((node, lines), id)) in view.nodes.iter().zip(texts).zip(&ids).enumerate() {
            let place = placed.nodes.get(at).copied().flatten();
            let Some(([x, y], size)) = place.zip(sizes.get(at)) else {
                boxes.push(None);
                continue;
            };
            let place = [x + shift[0], y + shift[1], size.width, size.height];
            boxes.push(Some(place));
            let mut drawn = Node::new(id, node.class, place)
                .text(lines, Align::Center, Font::regular(node.font_size))
                .named(single_line(&node.label))
                .tooltip(node.tooltip.clone());
            drawn.link.clone_from(&node.link);
            self.nodes.push(drawn);
        }
        let spread = spread(view, &boxes);
        for (at, link) in view.links.iter().enumerate() {
            let ends = [link.from, link.to].map(|end| boxes.get(end).copied().flatten());
            let [Some(mut from), Some(mut to)] = ends else { continue };
            if let Some([first, second]) = spread.get(at) {
                from[1] += first;
                to[1] += second;
            }
            let points = placed.links.get(at).cloned().flatten();
            let points = points.map(|points| -> Vec<[f64; 2]> {
                points.iter().map(|[x, y]| [x + shift[0], y + shift[1]]).collect()
            });
            let curve = match points {
                Some(points) if view.arrangement == Arrangement::Arcs => points,
                Some(points) if view.arrangement == Arrangement::Steps && points.len() == 4 => points,
                Some(points) if view.arrangement == Arrangement::Across => {
                    let label = placed.labels.get(at).copied().flatten();
                    let label = label.filter(|_| !link.label.is_empty());
                    across(from, to, &points, label.map(|[x, y]| [x + shift[0], y + shift[1]]))
                }
                Some(points) => smooth(&points),
                None if view.arrangement == Arrangement::Columns => between_columns(from, to),
                None => straight(middle(from), middle(to)),
            };
            self.edges.push(edge(&ids, link, curve));
            if let Some((label, [x, y])) = labels.get(at).zip(placed.labels.get(at).copied().flatten()) {
                self.nodes.extend(label.node(at, link, [x + shift[0], y + shift[1]]));
            }
        }
    }
}

/// An end of a link: the height that the link leads to, the link's place, and 0 or 1 for its first or second end.
type End = (f64, usize, usize);

/// How far from the middle of a side each link begins and ends, so that links of one node do not cover each other: in
/// the order of where they lead.
#[expect(clippy::cast_precision_loss, reason = "a node has at most forty links")]
fn spread(view: &GraphView, boxes: &[Option<[f64; 4]>]) -> Vec<[f64; 2]> {
    let place = |at: usize| boxes.get(at).copied().flatten().unwrap_or_default();
    // The ends at each node and side.
    let mut sides: BTreeMap<(usize, bool), Vec<End>> = BTreeMap::new();
    for (nth, link) in view.links.iter().enumerate() {
        for (end, (here, there)) in [(link.from, link.to), (link.to, link.from)].into_iter().enumerate() {
            let (here_box, there_box) = (place(here), place(there));
            let height = there_box[1] + there_box[3] / 2.0;
            sides.entry((here, here_box[0] < there_box[0])).or_default().push((height, nth, end));
        }
    }
    let mut shifts = vec![[0.0; 2]; view.links.len()];
    for ((node, _), mut links) in sides {
        links.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let step = ((place(node)[3] - 12.0) / links.len() as f64).min(6.0);
        let middle = (links.len() - 1) as f64 / 2.0;
        for (row, (_, nth, end)) in links.iter().enumerate() {
            if let Some(shift) = shifts.get_mut(*nth).and_then(|ends| ends.get_mut(*end)) {
                *shift = (row as f64 - middle) * step;
            }
        }
    }
    shifts
}

/// The nodes' own ids; where two are the same once cleaned, the place keeps them apart.
fn ids(nodes: &[ViewNode]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let unique = |(at, node): (usize, &ViewNode)| {
        let mut id = format!("node-{}", single_line(&node.id).replace(' ', "_"));
        while !seen.insert(id.clone()) {
            id = format!("{id}-{at}");
        }
        id
    };
    nodes.iter().enumerate().map(unique).collect()
}

fn edge(ids: &[String], link: &ViewLink, curve: Vec<[f64; 2]>) -> Edge {
    let name = |at: usize| ids.get(at).cloned().unwrap_or_default();
    Edge {
        from: name(link.from),
        to: name(link.to),
        width: link.width,
        tooltip: single_line(&link.tooltip),
        label: single_line(&link.label),
        ..Edge::along(curve, link.class, link.arrows)
    }
}

fn between_columns(from: [f64; 4], to: [f64; 4]) -> Vec<[f64; 2]> {
    let [left, right] = if from[0] <= to[0] { [from, to] } else { [to, from] };
    level([left[0] + left[2], left[1] + left[3] / 2.0], [right[0], right[1] + right[3] / 2.0])
}

/// Through the layout's points, but from side to side: lines that leave a box above or below are hard to follow.
fn across(from: [f64; 4], to: [f64; 4], points: &[[f64; 2]], label: Option<[f64; 2]>) -> Vec<[f64; 2]> {
    let level_ends = between_columns(from, to);
    let is_forward = from[0] + from[2] < to[0];
    match points {
        [_, inner @ .., _] if is_forward && inner.len() > 1 => {
            let (Some(start), Some(end)) = (level_ends.first(), level_ends.last()) else {
                return smooth(points);
            };
            let mut through = vec![*start, [start[0] + 12.0, start[1]]];
            through.extend(inner);
            through.extend([[end[0] - 12.0, end[1]], *end]);
            smooth(&through)
        }
        [_, _, _] if is_forward && label.is_some() => {
            let ends = level_ends.first().zip(level_ends.last()).zip(label);
            let Some(((start, end), label)) = ends else { return smooth(points) };
            let mut curve = level(*start, label);
            curve.extend(level(label, *end).into_iter().skip(1));
            curve
        }
        _ if is_forward => level_ends,
        _ => smooth(points),
    }
}

fn middle([x, y, width, height]: [f64; 4]) -> [f64; 2] {
    [x + width / 2.0, y + height / 2.0]
}
