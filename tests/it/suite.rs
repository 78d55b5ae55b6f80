//! The cases of `tests/suite`: Markdown with the facts it must give, side by side.
//!
//! A case is a heading and below it fences with four backticks: `markdown PATH` for each file of a small corpus, `config`
//! for what `casegraph.toml` says beyond the title, `vocabulary` for a Turtle file, `files` for paths that lie in the folder
//! without being Markdown, and `facts` for what comes out. `UPDATE_EXPECT=1` rewrites the last, which is then to be *read*.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use casegraph::Config;
use casegraph::facts::{DocPath, FactSet, Inventory, ReadDocument, Registry, extract, join};
use casegraph::store::{Base, read_vocabulary};

use crate::facts_text;
use crate::heads::joined_by_heads;

const FENCE: &str = "````";

#[derive(Default)]
struct Case {
    name: String,
    documents: Vec<(String, String)>,
    config: String,
    vocabulary: String,
    files: Vec<String>,
    /// Which documents' facts are shown; all of the corpus's if none is marked.
    expected: String,
    /// Byte range of the expectation in the file.
    place: std::ops::Range<usize>,
}

#[test]
fn every_case_gives_the_expected_facts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.retain(|file| !crate::names::is_table(file));
    files.sort();
    let mut failures = String::new();
    let mut cases_run = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut updated = text.clone();
        for case in cases(&text).iter().rev() {
            cases_run += 1;
            let actual = run(case);
            if actual != case.expected {
                let name = file.file_name().unwrap().to_string_lossy().into_owned();
                let _ = writeln!(
                    failures,
                    "{name}: {}\n--- expected\n{}--- actual\n{actual}",
                    case.name, case.expected
                );
                updated.replace_range(case.place.clone(), &actual);
            }
        }
        if std::env::var_os("UPDATE_EXPECT").is_some() && updated != text {
            std::fs::write(&file, updated).unwrap();
        }
    }
    assert!(cases_run > 20, "only {cases_run} cases were found");
    assert!(failures.is_empty() || std::env::var_os("UPDATE_EXPECT").is_some(), "{failures}");
}

/// The cases of one file.
fn cases(text: &str) -> Vec<Case> {
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
                    ("markdown", path) => case.documents.push((path.to_owned(), content.to_owned())),
                    ("config", _) => content.clone_into(&mut case.config),
                    ("vocabulary", _) => content.clone_into(&mut case.vocabulary),
                    ("files", _) => case.files = content.lines().map(str::to_owned).collect(),
                    ("facts", _) => {
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

fn run(case: &Case) -> String {
    let config =
        Config::parse(Path::new("casegraph.toml"), &format!("title = 'Case'\n{}", case.config)).unwrap();
    let path = |text: &str| DocPath::new(text).unwrap();
    let documents: Vec<_> = case
        .documents
        .iter()
        .map(|(name, text)| extract(&path(name), &bytes(text), &config.profile))
        .collect();
    let vocabulary = read_vocabulary(&path("vocabulary/names.ttl"), &case.vocabulary, &Base::default());
    let registry = Registry::new(&vocabulary.names, &documents);
    let names = case.documents.iter().map(|(name, _)| name).chain(&case.files);
    let inventory = Inventory::new(names.map(|name| path(name)));
    let by_heads = joined_by_heads(&documents, &registry, &inventory, &config.profile);
    let read =
        documents.into_iter().map(|facts| ReadDocument { mentions: registry.find(&facts), facts }).collect();
    let facts = join(read, &registry, &inventory, &config.profile);
    assert_eq!(by_heads, facts, "heads hold too little");
    shown(&facts)
}

/// `\xNN`, `\r` and `\0` in a case stand for bytes that a Markdown file cannot show.
pub(crate) fn bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let escape = &rest[at..];
        if let Some(byte) = escape
            .get(2..4)
            .filter(|_| escape.starts_with("\\x"))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
        {
            out.push(byte);
            rest = &escape[4..];
        } else {
            out.push(b'\\');
            rest = &escape[1..];
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn shown(facts: &FactSet) -> String {
    let mut out = String::new();
    for document in &facts.documents {
        out.push_str(&facts_text::document(document));
    }
    out.push_str(&facts_text::corpus(facts));
    out
}
