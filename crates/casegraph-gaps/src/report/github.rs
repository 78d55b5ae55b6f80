//! `--format github`: workflow commands, one a finding.

use std::fmt::Write as _;

use casegraph_facts::Severity;

use super::from_root;
use crate::run::GapReport;

pub(super) fn write(report: &GapReport, root: &str) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let fix = finding
            .fix
            .as_ref()
            .filter(|fix| !fix.is_empty())
            .map_or(String::new(), |fix| format!(" ({fix})"));
        let _ = writeln!(
            out,
            "::{command} file={},line={},title={}::{}",
            property(&from_root(root, &finding.path)),
            finding.line,
            property(&finding.code),
            data(&format!("{}{fix}", finding.message))
        );
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
