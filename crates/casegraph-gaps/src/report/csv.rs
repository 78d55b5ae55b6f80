//! `--format csv`: RFC 4180, with a header.

use crate::run::GapReport;

pub(super) fn write(report: &GapReport) -> String {
    let mut out = "code,severity,path,line,about,message,fix\r\n".to_owned();
    for finding in &report.findings {
        let line = finding.line.to_string();
        let cells = [
            finding.code.as_str(),
            finding.severity.code(),
            &finding.path,
            &line,
            &finding.about,
            &finding.message,
            finding.fix.as_deref().unwrap_or_default(),
        ];
        out.push_str(&cells.map(cell).join(","));
        out.push_str("\r\n");
    }
    out
}

/// A cell, quoted where it must be.
pub(crate) fn cell(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
