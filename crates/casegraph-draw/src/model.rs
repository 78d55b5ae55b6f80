//! A map that is laid out: boxes and texts with their places, ready for any writer.
//!
//! One coordinate system for all: points, x to the right, y down, from the top left corner. Who makes a map sees to it
//! that ids are unique and that text fits ([`super::lines`]); writers trust that, but take any characters.

use crate::edge::Edge;
use crate::style::Class;

/// A picture with everything in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// Short name, such as `coverage`: the id of the whole drawing.
    pub name: String,
    /// What the picture is called.
    pub title: String,
    /// What the picture says, in words, for those who do not see it.
    pub description: String,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// What is drawn, in drawing order.
    pub nodes: Vec<Node>,
    /// Lines between nodes; drawn over frames and under everything else.
    pub edges: Vec<Edge>,
    /// Whether links lead from top to bottom, for writers that find places of their own.
    pub leads_down: bool,
    /// What is not shown, in words.
    pub left_out: Option<String>,
}

/// A box, a bar or a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Unique in its map, and stable from one drawing to the next.
    pub id: String,
    /// What it stands for; decides shape and colours.
    pub class: Class,
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
    /// Where the lines stand between the left and the right edge.
    pub align: Align,
    /// How the lines are set.
    pub font: Font,
    /// What it stands for, in full; empty where it only belongs to another. Lists of a map's links go by it.
    pub name: String,
    /// What is told on hovering.
    pub tooltip: Option<String>,
    /// Where a click leads.
    pub link: Option<String>,
}

impl Node {
    /// A node at a place (`x`, `y`, `width`, `height`), without text.
    pub(crate) fn new(id: impl Into<String>, class: Class, [x, y, width, height]: [f64; 4]) -> Self {
        let (lines, align, font) = (Vec::new(), Align::Center, Font::regular(10.5));
        let (name, tooltip, link) = (String::new(), None, None);
        Self { id: id.into(), class, x, y, width, height, lines, align, font, name, tooltip, link }
    }

    /// The same node with text.
    pub(crate) fn text(self, lines: Vec<String>, align: Align, font: Font) -> Self {
        Self { lines, align, font, ..self }
    }

    /// The same node with the name of what it stands for.
    pub(crate) fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// The same node with a tooltip.
    pub(crate) fn tooltip(self, tooltip: String) -> Self {
        Self { tooltip: Some(tooltip), ..self }
    }

    /// The link, if a drawing may carry it: relative, or to the web. `javascript:` and its like are left out.
    #[must_use]
    pub fn safe_link(&self) -> Option<&str> {
        let link = self.link.as_deref()?;
        let before_path = link.split(['/', '?', '#']).next().unwrap_or_default();
        let scheme = before_path.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        matches!(scheme.as_deref(), None | Some("http" | "https")).then_some(link)
    }
}

/// Where lines stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// How text is set. The family is the same everywhere: Helvetica, Arial or what is like them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// Size in points.
    pub size: f64,
    /// Thickness.
    pub weight: Weight,
}

impl Font {
    /// Text of normal thickness.
    #[must_use]
    pub const fn regular(size: f64) -> Self {
        Self { size, weight: Weight::Regular }
    }

    /// Bold text.
    #[must_use]
    pub const fn bold(size: f64) -> Self {
        Self { size, weight: Weight::Bold }
    }

    /// From one line to the next.
    #[must_use]
    pub fn line_height(self) -> f64 {
        self.size * 1.2
    }
}

/// Thickness of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Normal.
    Regular,
    /// Bold.
    Bold,
}
