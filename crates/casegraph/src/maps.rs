//! Maps: pictures of the corpus. A request is read, the graph is asked, the rows become a grid or a diagram, and
//! [`casegraph_draw`] lays it out.
//!
//! ```text
//! "related cache --depth 2" ─► View ─► draw_map ─┬─► read_coverage, read_gap_coverage ─► coverage_map, gap_map (grids) ─┬─► Map
//!                                                └─► one file a diagram, its query beside it ─► graph_map ──────────────┘
//! PathReport, Syllabus, RelatedReport ─► path_diagram, syllabus_diagram, related_diagram ─► graph_map ─► Map
//! ```

mod categories;
mod companies;
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
mod source;
mod sources;
mod syllabus;
#[cfg(test)]
mod tests;
mod tile;
mod topic_node;
mod topic_ref;

pub use coverage_grid::coverage_map;
pub use draw::draw_map;
pub use gap_grid::gap_map;
pub use path::path_diagram;
pub use path_request::PathAsked;
pub use related_report::related_diagram;
pub use request::View;
pub use syllabus::syllabus_diagram;
