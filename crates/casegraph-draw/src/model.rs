//! A laid-out map: boxes, texts and lines with their positions, ready for any writer.
//!
//! All coordinates are points from the top left corner, x to the right, y down. The layout makes ids unique and text fit
//! ([`crate::text::lines`]); writers rely on that, and accept any characters.

use crate::edge::MapEdge;
use crate::style::Style;

/// A picture with all positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// Short name, such as `coverage`: the id of the whole drawing.
    pub name: String,
    /// Title of the picture.
    pub title: String,
    /// The content in words, for readers who do not see the picture.
    pub description: String,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// Boxes, bars and texts, in drawing order.
    pub nodes: Vec<MapNode>,
    /// Lines between nodes, drawn over frames and under all other nodes.
    pub edges: Vec<MapEdge>,
    /// Whether links lead from top to bottom, for writers that do not use the positions.
    pub leads_down: bool,
    /// A phrase for the parts that are not shown.
    pub left_out: Option<String>,
}

/// A box, a bar or a text.
#[derive(Clone, Debug, PartialEq)]
pub struct MapNode {
    /// Unique in its map, and stable from one drawing to the next.
    pub id: String,
    /// Shape and colours.
    pub style: Style,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Text, line by line, centred vertically.
    pub lines: Vec<String>,
    /// Horizontal alignment of the lines.
    pub align: Align,
    /// Font of the lines.
    pub font: Font,
    /// Full name, for lists of links; empty for a node that only belongs to another.
    pub name: String,
    /// Tooltip text.
    pub tooltip: Option<String>,
    /// Link target.
    pub link: Option<String>,
}

impl MapNode {
    /// A node without text, at `[x, y, width, height]`.
    pub(crate) fn new(id: impl Into<String>, style: Style, [x, y, width, height]: [f64; 4]) -> Self {
        let (lines, align, font) = (Vec::new(), Align::Center, Font::regular(10.5));
        let (name, tooltip, link) = (String::new(), None, None);
        Self { id: id.into(), style, x, y, width, height, lines, align, font, name, tooltip, link }
    }

    /// The same node with text.
    pub(crate) fn text(self, lines: Vec<String>, align: Align, font: Font) -> Self {
        Self { lines, align, font, ..self }
    }

    /// The same node with a full name.
    pub(crate) fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// The same node with a tooltip.
    pub(crate) fn tooltip(self, tooltip: String) -> Self {
        Self { tooltip: Some(tooltip), ..self }
    }

    /// The link target, if it is safe: relative or `http(s)`. `javascript:` and similar schemes are dropped.
    #[must_use]
    pub fn safe_link(&self) -> Option<&str> {
        let link = self.link.as_deref()?;
        let before_path = link.split(['/', '?', '#']).next().unwrap_or_default();
        let scheme = before_path.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        matches!(scheme.as_deref(), None | Some("http" | "https")).then_some(link)
    }
}

/// Horizontal alignment of text in its box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// Size and weight of text. The family is the same everywhere: Helvetica, Arial or a similar font.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Size in points.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
}

impl Font {
    /// Regular text.
    #[must_use]
    pub const fn regular(size: f64) -> Self {
        Self { size, weight: Weight::Regular }
    }

    /// Bold text.
    #[must_use]
    pub const fn bold(size: f64) -> Self {
        Self { size, weight: Weight::Bold }
    }

    /// Distance from one line to the next.
    #[must_use]
    pub fn line_height(self) -> f64 {
        self.size * 1.2
    }
}

/// Weight of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Regular.
    Regular,
    /// Bold.
    Bold,
}
