//! What is kept tells the same as what it was made of.

use std::path::Path;

use casegraph_corpus::{Shelf, read_facts, write};
use casegraph_facts::{Citation, Detail, FactSet, Kind, Lines, Name, Occurrence, Relation, Rule, ThingId};
use proptest::prelude::*;

use super::{thinned, ways};
use crate::learn::{Index, paragraphs_of};
use crate::{Accounts, Corpus, Silent, Wood};

fn shelf_of(parts: &[Vec<u8>]) -> Shelf {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept");
    write(&file, "stamp", parts).unwrap();
    let shelf = Shelf::open(&file).unwrap();
    assert_eq!(shelf.stamp(), "stamp");
    shelf
}

fn content() -> (Corpus, FactSet) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let corpus = Corpus::open(&root).unwrap();
    let facts = read_facts(&corpus, &Silent).unwrap();
    (corpus, facts)
}

/// Every thing is told the same of all facts, of those that are kept, and of those read back.
fn check(wood: &Wood, facts: &FactSet) {
    let thinned = thinned(facts.clone());
    let kept = Accounts::read(shelf_of(&Accounts::parts(&thinned).unwrap())).unwrap();
    let all = Accounts::with(facts.clone());
    let kinds = [Kind::Topic, Kind::Pattern, Kind::Technology, Kind::Company, Kind::CaseStudy, Kind::Source];
    for (id, _) in all.names().of_kinds(&kinds) {
        assert_eq!(wood.show(&all, id, &[]), wood.show(&kept, id, &[]), "{id}");
    }
    assert_eq!(kept.into_facts().documents, thinned.documents);
}

#[test]
fn the_collection_is_told_the_same_of_what_is_kept() {
    let (corpus, facts) = content();
    let wood = Wood::of(&facts, &corpus.config().profile);
    check(&wood, &facts);
    let texts = paragraphs_of(&corpus, &facts);
    let index = Index::of(&facts, &texts).parts();
    assert_eq!(index, Index::of(&thinned(facts), &texts).parts());
    assert!(index.unwrap().iter().all(|part| part.len() > 1000));
    let read = ways::read(&shelf_of(&ways::parts(&wood).unwrap())).unwrap();
    assert_eq!((read.web(), read.things()), (wood.web(), wood.things()));
    assert!(read.web().grounds().len() > 200);
}

#[test]
fn what_is_damaged_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept");
    assert!(Shelf::open(&file).is_none(), "missing");
    write(&file, "stamp", &[b"one".to_vec(), Vec::new(), b"three".to_vec()]).unwrap();
    let parts = || -> Option<[Vec<u8>; 3]> {
        let shelf = Shelf::open(&file)?;
        assert_eq!((shelf.len(), shelf.bytes(3)), (3, None));
        Some([shelf.bytes(0)?, shelf.bytes(1)?, shelf.bytes(2)?])
    };
    assert_eq!(parts(), Some([b"one".to_vec(), Vec::new(), b"three".to_vec()]));
    let whole = std::fs::read(&file).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        std::fs::write(&file, damaged).unwrap();
        assert_eq!(parts(), None, "byte {at}");
        std::fs::write(&file, &whole[..at]).unwrap();
        assert!(Shelf::open(&file).is_none(), "{at} bytes");
    }
}

/// An occurrence of one of few things in one of few parts of a page.
fn occurrence(facts: &FactSet) -> impl Strategy<Value = Occurrence> + use<> {
    let page = facts.documents.iter().find(|document| document.case_studies.len() > 1).unwrap();
    let mut from: Vec<ThingId> = page.case_studies.iter().take(2).map(|study| study.id.clone()).collect();
    from.extend([page.id.clone(), page.about.clone().unwrap()]);
    let mut to: Vec<Option<ThingId>> =
        facts.sources.iter().take(2).map(|source| Some(source.id.clone())).collect();
    to.extend(["redis", "kafka"].map(|key| Some(ThingId::new(Kind::Technology, key))));
    to.extend([None, Some(ThingId::new(Kind::Company, "acme")), page.about.clone()]);
    let relations = [Relation::Uses, Relation::Mentions, Relation::Company, Relation::Cites];
    let asserts = prop::sample::subsequence(relations.to_vec(), 0..3);
    let line = 1..40u32;
    let parts = (prop::sample::select(from), prop::sample::select(to), asserts, line);
    parts.prop_map(|(from, to, mut asserts, line)| {
        let citation = Citation {
            flags: Vec::new(),
            url: Some("https://a.example/".to_owned()),
            title: "T".to_owned(),
            authors: Vec::new(),
            publisher: None,
            date: None,
            remark: None,
        };
        // What is cited is a source, and a source is nothing but cited.
        let is_source = to.as_ref().is_some_and(|to| to.kind() == Kind::Source);
        asserts.retain(|relation| is_source || *relation != Relation::Cites);
        let detail =
            if is_source { Detail::Citation(citation) } else { Detail::Mention { surface: "x".to_owned() } };
        Occurrence { from, to, asserts, lines: Lines::at(line), rule: Rule::NameInText, detail }
    })
}

#[test]
fn whatever_stands_in_a_page_is_told_the_same_of_what_is_kept() {
    let (corpus, facts) = content();
    let name = |kind: Kind, key: &str| Name {
        id: ThingId::new(kind, key),
        label: key.to_owned(),
        alternatives: Vec::new(),
        ..facts.names[0].clone()
    };
    let mut small = facts.clone();
    let at = facts.documents.iter().position(|document| document.case_studies.len() > 1).unwrap();
    small.documents = vec![facts.documents[at].clone()];
    small.names =
        vec![name(Kind::Company, "acme"), name(Kind::Technology, "kafka"), name(Kind::Technology, "redis")];
    small.sources.truncate(2);
    let mut runner = proptest::test_runner::TestRunner::new(proptest::test_runner::Config {
        cases: 64,
        failure_persistence: None,
        ..Default::default()
    });
    let outcome = runner.run(&prop::collection::vec(occurrence(&facts), 0..30), |occurrences| {
        let mut facts = small.clone();
        facts.documents[0].occurrences = occurrences;
        check(&Wood::of(&facts, &corpus.config().profile), &facts);
        let texts = vec![Vec::new()];
        prop_assert_eq!(Index::of(&facts, &texts).parts(), Index::of(&thinned(facts), &texts).parts());
        Ok(())
    });
    outcome.unwrap();
}
