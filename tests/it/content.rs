//! Invariants of the collection in `content/`, which hold whatever is written there. Expected facts and outputs are tested on the
//! frozen part of it (`collection.rs`).

use std::path::{Path, PathBuf};

use casegraph::facts::{Detail, Document, Kind, Relation, TopicStatus, UnreadKind};
use casegraph::{Build, Corpus, Silent};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn build() -> Build {
    casegraph::build(&Corpus::open(&repository().join("content")).unwrap(), &Silent).unwrap()
}

#[test]
fn the_collection_is_understood_and_has_no_broken_links() {
    let build = build();
    let facts = &build.facts;
    assert_eq!(facts.diagnostics, []);
    assert_eq!(
        facts.unread.iter().filter(|unread| unread.kind != UnreadKind::Table).collect::<Vec<_>>(),
        Vec::<&_>::new()
    );
    for document in &facts.documents {
        for occurrence in &document.occurrences {
            let place = format!("{}:{}", document.path, occurrence.lines);
            match &occurrence.detail {
                Detail::Citation(citation) => assert_eq!(citation.flags, [], "{place}"),
                Detail::Link(link) => {
                    let wants_a_topic = occurrence.to.as_ref().is_some_and(|to| to.kind() == Kind::Topic);
                    let found = link
                        .resolution
                        .is_none_or(|resolution| matches!(resolution.code(), "file" | "directory"));
                    assert!(found || wants_a_topic, "{place}: {}", link.href);
                }
                _ => {}
            }
        }
        for case_study in &document.case_studies {
            let place = format!("{}:{}", document.path, case_study.lines);
            assert!(
                case_study.context.is_some()
                    && case_study.quick_answer.is_some()
                    && case_study.key_insight.is_some(),
                "{place}"
            );
            assert!(companies(document, case_study) > 0, "{place}: no known company in the context");
        }
    }
}

fn companies(document: &Document, case_study: &casegraph::facts::CaseStudy) -> usize {
    let of_case = |occurrence: &&casegraph::facts::Occurrence| {
        occurrence.from == case_study.id && occurrence.asserts.contains(&Relation::Company)
    };
    document.occurrences.iter().filter(of_case).count()
}

#[test]
fn every_page_of_the_collection_is_planned() {
    let facts = build().facts;
    assert_eq!(facts.topics_with(TopicStatus::Missing), 0);
    let unplanned = facts.topics.iter().filter(|topic| topic.planned_at.is_none());
    assert_eq!(unplanned.map(|topic| &topic.id).collect::<Vec<_>>(), Vec::<&_>::new());
    assert!(facts.topics.iter().any(|topic| topic.page.is_some()));
}

#[test]
fn the_gaps_of_the_collection_are_in_the_baseline() {
    let arguments =
        ["-C", "content", "gaps", "--baseline", "gaps-baseline.json", "--fail-on", "warning", "--quiet"];
    let run = crate::program::casegraph(&repository(), &arguments);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
}

#[test]
fn the_maps_of_the_collection_are_up_to_date() {
    let run =
        crate::program::casegraph(&repository(), &["-C", "content", "map", "--all", "--check", "--quiet"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

/// `UPDATE_EXPECT=1` writes the blocks.
#[test]
fn embedded_blocks_of_this_repository_are_up_to_date() {
    let repository = repository();
    let pages = std::fs::read_dir(repository.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> =
        pages.filter(|page| page.extension().is_some_and(|ending| ending == "md")).collect();
    pages.push(repository.join("README.md"));
    let indexes = pages_with_markers(&repository.join("content"));
    assert!(pages.len() > 4 && indexes.len() > 8, "{pages:?} {indexes:?}");
    pages.extend(indexes);
    let relative = |page: &PathBuf| page.strip_prefix(&repository).unwrap().display().to_string();
    let mut arguments = vec!["embed".to_owned(), "--quiet".to_owned()];
    arguments.extend(std::env::var_os("UPDATE_EXPECT").is_none().then(|| "--check".to_owned()));
    arguments.extend(pages.iter().map(relative));
    let run =
        crate::program::casegraph(&repository, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""));
}

/// The pages below a folder that have markers.
fn pages_with_markers(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(pages_with_markers(&path));
        } else if path.extension().is_some_and(|ending| ending == "md")
            && std::fs::read_to_string(&path).unwrap().contains("<!-- casegraph:begin ")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}
