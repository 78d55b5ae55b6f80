//! How far topics are, and what the checks find on them: plain data read from the graph.

pub(crate) mod gaps;
pub(crate) mod matrix;
pub(crate) mod part;
pub(crate) mod rows;
pub(crate) mod topics;

pub use gaps::{GapCounts, GapCoverage, MapFinding, read_gap_coverage};
pub use matrix::{Matrix, MatrixKind, read_matrix};
pub use part::Part;
pub use rows::read_coverage;
pub use topics::{Coverage, CoverageCategory, CoverageDomain, CoverageTopic};
