//! `casegraph embed`: what it writes, what it leaves alone, and what it says.

use std::path::Path;

use expect_test::{Expect, expect};

use crate::program::{casegraph, write};

const CONFIG: &str = "title = 'Small corpus'\n";
const PAGE: &str = "# Rate limiting\n\n## Case Study 1: Fair queues\n\n**Context**: Acme Corporation\n\n## Related Patterns\n\n- [Caches](../caches.md): holds | back\n";
const PLAN: &str = "# Plan\n\n## 01_Backend\n\n### 01_API_Design\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n| `rate_limiting/` | ✅ | buckets | P1 |\n| `caches.md` | ⬜ | ttl | P2 |\n";

fn corpus(pages: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = "01_Backend/01_API_Design/rate_limiting/README.md";
    write(folder.path(), &[("casegraph.toml", CONFIG), ("PLAN.md", PLAN), (page, PAGE)]);
    write(folder.path(), pages);
    folder
}

fn block(words: &str) -> String {
    format!("<!-- casegraph:begin {words} -->\n<!-- casegraph:end -->\n")
}

fn check(folder: &Path, arguments: &[&str], expected: &Expect) {
    let run = casegraph(folder, arguments);
    let error = if run.err.is_empty() { String::new() } else { format!("--- standard error\n{}", run.err) };
    expected.assert_eq(&format!("exit {}\n{}{error}", run.code, run.out));
}

fn read(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).unwrap()
}

#[test]
fn every_kind_of_block_is_filled() {
    let kinds = [
        "coverage",
        "coverage --category 'API Design'",
        "map coverage --output ../graphs/all.svg",
        "plan",
        "query topics-by-status --param status=planned --columns topic,label,priority",
        "related rate_limiting",
        "path rate_limiting caches",
        "path caches rate_limiting --directed",
        "gaps --limit 2",
        "gaps --severity warning --list --topic 'rate limiting'",
        "gaps --only broken-link",
        "checks --group checks",
    ];
    let text = kinds.map(block).join("\n");
    let folder = corpus(&[("docs/page.md", &text)]);
    check(
        folder.path(),
        &["embed", "docs/page.md"],
        &expect![[r#"
            exit 0
            --- standard error
            wrote graphs/all.svg
            wrote graphs/all.dot
            wrote docs/page.md
        "#]],
    );
    expect![[r#"
        <!-- casegraph:begin coverage -->

        | Category | Complete | In progress | Not started | P1 gaps | Case studies |
        | --- | ---: | ---: | ---: | ---: | ---: |
        | **Backend** | **·** | **1** | **1** | **·** | **1** |
        | API Design | · | 1 | 1 | · | 1 |
        | **All** | **·** | **1** | **1** | **·** | **1** |

        <!-- casegraph:end -->

        <!-- casegraph:begin coverage --category 'API Design' -->

        0 of 2 topics complete, 1 in progress, 1 not started; 1 case study.

        | Topic | Status | Priority | Case studies | Key topics |
        | --- | --- | --- | ---: | --- |
        | [Rate limiting](../01_Backend/01_API_Design/rate_limiting/README.md) | in progress | P1 | 1 | buckets |
        | [caches](../PLAN.md?plain=1#L10) | not started | P2 | · | ttl |

        <!-- casegraph:end -->

        <!-- casegraph:begin map coverage --output ../graphs/all.svg -->

        [![Small corpus: 0 of 2 topics complete, 1 in progress, 1 not started; Backend: 0 of 2 complete](../graphs/all.svg)](../graphs/all.svg)

        <details>
        <summary>2 in this map, as a list</summary>

        - **API Design**: [Rate limiting](../01_Backend/01_API_Design/rate_limiting/README.md), [caches](../PLAN.md?plain=1#L10)

        </details>

        <!-- casegraph:end -->

        <!-- casegraph:begin plan -->

        | Category | Planned | Written | P1 to write | P2 | P3 | No priority |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        | **Backend** |  |  |  |  |  |  |
        | API Design | 2 | 1 | · | 1 | · | · |

        To write next:

        - P2 caches, 1 document links to it

        <!-- casegraph:end -->

        <!-- casegraph:begin query topics-by-status --param status=planned --columns topic,label,priority -->

        | topic | label | priority |
        | --- | --- | ---: |
        | topic/caches | caches | 2 |

        <!-- casegraph:end -->

        <!-- casegraph:begin related rate_limiting -->

        Names as related:

        - [caches](../PLAN.md?plain=1#L10): holds \| back

        <!-- casegraph:end -->

        <!-- casegraph:begin path rate_limiting caches -->

        1. [Rate limiting](../01_Backend/01_API_Design/rate_limiting/README.md)
        2. [caches](../PLAN.md?plain=1#L10) *(not written yet)*: related: holds \| back ([line 9](../01_Backend/01_API_Design/rate_limiting/README.md?plain=1#L9))

        <!-- casegraph:end -->

        <!-- casegraph:begin path caches rate_limiting --directed -->

        *There is no path.* There is a way, but not as asked: leave out --directed, --only-written, --avoid or --via.

        <!-- casegraph:end -->

        <!-- casegraph:begin gaps --limit 2 -->

        6 warnings, 2 notes.

        | Findings | Severity | Check | What it finds |
        | ---: | --- | --- | --- |
        | 2 | warning | `empty-page` | A page has next to no text |
        | 2 | warning | `missing-section` | A case study or its page lacks a section that every other has |

        *and the findings of 4 more checks*

        <!-- casegraph:end -->

        <!-- casegraph:begin gaps --severity warning --list --topic 'rate limiting' -->

        - **warning** [01\_Backend/01\_API\_Design/rate\_limiting/README.md:1](../01_Backend/01_API_Design/rate_limiting/README.md?plain=1#L1): the page has 7 words besides its headings (`empty-page`)
        - **warning** [01\_Backend/01\_API\_Design/rate\_limiting/README.md:1](../01_Backend/01_API_Design/rate_limiting/README.md?plain=1#L1): neither the page nor each of its case studies has a section Common Mistakes (`missing-section`)
        - **warning** [01\_Backend/01\_API\_Design/rate\_limiting/README.md:1](../01_Backend/01_API_Design/rate_limiting/README.md?plain=1#L1): the page has 1 case study; at least 3 are asked for (`too-few-case-studies`)
        - **warning** [01\_Backend/01\_API\_Design/rate\_limiting/README.md:3](../01_Backend/01_API_Design/rate_limiting/README.md?plain=1#L3): the case study has no section of results (`case-study-without-results`)
        - **warning** [01\_Backend/01\_API\_Design/rate\_limiting/README.md:3](../01_Backend/01_API_Design/rate_limiting/README.md?plain=1#L3): the case study has no section Problem, Quick Answer, Detailed Explanation, Key Insight (`missing-section`)

        <!-- casegraph:end -->

        <!-- casegraph:begin gaps --only broken-link -->

        *No findings.*

        <!-- casegraph:end -->

        <!-- casegraph:begin checks --group checks -->

        **Checks**

        | Check | Severity | What it finds |
        | --- | --- | --- |
        | `check-invalid` | error | A check of the corpus cannot run |
        | `unused-suppression` | warning | A suppression switches nothing off, or gives no reason |

        <!-- casegraph:end -->
    "#]].assert_eq(&read(folder.path(), "docs/page.md"));
    check(
        folder.path(),
        &["embed", "docs/page.md", "--check"],
        &expect![[r#"
        exit 0
    "#]],
    );
    let drawn = casegraph(folder.path(), &["map", "coverage", "-o", "graphs/all.svg", "--check"]);
    assert_eq!(drawn.code, 0, "{}", drawn.err);
}

#[test]
fn embedded_help_is_the_help_of_the_program() {
    let folder = corpus(&[("page.md", &block("help plan"))]);
    assert_eq!(casegraph(folder.path(), &["embed", "page.md"]).code, 0);
    let help = casegraph(folder.path(), &["plan", "-h"]).out;
    assert!(read(folder.path(), "page.md").contains(&format!("```text\n{}\n```", help.trim_end())));
}

#[test]
fn check_writes_nothing_and_prints_a_diff() {
    let text = format!("a\n{}", block("query topics-by-status --columns label"));
    let folder = corpus(&[("page.md", &text)]);
    check(
        folder.path(),
        &["embed", "page.md", "--check"],
        &expect![[r#"
            exit 1
            --- page.md
            +++ page.md (updated)
            @@ -1,3 +1,9 @@
             a
             <!-- casegraph:begin query topics-by-status --columns label -->
            +
            +| label |
            +| --- |
            +| Rate limiting |
            +| caches |
            +
             <!-- casegraph:end -->
        "#]],
    );
    assert_eq!(read(folder.path(), "page.md"), text);
}

#[test]
fn a_file_with_errors_is_not_written_and_the_others_are() {
    let bad = [
        "colour",
        "coverage --colour red",
        "coverage --category nothing",
        "map covrage",
        "map coverage --output x.png",
        "query topics",
        "query topics-by-status --param colour=red",
        "query topics-by-status --columns colour",
        "related rate_limit",
        "help colour",
        "plan --next soon",
    ];
    let bad = bad.map(block).concat();
    let unbalanced = "text\n<!-- casegraph:begin plan -->\n";
    let folder = corpus(&[
        ("bad.md", &bad),
        ("unbalanced.md", unbalanced),
        ("good.md", &block("plan --next 0")),
        ("plain.md", "a\n"),
    ]);
    check(
        folder.path(),
        &["embed", "bad.md", "unbalanced.md", "missing.md", "plain.md", "good.md"],
        &expect![[r#"
            exit 2
            --- standard error
            error: there is no kind `colour` (kinds are: checks, coverage, gaps, help, map, path, plan, queries, query, related)
             --> bad.md:1:1
              |
            1 | <!-- casegraph:begin colour -->
              | ^
              |
              = help: the markers are explained by `casegraph embed --help`
            error: there is no option --colour here; options are: --domain, --category (`casegraph:begin coverage [--domain NAME] [--category NAME]`)
             --> bad.md:3:1
              |
            3 | <!-- casegraph:begin coverage --colour red -->
              | ^
              |
              = help: the markers are explained by `casegraph embed --help`
            error: there is no category `nothing` (there are: API Design) (`casegraph:begin coverage [--domain NAME] [--category NAME]`)
             --> bad.md:5:1
              |
            5 | <!-- casegraph:begin coverage --category nothing -->
              | ^
              |
              = help: the markers are explained by `casegraph embed --help`
            error: there is no map `covrage`; did you mean `coverage`?; maps are: coverage [--domain NAME] [--category NAME], related TOPIC [--depth 1|2], path FROM TO [--alternatives N] [--via NAME] [--avoid NAME] [--directed] [--only-written], gaps [--domain NAME] [--category NAME] [--severity LEVEL] [--only CODE] [--except CODE], companies, categories, sources, custom QUERY.rq (`casegraph:begin map VIEW [OPTIONS] [--output FILE.svg]`)
             --> bad.md:7:1
              |
            7 | <!-- casegraph:begin map covrage -->
              | ^
              |
              = help: the markers are explained by `casegraph embed --help`
            error: --output names a file that ends in .svg, not `x.png` (`casegraph:begin map VIEW [OPTIONS] [--output FILE.svg]`)
             --> bad.md:9:1
              |
            9 | <!-- casegraph:begin map coverage --output x.png -->
              | ^
              |
              = help: the markers are explained by `casegraph embed --help`
            error: no query is called `topics`; did you mean `topics-by-status`? `casegraph query --list` shows all queries (`casegraph:begin query NAME [--param NAME=VALUE]... [--columns A,B] [--limit N]`)
              --> bad.md:11:1
               |
            11 | <!-- casegraph:begin query topics -->
               | ^
               |
               = help: the markers are explained by `casegraph embed --help`
            error: `topics-by-status` has no parameter `colour` (allowed: `status`, `category`) (`casegraph:begin query NAME [--param NAME=VALUE]... [--columns A,B] [--limit N]`)
              --> bad.md:13:1
               |
            13 | <!-- casegraph:begin query topics-by-status --param colour=red -->
               | ^
               |
               = help: the markers are explained by `casegraph embed --help`
            error: there is no column `colour`; columns are: status, priority, topic, label, inCategory, categoryLabel, pagePath (`casegraph:begin query NAME [--param NAME=VALUE]... [--columns A,B] [--limit N]`)
              --> bad.md:15:1
               |
            15 | <!-- casegraph:begin query topics-by-status --columns colour -->
               | ^
               |
               = help: the markers are explained by `casegraph embed --help`
            error: there is no command `colour` (`casegraph:begin help COMMAND`)
              --> bad.md:19:1
               |
            19 | <!-- casegraph:begin help colour -->
               | ^
               |
               = help: the markers are explained by `casegraph embed --help`
            error: the option --next takes a whole number, not `soon` (`casegraph:begin plan [--next N]`)
              --> bad.md:21:1
               |
            21 | <!-- casegraph:begin plan --next soon -->
               | ^
               |
               = help: the markers are explained by `casegraph embed --help`
            error: a block without an end marker; add a line `<!-- casegraph:end -->`
             --> unbalanced.md:2:1
              |
            2 | <!-- casegraph:begin plan -->
              | ^
              |
              = help: the markers are explained by `casegraph embed --help`
            error: cannot read missing.md: No such file or directory (os error 2)
             |
             = help: check that the path exists and that you may use it
            note: plain.md has no markers
            wrote good.md
            error: 3 files failed
        "#]],
    );
    assert_eq!((read(folder.path(), "bad.md"), &*read(folder.path(), "unbalanced.md")), (bad, unbalanced));
    assert!(read(folder.path(), "good.md").contains("| API Design | 2 | 1 |"));
    assert!(!folder.path().join("graphs").exists());
}

#[test]
fn two_maps_for_one_file_are_an_error() {
    let text = ["map coverage --output x.svg", "map categories --output ./x.svg"].map(block).concat();
    let folder = corpus(&[("page.md", &text)]);
    check(
        folder.path(),
        &["embed", "page.md"],
        &expect![[r#"
            exit 2
            --- standard error
            error: the block of line 1 writes another map to x.svg; give one its own --output
             --> page.md:3:1
              |
            3 | <!-- casegraph:begin map categories --output ./x.svg -->
              | ^
              |
              = help: the markers are explained by `casegraph embed --help`
            error: 1 file failed
        "#]],
    );
    assert!(!folder.path().join("x.svg").exists());
}

#[test]
#[cfg(unix)]
fn a_read_only_file_stays_whole() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = corpus(&[("page.md", &block("plan"))]);
    let file = folder.path().join("page.md");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444)).unwrap();
    check(
        folder.path(),
        &["embed", "page.md"],
        &expect![[r#"
            exit 2
            --- standard error
            error: cannot write page.md: the file is read-only
             |
             = help: check that the path exists and that you may use it
            error: 1 file failed
        "#]],
    );
    assert_eq!(read(folder.path(), "page.md"), block("plan"));
}

/// A page that tells where findings stand, itself among them: the lines below its block move as it is filled.
#[test]
fn embedding_twice_changes_nothing_even_if_a_page_quotes_itself() {
    let page = "01_Backend/01_API_Design/README.md";
    let text = format!(
        "# API design\n\n{}\n{}\nSee [what is gone](./gone.md), [more](./gone_too.md).\n",
        block("gaps --only links --list"),
        block("coverage --category 'API Design'")
    );
    let folder = corpus(&[(page, &text)]);
    let facts = |folder: &Path| {
        let stats = casegraph(folder, &["stats", "--format", "json"]).out;
        let gaps = casegraph(folder, &["gaps", "--format", "csv", "--fail-on", "never"]).out;
        // Lines move, what is found does not.
        let gaps: Vec<String> = gaps.lines().map(|line| line.replace(char::is_numeric, "")).collect();
        let counts = ["Topic", "CaseStudy", "Source", "Link", "Section", "Mention"];
        let counted = |line: &&str| counts.iter().any(|kind| line.contains(&format!("\"{kind}\"")));
        (stats.lines().filter(counted).map(str::to_owned).collect::<Vec<_>>(), gaps)
    };
    let before = facts(folder.path());
    assert!(before.0.len() > 2, "{before:?}");
    let run = casegraph(folder.path(), &["embed", page]);
    assert_eq!((run.code, run.err.as_str()), (0, "wrote 01_Backend/01_API_Design/README.md\n"));
    let once = read(folder.path(), page);
    let links: Vec<usize> =
        (1..).zip(once.lines()).filter(|(_, line)| line.contains("gone.md), [")).map(|(at, _)| at).collect();
    assert!(once.contains(&format!("README.md?plain=1#L{}", links[0])), "{once}");
    let again = casegraph(folder.path(), &["embed", page]);
    assert_eq!((again.code, again.err.as_str(), read(folder.path(), page)), (0, "", once));
    assert_eq!(casegraph(folder.path(), &["embed", page, "--check"]).code, 0);
    assert_eq!(facts(folder.path()), before, "what is embedded asserts nothing");
}
