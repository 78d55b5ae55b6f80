//! The formats of reports for programs and for the docs, a file each.

mod csv;
mod github;
pub(crate) mod json;
mod markdown;
mod sarif;

use crate::check::Check;
use crate::fix::FileEdit;
use crate::report::GapReport;

/// A format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportFormat {
    /// One object: findings and counts.
    Json,
    /// One finding a line.
    Csv,
    /// Counts and findings by topic.
    Markdown,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands that GitHub shows beside the lines.
    Github,
}

/// The report as text. `edits` are the [`fixes`](crate::fixes()) of its findings, which are part of SARIF. `root` is the path from the
/// repository to the corpus, with which the paths in SARIF and GitHub formats begin; other formats have paths in the corpus.
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

/// A path from the repository.
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
