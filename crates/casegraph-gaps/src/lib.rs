//! Gaps: what is missing or wrong in a corpus. Checks run over its graph and yield findings.
//!
//! ```text
//! queries/gaps/*.rq, checks/*.rs ─► Checks ─┐
//! casegraph.toml [gaps], options ───────────┼─► run ─► GapReport ─► json · csv · markdown · sarif · github
//! suppressions, baseline ───────────────────┘                   └─► edits (--fix)
//! ```
//!
//! ```no_run
//! use casegraph_corpus::{Corpus, Session, Silent};
//! use casegraph_gaps::{Error, GapOptions, run};
//!
//! let corpus = Corpus::open(std::path::Path::new("content"))?;
//! let session = Session::open(corpus, &Silent)?;
//! for finding in run(&session, &GapOptions::default())?.findings {
//!     println!("{}:{}: {}", finding.path, finding.line, finding.message);
//! }
//! # Ok::<(), Error>(())
//! ```
//!
//! Never draws, and reads Markdown only to apply the edits of fixes.

mod baseline;
mod check;
mod checks;
mod config_error;
mod context;
mod error;
mod finding;
mod fix;
mod options;
mod parameters;
mod registry;
mod report;
mod report_format;
mod row;
mod run;
mod selection;
mod suppression;

pub use baseline::{Baseline, BaselineError, without_numbers};
pub use check::{Check, OPTIONAL_COLUMNS, REQUIRED_COLUMNS};
pub use error::Error;
pub use finding::{Edit, Finding};
pub use fix::{FileEdit, Replacement, fixes};
pub use options::GapOptions;
pub use registry::{Checks, shipped_checks};
pub use report::GapReport;
pub use report_format::json::finding_json;
pub use report_format::{ReportFormat, write_report};
pub use run::{run, run_checks};
