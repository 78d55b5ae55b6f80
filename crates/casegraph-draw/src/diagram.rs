//! A small graph before it has places: what a view shows, for the layouts.

use crate::style::Class;

/// More nodes than these are a ball of wool; who makes a view leaves the rest out and says so.
pub const MOST_NODES: usize = 40;

/// A graph to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphView {
    /// Short name: the id of the drawing.
    pub name: String,
    /// What the picture is called.
    pub title: String,
    /// What it shows, in numbers.
    pub summary: String,
    /// What the colours and lines mean, each with its class.
    pub legend: Vec<(Class, String)>,
    /// The nodes, in an order that does not depend on chance; at most [`MOST_NODES`].
    pub nodes: Vec<ViewNode>,
    /// The links between them.
    pub links: Vec<ViewLink>,
    /// Names of groups of nodes.
    pub clusters: Vec<String>,
    /// What is not shown, in words.
    pub left_out: Option<String>,
    /// How it is laid out.
    pub arrangement: Arrangement,
}

/// A node of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewNode {
    /// Unique in its view, and stable.
    pub id: String,
    /// Its name.
    pub label: String,
    /// A second line, such as numbers; may be empty.
    pub remark: String,
    /// What it stands for.
    pub class: Class,
    /// Size of its text: more for what counts more.
    pub font_size: f64,
    /// What is told on hovering.
    pub tooltip: String,
    /// Where a click leads.
    pub link: Option<String>,
    /// Its group, by place in [`GraphView::clusters`].
    pub cluster: Option<usize>,
    /// Its column, where the arrangement has columns.
    pub column: usize,
}

/// A link of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewLink {
    /// Place of its first node.
    pub from: usize,
    /// Place of its second node. Layouts put it after the first.
    pub to: usize,
    /// Whether there is an arrow at the first and at the second node.
    pub arrows: [bool; 2],
    /// Thickness in points.
    pub width: f64,
    /// What it stands for.
    pub class: Class,
    /// What is told on hovering.
    pub tooltip: String,
    /// What is written beside it; may be empty.
    pub label: String,
    /// Where a click on the label leads.
    pub link: Option<String>,
}

/// How a graph is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement {
    /// In layers along the links, from left to right.
    Across,
    /// In layers along the links, from top to bottom.
    Down,
    /// In columns, with links from one to the next.
    Columns,
    /// In one column, with links as arcs beside it.
    Arcs,
    /// In one column, each with a link to the next and the link's label, in full, beside it.
    Steps,
}
