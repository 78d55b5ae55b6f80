//! The generator of collections (`cargo run -p casegraph --example generate`): what it makes is what it says, every time.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use casegraph::{Corpus, GapOptions, Session, Silent, build, gaps};
use expect_test::expect;

use crate::program::write;

#[allow(dead_code, reason = "the arguments of the example are not used here")]
#[path = "../../crates/casegraph/examples/generate/main.rs"]
mod generate;

use generate::{Counts, Shape};

fn generated(documents: usize, seed: u64, shape: Shape) -> (BTreeMap<String, String>, Counts) {
    let mut files = BTreeMap::new();
    let counts = generate::collection::generate(documents, seed, shape, &mut |path, text| {
        assert!(files.insert(path.to_owned(), text.to_owned()).is_none(), "{path} is written twice");
        Ok::<(), Infallible>(())
    });
    (files, counts.unwrap())
}

#[test]
fn the_generator_is_deterministic_for_a_seed() {
    let (first, counts) = generated(60, 7, Shape::Small);
    assert_eq!((first.clone(), counts), generated(60, 7, Shape::Small));
    let (other, _) = generated(60, 8, Shape::Small);
    assert!(first != other);
    let mut all = blake3::Hasher::new();
    for (path, text) in &first {
        all.update(path.as_bytes()).update(b"\0").update(text.as_bytes()).update(b"\0");
    }
    // Told, so that figures measured on two machines are of the same files; another built-in vocabulary gives others.
    expect!["9b3be7630ee6c5bb"].assert_eq(&all.finalize().to_hex()[..16]);
}

#[test]
fn the_generator_makes_the_requested_number_of_documents() {
    for documents in (6..80).chain([1_000]) {
        let (files, counts) = generated(documents, 1, Shape::Small);
        assert_eq!(
            files.keys().filter(|path| path.rsplit_once('.').is_some_and(|(_, end)| end == "md")).count(),
            documents
        );
        assert_eq!(counts.documents, documents);
    }
}

#[test]
fn a_generated_collection_has_only_the_planned_gaps() {
    for (shape, studies) in [(Shape::Small, 3..=3), (Shape::Large, 3..=5)] {
        let folder = tempfile::tempdir().unwrap();
        let (files, counts) = generated(60, 3, shape);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        write(folder.path(), &files);
        let build = build(&corpus(folder.path()), &Silent).unwrap();
        let count =
            |written: bool| build.facts.topics.iter().filter(|topic| topic.page.is_some() == written).count();
        assert_eq!((count(true), count(false)), (counts.topics, counts.planned));
        let topics = counts.topics;
        let all: usize = build.facts.documents.iter().map(|document| document.case_studies.len()).sum();
        assert!((topics * studies.start()..=topics * studies.end()).contains(&all), "{all} case studies");
        assert_eq!(build.facts.diagnostics, []);
        let session = Session::open(corpus(folder.path()), &Silent).unwrap();
        let report = gaps::run(&session, &GapOptions::default()).unwrap();
        let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &report.findings {
            *codes.entry(finding.code.as_str()).or_default() += 1;
        }
        assert_eq!(codes, BTreeMap::from([("unwritten-topic", counts.planned)]));
    }
}

fn corpus(folder: &Path) -> Corpus {
    Corpus::open(folder).unwrap()
}
