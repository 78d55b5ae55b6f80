//! Maps: pictures of the corpus, laid out once and written as DOT or as SVG.
//!
//! `Coverage` → [`coverage_map`] (the grid), [`GraphView`] → [`graph_map`] (layers or columns) → [`Map`] → [`to_dot`],
//! [`to_svg`], [`to_mermaid`] or [`to_json`]. A [`Map`] already knows where
//! everything stands, so both writers draw the same picture and neither needs Graphviz; colours come from
//! one palette. A layout never writes text, a writer never moves anything.

mod arcs;
mod characters;
mod class;
mod columns;
mod dot;
mod edge;
mod graph_map;
mod graph_view;
mod grid;
mod json;
mod layered;
mod legend;
mod lines;
mod mermaid;
mod model;
mod numbers;
mod palette;
mod place;
mod svg;
mod tile;
mod width;

#[cfg(test)]
mod graph_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use class::Class;
pub(crate) use dot::quoted as dot_quoted;
pub use dot::to_dot;
pub use edge::Edge;
pub use graph_map::graph_map;
pub use graph_view::{Arrangement, GraphView, MOST_NODES, ViewLink, ViewNode};
pub use grid::coverage_map;
pub use json::to_json;
pub use mermaid::to_mermaid;
pub use model::{Align, Font, Map, Node, Weight};
pub use svg::to_svg;
