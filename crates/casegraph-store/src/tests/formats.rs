//! In every graph format, the exported quads can be read back.

use std::collections::BTreeSet;

use oxrdf::{GraphName, Quad};
use oxrdfio::{RdfFormat, RdfParser};

use crate::graph::Graph;
use crate::rdf::format::{Format, WriteError};
use crate::tests::corpus::{facts, graph, info, vocabulary};

fn read(format: RdfFormat, bytes: &[u8]) -> BTreeSet<String> {
    RdfParser::from_format(format).for_slice(bytes).map(|quad| quad.unwrap().to_string()).collect()
}

fn bytes(graph: &Graph, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    graph.write(format, &mut bytes).unwrap();
    bytes
}

const READERS: [(Format, RdfFormat); 6] = [
    (Format::NQuads, RdfFormat::NQuads),
    (Format::TriG, RdfFormat::TriG),
    (Format::JsonLd, RdfFormat::JsonLd { profile: oxrdfio::JsonLdProfileSet::empty() }),
    (Format::NTriples, RdfFormat::NTriples),
    (Format::Turtle, RdfFormat::Turtle),
    (Format::RdfXml, RdfFormat::RdfXml),
];

fn check(graph: &Graph) {
    let quads: Vec<Quad> = RdfParser::from_format(RdfFormat::NQuads)
        .for_slice(&bytes(graph, Format::NQuads))
        .map(Result::unwrap)
        .collect();
    let named: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
    let union: BTreeSet<String> = quads
        .iter()
        .map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() }.to_string())
        .collect();
    assert_eq!(named.len(), graph.len());
    for (format, reader) in READERS {
        let expected = if reader.supports_datasets() { &named } else { &union };
        let text = bytes(graph, format);
        let found = read(reader, &text);
        let missing: Vec<&String> = expected.difference(&found).collect();
        let extra: Vec<&String> = found.difference(expected).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{format}: missing {missing:?}, extra {extra:?}");
    }
}

#[test]
fn every_format_is_read_back_as_the_same_quads() {
    check(&graph());
}

#[test]
fn special_characters_are_preserved() {
    let mut facts = facts();
    facts.topics[1].label = "a\r\nb\tc \u{85} <&>'\"\\ ]]> {} 日本 🦀 \u{200f}x".to_owned();
    facts.topics[2].label = "  spaces  ".to_owned();
    check(&Graph::from_facts(&facts, &info(), &[vocabulary()]));
}

#[test]
fn xml_gets_a_replacement_for_forbidden_characters() {
    let mut facts = facts();
    facts.topics[1].label = "a\0b\u{1b}c".to_owned();
    let graph = Graph::from_facts(&facts, &info(), &[]);
    let text = String::from_utf8(bytes(&graph, Format::RdfXml)).unwrap();
    assert!(text.contains("<skos:prefLabel>a\u{fffd}b\u{fffd}c</skos:prefLabel>"));
    let triples = read(RdfFormat::NTriples, &bytes(&graph, Format::NTriples));
    assert_eq!(read(RdfFormat::RdfXml, text.as_bytes()).len(), triples.len());
}

#[test]
fn a_graph_is_not_written_as_rows() {
    let error = graph().write(Format::Csv, Vec::new()).unwrap_err();
    assert!(matches!(error, WriteError::DoesNotFit { .. }));
    assert_eq!(
        error.to_string(),
        "triples cannot be written as `csv` (allowed: `turtle`, `ntriples`, `nquads`, `trig`, `jsonld`, `rdfxml`)"
    );
}

#[test]
fn nquads_are_read_back_as_the_same_graph() {
    let text = bytes(&graph(), Format::NQuads);
    let again = Graph::from_nquads(&text).unwrap();
    assert_eq!(again.len(), graph().len());
    assert_eq!(bytes(&again, Format::NQuads), text);
    let error = Graph::from_nquads(b"<http://a/> <http://b/> <http://c/> .\n<http://a/> x .\n").unwrap_err();
    expect_test::expect!["invalid N-Quads at line 2, column 13: Parser error at line 2 column 13: The predicate of a triple must be an IRI"].assert_eq(&error.to_string());
}
