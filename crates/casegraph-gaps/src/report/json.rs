//! `--format json`.

use casegraph_facts::Severity;
use serde_json::{Value, json};

use super::pretty;
use crate::finding::Finding;
use crate::run::GapReport;

pub(super) fn write(report: &GapReport) -> String {
    let findings: Vec<Value> = report.findings.iter().map(finding).collect();
    pretty(&json!({ "findings": findings, "counts": counts(report) }))
}

fn finding(finding: &Finding) -> Value {
    json!({
        "code": finding.code,
        "severity": finding.severity.code(),
        "path": finding.path,
        "line": finding.line,
        "about": finding.about,
        "message": finding.message,
        "fix": finding.fix,
        "topic": finding.topic,
        "priority": finding.priority,
    })
}

fn counts(report: &GapReport) -> Value {
    json!({
        "error": report.count(Severity::Error),
        "warning": report.count(Severity::Warning),
        "info": report.count(Severity::Info),
        "by_code": report.by_code(),
        "suppressed": report.suppressed,
        "in_baseline": report.known,
    })
}
