//! Maps: pictures of the corpus, laid out once and written as DOT or as SVG.
//!
//! `Coverage` → [`coverage_map`], `GapCoverage` → [`gap_map`] (grids), [`GraphView`] → [`graph_map`] (layers, columns, arcs or steps) → [`Map`] → [`to_dot`],
//! [`to_svg`], [`to_mermaid`] or [`to_json`]. A [`Map`] already knows where
//! everything stands, so both writers draw the same picture and neither needs Graphviz; colours come from
//! one palette. A layout never writes text, a writer never moves anything.

mod arcs;
mod characters;
mod class;
mod columns;
mod coverage_grid;
mod dot;
mod edge;
mod gap_grid;
mod graph_map;
mod graph_view;
mod grid;
mod json;
mod layered;
mod legend;
mod lines;
mod link_label;
mod mermaid;
mod model;
mod numbers;
mod palette;
mod place;
mod steps;
mod svg;
mod tile;
mod width;

#[cfg(test)]
mod gap_tests;
#[cfg(test)]
mod graph_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use class::Class;
pub use coverage_grid::coverage_map;
pub use dot::to_dot;
pub use edge::Edge;
pub use gap_grid::gap_map;
pub use graph_map::graph_map;
pub use graph_view::{Arrangement, GraphView, MOST_NODES, ViewLink, ViewNode};
pub use json::to_json;
pub use mermaid::to_mermaid;
pub use model::{Align, Font, Map, Node, Weight};
pub use svg::to_svg;
