//! `casegraph diff`: complete outputs for small corpora before and after, and changes that are not differences.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use expect_test::{Expect, expect};
use tempfile::TempDir;

use crate::program::{Run, casegraph, write};

pub(crate) type Files = BTreeMap<&'static str, String>;

pub(crate) const CONFIG: &str = include_str!("../fixtures/diff/before/casegraph.toml");
const PLAN: &str = include_str!("../fixtures/diff/before/PLAN.md");
const LIMITS: &str = include_str!("../fixtures/diff/before/01_Backend/01_API/rate_limiting/README.md");

fn before() -> Files {
    Files::from([
        ("casegraph.toml", CONFIG.to_owned()),
        ("PLAN.md", PLAN.to_owned()),
        ("01_Backend/01_API/rate_limiting/README.md", LIMITS.to_owned()),
    ])
}

/// A topic is written, a figure corrected, a case study put in front, a source replaced.
fn after() -> Files {
    Files::from([
        ("casegraph.toml", CONFIG.to_owned()),
        ("PLAN.md", include_str!("../fixtures/diff/after/PLAN.md").to_owned()),
        (
            "01_Backend/01_API/rate_limiting/README.md",
            include_str!("../fixtures/diff/after/01_Backend/01_API/rate_limiting/README.md").to_owned(),
        ),
        (
            "01_Backend/01_API/pagination/README.md",
            include_str!("../fixtures/diff/after/01_Backend/01_API/pagination/README.md").to_owned(),
        ),
    ])
}

pub(crate) fn folder(files: &Files) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    write(folder.path(), &files);
    folder
}

/// Runs `casegraph diff before after` with more arguments.
fn diff(old: &Files, new: &Files, arguments: &[&str]) -> Run {
    let place = tempfile::tempdir().unwrap();
    for (name, files) in [("before", old), ("after", new)] {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        write(&place.path().join(name), &files);
    }
    casegraph(place.path(), &[&["diff", "./before", "./after"], arguments].concat())
}

fn check(run: &Run, expected: &Expect) {
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    expected.assert_eq(&run.out);
}

#[test]
fn parts_of_a_new_topic_are_counted_with_it_and_not_listed() {
    check(
        &diff(&before(), &after(), &[]),
        &expect![[r#"
            ./before → ./after

                          Gained  Lost  Changed
            topics             ·     ·        1
            case studies       2     ·        ·
            metrics            1     ·        1
            companies          2     ·        ·
            technologies       2     ·        ·
            mentions           5     ·        ·
            relations          1     ·        ·
            sources            2     1        ·
            citations          3     1        ·
            documents          1     ·        ·
            gaps               2     2        ·

            Topics
              ~ Pagination (status planned → complete; with 1 case study, 1 metric, 3 mentions, 1 relation, 1 citation, 1 document)

            Case studies
              + Cloudflare samples (in Rate Limiting; with 2 mentions, 1 citation)
              and 1 that belong to the items above

            Metrics
              ~ Latency p99 (value 90 ms | 30 ms | 3x → 90 ms | 45 ms | 2x; in “Stripe counts in Redis”)
              and 1 that belong to the items above

            Companies
              + Cloudflare
              + Slack

            Technologies
              + Memcached
              + MySQL

            Sources
              + Evolving API pagination (https://slack.engineering/evolving-api-pagination-at-slack/)
              + Scaling your API with rate limiters (https://stripe.dev/blog/limits)
              - Scaling your API with rate limiters (https://stripe.com/blog/rate-limiters)

            Citations
              + Scaling your API with rate limiters (cited in “Stripe counts in Redis”)
              - Scaling your API with rate limiters (cited in “Stripe counts in Redis”)
              and 2 that belong to the items above

            Gaps
              + warning 01_Backend/01_API/rate_limiting/README.md:3 the case study has no section of results [case-study-without-results]
              + info 01_Backend/01_API/rate_limiting/README.md:3 names Cloudflare, but no source of the topic is published by it [company-without-source]
              - info 01_Backend/01_API/rate_limiting/README.md:35 the link `../pagination/README.md` leads to the planned topic “pagination”, which is not written yet [link-to-unwritten-topic]
              - info PLAN.md:10 the topic “pagination” is planned with priority P2 and has no page; 1 page links to it [unwritten-topic]
        "#]],
    );
}

#[test]
fn a_diff_is_written_as_markdown() {
    check(
        &diff(&before(), &after(), &["--format", "markdown"]),
        &expect![[r#"
            **./before** → **./after**

            | | gained | lost | changed |
            |---|---:|---:|---:|
            | topics | 0 | 0 | 1 |
            | case studies | 2 | 0 | 0 |
            | metrics | 1 | 0 | 1 |
            | companies | 2 | 0 | 0 |
            | technologies | 2 | 0 | 0 |
            | mentions | 5 | 0 | 0 |
            | relations | 1 | 0 | 0 |
            | sources | 2 | 1 | 0 |
            | citations | 3 | 1 | 0 |
            | documents | 1 | 0 | 0 |
            | gaps | 2 | 2 | 0 |

            **Topics**

            - ✏️ Pagination (status planned → complete; with 1 case study, 1 metric, 3 mentions, 1 relation, 1 citation, 1 document)

            **Case studies**

            - ➕ Cloudflare samples (in Rate Limiting; with 2 mentions, 1 citation)
            - and 1 that belong to the items above

            **Metrics**

            - ✏️ Latency p99 (value 90 ms \| 30 ms \| 3x → 90 ms \| 45 ms \| 2x; in “Stripe counts in Redis”)
            - and 1 that belong to the items above

            **Companies**

            - ➕ Cloudflare
            - ➕ Slack

            **Technologies**

            - ➕ Memcached
            - ➕ MySQL

            **Sources**

            - ➕ Evolving API pagination (https://slack.engineering/evolving-api-pagination-at-slack/)
            - ➕ Scaling your API with rate limiters (https://stripe.dev/blog/limits)
            - ➖ Scaling your API with rate limiters (https://stripe.com/blog/rate-limiters)

            **Citations**

            - ➕ Scaling your API with rate limiters (cited in “Stripe counts in Redis”)
            - ➖ Scaling your API with rate limiters (cited in “Stripe counts in Redis”)
            - and 2 that belong to the items above

            **Gaps**

            - 🔴 new warning 01\_Backend/01\_API/rate\_limiting/README.md:3 the case study has no section of results \[case-study-without-results\]
            - 🔴 new info 01\_Backend/01\_API/rate\_limiting/README.md:3 names Cloudflare, but no source of the topic is published by it \[company-without-source\]
            - 🟢 fixed info 01\_Backend/01\_API/rate\_limiting/README.md:35 the link \`../pagination/README.md\` leads to the planned topic “pagination”, which is not written yet \[link-to-unwritten-topic\]
            - 🟢 fixed info PLAN.md:10 the topic “pagination” is planned with priority P2 and has no page; 1 page links to it \[unwritten-topic\]
        "#]],
    );
}

#[test]
fn json_has_all_differences() {
    let run = diff(&before(), &after(), &["--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let kinds = value["kinds"].as_array().unwrap();
    let topics = kinds.iter().find(|kind| kind["kind"] == "topic").unwrap();
    expect![[r#"
        {
          "changed": [
            {
              "changes": [
                {
                  "field": "status",
                  "new": "complete",
                  "old": "planned"
                },
                {
                  "field": "title",
                  "new": "Pagination",
                  "old": "pagination"
                }
              ],
              "new": {
                "key": "topic/pagination",
                "label": "Pagination",
                "topic": "topic/pagination",
                "values": {
                  "category": "API",
                  "priority": "2",
                  "status": "complete",
                  "title": "Pagination"
                },
                "within": "API"
              },
              "old": {
                "key": "topic/pagination",
                "label": "pagination",
                "topic": "topic/pagination",
                "values": {
                  "category": "API",
                  "priority": "2",
                  "status": "planned",
                  "title": "pagination"
                },
                "within": "API"
              }
            }
          ],
          "gained": [],
          "kind": "topic",
          "lost": []
        }"#]]
    .assert_eq(&format!("{topics:#}"));
    let count = |kind: &serde_json::Value, what: &str| kind[what].as_array().unwrap().len();
    let counts: Vec<String> = kinds
        .iter()
        .map(|kind| {
            format!(
                "{} {} {} {}",
                kind["kind"],
                count(kind, "gained"),
                count(kind, "lost"),
                count(kind, "changed")
            )
        })
        .collect();
    expect![[r#"
        "topic" 0 0 1
        "case-study" 2 0 0
        "metric" 1 0 1
        "company" 2 0 0
        "technology" 2 0 0
        "mention" 5 0 0
        "relation" 1 0 0
        "source" 2 1 0
        "citation" 3 1 0
        "document" 1 0 0
        "gap" 2 2 0"#]]
    .assert_eq(&counts.join("\n"));
}

#[test]
fn a_renamed_topic_and_a_moved_category_are_matched() {
    let (page, moved) =
        ("01_Backend/01_API/rate_limiting/README.md", "01_Backend/02_Limits/throttling/README.md");
    let mut new = before();
    let limits = new.remove(page).unwrap();
    // The link to the other topic has to change with the place, so the bytes are others; the case studies are the same.
    // A metric that was corrected at the same time is changed, not lost.
    let limits =
        limits.replace("../pagination/", "../../01_API/pagination/").replace("30 ms | 3x", "18 ms | 5x");
    new.insert(moved, limits);
    new.insert(
        "PLAN.md",
        PLAN.replace("| `rate_limiting/` | ✅ | P1 |\n", "")
            + "\n### 02_Limits\n\n| File | Status | Priority |\n|---|---|---|\n| `throttling/` | ✅ | P1 |\n",
    );
    check(
        &diff(&before(), &new, &[]),
        &expect![[r#"
            ./before → ./after

                     Gained  Lost  Changed
            topics        ·     ·        2
            metrics       ·     ·        1

            Topics
              ~ Rate Limiting (category API → Limits)
              > Rate Limiting (01_Backend/01_API/rate_limiting/README.md → 01_Backend/02_Limits/throttling/README.md)

            Metrics
              ~ Latency p99 (value 90 ms | 30 ms | 3x → 90 ms | 18 ms | 5x; in “Stripe counts in Redis”)
        "#]],
    );
}

#[test]
fn a_moved_file_is_matched_and_an_empty_file_is_not() {
    let mut old = before();
    old.insert("notes/a.md", "# Notes\n\nSome.\n".to_owned());
    old.insert("notes/empty.md", String::new());
    let mut new = before();
    new.insert("notes/b.md", "# Notes\n\nSome.\n".to_owned());
    new.insert("notes/c.md", String::new());
    new.insert("notes/d.md", String::new());
    check(
        &diff(&old, &new, &[]),
        &expect![[r#"
        ./before → ./after

                   Gained  Lost  Changed
        documents       2     1        1
        gaps            2     1        ·

        Documents
          + notes/c.md
          + notes/d.md
          - notes/empty.md
          > notes/a.md → notes/b.md

        Gaps
          + warning notes/c.md:1 the page has no text besides its headings [empty-page]
          + warning notes/d.md:1 the page has no text besides its headings [empty-page]
          - warning notes/empty.md:1 the page has no text besides its headings [empty-page]
    "#]],
    );
}

#[test]
fn whitespace_line_shifts_and_order_are_not_differences() {
    let mut new = before();
    let page = "01_Backend/01_API/rate_limiting/README.md";
    let shifted =
        LIMITS.replace("\n\n", "\n\n\n").replace("# Rate Limiting\n", "# Rate Limiting\n\nTo turn away.\n");
    new.insert(page, shifted.replace("| 90 ms | 30 ms |", "|   90 ms   | 30 ms|"));
    new.insert("PLAN.md", PLAN.replace("# Plan\n", "# Plan\n\nTopics of this collection.\n"));
    let run = diff(&before(), &new, &["--exit-code"]);
    check(
        &run,
        &expect![[r#"
        ./before → ./after

        no differences
    "#]],
    );
}

#[test]
fn exit_code_option_sets_the_exit_code() {
    assert_eq!(diff(&before(), &after(), &["--exit-code"]).code, 1);
    assert_eq!(diff(&before(), &after(), &[]).code, 0);
    assert_eq!(diff(&before(), &before(), &["--exit-code"]).code, 0);
}

#[test]
fn an_export_in_any_format_has_no_difference_from_its_graph() {
    let (old, new) = (folder(&before()), folder(&after()));
    for name in ["graph.nq", "graph.trig", "graph.ttl", "graph.nt", "graph.jsonld", "graph.rdf"] {
        let format = match name.rsplit('.').next().unwrap() {
            "nq" => "nquads",
            "ttl" => "turtle",
            "nt" => "ntriples",
            "rdf" => "rdfxml",
            other => other,
        };
        let run = casegraph(old.path(), &["export", "--format", format, "-o", name]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        let run = casegraph(old.path(), &["diff", name, "--exit-code"]);
        let expected = format!(
            "{name} → the current files\n\nno differences\n\nnote: gaps of {name} were computed with the settings of the current files\n"
        );
        assert_eq!((run.code, run.out, run.err.as_str()), (0, expected, ""));
    }
    // A stored graph is the same graph, until the files change.
    let kept = old.path().join("kept.snapshot");
    std::fs::copy(old.path().join(".casegraph/graph.snapshot"), &kept).unwrap();
    let run = casegraph(old.path(), &["diff", "kept.snapshot", "--exit-code"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
    let export = old.path().join("graph.nq");
    let from_export = casegraph(new.path(), &["diff", export.to_str().unwrap(), "--format", "json"]);
    let from_folder = casegraph(new.path(), &["diff", old.path().to_str().unwrap(), "--format", "json"]);
    let kinds = |run: &Run| serde_json::from_str::<serde_json::Value>(&run.out).unwrap()["kinds"].clone();
    assert_eq!(kinds(&from_export), kinds(&from_folder));
    let from_kept = casegraph(new.path(), &["diff", kept.to_str().unwrap(), "--format", "json"]);
    assert_eq!(kinds(&from_kept), kinds(&from_folder));
    // Two exports need no corpus at all.
    let nowhere = tempfile::tempdir().unwrap();
    let run = casegraph(nowhere.path(), &["diff", export.to_str().unwrap(), export.to_str().unwrap()]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("no differences"), "{}", run.out);
}

fn git(folder: &Path, arguments: &[&str]) {
    let settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.current_dir(folder).args(settings).args(arguments);
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(name);
    }
    for name in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        command.env(name, "2026-01-01T00:00:00Z");
    }
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "");
    let output = crate::program::output(&mut command, "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with the corpus in a folder: `before` is tagged v1, `after` is committed, and the files are as in `before`.
fn repository() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let corpus = place.path().join("docs/cases");
    let put = |files: &Files| {
        let _ = std::fs::remove_dir_all(&corpus);
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        write(&corpus, &files);
    };
    git(place.path(), &["init", "-q", "-b", "main"]);
    write(place.path(), &[("README.md", "# A repository\n"), (".gitignore", "drafts/\n")]);
    git(place.path(), &["add", "."]);
    git(place.path(), &["commit", "-qm", "nothing yet"]);
    git(place.path(), &["tag", "v0"]);
    put(&before());
    git(place.path(), &["add", "."]);
    git(place.path(), &["commit", "-qm", "before"]);
    git(place.path(), &["tag", "v1"]);
    git(place.path(), &["branch", "other"]);
    put(&after());
    git(place.path(), &["add", "."]);
    git(place.path(), &["commit", "-qm", "after"]);
    put(&before());
    place
}

#[test]
fn revisions_are_compared_with_each_other_and_with_the_files() {
    let place = repository();
    let corpus = place.path().join("docs/cases");
    let run = |arguments: &[&str]| {
        let run = casegraph(&corpus, &[&["diff"], arguments, &["--format", "json"]].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
        let value: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        (value["kinds"].clone(), value["moved"].clone())
    };
    let folders = diff(&before(), &after(), &["--format", "json"]);
    let folders: serde_json::Value = serde_json::from_str(&folders.out).unwrap();
    let expected = (folders["kinds"].clone(), folders["moved"].clone());
    let nothing = (serde_json::json!([]), serde_json::json!([]));
    assert_eq!(run(&["v1", "HEAD"]), expected);
    assert_eq!(run(&["v1..main"]), expected);
    assert_eq!(run(&["HEAD~1..HEAD"]), expected);
    assert_eq!(run(&["other...main"]), expected, "what main has added since other left it");
    assert_eq!(run(&["main...other"]), nothing);
    assert_eq!(run(&["v1"]), nothing, "the files are as they were in v1");
    // A folder that a .gitignore above the corpus ignores is read on neither side.
    write(&corpus, &[("drafts/x.md", "# X\n")]);
    git(&corpus, &["add", "-f", "drafts/x.md"]);
    git(&corpus, &["commit", "-qm", "a draft"]);
    assert_eq!(run(&["main~1", "main"]), nothing);
    // Names of files are bytes to git: spaces and letters of any script stay.
    write(
        &corpus,
        &[("01_Backend/01_API/größe und maß.md", "# Maß\n\nRedis.\n"), ("notes/a\"b.md", "# Notes\n")],
    );
    git(&corpus, &["add", "-A"]);
    git(&corpus, &["commit", "-qm", "names"]);
    assert_eq!(run(&["HEAD"]), nothing);
    assert_ne!(run(&["HEAD~1"]), nothing);
    git(&corpus, &["reset", "-q", "--hard", "HEAD~1"]);
    let names = casegraph(&corpus, &["diff", "v1..main~1", "--limit", "1"]);
    let first = names.out.lines().next().unwrap();
    assert!(first.starts_with("v1 (") && first.contains(") → main~1 ("), "{first}");
}

#[test]
fn sources_that_cannot_be_compared_are_errors_with_advice() {
    let place = repository();
    let corpus = place.path().join("docs/cases");
    write(
        &corpus,
        &[("broken.nq", "<http://a> <b\n"), ("other.ttl", "<http://a/> a <http://b/> .\n"), ("x.csv", "a\n")],
    );
    let mut errors = String::new();
    for side in ["v9", "v0", "-x", "broken.nq", "other.ttl", "x.csv", "./drafts"] {
        let arguments = &["diff", "--", side];
        let run = casegraph(&corpus, arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        errors.push_str(&run.err);
    }
    let outside = folder(&before());
    let run = casegraph(outside.path(), &["diff", "HEAD"]);
    assert_eq!(run.code, 2);
    let mut command = crate::program::command(&corpus, &["diff", "v1"]);
    let without_git = crate::program::output(command.env("PATH", ""), "");
    assert_eq!(without_git.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&without_git.stderr)
            .contains("= help: install git, or compare folders or exports")
    );
    errors.push_str(&run.err.replace(outside.path().to_str().unwrap(), "."));
    expect![[r#"
        error: `v9` is not a folder with a casegraph.toml, not a file, and not a git revision
         |
         = help: a revision is a commit, branch or tag, such as HEAD~3 or main; a folder or file is named by its path
        error: there was no corpus in v0: it has no file docs/cases/casegraph.toml
         |
         = help: name a later revision
        error: `-x` is not a folder with a casegraph.toml, not a file, and not a git revision
         |
         = help: a revision is a commit, branch or tag, such as HEAD~3 or main; a folder or file is named by its path
        error: broken.nq: invalid N-Quads at line 1, column 12: Parser error between line 1 column 12 and line 2 column 1: Unexpected end of file
         |
         = help: compare with a file written by `casegraph export -o FILE` with the extension .nq, .trig, .ttl, .nt, .jsonld or .rdf, or with a stored graph, .casegraph/graph.snapshot
        error: other.ttl is not a graph of casegraph: it has no cg:Corpus
         |
         = help: compare with a file written by `casegraph export -o FILE` with the extension .nq, .trig, .ttl, .nt, .jsonld or .rdf, or with a stored graph, .casegraph/graph.snapshot
        error: x.csv does not have the extension of a graph
         |
         = help: compare with a file written by `casegraph export -o FILE` with the extension .nq, .trig, .ttl, .nt, .jsonld or .rdf, or with a stored graph, .casegraph/graph.snapshot
        error: `./drafts` is not a folder with a casegraph.toml, not a file, and not a git revision
         |
         = help: a revision is a commit, branch or tag, such as HEAD~3 or main; a folder or file is named by its path
        error: git cannot read .: not a git repository (or any of the parent directories): .git
         |
         = help: compare folders or exports instead
    "#]].assert_eq(&errors);
}
