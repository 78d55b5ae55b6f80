//! Properties of embedding: bytes outside the markers stay, line ends stay, a second run changes nothing.

use std::path::Path;

use proptest::prelude::*;

use super::embedder::Embedder;
use casegraph_corpus::Corpus;
use casegraph_corpus::Session;
use casegraph_corpus::Silent;

/// A corpus with one topic.
fn session(folder: &Path) -> Session {
    std::fs::write(folder.join("casegraph.toml"), "title = 'Small'\n").unwrap();
    let page = folder.join("01_Data/01_Stores/caches");
    std::fs::create_dir_all(&page).unwrap();
    std::fs::write(page.join("README.md"), "# Caches | and <more>\n\n## Case Study 1: One\n").unwrap();
    Session::open(Corpus::open(folder).unwrap(), &Silent).unwrap()
}

/// Text without lines that begin like markers or fences.
fn outside() -> impl Strategy<Value = String> {
    let line = "[^\r\n`~]{0,20}(\r\n|\n|\r)?";
    prop::collection::vec(line, 0..4).prop_map(|lines| lines.concat().replace("casegraph:", ""))
}

#[test]
fn only_the_text_between_the_markers_changes() {
    let folder = tempfile::tempdir().unwrap();
    let session = session(folder.path());
    let help = |command: &str| (command == "build").then(|| "Reads.\n\nUsage: build".to_owned());
    let embedder = Embedder::new(&session, &help);
    let file = folder.path().join("page.md");
    let kinds = ["help build", "coverage", "plan", "queries", "query topics-by-status", "map coverage"];
    let ends = prop::sample::select(vec!["\n", "\r\n"]);
    let strategy = (outside(), outside(), outside(), ends, prop::sample::select(kinds.to_vec()));
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) };
    proptest!(config, |((before, body, after, end, kind) in strategy)| {
        let before = if before.is_empty() { before } else { before + end };
        let body = if body.is_empty() { body } else { body + end };
        let begin = format!("<!-- casegraph:begin {kind} -->{end}");
        let last = format!("<!-- casegraph:end -->{end}{after}");
        std::fs::write(&file, format!("{before}{begin}{body}{last}")).unwrap();
        let embedded = embedder.file(&file).unwrap();
        let text = &embedded.changes.last().unwrap().after;
        let filled = text.strip_prefix(&format!("{before}{begin}")).and_then(|rest| rest.strip_suffix(&last));
        let filled = filled.unwrap();
        prop_assert!(filled.len() > 10);
        prop_assert!(filled.split_inclusive('\n').all(|line| line.ends_with(end)));
        prop_assert_eq!(filled.matches('\r').count(), if end == "\n" { 0 } else { filled.matches('\n').count() });
        for change in &embedded.changes {
            change.write().unwrap();
        }
        prop_assert_eq!(&embedder.file(&file).unwrap().changes, &[]);
    });
}
