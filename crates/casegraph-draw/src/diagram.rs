//! A small graph before it is laid out.

use crate::style::Style;

/// Maximum number of nodes: a picture with more is unreadable. The caller leaves the rest out and fills
/// [`Diagram::left_out`].
pub const MOST_NODES: usize = 40;

/// A graph to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagram {
    /// Short name: the id of the drawing.
    pub name: String,
    /// Title of the picture.
    pub title: String,
    /// Its content in numbers.
    pub summary: String,
    /// The meaning of each style that occurs.
    pub legend: Vec<(Style, String)>,
    /// The nodes, in a deterministic order; at most [`MOST_NODES`].
    pub nodes: Vec<DiagramNode>,
    /// The links between them.
    pub links: Vec<DiagramLink>,
    /// Names of the groups of nodes.
    pub clusters: Vec<String>,
    /// A phrase for the parts that are not shown.
    pub left_out: Option<String>,
    /// The layout to use.
    pub arrangement: Arrangement,
}

/// A node of a diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramNode {
    /// Unique in its diagram, and stable from one drawing to the next.
    pub id: String,
    /// Name shown.
    pub label: String,
    /// A second line, such as numbers; may be empty.
    pub remark: String,
    /// Shape and colours.
    pub style: Style,
    /// Size of its text in points.
    pub font_size: f64,
    /// Tooltip text.
    pub tooltip: String,
    /// Link target.
    pub link: Option<String>,
    /// Its group: an index into [`Diagram::clusters`].
    pub cluster: Option<usize>,
    /// Its column, for [`Arrangement::Columns`].
    pub column: usize,
}

/// A link of a diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagramLink {
    /// Index of its first node.
    pub from: usize,
    /// Index of its second node. Layouts place it after the first.
    pub to: usize,
    /// Whether there is an arrow at the first and at the second node.
    pub arrows: [bool; 2],
    /// Thickness in points.
    pub width: f64,
    /// Shape and colours.
    pub style: Style,
    /// Tooltip text.
    pub tooltip: String,
    /// Its label; may be empty.
    pub label: String,
    /// Link target of the label.
    pub link: Option<String>,
}

/// The layout of a diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// Layers along the links, from left to right.
    Across,
    /// Layers along the links, from top to bottom.
    Down,
    /// Columns, with links from one to the next.
    Columns,
    /// One column, with links as arcs beside it.
    Arcs,
    /// One column; each node has a link to the next, with the label of the link beside it.
    Steps,
}
