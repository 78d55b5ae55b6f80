//! A map as SVG, to be committed and shown on a code host: light and dark, opaque, without scripts, fonts from
//! elsewhere, dates or versions. One line a node, so that a diff shows which topics changed.

use std::fmt::Write;

use super::numbers::points;
use crate::edge::Edge;
use crate::model::{Align, Map, Node, Weight};
use crate::palette::{Border, Colors, page, paint};
use crate::style::{Class, Shape};
use crate::text::characters::{cleaned, is_right_to_left};

/// Size of text unless a node says otherwise.
const FONT_SIZE: f64 = 10.5;
/// From the middle of a line down to where its letters stand, in parts of the font size.
const BASELINE: f64 = 0.35;

const START: &str = " text-anchor=\"start\"";
const END: &str = " text-anchor=\"end\"";

/// Writes the map as a complete SVG document.
#[must_use]
pub fn to_svg(map: &Map) -> String {
    let mut svg = Svg(String::new());
    let [width, height] = [map.width, map.height].map(points);
    svg.line(format_args!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{}\" role=\"img\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"Helvetica,Arial,sans-serif\" font-size=\"{}\" text-anchor=\"middle\">",
        escaped(&map.name),
        points(FONT_SIZE),
    ));
    svg.line(format_args!("<title>{}</title>", escaped(&map.title)));
    svg.line(format_args!("<desc>{}</desc>", escaped(&map.description)));
    svg.line(format_args!("<style>\n{}</style>", style(map)));
    svg.line(format_args!("<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>"));
    let is_frame = |node: &&Node| node.class.shape() == Shape::Frame;
    for node in map.nodes.iter().filter(is_frame) {
        svg.node(node);
    }
    for edge in &map.edges {
        svg.edge(edge);
    }
    for node in map.nodes.iter().filter(|node| !is_frame(node)) {
        svg.node(node);
    }
    svg.line(format_args!("</svg>"));
    svg.0
}

/// The rules for the classes that occur: first everything, then what is different in the dark.
fn style(map: &Map) -> String {
    let classes: Vec<Class> = Class::ALL.into_iter().filter(|&class| occurs(map, class)).collect();
    let mut rules = Svg(String::new());
    rules.line(format_args!(".page{{fill:{}}}", page().light.fill));
    for &class in &classes {
        let paint = paint(class);
        let border = match paint.border {
            Border::Thin => "",
            Border::Thick => ";stroke-width:2",
            Border::Dashed => ";stroke-dasharray:4 3",
        };
        rules.class(class, paint.light, border);
    }
    rules.line(format_args!("@media (prefers-color-scheme:dark){{"));
    rules.line(format_args!(".page{{fill:{}}}", page().dark.fill));
    for &class in &classes {
        rules.class(class, paint(class).dark, "");
    }
    rules.line(format_args!("}}"));
    rules.0
}

fn occurs(map: &Map, class: Class) -> bool {
    map.nodes.iter().any(|node| node.class == class) || map.edges.iter().any(|edge| edge.class == class)
}

/// The document so far.
struct Svg(String);

impl Svg {
    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        self.write(text);
        self.0.push('\n');
    }

    fn write(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(text);
    }

    fn class(&mut self, class: Class, Colors { fill, border, text }: Colors, more: &str) {
        let name = class.name();
        match class.shape() {
            Shape::Tile => self.line(format_args!(
                ".{name} rect{{fill:{fill};stroke:{border}{more}}}.{name} text{{fill:{text}}}"
            )),
            Shape::Text => self.line(format_args!(".{name} text{{fill:{text}}}")),
            Shape::Bar => self.line(format_args!(".{name} rect{{fill:{fill}}}")),
            Shape::Badge => {
                self.line(format_args!(".{name} rect{{fill:{fill}}}.{name} text{{fill:{text}}}"));
            }
            Shape::Frame => self.line(format_args!(".{name} rect{{fill:{fill};stroke:{border}}}")),
            Shape::Line => self.line(format_args!(
                ".{name} .line{{fill:none;stroke:{border}{more}}}.{name} .arrow{{fill:{border}}}"
            )),
        }
    }

    fn node(&mut self, node: &Node) {
        let link = node.safe_link();
        let element = if link.is_some() { "a" } else { "g" };
        self.write(format_args!("<{element} class=\"{}\"", node.class.name()));
        if node.class.is_anchor() {
            self.write(format_args!(" id=\"{}\"", escaped(&node.id)));
        }
        if let Some(link) = link {
            self.write(format_args!(" href=\"{}\"", escaped(link)));
        }
        self.write(format_args!(">"));
        if let Some(tooltip) = &node.tooltip {
            self.write(format_args!("<title>{}</title>", escaped(tooltip)));
        }
        self.rectangle(node);
        self.text(node);
        self.line(format_args!("</{element}>"));
    }

    fn edge(&mut self, edge: &Edge) {
        let Some((start, pieces)) = edge.curve.split_first() else { return };
        self.write(format_args!("<g class=\"{}\">", edge.class.name()));
        if !edge.tooltip.is_empty() {
            self.write(format_args!("<title>{}</title>", escaped(&edge.tooltip)));
        }
        let at = |[x, y]: [f64; 2]| format!("{},{}", points(x), points(y));
        let curve: Vec<String> = pieces.iter().map(|point| at(*point)).collect();
        let (start, curve, width) = (at(*start), curve.join(" "), points(edge.width));
        self.write(format_args!("<path class=\"line\" stroke-width=\"{width}\" d=\"M{start} C{curve}\"/>"));
        let ends = [(edge.tail, edge.curve.first()), (edge.head, edge.curve.last())];
        for (tip, base) in ends.into_iter().filter_map(|(tip, base)| tip.zip(base)) {
            let [dx, dy] = [tip[0] - base[0], tip[1] - base[1]];
            // Half as wide as long.
            let [left, right] = [0.4, -0.4].map(|side| at([base[0] - dy * side, base[1] + dx * side]));
            self.write(format_args!("<path class=\"arrow\" d=\"M{} L{left} L{right} Z\"/>", at(tip)));
        }
        self.line(format_args!("</g>"));
    }

    fn rectangle(&mut self, node: &Node) {
        let corner = match node.class.shape() {
            Shape::Tile => format!(" rx=\"{}\"", points((node.height / 3.0).min(10.0))),
            Shape::Frame => " rx=\"8\"".to_owned(),
            Shape::Text | Shape::Line => return,
            Shape::Bar | Shape::Badge => String::new(),
        };
        let [x, y, width, height] = [node.x, node.y, node.width, node.height].map(points);
        self.write(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{corner}/>"));
    }

    /// Each line is an element of its own, so that one written from right to left does not touch the others.
    fn text(&mut self, node: &Node) {
        let (x, anchor, opposite) = match node.align {
            Align::Left => (node.x, START, END),
            Align::Center => (node.x + node.width / 2.0, "", ""),
            Align::Right => (node.x + node.width, END, START),
        };
        let size = points(node.font.size);
        let size = if size == points(FONT_SIZE) { String::new() } else { format!(" font-size=\"{size}\"") };
        let weight = match node.font.weight {
            Weight::Regular => "",
            Weight::Bold => " font-weight=\"bold\"",
        };
        let line_height = node.font.line_height();
        let mut middle = node.y + (node.height - line_height * lines_but_one(node)) / 2.0;
        for line in &node.lines {
            let (x, y) = (points(x), points(middle + BASELINE * node.font.size));
            // From right to left, a line starts on the right.
            let (direction, anchor) =
                if is_right_to_left(line) { (" direction=\"rtl\"", opposite) } else { ("", anchor) };
            let line = escaped(line);
            self.write(format_args!(
                "<text x=\"{x}\" y=\"{y}\"{direction}{anchor}{size}{weight}>{line}</text>"
            ));
            middle += line_height;
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a node has a handful of lines")]
fn lines_but_one(node: &Node) -> f64 {
    node.lines.len().saturating_sub(1) as f64
}

/// Any text as XML text or attribute value. What XML 1.0 cannot hold is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in cleaned(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            _ => escaped.push(character),
        }
    }
    escaped
}
