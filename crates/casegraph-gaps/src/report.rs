//! Reports for programs and for the docs, a format a file.

mod csv;
mod github;
mod json;
mod markdown;
mod sarif;

use crate::check::Check;
use crate::fix::FileEdit;
use crate::run::GapReport;

/// A format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportFormat {
    /// One object: findings and counts.
    Json,
    /// A finding a line.
    Csv,
    /// Counts and findings by topic.
    Markdown,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands that GitHub shows beside the lines.
    Github,
}

/// The report as text; `edits` are what [`fixes`](crate::fixes) says of its findings, which SARIF tells. `root` is what paths of SARIF and GitHub begin with: the corpus as seen from the repository; the
/// others tell paths in the corpus.
#[must_use]
pub fn write_report(
    report: &GapReport,
    checks: &[Check],
    edits: &[FileEdit],
    format: ReportFormat,
    root: &str,
) -> String {
    match format {
        ReportFormat::Json => json::write(report),
        ReportFormat::Csv => csv::write(report),
        ReportFormat::Markdown => markdown::write(report, checks),
        ReportFormat::Sarif => sarif::write(report, checks, edits, root),
        ReportFormat::Github => github::write(report, root),
    }
}

/// A path as seen from the repository.
fn from_root(root: &str, path: &str) -> String {
    if root.is_empty() || root == "." {
        path.to_owned()
    } else {
        format!("{}/{path}", root.trim_end_matches('/'))
    }
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}
