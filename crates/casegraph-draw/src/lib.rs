//! Pictures: a diagram or a grid goes in, a [`Map`] with every position comes out, and four writers write it.
//!
//! ```text
//! GraphView ─► graph_map ─┐
//!                         ├─► Map ─► to_svg · to_dot · to_mermaid · to_json
//! GridView ──► grid_map ──┘
//! ```
//!
//! A layout never writes text, a writer never moves a node. A [`Map`] holds every position, so SVG and DOT show the same
//! picture and neither needs Graphviz. Colours come from one palette.
//!
//! The crate knows nothing of corpora, topics or SPARQL.

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

pub use diagram::{Arrangement, GraphView, MOST_NODES, ViewLink, ViewNode};
pub use edge::Edge;
pub use grid_diagram::{GridBlock, GridRow, GridTile, GridView, LegendEntry, Tally};
pub use layout::{TILE_FONT, TILE_WIDTH, graph_map, grid_map};
pub use model::{Align, Font, Map, Node, Weight};
pub use style::{Class, Shape};
pub use text::{fitted, single_line, width, wrapped};
pub use write::{to_dot, to_json, to_mermaid, to_svg};
