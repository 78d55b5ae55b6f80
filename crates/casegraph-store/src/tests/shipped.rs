//! The shipped queries are complete, described, and return rows for the example corpus.

use std::fmt::Write as _;

use expect_test::{expect, expect_file};
use spargebra::SparqlParser;

use crate::ask::answer::Answer;
use crate::query::parameters::Parameters;
use crate::query::shipped::{shipped_queries, shipped_query};
use crate::rdf::base::Base;
use crate::rdf::format::Format;
use crate::tests::corpus::store;

#[test]
fn every_file_is_shipped_and_every_shipped_query_is_a_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../queries");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".rq").map(str::to_owned))
        .collect();
    files.sort();
    let shipped: Vec<&str> = shipped_queries().iter().map(|query| query.name).collect();
    assert_eq!(shipped, files);
}

#[test]
fn every_query_has_a_description_and_an_order() {
    for shipped in shipped_queries() {
        let query = shipped.parse().unwrap();
        let name = query.name();
        assert!(!query.description().is_empty() && !query.tags().is_empty(), "{name}");
        assert!(
            query.summary().len() <= 80 && !query.summary().ends_with('.'),
            "{name}: {}",
            query.summary()
        );
        for parameter in query.parameters() {
            assert!(
                !parameter.description.is_empty() && !parameter.description.ends_with('.'),
                "{name} {}",
                parameter.name
            );
        }
        assert!(query.text().contains("\nORDER BY "), "{name} has no ORDER BY");
        // Other engines know no prefixes: each file declares its own.
        assert!(SparqlParser::new().parse_query(query.text()).is_ok(), "{name} uses an undeclared prefix");
    }
}

/// A value of the example corpus in place of the example in the header, which is from the corpus of the repository.
fn value(kind: &str, example: &str) -> String {
    match kind {
        "category" => "backend/databases".to_owned(),
        _ => example.to_owned(),
    }
}

#[test]
fn every_query_returns_rows() {
    let store = store();
    let mut shown = String::new();
    for shipped in shipped_queries() {
        let query = shipped.parse().unwrap();
        let values: Vec<(&str, String)> = query
            .parameters()
            .iter()
            .map(|parameter| (parameter.name.as_str(), value(parameter.kind.name(), &parameter.example)))
            .collect();
        let given = || values.iter().map(|(name, value)| (*name, value.as_str()));
        let required = query
            .parameters()
            .iter()
            .filter(|parameter| parameter.required)
            .map(|parameter| parameter.name.as_str());
        let required: Vec<&str> = required.collect();
        let mut cases: Vec<Vec<(&str, &str)>> =
            vec![given().filter(|(name, _)| required.contains(name)).collect()];
        cases.extend(given().filter(|(name, _)| !required.contains(name)).map(|one| vec![one]));
        for case in cases {
            let parameters = query.bind(case.iter().copied(), &Base::default()).unwrap();
            let answer = store.ask(query.query(), &parameters).unwrap();
            assert!(
                matches!(&answer, Answer::Rows { rows, .. } if !rows.is_empty()),
                "{} {case:?}",
                query.name()
            );
            let mut bytes = Vec::new();
            answer.write(Format::Csv, &mut bytes).unwrap();
            let words: Vec<String> = case.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            let _ = writeln!(
                shown,
                "## {}{}\n{}",
                query.name(),
                words.concat(),
                String::from_utf8(bytes).unwrap().replace('\r', "")
            );
        }
    }
    expect_file!["expected/shipped.txt"].assert_eq(&shown);
}

#[test]
fn an_unknown_query_is_an_error() {
    assert_eq!(shipped_query("topics-by-status").unwrap().name, "topics-by-status");
    let said = ["topics by status", "colour"].map(|name| shipped_query(name).unwrap_err().to_string());
    expect![[r#"
        unknown query `topics by status` (did you mean `topics-by-status`?) (known: `case-studies-of-company`, `case-studies-of-topic`, `companies-and-what-they-use`, `coverage-by-category`, `patterns-most-used`, `related-patterns`, `sources-and-who-cites-them`, `things-by-kind`, `topic-coverage`, `topic-relations`, `topics-by-status`)
        unknown query `colour` (known: `case-studies-of-company`, `case-studies-of-topic`, `companies-and-what-they-use`, `coverage-by-category`, `patterns-most-used`, `related-patterns`, `sources-and-who-cites-them`, `things-by-kind`, `topic-coverage`, `topic-relations`, `topics-by-status`)"#]].assert_eq(&said.join("\n"));
    assert!(
        store()
            .ask(shipped_query("things-by-kind").unwrap().parse().unwrap().query(), &Parameters::default())
            .is_ok()
    );
}
