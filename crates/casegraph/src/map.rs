//! Maps: pictures of the corpus, laid out once and written as DOT or as SVG.
//!
//! `Coverage` → [`coverage_map`] (the grid) → [`Map`] → [`to_dot`] or [`to_svg`]. A [`Map`] already knows where
//! everything stands, so both writers draw the same picture and neither needs Graphviz; colours come from
//! one palette. A layout never writes text, a writer never moves anything.

mod characters;
mod class;
mod dot;
mod grid;
mod legend;
mod lines;
mod model;
mod numbers;
mod palette;
mod svg;
mod tile;
mod width;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use class::Class;
pub(crate) use dot::quoted as dot_quoted;
pub use dot::to_dot;
pub use grid::coverage_map;
pub use model::{Align, Font, Map, Node, Weight};
pub use svg::to_svg;
