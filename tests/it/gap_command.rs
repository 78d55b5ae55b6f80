//! `casegraph gaps` and its neighbours as a person or a workflow runs them.

use std::path::Path;

use serde_json::Value;

use crate::program::{casegraph, write};

const PAGE: &str = "# X\r\n\r\nSee [Y](../y.md) and `../y.md`,\u{a0}at [Gone](gone.md).\r\n";

fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("casegraph.toml", "title = 'Case'\n[case-study]\nminimum = 0\n"),
            ("01_A/01_B/x/README.md", PAGE),
            (
                "01_A/02_C/y/README.md",
                "# Y\n\nA page with a few words, so that it is not empty. [X](../../01_B/x/README.md)\n",
            ),
        ],
    );
    folder
}

fn read(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap()
}

#[test]
fn fixes_are_printed_and_then_applied_byte_for_byte() {
    let folder = corpus();
    let shown = casegraph(folder.path(), &["gaps", "--fix", "--dry-run"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(
        shown.out.starts_with("--- a/01_A/01_B/x/README.md\n+++ b/01_A/01_B/x/README.md\n"),
        "{}",
        shown.out
    );
    assert_eq!(read(folder.path(), "01_A/01_B/x/README.md"), PAGE);
    let written = casegraph(folder.path(), &["gaps", "--fix"]);
    assert_eq!((written.code, written.err.as_str()), (0, "1 place in 1 file changed\n"));
    let expected = PAGE.replace("[Y](../y.md)", "[Y](../../02_C/y/README.md)");
    assert_eq!(read(folder.path(), "01_A/01_B/x/README.md"), expected);
    assert_eq!(casegraph(folder.path(), &["gaps", "--fix", "--dry-run"]).out, "");
}

/// A topic page with as many case studies as the default asks for.
fn written(title: &str) -> String {
    let studies: String = (1..=3).map(|at| format!("\n## Case Study {at}: S\n\nWords.\n")).collect();
    format!("# {title}\n\nWhat this page is about, in one sentence.\n{studies}")
}

#[test]
fn wrong_statuses_and_counts_are_fixed_and_no_other_byte_changes() {
    // CR LF, a byte order mark, bytes that are no text, and no end of the last line.
    let plan = "\u{feff}# Plan\r\n\r\n## Domain 1: A\r\n\r\n### 01_B (4 topics)\r\n\r\n| File | Status | Key Topics |\r\n|---|---|---|\r\n\
                | `written/` | ⬜ | ⬜s and ✅ |\r\n|  `todo/`  |\t⬜ |k |\r\n| `begun/` | ⬜\u{a0}| k |\r\n| `gone/` | ✅ | k |\r\n\
                | `done/` | ✅ | k |\r\n| `more/` | ⬜ | k |\r\n\r\n### 02_C\r\n\r\n- [ ] checked/ (README.md)\r\n\r\nNo word \u{1}? 4 topics";
    let mut plan = plan.as_bytes().to_vec();
    let mark = plan.iter().position(|byte| *byte == 1).unwrap();
    plan[mark] = 0xFF;
    let folder = tempfile::tempdir().unwrap();
    let whole = |name: &str| (format!("01_A/01_B/{name}/README.md"), written(name));
    let pages =
        [whole("written"), whole("done"), ("01_A/02_C/checked/README.md".to_owned(), written("checked"))];
    let begun = ("01_A/01_B/begun/README.md", "# Begun\n\nA page that has no case study so far.\n");
    write(folder.path(), &[("casegraph.toml", "title = 'Case'\n"), begun]);
    for (path, text) in &pages {
        write(folder.path(), &[(path, text)]);
    }
    std::fs::write(folder.path().join("PLAN.md"), &plan).unwrap();
    let kinds = ["--only", "plan-drift", "--only", "stated-count-wrong"];
    let run = |more: &[&str]| casegraph(folder.path(), &[&["gaps"], &kinds[..], more].concat());
    let report = run(&[]);
    assert!(report.out.contains("--fix fixes 4"), "{}", report.out);
    assert_eq!(run(&["--fix", "--dry-run"]).err, "5 places in 1 file would be changed\n");
    assert_eq!(std::fs::read(folder.path().join("PLAN.md")).unwrap(), plan);
    assert_eq!(run(&["--fix"]).err, "5 places in 1 file changed\n");
    let fixed = std::fs::read(folder.path().join("PLAN.md")).unwrap();
    let mut expected = plan.clone();
    for (old, new) in [
        ("(4 topics)", "(6 topics)"),
        ("| `written/` | ⬜ |", "| `written/` | ✅ |"),
        ("| `begun/` | ⬜\u{a0}|", "| `begun/` | 🔄\u{a0}|"),
        ("| `gone/` | ✅ |", "| `gone/` | ⬜ |"),
        ("- [ ] checked/", "- [x] checked/"),
    ] {
        let at = expected.windows(old.len()).position(|window| window == old.as_bytes()).unwrap();
        expected.splice(at..at + old.len(), new.bytes());
    }
    assert_eq!(String::from_utf8_lossy(&fixed), String::from_utf8_lossy(&expected));
    assert_eq!(fixed, expected);
    assert_eq!(run(&["--fix", "--dry-run"]).out, "");
}

#[test]
fn fail_on_sets_the_exit_code_and_a_baseline_hides_known_findings() {
    let folder = corpus();
    let run = |arguments: &[&str]| casegraph(folder.path(), arguments);
    assert_eq!(run(&["gaps"]).code, 0);
    assert_eq!(run(&["gaps", "--fail-on", "error"]).code, 1);
    assert_eq!(run(&["gaps", "--fail-on", "error", "--except", "links"]).code, 0);
    let baseline = ["gaps", "--baseline", "known.json"];
    assert_eq!(run(&[&baseline[..], &["--update-baseline"]].concat()).code, 0);
    let quiet = run(&[&baseline[..], &["--fail-on", "info"]].concat());
    assert_eq!(quiet.code, 0, "{}", quiet.out);
    assert!(quiet.out.starts_with("no gaps\n"), "{}", quiet.out);
    write(folder.path(), &[("01_A/01_B/x/README.md", &format!("# X\r\n\r\n[New](new.md)\r\n{PAGE}"))]);
    let new = run(&[&baseline[..], &["--format", "csv", "--only", "broken-link"]].concat());
    assert_eq!(
        new.out,
        "code,severity,path,line,about,message,fix\r\nbroken-link,error,01_A/01_B/x/README.md,3,doc/01_A/01_B/x/README.md,the link `new.md` leads to nothing,\r\n"
    );
    write(folder.path(), &[("known.json", "{\"casegraph_baseline\": 9, \"findings\": []}")]);
    let other = run(&baseline);
    assert_eq!(other.code, 2);
    assert!(other.err.contains("baseline of version 9"), "{}", other.err);
}

#[test]
fn an_unknown_code_is_an_error_with_a_suggestion() {
    let folder = corpus();
    let run = casegraph(folder.path(), &["gaps", "--only", "broken-lnik"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("did you mean `broken-link`?"), "{}", run.err);
    write(folder.path(), &[("casegraph.toml", "title = 'Case'\n[gaps.moved-lnk]\nseverity = 'off'\n")]);
    let run = casegraph(folder.path(), &["gaps"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("casegraph.toml:2:7") && run.err.contains("did you mean `moved-link`?"),
        "{}",
        run.err
    );
    write(folder.path(), &[("casegraph.toml", "title = 'Case'\n[gaps.stale-source]\nyear = 3\n")]);
    let run = casegraph(folder.path(), &["gaps"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("has no parameter `year`"), "{}", run.err);
}

#[test]
fn severities_can_be_changed_and_checks_disabled() {
    let folder = corpus();
    let config = "title = 'Case'\n[case-study]\nminimum = 0\n[gaps.broken-link]\nseverity = 'info'\n[gaps.moved-link]\nseverity = 'off'\n";
    write(folder.path(), &[("casegraph.toml", config)]);
    let run = casegraph(folder.path(), &["gaps", "--only", "broken-link", "--format", "github"]);
    assert_eq!(
        run.out,
        "::notice file=01_A/01_B/x/README.md,line=3,title=broken-link::the link `gone.md` leads to nothing\n"
    );
    assert_eq!(casegraph(folder.path(), &["gaps", "--fail-on", "error"]).code, 0);
}

/// The parts of SARIF 2.1.0 that readers need: every result has a rule, a level, a message and a region.
#[test]
fn sarif_has_rules_and_places() {
    let folder = corpus();
    let run = casegraph(folder.path(), &["gaps", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[key]["text"].as_str().unwrap().is_empty(), "{rule}");
        }
        assert!(
            ["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap())
        );
    }
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() >= 2, "{results:?}");
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().contains("README"));
    }
}

#[test]
fn new_creates_the_files_of_a_planned_topic() {
    let folder = corpus();
    let plan = "# Plan\n\n## Domain 1: A\n\n### 01_B\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n| `z/` | ⬜ | one, two | P1 |\n";
    write(folder.path(), &[("PLAN.md", plan)]);
    let holes = casegraph(folder.path(), &["coverage", "categories", "--empty", "--format", "csv"]);
    assert_eq!(holes.out.lines().next(), Some("Category,No written topics"));
    assert!(holes.out.contains("B,P1\r\n"), "{}", holes.out);
    let run = casegraph(folder.path(), &["new", "z"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let page = read(folder.path(), "01_A/01_B/z/README.md");
    assert!(page.starts_with("# Z\n\n<!-- Key topics of the plan: "), "{page}");
    assert!(folder.path().join("01_A/01_B/z/RESOURCES.md").is_file());
    assert_eq!(casegraph(folder.path(), &["new", "z"]).code, 2);
    assert!(casegraph(folder.path(), &["explain", "moved-link"]).out.contains("How to fix it"));
}
