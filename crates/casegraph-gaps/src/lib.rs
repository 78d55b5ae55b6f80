//! What is missing or wrong in a corpus: checks over its graph, and the findings they give.
//!
//! ```text
//! queries/gaps/*.rq, checks/*.rs ─► Checks ─┐
//! casegraph.toml [gaps], options ───────────┼─► run ─► GapReport ─► json · csv · markdown · sarif · github
//! suppressions, baseline ───────────────────┘                              └─► edits (--fix)
//! ```

mod baseline;
mod check;
mod checks;
mod error;
mod finding;
mod fix;
mod registry;
mod report;
mod run;
mod suppression;

pub use baseline::{Baseline, without_numbers};
pub use check::{Check, OPTIONAL_COLUMNS, REQUIRED_COLUMNS};
pub use error::Error;
pub use finding::{Edit, Finding};
pub use fix::{FileEdit, Replacement, fixes};
pub use registry::{Checks, shipped_checks};
pub use report::{ReportFormat, write_report};
pub use run::{GapOptions, GapReport, run};
