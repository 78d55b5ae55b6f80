//! The store gives the answers of Oxigraph's store, for all shipped queries and thousands of generated ones.

use std::cell::Cell;

use oxigraph::sparql::SparqlEvaluator;
use oxigraph::store::Store as Engine;
use oxrdf::{GraphName, Quad, Term, Variable};
use oxrdfio::RdfFormat;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use spargebra::Query as Algebra;

use crate::ask::answer::Answer;
use crate::ask::evaluate::{collect, evaluate};
use crate::ask::store::Store;
use crate::graph::Graph;
use crate::query::Query;
use crate::query::named_query::NamedQuery;
use crate::query::parameters::Parameters;
use crate::query::shipped::shipped_queries;
use crate::rdf::base::Base;
use crate::rdf::format::Format;
use crate::tests::corpus::graph;

/// Oxigraph's in-memory store, with the union of all graphs as its default graph.
struct Reference(Engine);

impl Reference {
    fn new(graph: &Graph) -> Self {
        let mut text = Vec::new();
        graph.write(Format::NQuads, &mut text).unwrap();
        let engine = Engine::new().unwrap();
        engine.load_from_slice(RdfFormat::NQuads, &text).unwrap();
        let union: Vec<Quad> =
            engine.iter().map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.unwrap() }).collect();
        engine.extend(union).unwrap();
        Self(engine)
    }

    fn ask(&self, query: &Query, parameters: &Parameters) -> Answer {
        let engine = self.0.clone();
        let execute = move |algebra: &Algebra, bound: Vec<(Variable, Term)>| {
            let mut prepared = SparqlEvaluator::new().for_query(algebra.clone());
            for (variable, term) in bound {
                prepared = prepared.substitute_variable(variable, term);
            }
            collect(prepared.on_store(&engine).execute()?)
        };
        evaluate(query, parameters, execute).unwrap()
    }
}

#[test]
fn every_shipped_query_is_answered_as_by_oxigraph() {
    let graph = graph();
    let (store, reference) = (Store::load(&graph), Reference::new(&graph));
    for shipped in shipped_queries() {
        let query = shipped.parse().unwrap();
        let needed: Vec<(&str, &str)> = query
            .parameters()
            .iter()
            .filter(|parameter| parameter.default.is_none())
            .map(|parameter| (parameter.name.as_str(), parameter.example.as_str()))
            .collect();
        let required = query.parameters().iter().any(|parameter| parameter.required);
        let without = (!required).then(Vec::new);
        for given in std::iter::once(needed).chain(without) {
            let parameters = query.bind(given, &Base::default()).unwrap();
            let answer = store.ask(query.query(), &parameters).unwrap();
            assert_eq!(answer, reference.ask(query.query(), &parameters), "{}", shipped.name);
        }
    }
}

#[test]
fn every_gap_check_is_answered_as_by_oxigraph() {
    let graph = graph();
    let (store, reference) = (Store::load(&graph), Reference::new(&graph));
    let (mut asked, mut told) = (0, 0);
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../queries/gaps")).unwrap() {
        let path = file.unwrap().path();
        let query = NamedQuery::parse("check", &std::fs::read_to_string(&path).unwrap()).unwrap();
        let given: Vec<(&str, &str)> = query
            .parameters()
            .iter()
            .map(|parameter| (parameter.name.as_str(), parameter.example.as_str()))
            .collect();
        let parameters = query.bind(given, &Base::default()).unwrap();
        let answer = store.ask(query.query(), &parameters).unwrap();
        asked += 1;
        told += u32::from(!is_empty(&answer));
        assert_eq!(answer, reference.ask(query.query(), &parameters), "{}", path.display());
    }
    assert!(asked >= 35 && told >= 5, "{asked} asked, {told} told");
}

/// Graphs of few terms, so that patterns match. Literals are in canonical form, since Oxigraph's store normalizes them.
fn quads() -> impl Strategy<Value = String> {
    let node = prop::sample::select(vec!["<x:a>", "<x:b>", "<x:c>", "<x:d>", "_:n"]);
    let predicate = prop::sample::select(vec!["<x:p>", "<x:q>", "<x:r>"]);
    let object = prop::sample::select(vec![
        "<x:a>",
        "<x:b>",
        "<x:c>",
        "<x:p>",
        "_:n",
        "\"a\"",
        "\"b\"",
        "\"\"",
        "\"a\"@en",
        "\"a\"@de",
        "true_",
        "1_",
        "2_",
        "1.5_",
        "\"2020-01-01\"^^<http://www.w3.org/2001/XMLSchema#date>",
    ]);
    let graph = prop::sample::select(vec!["", "<x:g>", "<x:h>", "<x:a>"]);
    let xsd = |text: &str| match text.strip_suffix('_') {
        None => text.to_owned(),
        Some(value) => {
            let kind = match value {
                "true" => "boolean",
                "1.5" => "decimal",
                _ => "integer",
            };
            format!("\"{value}\"^^<http://www.w3.org/2001/XMLSchema#{kind}>")
        }
    };
    let quad =
        (node, predicate, object, graph).prop_map(move |(s, p, o, g)| format!("{s} {p} {} {g} .\n", xsd(o)));
    prop::collection::vec(quad, 0..80).prop_map(|quads| quads.concat())
}

/// A triple pattern or a path.
fn triple() -> impl Strategy<Value = String> {
    let subject = prop::sample::select(vec!["?a", "?a", "?a", "?b", "?b", "?c", "<x:a>", "<x:nowhere>"]);
    let verb = prop::sample::select(vec![
        "<x:p>",
        "<x:p>",
        "<x:q>",
        "<x:q>",
        "<x:r>",
        "?p",
        "?p",
        "?a",
        "<x:p>+",
        "<x:p>*",
        "<x:p>/<x:q>",
        "^<x:q>",
        "<x:p>|<x:r>",
        "!<x:p>",
        "<x:q>?",
    ]);
    let object = prop::sample::select(vec![
        "?a", "?b", "?b", "?c", "?c", "?d", "?d", "?e", "<x:c>", "\"a\"", "\"a\"@en", "1", "true", "1.5",
    ]);
    (subject, verb, object).prop_map(|(s, p, o)| format!("{s} {p} {o} . "))
}

/// The content of a group.
fn group() -> impl Strategy<Value = String> {
    let leaf = prop::collection::vec(triple(), 1..3).prop_map(|triples| triples.concat());
    leaf.prop_recursive(3, 12, 3, |inner| {
        let filter = prop::sample::select(vec![
            "?a = ?b",
            "?a != ?c",
            "BOUND(?d)",
            "!BOUND(?b)",
            "ISIRI(?a)",
            "STR(?b) < \"x:b\"",
            "?b > 1",
            "?c IN (<x:a>, 1, \"a\")",
            "LANG(?b) = \"en\"",
            "SAMETERM(?a, ?c)",
            "REGEX(STR(?c), \"a\")",
            "?a",
        ]);
        let bind = prop::sample::select(vec![
            "?a",
            "STR(?b)",
            "1 + 1",
            "CONCAT(STR(?a), \"a\")",
            "?b + 1",
            "IF(BOUND(?c), \"a\", <x:b>)",
        ]);
        prop_oneof![
            (inner.clone(), triple()).prop_map(|(a, b)| format!("{a} OPTIONAL {{ {b} }} ")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{{ {a} }} UNION {{ {b} }} ")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} MINUS {{ {b} }} ")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} FILTER NOT EXISTS {{ {b} }} ")),
            (inner.clone(), filter).prop_map(|(a, filter)| format!("{a} FILTER({filter}) ")),
            (inner.clone(), bind).prop_map(|(a, bind)| format!("{{ {a} }} BIND({bind} AS ?e) ")),
            inner.clone().prop_map(|a| format!("GRAPH ?g {{ {a} }} ")),
            inner.clone().prop_map(|a| format!("GRAPH <x:g> {{ {a} }} ")),
            inner
                .clone()
                .prop_map(|a| format!("{a} VALUES (?a ?c) {{ (<x:a> UNDEF) (<x:new> 1) (UNDEF \"a\") }} ")),
            inner.prop_map(|a| format!("{{ SELECT ?a (COUNT(*) AS ?n) {{ {a} }} GROUP BY ?a }} ")),
        ]
    })
}

fn query() -> impl Strategy<Value = String> {
    let head = prop::sample::select(vec![
        ("SELECT *", ""),
        ("SELECT DISTINCT ?a ?b", ""),
        ("SELECT *", "ORDER BY ?b DESC(?a)"),
        ("SELECT ?a (COUNT(DISTINCT ?b) AS ?m) (MIN(?c) AS ?l)", "GROUP BY ?a HAVING (COUNT(*) > 1)"),
        ("ASK", ""),
        ("CONSTRUCT { ?a <x:is> ?b }", ""),
        ("DESCRIBE ?a", ""),
    ]);
    let dataset =
        prop::sample::select(vec!["", "", "", "FROM <x:g>", "FROM <x:g> FROM <x:h>", "FROM NAMED <x:h>"]);
    (head, dataset, group())
        .prop_map(|((head, tail), dataset, group)| format!("{head} {dataset} WHERE {{ {group}}} {tail}"))
}

#[test]
fn generated_queries_are_answered_as_by_oxigraph() {
    const GRAPHS: u32 = 60;
    let mut runner = TestRunner::new(Config { cases: GRAPHS, ..Config::default() });
    let cases = (quads(), prop::collection::vec(query(), 60));
    let (asked, told) = (Cell::new(0), Cell::new(0));
    let outcome = runner.run(&cases, |(quads, texts)| {
        let graph = Graph::from_nquads(quads.as_bytes()).unwrap();
        let (store, reference) = (Store::load(&graph), Reference::new(&graph));
        for text in texts {
            let Ok(query) = Query::parse(&text) else { continue }; // such as a BIND to a variable in use
            let answer = store.ask(&query, &Parameters::default()).unwrap();
            asked.set(asked.get() + 1);
            told.set(told.get() + u32::from(!is_empty(&answer)));
            prop_assert_eq!(answer, reference.ask(&query, &Parameters::default()), "{}\n{}", quads, text);
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    // Most texts are queries, and many have an answer: else this would test nothing.
    assert!(
        asked.get() > GRAPHS * 50 && told.get() > GRAPHS * 10,
        "{} asked, {} told",
        asked.get(),
        told.get()
    );
}

fn is_empty(answer: &Answer) -> bool {
    match answer {
        Answer::Rows { rows, .. } => rows.is_empty(),
        Answer::Boolean(value) => !value,
        Answer::Triples(triples) => triples.is_empty(),
    }
}
