//! The whole graph of the example corpus.

use expect_test::expect_file;

use crate::graph::Graph;
use crate::rdf::format::Format;
use crate::tests::corpus::{facts, graph, info, vocabulary};

fn written(graph: &Graph, format: Format) -> String {
    let mut bytes = Vec::new();
    graph.write(format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn all_facts_become_quads() {
    expect_file!["expected/everything.trig"].assert_eq(&written(&graph(), Format::TriG));
}

#[test]
fn the_order_of_the_facts_does_not_matter() {
    let mut turned = facts();
    turned.documents.reverse();
    turned.topics.reverse();
    turned.names.reverse();
    turned.sources.reverse();
    turned.inferred.reverse();
    for document in &mut turned.documents {
        document.occurrences.reverse();
        document.case_studies.reverse();
    }
    let turned = Graph::from_facts(&turned, &info(), &[vocabulary()]);
    for format in Format::FOR_TRIPLES {
        assert_eq!(written(&turned, format), written(&graph(), format), "{format}");
    }
}

#[test]
fn equal_occurrences_are_two_pieces_of_evidence() {
    let text = written(&graph(), Format::NQuads);
    let mentions = text.lines().filter(|line| line.contains("ns#surface> \"ScyllaDB\"")).count();
    assert_eq!(mentions, 2);
}

#[test]
fn the_graph_of_an_empty_corpus_describes_the_corpus() {
    let graph = Graph::from_facts(&casegraph_facts::FactSet::default(), &info(), &[]);
    expect_test::expect![[r#"
        <http://casegraph.localhost/> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/casegraph/ns#Corpus> <http://casegraph.localhost/graph/meta> .
        <http://casegraph.localhost/> <https://schema.org/name> "Cases \"one\"" <http://casegraph.localhost/graph/meta> .
        <http://casegraph.localhost/> <https://w3id.org/casegraph/ns#schemaVersion> "2"^^<http://www.w3.org/2001/XMLSchema#integer> <http://casegraph.localhost/graph/meta> .
    "#]].assert_eq(&written(&graph, Format::NQuads));
}
