//! Planted faults: a clean corpus, one kind of fault at several places, and exactly those findings at exactly those lines.

use std::collections::BTreeSet;
use std::path::Path;

use casegraph::{Corpus, GapOptions, Session, Silent, fixes, gaps, shipped_checks};

use crate::clean_corpus::{
    Files, add_loose_topic, add_topic, append, clean, edit, ending, folder_of, link_to, list, page, plan,
    sources, study, topic, whole_topic,
};

/// A kind of fault.
struct Fault {
    code: &'static str,
    /// At how many places it is planted.
    places: usize,
    /// What must be there before, and is no fault of this kind.
    before: Option<fn(&mut Files, usize)>,
    /// Plants one, and says in which file and on the line of which words it is to be found; the first line without words.
    plant: fn(&mut Files, usize) -> (String, String),
}

const fn fault(code: &'static str, places: usize, plant: fn(&mut Files, usize) -> (String, String)) -> Fault {
    Fault { code, places, before: None, plant }
}

/// Replaces the first `old` of a file, and is found where `new` begins.
fn replace(files: &mut Files, path: String, old: &str, new: &str) -> (String, String) {
    edit(files, &path, old, new);
    let words = new.trim_start().lines().next().unwrap_or_default().to_owned();
    (path, words)
}

/// A row more in a list of sources.
fn row(files: &mut Files, number: usize, row: &str) -> (String, String) {
    replace(files, list(number), "| Acme | Two |", &format!("{row}\n| Acme | Two |"))
}

fn heading(number: usize, study: usize) -> String {
    format!("## Case Study {study}: Title {number} {study}")
}

fn words(path: &str, words: impl Into<String>) -> (String, String) {
    (path.to_owned(), words.into())
}

const NAMES: &str = "vocabulary/names.ttl";

#[rustfmt::skip]
fn faults() -> Vec<Fault> {
    vec![
        fault("alias-conflict", 5, |files, at| {
            // Two terms share a name; the later of the two is told.
            let term = format!("<technology/zephyr{at}> a cg:Technology ; ");
            edit(files, NAMES, &term, &format!("{term}skos:altLabel \"Mistral{at}\" ; "));
            let term = format!("<technology/zephyr{}> a cg:Technology ; ", at + 5);
            edit(files, NAMES, &term, &format!("{term}skos:altLabel \"Mistral{at}\" ; "));
            words(NAMES, format!("<technology/zephyr{}> ", at + 5))
        }),
        fault("bare-domain-source", 5, |files, at| row(files, at, &format!("| Acme | Site {at} | https://site{at}.acme.com | 2024 |"))),
        fault("broken-anchor", 10, |files, at| replace(files, page(at), "Words.", "[W](#nothing).")),
        fault("broken-link", 10, |files, at| replace(files, page(at), "Words.", "[W](../nothing.txt).")),
        fault("broken-reference", 10, |files, at| {
            replace(files, page(at), "# Topic", "---\nrelated: [01_A/01_C0/gone/README.md]\n---\n# Topic");
            (page(at), "related:".to_owned())
        }),
        fault("case-study-without-results", 10, |files, at| {
            edit(files, &page(at), "### Production Results\n\n| Metric | Before | After | Improvement |\n|---|---|---|---|\n| Latency [^a] | 900 ms | 100 ms | 9x faster |\n\n", "");
            (page(at), heading(at, 1))
        }),
        fault("check-invalid", 3, |files, at| {
            let header = "#+ summary: A\n#+ severity: info\n#+ why: b\n#+ example: c\n#+ fix: d\n\n";
            let (text, place) = [
                (format!("{header}SELECT ?path ?line ?about ?message\nWHERE {{ ?about a cg:Topic"), ""),
                (format!("{header}SELECT ?path ?about ?message {{ ?about cg:path ?path BIND(\"m\" AS ?message) }}\n"), "SELECT"),
                ("#+ summary: A\n\nSELECT ?path ?line ?about ?message { ?about cg:path ?path }\n".to_owned(), "#+"),
            ][at].clone();
            let path = format!("queries/gaps/own{at}.rq");
            files.insert(path.clone(), text.into_bytes());
            // A syntax error is told where the text ends too early.
            (path, if place.is_empty() { "WHERE".to_owned() } else { place.to_owned() })
        }),
        fault("code-in-case-study", 10, |files, at| replace(files, page(at), "Words.", "```java\nclass A {}\n```")),
        fault("company-without-source", 9, |files, at| {
            let old = format!("{}\n\n### Problem\n\nToo slow [^a].\n\n**Context**: Acme.", heading(at + 1, 2));
            edit(files, &page(at + 1), &old, &old.replace("Acme", "Globex"));
            (page(at + 1), heading(at + 1, 2))
        }),
        fault("damaged-encoding", 10, |files, at| replace(files, page(at), "Words.", "Words âœ… and âœ….")),
        fault("dead-end-topic", 5, |files, at| {
            let (name, number) = (format!("end{at}"), at * 2);
            add_topic(files, number, &name, &whole_topic(&name, &[]));
            (format!("{}/README.md", folder_of(&name, number)), String::new())
        }),
        fault("duplicate-case-number", 10, |files, at| {
            edit(files, &page(at), "## Case Study 2", "## Case Study 1");
            (page(at), format!("## Case Study 1: Title {at} 2"))
        }),
        fault("duplicate-source", 10, |files, at| {
            append(files, &list(at), &format!("| Acme | Two | https://www.acme.com/{at}/two | 2024 |\n"));
            (list(at), "https://www.acme.com".to_owned())
        }),
        fault("empty-page", 5, |files, at| {
            let path = format!("notes/n{at}.md");
            files.insert(path.clone(), b"# Notes\n\nTo come.\n".to_vec());
            (path, String::new())
        }),
        fault("file-skipped", 3, |files, at| {
            let path = format!("notes/n{at}.md");
            files.insert(path.clone(), LARGE.to_vec());
            (path, String::new())
        }),
        fault("front-matter-invalid", 10, |files, at| {
            replace(files, page(at), "# Topic", "---\ntitle: a: b\n---\n# Topic");
            (page(at), "title: a: b".to_owned())
        }),
        fault("insecure-source", 10, |files, at| replace(files, list(at), "| Acme | Two | https:", "| Acme | Two | http:")),
        fault("invalid-utf8", 10, |files, at| {
            let bytes = files.get_mut(&page(at)).unwrap();
            let place = bytes.windows(6).position(|window| window == b"Words.").unwrap();
            bytes.splice(place..place + 6, *b"Wor\xFFds.");
            (page(at), "Wor\u{FFFD}ds.".to_owned())
        }),
        fault("isolated-group", 4, |files, at| {
            let number = at * 2;
            let names = [format!("island{at}a"), format!("island{at}b")];
            for (name, other) in [(&names[0], &names[1]), (&names[1], &names[0])] {
                add_loose_topic(files, number, name, &whole_topic(name, &[link_to(other, number)]));
                plan(files, number, name, "✅", "P2");
            }
            (format!("{}/README.md", folder_of(&names[0], number)), String::new())
        }),
        fault("link-leaves-root", 10, |files, at| replace(files, page(at), "Words.", "[W](../../../../x.md).")),
        Fault {
            before: Some(|files, at| plan(files, at, &format!("u{at}"), "⬜", "P3")),
            ..fault("link-to-unwritten-topic", 10, |files, at| {
                replace(files, page(at), "Words.", &format!("[W]({}).", link_to(&format!("u{at}"), at)))
            })
        },
        fault("metric-arithmetic", 10, |files, at| {
            edit(files, &page(at), "9x faster", "19x faster");
            (page(at), "19x faster".to_owned())
        }),
        fault("missing-section", 10, |files, at| {
            edit(files, &page(at), "### Quick Answer\n\nA shorter way.\n\n", "");
            (page(at), heading(at, 1))
        }),
        fault("missing-sources", 5, |files, at| {
            // Without figures and footnotes: each of those would be a fault of its own.
            let (name, number) = (format!("bare{at}"), at * 2);
            let studies: String = (1..=3).map(|study_at| study(&name, study_at, "Acme", "Words.")).collect();
            let table = "| Metric | Before | After | Improvement |\n|---|---|---|---|\n| Latency [^a] | 900 ms | 100 ms | 9x faster |\n";
            let studies = studies.replace(table, "Faster.\n").replace(" [^a]", "");
            let next = [link_to(&format!("t{number}"), number)];
            add_topic(files, number, &name, &topic(&name, &studies, &ending(&next, "")));
            (format!("{}/README.md", folder_of(&name, number)), String::new())
        }),
        fault("moved-link", 10, |files, at| replace(files, page(at), "Words.", "[W](../../elsewhere/PLAN.md).")),
        fault("name-collision", 5, |files, at| {
            let text = b"# Notes\n\nA note that is long enough not to be taken for an empty page.\n".to_vec();
            files.insert(format!("notes/Note{at}.md"), text.clone());
            files.insert(format!("notes/note{at}.md"), text);
            (format!("notes/note{at}.md"), String::new())
        }),
        fault("one-way-relation", 5, |files, at| {
            let link = link_to(&format!("t{}", at + 5), at + 5);
            edit(files, &page(at), "## Related Patterns\n\n", &format!("## Related Patterns\n\n- [Across]({link}) - why\n"));
            (page(at), "[Across]".to_owned())
        }),
        fault("orphan-topic", 5, |files, at| {
            let (name, number) = (format!("alone{at}"), at * 2);
            // It leads on in its text; as a related topic it would be a relation that one side does not know.
            let text = whole_topic(&name, &[]).replacen("Words.", &format!("[W]({}).", link_to(&format!("t{number}"), number)), 1);
            add_loose_topic(files, number, &name, &text);
            plan(files, number, &name, "✅", "P2");
            (format!("{}/README.md", folder_of(&name, number)), String::new())
        }),
        fault("page-not-in-plan", 5, |files, at| {
            edit(files, "PLAN.md", &format!("| `t{}/` | ✅ | k | P2 |\n", at * 2), "");
            edit(files, "PLAN.md", "(2 topics)", "(1 topics)");
            (page(at * 2), String::new())
        }),
        fault("pattern-without-case-study", 5, |files, at| {
            append(files, NAMES, &format!("<pattern/sirocco{at}> a cg:Pattern ; skos:prefLabel \"Sirocco{at}\" .\n"));
            edit(files, &page(at), "None.", &format!("People forget Sirocco{at}."));
            words(NAMES, format!("<pattern/sirocco{at}>"))
        }),
        fault("placeholder-source", 10, |files, at| row(files, at, "| Acme | Three | https://acme.com/... | 2024 |")),
        fault("plan-contradiction", 10, |files, at| {
            let right = format!("| `t{at}/` | ✅ | k | P2 |\n");
            edit(files, "PLAN.md", &right, &format!("{right}| `t{at}/` | ⬜ | again | P2 |\n"));
            words("PLAN.md", format!("| `t{at}/` | ⬜ |"))
        }),
        fault("plan-drift", 10, |files, at| {
            // The first five are written and to do, the others done and not written.
            if at < 5 {
                edit(files, "PLAN.md", &format!("| `t{at}/` | ✅ |"), &format!("| `t{at}/` | ⬜ |"));
                return words("PLAN.md", format!("| `t{at}/` |"));
            }
            plan(files, at, &format!("gone{at}"), "✅", "P2");
            words("PLAN.md", format!("| `gone{at}/` |"))
        }),
        fault("prerequisite-cycle", 5, |files, at| {
            for (own, other) in [(at * 2, at * 2 + 1), (at * 2 + 1, at * 2)] {
                edit(files, &page(own), "# Topic", &format!("---\nprerequisites: [t{other}]\n---\n# Topic"));
            }
            (page(at * 2), "prerequisites:".to_owned())
        }),
        fault("single-source-topic", 5, |files, at| {
            let (name, number) = (format!("one{at}"), at * 2);
            add_topic(files, number, &name, &whole_topic(&name, &[link_to(&format!("t{number}"), number)]));
            edit(files, &page(number), "## Related Patterns\n\n", &format!("## Related Patterns\n\n- [One]({}) - why\n", link_to(&name, number)));
            let path = format!("{}/RESOURCES.md", folder_of(&name, number));
            edit(files, &path, &format!("| Acme | Two | https://acme.com/{name}/two | 2024 |\n"), "");
            (format!("{}/README.md", folder_of(&name, number)), String::new())
        }),
        fault("source-without-url", 10, |files, at| row(files, at, "| Acme | Three | — | 2024 |")),
        fault("sources-overclaimed", 10, |files, at| {
            append(files, &list(at), "\n**Sources Reviewed**: 15+ engineering blogs\n");
            (list(at), "**Sources Reviewed**".to_owned())
        }),
        fault("stale-source", 10, |files, at| row(files, at, "| Acme | Three | https://acme.com/three | 2009 |")),
        fault("stated-count-wrong", 5, |files, at| {
            edit(files, "PLAN.md", &format!("C{at} (2 topics)"), &format!("C{at} (3 topics)"));
            words("PLAN.md", format!("C{at} (3 topics)"))
        }),
        fault("technology-with-one-company", 9, |files, at| {
            edit(files, &page(at + 1), "Words.", &format!("Words of Zephyr{}.", at + 1));
            words(NAMES, format!("<technology/zephyr{}> ", at + 1))
        }),
        fault("template-left-over", 10, |files, at| replace(files, page(at), "Words.", "<One or two sentences: what was done.>")),
        fault("too-few-case-studies", 10, |files, at| {
            let company = "Acme";
            edit(files, &page(at), &study(&at.to_string(), 3, company, "Words."), "");
            (page(at), String::new())
        }),
        fault("too-many-case-studies", 10, |files, at| {
            let more: String = (4..=6).map(|number| study(&at.to_string(), number, "Acme", "Words.")).collect();
            edit(files, &page(at), "\n## Common Mistakes", &format!("{more}\n## Common Mistakes"));
            (page(at), String::new())
        }),
        fault("uncited-metric", 10, |files, at| {
            edit(files, &page(at), "9x faster |\n", "9x faster |\n| Cost | 900 | 100 | 9x lower |\n");
            (page(at), "| Cost |".to_owned())
        }),
        fault("unknown-name", 5, |files, at| row(files, at, &format!("| Initech{at} | Three | https://initech{at}.com/three | 2024 |"))),
        fault("unsourced-case-study", 10, |files, at| {
            let old = study(&at.to_string(), 3, "Acme", "Words.");
            edit(files, &page(at), &old, &old.replace(" [^a]", ""));
            (page(at), heading(at, 3))
        }),
        fault("unused-suppression", 10, |files, at| replace(files, page(at), "Words.", "Words. <!-- casegraph:ignore broken-link soon -->")),
        fault("unused-term", 5, |files, at| {
            append(files, NAMES, &format!("<technology/bora{at}> a cg:Technology ; skos:prefLabel \"Bora{at}\" .\n"));
            words(NAMES, format!("<technology/bora{at}>"))
        }),
        fault("unwritten-topic", 10, |files, at| {
            plan(files, at, &format!("u{at}"), "⬜", if at % 2 == 0 { "P1" } else { "P3" });
            words("PLAN.md", format!("| `u{at}/` |"))
        }),
        fault("vocabulary-syntax", 5, |files, at| {
            let path = format!("vocabulary/more{at}.ttl");
            let text = "@prefix cg: <https://w3id.org/casegraph/ns#> .\n<http://casegraph.localhost/company/x> a cg:Company";
            files.insert(path.clone(), text.as_bytes().to_vec());
            (path, "company/x".to_owned())
        }),
        fault("vocabulary-term", 5, |files, at| {
            append(files, NAMES, &format!("<company/nameless{at}> a cg:Company .\n"));
            words(NAMES, format!("<company/nameless{at}>"))
        }),
    ]
}

/// Stands for a file that is too large to be read.
const LARGE: &[u8] = b"large";

/// Code, file and line of every finding.
fn findings(files: &Files) -> Vec<(String, String, u32)> {
    let folder = written(files);
    let report = gaps::run(&session(folder.path()), &GapOptions::default()).unwrap();
    report.findings.into_iter().map(|finding| (finding.code, finding.path, finding.line)).collect()
}

fn written(files: &Files) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        write(&folder.path().join(path), bytes);
    }
    folder
}

fn session(folder: &Path) -> Session {
    Session::open(Corpus::open(folder).unwrap(), &Silent).unwrap()
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    if bytes == LARGE {
        std::fs::File::create(path).unwrap().set_len(70 << 20).unwrap();
    } else {
        std::fs::write(path, bytes).unwrap();
    }
}

/// The line of the first words of a file that are these.
fn line_of(files: &Files, path: &str, words: &str) -> u32 {
    let text = String::from_utf8_lossy(&files[path]);
    let at = text.find(words).unwrap_or_else(|| panic!("{path}: {words}"));
    u32::try_from(text[..at].matches('\n').count()).unwrap() + 1
}

#[test]
fn a_clean_corpus_has_no_findings() {
    assert_eq!(findings(&clean()), []);
}

#[test]
fn each_planted_fault_is_found_once_and_nothing_else() {
    let mut failures = Vec::new();
    for Fault { code, places, before, plant } in faults() {
        let mut files = clean();
        let mut known: Vec<(String, String, u32)> = Vec::new();
        if let Some(before) = before {
            (0..places).for_each(|at| before(&mut files, at));
            known = findings(&files);
        }
        let planted: Vec<(String, String)> = (0..places).map(|at| plant(&mut files, at)).collect();
        let mut expected: Vec<(String, String, u32)> = planted
            .into_iter()
            .map(|(path, words)| {
                let line = if words.is_empty() { 1 } else { line_of(&files, &path, &words) };
                (code.to_owned(), path, line)
            })
            .collect();
        let mut found = findings(&files);
        found.retain(|finding| match known.iter().position(|other| other == finding) {
            Some(at) => {
                known.swap_remove(at);
                false
            }
            None => true,
        });
        found.sort();
        expected.sort();
        if found != expected || !known.is_empty() {
            let extra: Vec<_> = found.iter().filter(|finding| !expected.contains(finding)).collect();
            let missed: Vec<_> = expected.iter().filter(|finding| !found.contains(finding)).collect();
            failures.push(format!("{code}: {} for {places}\n  not planted: {extra:?}\n  not found: {missed:?}\n  gone: {known:?}", found.len()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What has one right answer is mended, whichever ends the lines have; what was right before is so again, byte for byte.
#[test]
fn planted_faults_are_fixed() {
    let mendable =
        [("moved-link", 10), ("plan-contradiction", 10), ("plan-drift", 5), ("stated-count-wrong", 5)];
    for (code, places) in mendable {
        let Fault { plant, .. } = faults().into_iter().find(|fault| fault.code == code).unwrap();
        for end in ["\n", "\r\n"] {
            let ended = |files: Files| -> Files {
                let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace('\n', end).into_bytes();
                files.into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
            };
            let mut files = clean();
            (0..places).for_each(|at| drop(plant(&mut files, at)));
            let folder = written(&ended(files));
            let corpus = Corpus::open(folder.path()).unwrap();
            let report = gaps::run(&session(folder.path()), &GapOptions::default()).unwrap();
            for edit in fixes(&corpus, &report.findings).unwrap() {
                edit.write(&corpus).unwrap();
            }
            let left = gaps::run(&session(folder.path()), &GapOptions::default()).unwrap().findings;
            assert_eq!(left, [], "{code}");
            if matches!(code, "plan-drift" | "stated-count-wrong") {
                for (path, bytes) in ended(clean()) {
                    assert_eq!(std::fs::read(folder.path().join(&path)).unwrap(), bytes, "{code}: {path}");
                }
            }
        }
    }
}

#[test]
fn every_check_has_planted_faults_at_several_places() {
    let checks = shipped_checks().unwrap();
    let codes: BTreeSet<&str> = checks.iter().map(casegraph::Check::code).collect();
    let planted: Vec<&str> = faults().iter().map(|fault| fault.code).collect();
    assert!(planted.is_sorted(), "{planted:?}");
    assert_eq!(planted.iter().copied().collect::<BTreeSet<_>>(), codes);
    for Fault { code, places, .. } in faults() {
        assert!(places >= 3, "{code} is planted at {places} places only");
    }
}

#[test]
fn files_of_a_new_topic_have_no_findings() {
    let mut files = clean();
    add_topic(&mut files, 0, "more", &whole_topic("more", &[link_to("t0", 0)]));
    edit(
        &mut files,
        &page(0),
        "## Related Patterns\n\n",
        &format!("## Related Patterns\n\n- [M]({}) - why\n", link_to("more", 0)),
    );
    assert!(sources("more").contains("https://acme.com/more/two"));
    assert_eq!(findings(&files), []);
}
