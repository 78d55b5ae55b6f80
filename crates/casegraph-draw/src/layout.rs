//! Layouts: each finds the positions of a diagram's nodes, links and labels, or of a grid's tiles.

mod arcs;
mod columns;
mod graph_map;
mod grid;
mod layered;
mod placement;
mod steps;

pub use graph_map::graph_map;
pub use grid::{TILE_FONT, TILE_WIDTH, grid_map};
