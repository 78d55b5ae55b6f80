//! `--format markdown`: for a pull request or a page.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casegraph_facts::Severity;

use crate::check::Check;
use crate::finding::Finding;
use crate::run::GapReport;

pub(super) fn write(report: &GapReport, checks: &[Check]) -> String {
    if report.findings.is_empty() {
        return "No gaps.\n".to_owned();
    }
    let mut out = format!(
        "{} errors, {} warnings, {} notes.\n\n| Finding | Severity | Count |\n|---|---|---:|\n",
        report.count(Severity::Error),
        report.count(Severity::Warning),
        report.count(Severity::Info)
    );
    for (code, count) in report.by_code() {
        let check = checks.iter().find(|check| check.code() == code);
        let title = check.map_or("", Check::title);
        let severity = check.map_or("", |check| check.severity().code());
        let _ = writeln!(out, "| `{code}`: {} | {severity} | {count} |", cell(title));
    }
    let mut topics: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        topics.entry(finding.topic.as_deref().unwrap_or(&finding.path)).or_default().push(finding);
    }
    for (topic, findings) in topics {
        let _ = write!(out, "\n### {topic}\n\n");
        for finding in findings {
            let fix = finding
                .fix
                .as_ref()
                .filter(|fix| !fix.is_empty())
                .map_or(String::new(), |fix| format!(" *{fix}*"));
            let _ = writeln!(
                out,
                "- **{}** `{}` {}:{}: {}{fix}",
                finding.severity.code(),
                finding.code,
                finding.path,
                finding.line,
                finding.message
            );
        }
    }
    out
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
