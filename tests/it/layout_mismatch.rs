//! `casegraph build` over collections whose pages lie where the profile does not look: a hint that helps, and none without need.

use std::path::Path;

use crate::program::{casegraph, write};

const STUDY: &str = "# X\n\n## Case Study 1: S\n\nToo slow, and then faster, as everybody could see.\n";

fn hint(files: &[(&str, &str)]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("casegraph.toml", "title = 'Case'\n")]);
    write(folder.path(), files);
    build(folder.path())
}

fn build(folder: &Path) -> Option<String> {
    let run = casegraph(folder, &["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.split_once("\nwarning: no file is a topic page").map(|(_, hint)| hint.to_owned())
}

#[test]
fn a_corpus_root_too_high_is_detected_and_the_advice_works() {
    let folder = tempfile::tempdir().unwrap();
    let config = "title = 'Case'\n[case-study]\nminimum = 1\n";
    write(
        folder.path(),
        &[
            ("casegraph.toml", config),
            ("docs/site/01_A/01_B/x/README.md", STUDY),
            ("docs/site/01_A/01_B/x/RESOURCES.md", "# X: Resources\n"),
            ("docs/site/01_A/01_B/y.md", STUDY),
        ],
    );
    let hint = build(folder.path()).unwrap();
    assert!(
        hint.starts_with(", but 2 files would be in a collection that begins in `docs/site/`, such as docs/site/01_A/01_B/x/README.md\n"),
        "{hint}"
    );
    let (_, advice) = hint.split_once("[tree]").unwrap();
    write(folder.path(), &[("casegraph.toml", &format!("{config}[tree]{advice}"))]);
    let run = casegraph(folder.path(), &["build"]);
    assert!(
        run.out.contains("2 topics        2 complete") && !run.out.contains("warning"),
        "{} {}",
        run.out,
        run.err
    );
}

#[test]
fn case_studies_in_deeper_folders_are_detected() {
    let hint = hint(&[("01_A/01_B/group/x/README.md", STUDY), ("README.md", "# Case\n")]).unwrap();
    assert!(
        hint.starts_with(", but 1 file with case studies is elsewhere, such as 01_A/01_B/group/x/README.md\n  help: set the location of topic pages in casegraph.toml"),
        "{hint}"
    );
}

#[test]
fn gaps_notes_that_most_checks_do_not_apply_without_pages() {
    let folder = tempfile::tempdir().unwrap();
    let config = ("casegraph.toml", "title = 'Case'\n[case-study]\nminimum = 1\n");
    write(folder.path(), &[config, ("notes/a.md", "# N\n\nA note that is long enough to be a page.\n")]);
    let told =
        |run: crate::program::Run| (run.out, run.err.contains("no file of this collection is a topic page"));
    let gaps = || told(casegraph(folder.path(), &["gaps", "--only", "links"]));
    assert_eq!(gaps(), ("no gaps\n".to_owned(), true));
    assert!(!told(casegraph(folder.path(), &["gaps", "--only", "links", "--quiet"])).1);
    write(folder.path(), &[("01_A/01_B/x.md", STUDY)]);
    assert_eq!(gaps(), ("no gaps\n".to_owned(), false));
}

#[test]
fn a_folder_without_topics_gets_advice_on_profiles() {
    let notes = ["one/a.md", "one/b.md", "two/c.md"].map(|path| (path, "# N\n\nA note.\n"));
    let hint = hint(&notes).unwrap();
    assert!(hint.starts_with(": 3 files are where the profile expects none, such as one/a.md\n"), "{hint}");
    assert!(hint.contains("`casegraph init --dry-run`"), "{hint}");
}

#[test]
fn a_plan_alone_a_new_collection_and_one_with_a_page_get_no_hint() {
    let plan = "# Plan\n\n## Domain 1: A\n\n### 01_B\n\n| File | Status |\n|---|---|\n| `x/` | ⬜ |\n";
    let notes = ["notes/a.md", "notes/b.md", "notes/c.md"].map(|path| (path, "# N\n\nA note.\n"));
    assert_eq!(hint(&[("PLAN.md", plan)]), None);
    assert_eq!(hint(&[&notes[..], &[("PLAN.md", plan)]].concat()), None);
    assert_eq!(
        hint(&[("README.md", "# Case\n"), ("docs/how.md", "# How\n"), ("X_TEMPLATE.md", STUDY)]),
        None
    );
    assert_eq!(
        hint(&[&notes[..], &[("01_A/01_B/x.md", STUDY), ("old/01_A/01_B/x.md", STUDY)]].concat()),
        None
    );
}
