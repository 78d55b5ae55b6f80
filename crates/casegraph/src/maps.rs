//! Maps: pictures of the corpus.
//!
//! ```text
//! MapRequest ─► draw_map ─┬─► read_coverage, read_gap_coverage ─► coverage_map, gap_map ──┐
//!                         └─► one file a diagram, its query beside it ─► diagram_map ─────┼─► Map
//! PathReport, Syllabus, RelatedReport ─► path_diagram, … ───────────────► diagram_map ────┘
//! ```
//!
//! The layouts and writers are in [`casegraph_draw`].

mod categories;
mod companies;
mod context;
pub(crate) mod coverage_grid;
mod custom;
pub(crate) mod draw;
pub(crate) mod gap_grid;
mod left_out;
mod legend;
mod path;
pub(crate) mod path_request;
mod related;
mod related_report;
pub(crate) mod request;
mod sources;
mod syllabus;
#[cfg(test)]
mod tests;
mod tile;
mod topic_node;
mod topic_ref;
mod topic_style;

pub use coverage_grid::coverage_map;
pub use draw::draw_map;
pub use gap_grid::gap_map;
pub use path::path_diagram;
pub use path_request::PathRequest;
pub use related_report::related_diagram;
pub use request::MapRequest;
pub use syllabus::syllabus_diagram;
