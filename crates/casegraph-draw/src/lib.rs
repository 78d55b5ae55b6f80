//! Lays out small graphs and grids, and writes them as SVG, DOT, Mermaid and JSON.
//!
//! ```text
//! Diagram ─────► diagram_map ─┐
//!                             ├─► Map ─► to_svg · to_dot · to_mermaid · to_json
//! GridDiagram ─► grid_map ────┘
//! ```
//!
//! A layout never writes text, a writer never moves a node. A [`Map`] holds every position, so SVG and DOT show the same
//! picture and neither needs Graphviz. Colours come from one palette.
//!
//! The crate knows no corpus, no topic and no SPARQL.
//!
//! ```
//! use casegraph_draw::{Arrangement, Diagram, DiagramLink, DiagramNode, Style, diagram_map, to_svg};
//!
//! let node = |label: &str| DiagramNode {
//!     id: label.to_owned(),
//!     label: label.to_owned(),
//!     remark: String::new(),
//!     style: Style::Thing,
//!     font_size: 11.0,
//!     tooltip: String::new(),
//!     link: None,
//!     cluster: None,
//!     column: 0,
//! };
//! let link = DiagramLink {
//!     from: 0,
//!     to: 1,
//!     arrows: [false, true],
//!     width: 1.0,
//!     style: Style::Edge,
//!     tooltip: String::new(),
//!     label: "needs".to_owned(),
//!     link: None,
//! };
//! let diagram = Diagram {
//!     name: "example".to_owned(),
//!     title: "Two topics".to_owned(),
//!     summary: "2 topics, 1 link".to_owned(),
//!     legend: Vec::new(),
//!     nodes: vec![node("sharding"), node("hashing")],
//!     links: vec![link],
//!     clusters: Vec::new(),
//!     left_out: None,
//!     arrangement: Arrangement::Across,
//! };
//! let map = diagram_map(&diagram);
//! assert!(map.nodes.iter().any(|node| node.name == "hashing"));
//! assert!(to_svg(&map).starts_with("<svg "));
//! ```

mod diagram;
mod edge;
mod grid_diagram;
mod layout;
mod model;
mod palette;
mod size;
mod style;
mod text;
mod write;

#[cfg(test)]
mod tests;

pub use diagram::{Arrangement, Diagram, DiagramLink, DiagramNode, MOST_NODES};
pub use edge::MapEdge;
pub use grid_diagram::{GridBlock, GridDiagram, GridRow, GridTile, LegendEntry, Tally};
pub use layout::{TILE_FONT, TILE_WIDTH, diagram_map, grid_map};
pub use model::{Align, Font, Map, MapNode, Weight};
pub use style::{Shape, Style};
pub use text::{fit_line, single_line, text_width, wrap_lines};
pub use write::{to_dot, to_json, to_mermaid, to_svg};
