//! `casegraph plan`: progress, the topics to write next, and the findings of the checks of plans.

use std::path::Path;

use casegraph::{Corpus, GapOptions, Session, Silent, gaps};
use expect_test::expect;

use crate::gap_suite;
use crate::program::{casegraph, write};

const CONFIG: (&str, &str) = ("casegraph.toml", "title = 'A'\n");

const ROWS: &str =
    "# Plan\n\n## Domain 1: A\n\n### 01_B\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n";

/// The findings of a report in JSON.
fn findings(text: &str) -> serde_json::Value {
    serde_json::from_str::<serde_json::Value>(text).unwrap()["findings"].clone()
}

/// The findings that `plan` shows, and those of the checks of the group `plan` but for unwritten topics. Both by severity, then code.
fn of_plan_and_gaps(folder: &Path) -> (serde_json::Value, serde_json::Value) {
    let plan = casegraph(folder, &["plan", "--format", "json"]);
    assert_eq!((plan.code, plan.err.as_str()), (0, ""));
    let session = Session::open(Corpus::open(folder).unwrap(), &Silent).unwrap();
    let options = GapOptions {
        only: vec!["plan".to_owned()],
        except: vec!["unwritten-topic".to_owned()],
        ..GapOptions::default()
    };
    let mut found = gaps::run(&session, &options).unwrap().findings;
    found.sort_by(|a, b| (a.severity, &a.code).cmp(&(b.severity, &b.code)));
    (findings(&plan.out), found.iter().map(gaps::finding_json).collect())
}

#[test]
fn plan_shows_the_findings_of_the_checks_of_plans() {
    let (mut cases, mut found) = (0, 0);
    for code in
        ["plan-contradiction", "plan-drift", "stated-count-wrong", "page-not-in-plan", "unused-suppression"]
    {
        let text = std::fs::read_to_string(gap_suite::folder().join(format!("{code}.md"))).unwrap();
        for case in gap_suite::cases(&text) {
            let folder = gap_suite::laid_out(&case);
            let (of_plan, of_gaps) = of_plan_and_gaps(folder.path());
            assert_eq!(of_plan, of_gaps, "{code}: {}", case.name);
            cases += 1;
            found += of_gaps.as_array().unwrap().len();
        }
    }
    assert!(cases > 20 && found > 20, "{cases} cases, {found} findings");
}

#[test]
fn a_list_of_sources_may_be_done_before_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "| `x/` | ⬜ | k | P1 |\n| `x/RESOURCES.md` | ✅ | k | P1 |\n";
    write(folder.path(), &[CONFIG, ("PLAN.md", &format!("{ROWS}{rows}"))]);
    expect![[r#"
        Category  Planned  Written  P1 to write  P2  P3  no priority
        A
          B             1        ·            1   ·   ·            ·

        Next
          P1 x
    "#]]
    .assert_eq(&casegraph(folder.path(), &["plan"]).out);
}

#[test]
fn findings_are_shown_by_check_and_ten_of_each() {
    let folder = tempfile::tempdir().unwrap();
    let twice = |at: usize| format!("| `t{at}/` | ✅ | k | P1 |\n| `t{at}/` | ⬜ | k | P1 |\n");
    let rows: String = (1..=12).map(twice).collect();
    write(folder.path(), &[CONFIG, ("PLAN.md", &format!("{ROWS}{rows}"))]);
    let shown = casegraph(folder.path(), &["plan", "--next", "0"]).out;
    let shown = &shown[shown.find("Plans state").unwrap()..];
    expect![[r#"
        Plans state different statuses of one topic (12)
          PLAN.md:10  the plan says here that “t1” is still to be done, and in PLAN.md:9 that it is done
          PLAN.md:12  the plan says here that “t2” is still to be done, and in PLAN.md:11 that it is done
          PLAN.md:14  the plan says here that “t3” is still to be done, and in PLAN.md:13 that it is done
          PLAN.md:16  the plan says here that “t4” is still to be done, and in PLAN.md:15 that it is done
          PLAN.md:18  the plan says here that “t5” is still to be done, and in PLAN.md:17 that it is done
          PLAN.md:20  the plan says here that “t6” is still to be done, and in PLAN.md:19 that it is done
          PLAN.md:22  the plan says here that “t7” is still to be done, and in PLAN.md:21 that it is done
          PLAN.md:24  the plan says here that “t8” is still to be done, and in PLAN.md:23 that it is done
          PLAN.md:26  the plan says here that “t9” is still to be done, and in PLAN.md:25 that it is done
          PLAN.md:28  the plan says here that “t10” is still to be done, and in PLAN.md:27 that it is done
          and 2 more; --all names them
    "#]]
    .assert_eq(shown);
    let all = casegraph(folder.path(), &["plan", "--next", "0", "--all"]).out;
    assert!(!all.contains("--all names them") && all.contains("“t12” is still to be done"), "{all}");
}

#[test]
fn suppressed_findings_are_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "| `x/` | ✅ | k | P1 |\n| `x/` | ⬜ | k | P1 |\n";
    let suppression = "\n[[gaps.suppress]]\ncode = 'plan-contradiction'\nreason = 'both are meant'\n";
    write(folder.path(), &[CONFIG, ("PLAN.md", &format!("{ROWS}{rows}"))]);
    assert!(casegraph(folder.path(), &["plan"]).out.contains("PLAN.md:10"));
    write(folder.path(), &[("casegraph.toml", &format!("{}{suppression}", CONFIG.1))]);
    assert!(!casegraph(folder.path(), &["plan"]).out.contains("PLAN.md:10"));
}

#[test]
fn a_frozen_plan_is_that_of_the_cached_graph() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "| `x/` | ✅ | k | P1 |\n| `x/` | ⬜ | k | P1 |\n";
    write(folder.path(), &[CONFIG, ("PLAN.md", &format!("{ROWS}{rows}"))]);
    let before = casegraph(folder.path(), &["plan"]);
    std::fs::remove_file(folder.path().join("PLAN.md")).unwrap();
    assert_eq!(casegraph(folder.path(), &["--frozen", "plan"]), before);
    let unread = casegraph(folder.path(), &["--frozen", "stats", "--unread"]);
    expect![[r#"
        error: this needs the files: the graph does not hold the text that was not understood
         |
         = help: run it without --frozen
    "#]]
    .assert_eq(&unread.err);
    assert_eq!(unread.code, 2);
}
