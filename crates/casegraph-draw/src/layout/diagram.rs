//! A diagram as a map: texts are fitted, a layout finds the positions, then title, legend and remarks are added.

use std::collections::{BTreeMap, BTreeSet};

use super::arcs::arcs;
use super::columns::columns;
use super::layered::layered;
use super::placement::{Placement, extent};
use super::steps::steps;
use crate::diagram::{Arrangement, Diagram, DiagramLink, DiagramNode, MOST_NODES};
use crate::edge::{MapEdge, level, smooth, straight};
use crate::model::{Align, Font, Map, MapNode};
use crate::size::Size;
use crate::style::Style;
use crate::text::characters::single_line;
use crate::text::lines::{fit_line, wrap_lines};
use crate::text::link_label::LinkLabel;
use crate::text::width::text_width;

const MARGIN: f64 = 12.0;
/// Distance between the edge of a node and its text.
const PADDING: [f64; 2] = [9.0, 6.0];
/// Maximum width of text in a node.
const ROOM: f64 = 140.0;
/// Minimum width of a picture: title and remarks need room.
const NARROWEST: f64 = 560.0;
const TITLE_FONT: Font = Font::bold(18.0);
const SUMMARY_FONT: Font = Font::regular(12.0);
const REMARK_FONT: Font = Font::regular(10.5);
const CLUSTER_FONT: Font = Font::bold(11.0);

/// Lays a diagram out. Nodes beyond [`MOST_NODES`] are not drawn; [`Map::left_out`] counts them.
#[must_use]
pub fn diagram_map(diagram: &Diagram) -> Map {
    let mut diagram = diagram.clone();
    limit(&mut diagram);
    let texts: Vec<Vec<String>> = diagram.nodes.iter().map(lines).collect();
    let sizes: Vec<Size> = diagram.nodes.iter().zip(&texts).map(|(node, lines)| size(node, lines)).collect();
    let labels: Vec<LinkLabel> =
        diagram.links.iter().map(|link| LinkLabel::new(link, diagram.arrangement)).collect();
    let label_sizes: Vec<Size> = labels.iter().map(LinkLabel::size).collect();
    let placed = match diagram.arrangement {
        Arrangement::Across | Arrangement::Down => layered(&diagram, &sizes, &label_sizes),
        Arrangement::Columns => columns(&diagram, &sizes),
        Arrangement::Arcs => arcs(&diagram, &sizes),
        Arrangement::Steps => steps(&diagram, &sizes, &label_sizes),
    };
    let mut picture = Picture { nodes: Vec::new(), edges: Vec::new(), y: MARGIN, width: 0.0 };
    let [left, top, right, bottom] = extent(&placed, &sizes, &label_sizes).unwrap_or_default();
    picture.width = (right - left + 2.0 * MARGIN).max(NARROWEST).ceil();
    picture.header(&diagram);
    // The graph is centred.
    let shift = [((picture.width - (right - left)) / 2.0 - left).round(), picture.y - top];
    picture.clusters(&diagram, &placed, shift);
    picture.graph(&diagram, &placed, shift, &sizes, texts, &labels);
    picture.y += bottom - top + 12.0;
    picture.footer(&diagram);
    let left_out = diagram.left_out.clone();
    let description = [Some(diagram.summary.clone()), left_out.clone()];
    Map {
        name: single_line(&diagram.name).replace(' ', "_"),
        title: single_line(&diagram.title),
        description: description.into_iter().flatten().collect::<Vec<_>>().join("; "),
        width: picture.width,
        height: (picture.y + MARGIN).ceil(),
        nodes: picture.nodes,
        edges: picture.edges,
        leads_down: matches!(diagram.arrangement, Arrangement::Down | Arrangement::Arcs | Arrangement::Steps),
        left_out,
    }
}

/// Cuts nodes beyond the limit, and links that lead to them or from a node to itself.
fn limit(diagram: &mut Diagram) {
    let beyond = diagram.nodes.len().saturating_sub(MOST_NODES);
    if beyond > 0 {
        diagram.nodes.truncate(MOST_NODES);
        let more = format!("{beyond} more");
        diagram.left_out =
            Some(diagram.left_out.take().map_or(more.clone(), |said| format!("{said}; {more}")));
    }
    let nodes = diagram.nodes.len();
    diagram.links.retain(|link| link.from < nodes && link.to < nodes && link.from != link.to);
}

fn lines(node: &DiagramNode) -> Vec<String> {
    let font = Font::regular(node.font_size);
    let mut lines = wrap_lines(&node.label, font, ROOM, 2);
    let remark = fit_line(&node.remark, font, ROOM);
    if !remark.is_empty() {
        lines.push(remark);
    }
    lines
}

#[expect(clippy::cast_precision_loss, reason = "a node has three lines")]
fn size(node: &DiagramNode, lines: &[String]) -> Size {
    let font = Font::regular(node.font_size);
    let widest = lines.iter().map(|line| text_width(line, font)).fold(20.0, f64::max);
    let height = lines.len().max(1) as f64 * font.line_height() + 2.0 * PADDING[1];
    Size { width: (widest + 2.0 * PADDING[0]).ceil(), height: height.ceil() }
}

struct Picture {
    nodes: Vec<MapNode>,
    edges: Vec<MapEdge>,
    y: f64,
    width: f64,
}

impl Picture {
    /// Title, summary and legend, one below the other, over the whole width.
    fn header(&mut self, diagram: &Diagram) {
        let room = self.width - 2.0 * MARGIN;
        let title = fit_line(&diagram.title, TITLE_FONT, room);
        let node = MapNode::new("title", Style::Heading, [MARGIN, self.y, room, 26.0]);
        self.nodes.push(node.text(vec![title], Align::Left, TITLE_FONT));
        self.y += 27.0;
        self.note("summary", &diagram.summary, SUMMARY_FONT);
        let mut x = MARGIN;
        self.y += 5.0;
        for (nth, (style, text)) in diagram.legend.iter().enumerate() {
            let text = fit_line(text, REMARK_FONT, room - 18.0);
            let entry_width = (text_width(&text, REMARK_FONT) + 18.0).ceil();
            if x > MARGIN && x + entry_width > self.width - MARGIN {
                x = MARGIN;
                self.y += 26.0;
            }
            let node = MapNode::new(format!("legend-{nth}"), *style, [x, self.y, entry_width, 21.0]);
            self.nodes.push(node.text(vec![text], Align::Center, REMARK_FONT));
            x += entry_width + 6.0;
        }
        self.y += if diagram.legend.is_empty() { 8.0 } else { 38.0 };
    }

    fn footer(&mut self, diagram: &Diagram) {
        if diagram.nodes.is_empty() {
            self.note("nothing", "nothing to show", SUMMARY_FONT);
        }
        if let Some(left_out) = &diagram.left_out {
            self.note("left-out", &format!("Not shown: {left_out}."), REMARK_FONT);
        }
    }

    /// Text over the whole width, in at most three lines.
    #[expect(clippy::cast_precision_loss, reason = "three lines at most")]
    fn note(&mut self, id: &str, text: &str, font: Font) {
        let room = self.width - 2.0 * MARGIN;
        let lines = wrap_lines(text, font, room, 3);
        if lines.is_empty() {
            return;
        }
        let height = (lines.len() as f64 * font.line_height() + 4.0).ceil();
        let node = MapNode::new(id, Style::Note, [MARGIN, self.y, room, height]);
        self.nodes.push(node.text(lines, Align::Left, font));
        self.y += height;
    }

    /// Boxes behind the nodes of each cluster, with the name in the upper left corner.
    fn clusters(&mut self, diagram: &Diagram, placed: &Placement, shift: [f64; 2]) {
        for (nth, name) in diagram.clusters.iter().enumerate() {
            let Some([x, y, box_width, height]) = placed.clusters.get(nth).copied().flatten() else {
                continue;
            };
            let place = [x + shift[0], y + shift[1], box_width, height];
            self.nodes.push(MapNode::new(format!("cluster-{nth}"), Style::Cluster, place));
            let room = box_width - 16.0;
            let name = fit_line(name, CLUSTER_FONT, room);
            let label = MapNode::new(
                format!("cluster-name-{nth}"),
                Style::ClusterName,
                [place[0] + 8.0, place[1] + 3.0, room, 15.0],
            );
            self.nodes.push(label.text(vec![name], Align::Left, CLUSTER_FONT));
        }
    }

    fn graph(
        &mut self,
        diagram: &Diagram,
        placed: &Placement,
        shift: [f64; 2],
        sizes: &[Size],
        texts: Vec<Vec<String>>,
        labels: &[LinkLabel],
    ) {
        let ids = ids(&diagram.nodes);
        let mut boxes: Vec<Option<[f64; 4]>> = Vec::new();
        for (at, ((node, lines), id)) in diagram.nodes.iter().zip(texts).zip(&ids).enumerate() {
            let place = placed.nodes.get(at).copied().flatten();
            let Some(([x, y], size)) = place.zip(sizes.get(at)) else {
                boxes.push(None);
                continue;
            };
            let place = [x + shift[0], y + shift[1], size.width, size.height];
            boxes.push(Some(place));
            let mut drawn = MapNode::new(id, node.style, place)
                .text(lines, Align::Center, Font::regular(node.font_size))
                .named(single_line(&node.label))
                .tooltip(node.tooltip.clone());
            drawn.link.clone_from(&node.link);
            self.nodes.push(drawn);
        }
        let spread = spread(diagram, &boxes);
        for (at, link) in diagram.links.iter().enumerate() {
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
                Some(points) if diagram.arrangement == Arrangement::Arcs => points,
                Some(points) if diagram.arrangement == Arrangement::Steps && points.len() == 4 => points,
                Some(points) if diagram.arrangement == Arrangement::Across => {
                    let label = placed.labels.get(at).copied().flatten();
                    let label = label.filter(|_| !link.label.is_empty());
                    across(from, to, &points, label.map(|[x, y]| [x + shift[0], y + shift[1]]))
                }
                Some(points) => smooth(&points),
                None if diagram.arrangement == Arrangement::Columns => between_columns(from, to),
                None => straight(middle(from), middle(to)),
            };
            self.edges.push(edge(&ids, link, curve));
            if let Some((label, [x, y])) = labels.get(at).zip(placed.labels.get(at).copied().flatten()) {
                self.nodes.extend(label.node(at, link, [x + shift[0], y + shift[1]]));
            }
        }
    }
}

/// An end of a link: the height of the other end, the index of the link, and 0 or 1 for its first or second end.
type End = (f64, usize, usize);

/// Offsets of the two ends of each link from the middle of the side of a node, so that links of one node do not overlap:
/// in the order of the heights of their other ends.
#[expect(clippy::cast_precision_loss, reason = "a node has at most forty links")]
fn spread(diagram: &Diagram, boxes: &[Option<[f64; 4]>]) -> Vec<[f64; 2]> {
    let place = |at: usize| boxes.get(at).copied().flatten().unwrap_or_default();
    // The ends at each node and side.
    let mut sides: BTreeMap<(usize, bool), Vec<End>> = BTreeMap::new();
    for (nth, link) in diagram.links.iter().enumerate() {
        for (end, (here, there)) in [(link.from, link.to), (link.to, link.from)].into_iter().enumerate() {
            let (here_box, there_box) = (place(here), place(there));
            let height = there_box[1] + there_box[3] / 2.0;
            sides.entry((here, here_box[0] < there_box[0])).or_default().push((height, nth, end));
        }
    }
    let mut shifts = vec![[0.0; 2]; diagram.links.len()];
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

/// Ids of the nodes, cleaned; the index is added to an id that occurs twice.
fn ids(nodes: &[DiagramNode]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let unique = |(at, node): (usize, &DiagramNode)| {
        let mut id = format!("node-{}", single_line(&node.id).replace(' ', "_"));
        while !seen.insert(id.clone()) {
            id = format!("{id}-{at}");
        }
        id
    };
    nodes.iter().enumerate().map(unique).collect()
}

fn edge(ids: &[String], link: &DiagramLink, curve: Vec<[f64; 2]>) -> MapEdge {
    let name = |at: usize| ids.get(at).cloned().unwrap_or_default();
    MapEdge {
        from: name(link.from),
        to: name(link.to),
        width: link.width,
        tooltip: single_line(&link.tooltip),
        label: single_line(&link.label),
        ..MapEdge::along(curve, link.style, link.arrows)
    }
}

fn between_columns(from: [f64; 4], to: [f64; 4]) -> Vec<[f64; 2]> {
    let [left, right] = if from[0] <= to[0] { [from, to] } else { [to, from] };
    level([left[0] + left[2], left[1] + left[3] / 2.0], [right[0], right[1] + right[3] / 2.0])
}

/// A curve through the points of the layout that leaves and enters boxes at their sides: a line that leaves above or below
/// is hard to follow.
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
