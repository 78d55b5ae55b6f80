//! Layouts: each finds the positions of a diagram's nodes, links and labels, or of a grid's tiles.

mod arcs;
mod columns;
mod diagram;
mod grid;
mod layered;
mod placement;
mod steps;

pub use diagram::diagram_map;
pub use grid::{TILE_FONT, TILE_WIDTH, grid_map};
