//! A map as DOT, for Graphviz and whoever wants to restyle it.
//!
//! Positions are pinned, so `neato` (or `neato -n2`) draws exactly the map. The only file that calls `dot-writer`,
//! which quotes nothing by itself: every id and every value goes through [`quoted`].

use dot_writer::{Attributes, AttributesList, DotWriter};

use super::numbers::{inches, points};
use crate::edge::Edge;
use crate::model::{Align, Map, Node, Weight};
use crate::palette::{Border, page, paint};
use crate::style::Shape;
use crate::text::characters::cleaned;

/// How DOT writes a line end in text that is centred.
const NEW_LINE: &str = "\\n";

const FAMILY: &str = "Helvetica,Arial,sans-serif";
/// Size of text unless a node says otherwise.
const FONT_SIZE: &str = "10.5";

/// Writes the map as a DOT digraph.
#[must_use]
pub fn to_dot(map: &Map) -> String {
    let mut bytes = Vec::new();
    {
        let mut writer = DotWriter::from(&mut bytes);
        let mut graph = writer.digraph();
        {
            let mut defaults = graph.graph_attributes();
            set(&mut defaults, "id", &map.name);
            set(&mut defaults, "layout", "neato");
            set(&mut defaults, "inputscale", "72");
            set(&mut defaults, "bgcolor", page().light.fill);
            set(&mut defaults, "pad", &inches(10.0));
            set(&mut defaults, "fontname", FAMILY);
            set(&mut defaults, "tooltip", &map.title);
        }
        {
            let mut defaults = graph.node_attributes();
            set(&mut defaults, "shape", "box");
            set(&mut defaults, "style", "filled,rounded");
            set(&mut defaults, "fixedsize", "true");
            set(&mut defaults, "margin", "0");
            set(&mut defaults, "penwidth", "1");
            set(&mut defaults, "fontname", FAMILY);
            set(&mut defaults, "fontsize", FONT_SIZE);
        }
        for node in &map.nodes {
            let mut statement = graph.node_named(quoted(&node.id, NEW_LINE));
            node_attributes(&mut statement, node, map.height);
        }
        for edge in &map.edges {
            let statement = graph.edge(quoted(&edge.from, NEW_LINE), quoted(&edge.to, NEW_LINE));
            edge_attributes(&mut statement.attributes(), edge, map.height);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn node_attributes(list: &mut AttributesList<'_, '_>, node: &Node, map_height: f64) {
    let paint = paint(node.class);
    let x = node.x + node.width / 2.0;
    let y = map_height - node.y - node.height / 2.0;
    set(list, "pos", &format!("{},{}!", points(x), points(y)));
    set(list, "width", &inches(node.width));
    set(list, "height", &inches(node.height));
    set_quoted(list, "label", &label(node));
    set(list, "class", node.class.name());
    if node.class.is_anchor() {
        set(list, "id", &node.id);
    }
    match node.class.shape() {
        Shape::Tile => {
            set(list, "fillcolor", paint.light.fill);
            set(list, "color", paint.light.border);
            match paint.border {
                Border::Thin => {}
                Border::Thick => set(list, "penwidth", "2"),
                Border::Dashed => set(list, "style", "filled,rounded,dashed"),
            }
        }
        Shape::Text => {
            set(list, "shape", "plaintext");
            set(list, "style", "");
        }
        Shape::Frame => {
            set(list, "fillcolor", paint.light.fill);
            set(list, "color", paint.light.border);
        }
        Shape::Line => {}
        Shape::Badge => {
            set(list, "fillcolor", paint.light.fill);
            set(list, "style", "filled");
            set(list, "penwidth", "0");
        }
        Shape::Bar => {
            set(list, "fillcolor", paint.light.fill);
            set(list, "color", paint.light.fill);
            set(list, "style", "filled");
            set(list, "penwidth", "0");
        }
    }
    if !node.lines.is_empty() {
        set(list, "fontcolor", paint.light.text);
        let size = points(node.font.size);
        if size != FONT_SIZE {
            set(list, "fontsize", &size);
        }
        if node.font.weight == Weight::Bold {
            set(list, "fontname", &format!("{FAMILY} bold"));
        }
    }
    if let Some(tooltip) = &node.tooltip {
        set(list, "tooltip", tooltip);
    }
    if let Some(link) = node.safe_link() {
        set(list, "URL", link);
    }
}

/// The curve as Graphviz writes it itself: the points of the arrows first. `neato -n2` draws it; `neato` alone draws
/// straight lines between the same nodes.
fn edge_attributes(list: &mut AttributesList<'_, '_>, edge: &Edge, map_height: f64) {
    let at = |[x, y]: [f64; 2]| format!("{},{}", points(x), points(map_height - y));
    let tail = edge.tail.map(|tip| format!("s,{}", at(tip)));
    let head = edge.head.map(|tip| format!("e,{}", at(tip)));
    let curve = edge.curve.iter().map(|point| at(*point));
    let places: Vec<String> = tail.into_iter().chain(head).chain(curve).collect();
    set(list, "pos", &places.join(" "));
    set(list, "class", edge.class.name());
    set(list, "color", paint(edge.class).light.border);
    set(
        list,
        "dir",
        match (edge.tail, edge.head) {
            (None, None) => "none",
            (None, Some(_)) => "forward",
            (Some(_), None) => "back",
            (Some(_), Some(_)) => "both",
        },
    );
    if paint(edge.class).border == Border::Dashed {
        set(list, "style", "dashed");
    }
    set(list, "arrowsize", "0.7");
    set(list, "penwidth", &points(edge.width));
    if !edge.tooltip.is_empty() {
        set(list, "tooltip", &edge.tooltip);
    }
}

fn set(list: &mut AttributesList<'_, '_>, name: &str, value: &str) {
    set_quoted(list, name, &quoted(value, NEW_LINE));
}

/// `value` is quoted already; `false` keeps `dot-writer` from adding quotes of its own.
fn set_quoted(list: &mut AttributesList<'_, '_>, name: &str, value: &str) {
    list.set(name, value, false);
}

/// The lines as a DOT label: each line end says on which side its line stands.
fn label(node: &Node) -> String {
    let mut text = node.lines.join("\n");
    let line_end = match node.align {
        Align::Center => NEW_LINE,
        Align::Left => "\\l",
        Align::Right => "\\r",
    };
    if node.align != Align::Center && !text.is_empty() {
        text.push('\n');
    }
    quoted(&text, line_end)
}

/// Any text as a quoted DOT string that Graphviz reads back as the same text.
///
/// Three languages lie on top of each other: quotes end the string, a backslash begins an escape in labels (`\N`, `\G`,
/// `\l`), and `&name;` is a character entity. What cannot be drawn is left out.
pub(crate) fn quoted(text: &str, line_end: &str) -> String {
    let text = cleaned(text);
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str(line_end),
            '&' if text.get(at + 1..).is_some_and(begins_entity) => quoted.push_str("&amp;"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether text after a `&` makes it an entity: `amp;`, `#233;`.
fn begins_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < rest.len() && name.starts_with(';')
}
