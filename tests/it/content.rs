//! The corpus in `content/`, fact by fact, against expectations that were written by reading its files.

use std::path::{Path, PathBuf};

use casegraph::facts::{Detail, Document, Kind, Relation, TopicStatus, UnreadKind};
use casegraph::{Build, Corpus, Silent};
use expect_test::expect_file;

use crate::facts_text;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn build() -> Build {
    casegraph::build(&Corpus::open(&repository().join("content")).unwrap(), &Silent).unwrap()
}

/// The documents whose every fact is expected, line by line, and the file that says so.
const CHECKED: [(&str, &str); 7] = [
    ("PLAN.md", "plan"),
    ("01_Backend_Production/01_Distributed_Systems/cache_consistency/README.md", "cache_consistency"),
    (
        "01_Backend_Production/01_Distributed_Systems/cache_consistency/RESOURCES.md",
        "cache_consistency_resources",
    ),
    ("01_Backend_Production/02_Database_Architecture/nosql_migrations/README.md", "nosql_migrations"),
    (
        "01_Backend_Production/02_Database_Architecture/nosql_migrations/RESOURCES.md",
        "nosql_migrations_resources",
    ),
    ("01_Backend_Production/04_API_Design/idempotency_patterns/README.md", "idempotency_patterns"),
    (
        "01_Backend_Production/04_API_Design/idempotency_patterns/RESOURCES.md",
        "idempotency_patterns_resources",
    ),
];

#[test]
fn the_facts_of_the_checked_documents_are_as_expected() {
    let build = build();
    let find =
        |path: &str| build.facts.documents.iter().find(|document| document.path.as_str() == path).unwrap();
    for (path, name) in CHECKED {
        let expected = repository().join(format!("tests/fixtures/content/{name}.facts"));
        expect_file![expected].assert_eq(&facts_text::document(find(path)));
    }
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
fn the_plan_lists_95_topics_and_every_page_is_planned() {
    let build = build();
    let summary = build.summary();
    assert_eq!(build.facts.topics.iter().filter(|topic| topic.planned_at.is_some()).count(), 95);
    assert_eq!(summary.topic_count(), 95);
    assert_eq!(build.facts.topics_with(TopicStatus::Missing), 0);
    assert_eq!(
        build.facts.domains.iter().map(|domain| domain.label.as_str()).collect::<Vec<_>>(),
        ["Backend Production", "Cloud Infrastructure"]
    );
    assert_eq!(build.facts.categories.len(), 16);
}

/// What the pages of this repository show of the graph is what it says now. `UPDATE_EXPECT=1` writes it.
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

/// The pages below a folder that hold markers.
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
