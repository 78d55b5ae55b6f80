//! Planted faults: a clean corpus, one fault at several places, and exactly those findings.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casegraph::{Corpus, GapOptions, Session, Silent};

use crate::gap_suite::shown;

const TOPICS: usize = 6;

/// Code, the file of a topic, what is replaced, and by what.
type Fault = (&'static str, fn(usize) -> String, &'static str, &'static str);

type Files = BTreeMap<String, String>;

fn page(number: usize) -> String {
    format!("01_A/01_B/t{number}/README.md")
}

fn list(number: usize) -> String {
    format!("01_A/01_B/t{number}/RESOURCES.md")
}

/// Six topics in a ring, each with three case studies, two sources and a right row in the plan.
fn clean() -> Files {
    let mut files = Files::new();
    let mut plan = format!(
        "# Plan\n\n## Domain 1: A\n\n### 01_B ({TOPICS} topics)\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n"
    );
    for topic in 0..TOPICS {
        let _ = writeln!(plan, "| `t{topic}/` | ✅ | k | P2 |");
        let mut text = format!("# Topic {topic}\n\nWhat this page is about, told in one sentence.\n");
        for study in 1..=3 {
            let _ = write!(
                text,
                "\n## Case Study {study}: Title {topic} {study}\n\n### Problem\n\nToo slow [^a].\n\n**Context**: Acme.\n\n### Quick Answer\n\nA cache.\n\n\
                 ### Detailed Explanation\n\nWords.\n\n### Production Results\n\n| Metric | Before | After | Improvement |\n|---|---|---|---|\n\
                 | Latency [^a] | 900 ms | 100 ms | 9x faster |\n\n**Key insight**: Caches help.\n"
            );
        }
        let (next, before) = ((topic + 1) % TOPICS, (topic + TOPICS - 1) % TOPICS);
        let _ = write!(
            text,
            "\n## Common Mistakes\n\nNone.\n\n## Related Patterns\n\n- [Next](../t{next}/README.md) - why\n- [Before](../t{before}/README.md) - why\n\n\
             [^a]: [One](https://acme.com/{topic}/one), Acme, 2024.\n"
        );
        files.insert(page(topic), text);
        files.insert(
            list(topic),
            format!(
                "# Topic {topic}: Resources\n\n## Engineering Blog Posts\n\n| Company | Title | URL | Date |\n|---|---|---|---|\n\
                 | Acme | One | https://acme.com/{topic}/one | 2024 |\n| Acme | Two | https://acme.com/{topic}/two | 2024 |\n"
            ),
        );
    }
    files.insert("PLAN.md".to_owned(), plan);
    files.insert("casegraph.toml".to_owned(), "title = 'Clean'\n[gaps]\nas-of = '2026'\n".to_owned());
    files
}

fn findings(files: &Files) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        crate::program::write(folder.path(), &[(path, text)]);
    }
    let session = Session::open(Corpus::open(folder.path()).unwrap(), &Silent).unwrap();
    let report = session.gaps(&GapOptions::default()).unwrap();
    report.findings.iter().map(|finding| (finding.code.clone(), shown(finding))).collect()
}

#[test]
fn a_clean_corpus_has_no_findings() {
    assert_eq!(findings(&clean()), []);
}

#[test]
fn each_planted_fault_is_found_once_and_nothing_else() {
    // Code, what is replaced by what in the page or the list of two topics.
    let faults: [Fault; 18] = [
        ("broken-link", page, "Words.", "[W](../nothing.txt)."),
        ("moved-link", page, "Words.", "[W](../../01_B/elsewhere/PLAN.md)."),
        ("broken-anchor", page, "Words.", "[W](#nothing)."),
        ("link-leaves-root", page, "Words.", "[W](../../../../x.md)."),
        ("link-to-unwritten-topic", page, "Words.", "[W](../t9/README.md)."),
        ("broken-reference", page, "# Topic", "---\nrelated: [01_A/01_B/gone/README.md]\n---\n# Topic"),
        ("template-left-over", page, "Words.", "<One or two sentences: what was done.>"),
        ("code-in-case-study", page, "Words.", "```java\nclass A {}\n```"),
        ("missing-section", page, "### Quick Answer\n\nA cache.\n\n", ""),
        ("metric-arithmetic", page, "9x faster", "19x faster"),
        (
            "case-study-without-results",
            page,
            "### Production Results\n\n| Metric | Before | After | Improvement |\n|---|---|---|---|\n| Latency [^a] | 900 ms | 100 ms | 9x faster |\n\n",
            "",
        ),
        ("duplicate-case-number", page, "## Case Study 2", "## Case Study 1"),
        ("uncited-metric", page, "9x faster |\n", "9x faster |\n| Cost | 900 | 100 | 9x lower |\n"),
        (
            "placeholder-source",
            list,
            "| Acme | Two | https://acme.com/",
            "| Acme | Three | https://acme.com/... | 2024 |\n| Acme | Two | https://acme.com/",
        ),
        ("source-without-url", list, "| Acme | Two |", "| Acme | Three | — | 2024 |\n| Acme | Two |"),
        ("insecure-source", list, "| Acme | Two | https:", "| Acme | Two | http:"),
        (
            "stale-source",
            list,
            "| Acme | Two |",
            "| Acme | Three | https://acme.com/three | 2009 |\n| Acme | Two |",
        ),
        ("invalid-utf8", page, "Words.", "Wor\0ds."),
    ];
    for (code, file, old, new) in faults {
        let mut files = clean();
        let template = "# T\n\n<One or two sentences: what was done.>\n".to_owned();
        files.insert("X_TEMPLATE.md".to_owned(), template);
        let plan = files.get_mut("PLAN.md").unwrap();
        if code == "link-to-unwritten-topic" {
            *plan = plan.replace("(6 topics)", "(7 topics)") + "| `t9/` | ⬜ | k | P2 |\n";
        }
        let before = findings(&files);
        for topic in [1, 4] {
            let text = files.get_mut(&file(topic)).unwrap();
            assert!(text.contains(old), "{code}");
            *text = text.replacen(old, new, 1);
        }
        let mut after = findings(&files);
        // A planned topic that is now linked to is still one finding.
        let is_known = |(own, _): &(String, String)| own == "unwritten-topic";
        after.retain(|finding| !before.contains(finding) && !is_known(finding));
        let codes: Vec<&str> = after.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, [code, code], "{code}: {after:#?}");
    }
}
