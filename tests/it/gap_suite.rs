//! The cases of `tests/gaps`, a file a check: small corpora and what the check must find in them, side by side.
//!
//! A case is a heading and below it fences with four backticks: `markdown PATH` for each file, `config` for what casegraph.toml
//! says beyond the title, `vocabulary` for a Turtle file, `query PATH` for a file as it is, `large PATH` for one of 70 MB, and `findings` for what comes out;
//! empty where the check must be silent. `\xNN` stands for a byte. `UPDATE_EXPECT=1` rewrites the findings, which are then to
//! be *read*.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use casegraph::{Corpus, Finding, GapOptions, Session, Silent, gaps, shipped_checks};

const FENCE: &str = "````";

#[derive(Default)]
pub(crate) struct Case {
    pub(crate) name: String,
    files: Vec<(String, Vec<u8>)>,
    /// A file that is too large to be read.
    large: Option<String>,
    config: String,
    pub(crate) expected: String,
    place: std::ops::Range<usize>,
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/gaps")
}

#[test]
fn every_check_gives_the_findings_of_its_cases() {
    let mut failures = String::new();
    for check in shipped_checks().unwrap() {
        let file = folder().join(format!("{}.md", check.code()));
        let text = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("no cases: {}", file.display()));
        let cases = cases(&text);
        let mut updated = text.clone();
        let (mut fires, mut silent) = (false, false);
        for case in cases.iter().rev() {
            let actual = run(case, check.code());
            fires |= !actual.is_empty();
            silent |= actual.is_empty();
            if actual != case.expected {
                let _ = writeln!(
                    failures,
                    "{}: {}\n--- expected\n{}--- actual\n{actual}",
                    check.code(),
                    case.name,
                    case.expected
                );
                updated.replace_range(case.place.clone(), &actual);
            }
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() && updated != text {
            std::fs::write(&file, updated).unwrap();
        }
        for (has, what) in [(fires, "case in which it fires"), (silent, "near-miss")] {
            if !has {
                let _ = writeln!(failures, "{}: no {what}", check.code());
            }
        }
    }
    let lacking =
        failures.lines().any(|line| line.contains(": no case in which") || line.ends_with(": no near-miss"));
    assert!(failures.is_empty() || (std::env::var_os("UPDATE_EXPECT").is_some() && !lacking), "{failures}");
}

#[test]
fn every_check_has_a_file_of_cases_and_checks_are_sorted_by_name() {
    let checks = shipped_checks().unwrap();
    let codes: Vec<&str> = checks.iter().map(casegraph::Check::code).collect();
    assert!(codes.is_sorted(), "{codes:?}");
    for check in &checks {
        let code = check.code();
        assert!(
            code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
            "{code}"
        );
        for (what, text) in [
            ("title", check.title()),
            ("why", check.why()),
            ("example", check.example()),
            ("fix", check.fix()),
        ] {
            assert!(text.len() > 10, "{code}: {what}");
        }
        assert!(
            !check.title().ends_with('.') && check.why().ends_with('.'),
            "{code}: a title is no sentence, a reason is"
        );
        assert_ne!(check.group(), "own", "{code} has no tag");
    }
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(codes.contains(&stem), "{}", path.display());
    }
    let queries = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../queries/gaps");
    for entry in std::fs::read_dir(queries).unwrap() {
        let path = entry.unwrap().path();
        assert!(
            codes.contains(&path.file_stem().unwrap().to_str().unwrap()),
            "{} is not registered",
            path.display()
        );
    }
}

fn run(case: &Case, code: &str) -> String {
    let folder = laid_out(case);
    let session = Session::open(Corpus::open(folder.path()).unwrap(), &Silent).unwrap();
    found(&session, code)
}

/// The folder of a case.
pub(crate) fn laid_out(case: &Case) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &case.files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    if let Some(path) = &case.large {
        std::fs::File::create(folder.path().join(path)).unwrap().set_len(70 << 20).unwrap();
    }
    std::fs::write(folder.path().join("casegraph.toml"), format!("title = 'Case'\n{}", case.config)).unwrap();
    folder
}

/// What a check finds, as the cases write it.
pub(crate) fn found(session: &Session, code: &str) -> String {
    // `unused-suppression` is about what other checks find.
    let only = if code == "unused-suppression" { Vec::new() } else { vec![code.to_owned()] };
    let report = gaps::run(&session, &GapOptions { only, ..GapOptions::default() }).unwrap();
    report.findings.iter().filter(|finding| finding.code == code).map(shown).collect()
}

pub(crate) fn shown(finding: &Finding) -> String {
    let mut out = format!(
        "{} {}:{} {}: {}",
        finding.severity.code(),
        finding.path,
        finding.line,
        finding.about,
        finding.message
    );
    if let Some(fix) = finding.fix.as_ref().filter(|fix| !fix.is_empty()) {
        let _ = write!(out, " (fix: {fix})");
    }
    if let Some(edit) = &finding.edit {
        let _ = write!(out, " [{} → {}]", edit.old, edit.new);
    }
    out + "\n"
}

/// The cases of one file.
pub(crate) fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut open: Option<(String, usize)> = None; // the fence's info and where its content begins
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match (&open, line.strip_prefix(FENCE)) {
            (None, Some(info)) => open = Some((info.trim().to_owned(), at + line.len())),
            (Some((info, start)), Some(_)) => {
                let case = cases.last_mut().expect("a fence stands below a heading");
                let content = &text[*start..at];
                match info.split_once(' ').unwrap_or((info, "")) {
                    ("markdown", path) => case.files.push((path.to_owned(), crate::suite::bytes(content))),
                    ("query", path) => case.files.push((path.to_owned(), content.as_bytes().to_owned())),
                    ("large", path) => case.large = Some(path.to_owned()),
                    ("config", _) => content.clone_into(&mut case.config),
                    ("vocabulary", _) => {
                        case.files.push(("vocabulary/names.ttl".to_owned(), content.as_bytes().to_owned()));
                    }
                    ("findings", _) => {
                        content.clone_into(&mut case.expected);
                        case.place = *start..at;
                    }
                    (other, _) => panic!("no kind of fence is called {other:?}"),
                }
                open = None;
            }
            (None, None) => {
                if let Some(name) = line.strip_prefix("## ") {
                    cases.push(Case { name: name.trim().to_owned(), ..Case::default() });
                }
            }
            (Some(_), None) => {}
        }
        at += line.len();
    }
    cases
}
