//! The coverage map and the gap map: what is known of topics as the tiles of a grid.

mod coverage_grid;
mod gap_grid;
mod legend;
#[cfg(test)]
mod tests;
mod tile;

pub use coverage_grid::coverage_map;
pub use gap_grid::gap_map;
