//! `casegraph gaps --format sarif` against the schema of SARIF 2.1.0, which lies in `tests/fixtures/sarif`.

use std::path::Path;

use serde_json::{Value, json};

use crate::program::{casegraph, write};

/// A validator that also looks at formats: addresses, dates.
fn validator() -> jsonschema::Validator {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/sarif/sarif-schema-2.1.0.json");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    // The pattern of a language ends in a bracket that was never opened; we write no language.
    for kind in ["run", "toolComponent"] {
        let language = schema.pointer_mut(&format!("/definitions/{kind}/properties/language")).unwrap();
        language.as_object_mut().unwrap().remove("pattern");
    }
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

fn errors(log: &Value) -> Vec<String> {
    validator().iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn sarif(folder: &Path, arguments: &[&str]) -> Value {
    let run = casegraph(folder, &[&["gaps", "--format", "sarif"], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let log = serde_json::from_str(&run.out).unwrap();
    assert_eq!(errors(&log), [""; 0]);
    log
}

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().unwrap()
}

/// Findings of every severity, edits, own checks, suppressions, and names that a URI cannot hold as they are.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = "title = 'Case \"quoted\"'\n[case-study]\nminimum = 0\n\
        [[gaps.suppress]]\ncode = 'broken-link'\npath = '01_A/01_B/x/README.md'\nreason = 'known'\n\
        [[gaps.suppress]]\ncode = 'broken-anchor'\nreason = 'nothing of the kind is there'\n";
    let own = "#+ summary: A \"page\" <of> its own\n#+ severity: info\n#+ why: b & c\n#+ example: c\n#+ fix: d\n\n\
        SELECT ?path ?line ?about ?message { ?about cg:path ?path BIND(1 AS ?line) BIND(\"a \\\"message\\\"\\nof two lines\" AS ?message) }\n";
    write(
        folder.path(),
        &[
            ("casegraph.toml", config),
            ("queries/gaps/own-check.rq", own),
            ("queries/gaps/wrong.rq", "SELECT"),
            (
                "PLAN.md",
                "# Plan\n\n## Domain 1: A\n\n### 01_B (3 topics)\n\n| File | Status | Priority |\n|---|---|---|\n\
                 | `x/` | ⬜ | P1 |\n| `y/` | ⬜ | P1 |\n",
            ),
            (
                "01_A/01_B/x/README.md",
                "# X\n\nSee [Y](../z.md) and [Gone](gone.md), a page with enough words in it.\n",
            ),
            (
                "a: b/a page [1] 100% — größer.md",
                "# Z\n\nIt leads [nowhere](no such.md), [nowhere](<no such.md>) and [to X](x.md).\n",
            ),
        ],
    );
    folder
}

#[test]
fn sarif_is_valid_with_findings_of_all_severities() {
    let folder = corpus();
    let log = sarif(folder.path(), &[]);
    let levels: std::collections::BTreeSet<&str> =
        results(&log).iter().map(|result| result["level"].as_str().unwrap()).collect();
    assert_eq!(levels.into_iter().collect::<Vec<_>>(), ["error", "note", "warning"]);
    let codes: Vec<&str> = results(&log).iter().map(|result| result["ruleId"].as_str().unwrap()).collect();
    for code in ["moved-link", "plan-drift", "own-check", "check-invalid", "unused-suppression"] {
        assert!(codes.contains(&code), "{code}: {codes:?}");
    }
    assert!(
        !results(&log).iter().any(|result| result["message"]["text"].as_str().unwrap().contains("gone.md")),
        "what is suppressed is not told"
    );
}

/// What `--fix` would write, as SARIF says it: columns count characters, from 1.
#[test]
fn sarif_fixes_have_lines_and_columns() {
    let folder = corpus();
    let log = sarif(folder.path(), &["--only", "moved-link,plan-drift,stated-count-wrong"]);
    let fixes: Vec<String> = results(&log)
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"]["region"];
            let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
            if change.is_null() {
                return format!("{} {place}", result["ruleId"]);
            }
            assert_eq!(place, &change["deletedRegion"]);
            format!("{} {place} {}", result["ruleId"], change["insertedContent"]["text"])
        })
        .collect();
    expect_test::expect![[r#"
        "moved-link" {"endColumn":72,"startColumn":68,"startLine":3} "../01_A/01_B/x/README.md"
        "plan-drift" {"endColumn":11,"startColumn":10,"startLine":9} "✅"
        "stated-count-wrong" {"endColumn":12,"startColumn":11,"startLine":5} "2"
    "#]]
    .assert_eq(&(fixes.join("\n") + "\n"));
}

#[test]
fn sarif_is_valid_without_findings_and_with_a_baseline() {
    let folder = corpus();
    assert_eq!(casegraph(folder.path(), &["gaps", "--baseline", "known.json", "--update-baseline"]).code, 0);
    assert_eq!(results(&sarif(folder.path(), &["--baseline", "known.json"])), &Vec::<Value>::new());
    let clean = tempfile::tempdir().unwrap();
    write(clean.path(), &[("casegraph.toml", "title = 'Case'\n"), ("README.md", "# Case\n")]);
    assert_eq!(results(&sarif(clean.path(), &["--only", "links"])), &Vec::<Value>::new());
}

#[test]
fn sarif_of_our_own_collection_is_valid() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log.sarif");
    let place = content.to_str().unwrap();
    let run =
        casegraph(folder.path(), &["-C", place, "gaps", "--format", "sarif", "-o", file.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    let log: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(errors(&log), [""; 0]);
    assert!(results(&log).len() > 50);
}

/// The schema is no empty one: what is wrong with a log is found.
#[test]
fn the_sarif_schema_rejects_wrong_logs() {
    let folder = corpus();
    let good = sarif(folder.path(), &[]);
    let wrong: [(&str, Value); 5] = [
        ("/version", json!("2.0")),
        ("/runs/0/results/0/level", json!("fatal")),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", json!(0)),
        ("/runs/0/results/0/message", json!({})),
        ("/runs/0/tool/driver/rules/0/help", json!("text")),
    ];
    for (place, value) in wrong {
        let mut log = good.clone();
        *log.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value;
        assert_ne!(errors(&log), [""; 0], "{place}");
    }
}
