//! `--format sarif`: [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), with every check as a rule.

use casegraph_facts::Severity;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

use super::{from_root, pretty};
use crate::check::Check;
use crate::finding::Finding;
use crate::fix::{FileEdit, Replacement};
use crate::run::GapReport;

/// What a path of a URI may not hold as it is.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b':') // a path that begins with `a:` would be an address
    .add(b'\\');

pub(super) fn write(report: &GapReport, checks: &[Check], edits: &[FileEdit], root: &str) -> String {
    let results: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| result(finding, checks, &replacements(finding, edits), root))
        .collect();
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "casegraph",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": checks.iter().map(rule).collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(check: &Check) -> Value {
    let help = format!("{}\n\nExample: {}\n\nTo mend it: {}", check.why(), check.example(), check.fix());
    json!({
        "id": check.code(),
        "shortDescription": { "text": check.title() },
        "fullDescription": { "text": check.why() },
        "help": { "text": help, "markdown": help },
        "defaultConfiguration": { "level": level(check.severity()) },
        "properties": { "tags": [check.group()] },
    })
}

fn result(finding: &Finding, checks: &[Check], replacements: &[&Replacement], root: &str) -> Value {
    let path = from_root(root, &finding.path);
    let uri = utf8_percent_encode(&path, PATH).to_string();
    let fix =
        finding.fix.as_ref().filter(|fix| !fix.is_empty()).map_or(String::new(), |fix| format!(" ({fix})"));
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": format!("{}{fix}", finding.message) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": match replacements {
                [only] => region(only),
                _ => json!({ "startLine": finding.line }),
            },
        }}],
        "partialFingerprints": { "casegraph/v1": fingerprint(finding) },
    });
    let index = checks.iter().position(|check| check.code() == finding.code);
    if let (Some(index), Some(result)) = (index, result.as_object_mut()) {
        result.insert("ruleIndex".to_owned(), index.into());
    }
    if let (false, Some(result)) = (replacements.is_empty(), result.as_object_mut()) {
        let replacements = replacements.iter().map(|replacement| {
            json!({ "deletedRegion": region(replacement), "insertedContent": { "text": replacement.edit.new } })
        });
        let change =
            json!({ "artifactLocation": { "uri": uri }, "replacements": replacements.collect::<Vec<_>>() });
        result.insert("fixes".to_owned(), json!([{ "artifactChanges": [change] }]));
    }
    result
}

/// What `--fix` would write for a finding.
fn replacements<'e>(finding: &Finding, edits: &'e [FileEdit]) -> Vec<&'e Replacement> {
    let of_file = edits.iter().filter(|edit| edit.path == finding.path);
    let all = of_file.flat_map(|edit| &edit.replacements);
    all.filter(|one| one.line == finding.line && finding.edit.as_ref() == Some(&one.edit)).collect()
}

fn region(replacement: &Replacement) -> Value {
    let columns = &replacement.columns;
    json!({ "startLine": replacement.line, "startColumn": columns.start, "endColumn": columns.end })
}

/// The same for the same finding after text above it has changed.
fn fingerprint(finding: &Finding) -> String {
    let text = format!("{}\n{}\n{}\n{}", finding.code, finding.path, finding.about, finding.message);
    blake3::hash(text.as_bytes()).to_hex().chars().take(32).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
