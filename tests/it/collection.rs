//! The frozen part of the collection in `tests/fixtures/collection`, fact by fact, against expectations that were written by reading its
//! files. Changes in `content/` do not reach it.

use std::path::{Path, PathBuf};

use casegraph::facts::TopicStatus;
use casegraph::{Build, Corpus, Silent};
use expect_test::expect_file;

use crate::facts_text;

/// The folder of the frozen collection.
pub(crate) fn root() -> PathBuf {
    fixtures().join("collection")
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures")
}

fn build() -> Build {
    casegraph::build(&Corpus::open(&root()).unwrap(), &Silent).unwrap()
}

/// The documents with expected facts, and the names of the files with the expectations.
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
        let expected = fixtures().join(format!("collection-facts/{name}.facts"));
        expect_file![expected].assert_eq(&facts_text::document(find(path)));
    }
}

#[test]
fn the_plan_has_19_topics_in_two_domains_and_every_page_is_planned() {
    let build = build();
    let facts = &build.facts;
    assert_eq!(facts.topics.iter().filter(|topic| topic.planned_at.is_some()).count(), 19);
    assert_eq!(build.summary().topic_count(), 19);
    assert_eq!(facts.topics_with(TopicStatus::Complete), 4);
    assert_eq!(facts.topics_with(TopicStatus::Planned), 15);
    assert_eq!(facts.topics_with(TopicStatus::Missing), 0);
    let domains: Vec<&str> = facts.domains.iter().map(|domain| domain.label.as_str()).collect();
    assert_eq!(domains, ["Backend Production", "Cloud Infrastructure"]);
    assert_eq!(facts.categories.len(), 10);
}
