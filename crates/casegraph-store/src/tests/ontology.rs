//! The ontology, the constants and the exported terms are consistent.

use std::collections::BTreeSet;

use expect_test::expect;
use oxrdf::{Quad, Term};
use oxrdfio::{RdfFormat, RdfParser};

use crate::tests::corpus::graph;
use crate::vocabulary::{ONTOLOGY, cg, cito, dcterms, prov, rdf, rdfs, schema, skos, xsd};
use casegraph_quads::SnapshotError;

fn ontology() -> Vec<Quad> {
    RdfParser::from_format(RdfFormat::Turtle).for_slice(ONTOLOGY).map(Result::unwrap).collect()
}

fn objects<'q>(quads: &'q [Quad], subject: &'q str, predicate: &'q str) -> impl Iterator<Item = &'q Term> {
    quads
        .iter()
        .filter(move |quad| {
            quad.subject.to_string() == format!("<{subject}>") && quad.predicate.as_str() == predicate
        })
        .map(|quad| &quad.object)
}

#[test]
fn the_ontology_declares_exactly_the_own_terms() {
    let quads = ontology();
    let declared: BTreeSet<String> =
        quads.iter().map(|quad| quad.subject.to_string()).filter(|subject| subject.contains("ns#")).collect();
    let known: BTreeSet<String> = cg::ALL.iter().map(|term| format!("<{term}>")).collect();
    assert_eq!(declared, known);
    assert_eq!(known.len(), cg::ALL.len(), "a term is listed twice");
}

#[test]
fn the_ontology_describes_every_term() {
    let quads = ontology();
    for term in cg::ALL {
        let count = |property| objects(&quads, term, property).count();
        assert_eq!((count(rdfs::LABEL), count(rdfs::COMMENT)), (1, 1), "{term}");
        let is_property =
            objects(&quads, term, rdf::TYPE).any(|class| class.to_string().ends_with("#Property>"));
        let places = usize::from(is_property);
        assert_eq!((count(rdfs::DOMAIN), count(rdfs::RANGE)), (places, places), "{term}");
        let local = term.strip_prefix(cg::NAMESPACE).unwrap();
        let is_lower = local.starts_with(|c: char| c.is_ascii_lowercase());
        assert_eq!(is_property, is_lower, "{term}");
    }
}

#[test]
fn every_exported_term_has_a_constant() {
    let foreign = [cito::ALL, dcterms::ALL, prov::ALL, rdf::ALL, schema::ALL, skos::ALL, xsd::ALL].concat();
    let mut written = BTreeSet::new();
    let read = graph().snapshot.each_quad(|quad| {
        written.insert(quad.predicate.as_str().to_owned());
        match quad.object.into_owned() {
            Term::NamedNode(node) if !node.as_str().starts_with("http://casegraph.localhost/") => {
                written.insert(node.into_string());
            }
            Term::Literal(literal) => {
                written.insert(literal.datatype().as_str().to_owned());
            }
            _ => {}
        }
        Ok::<(), SnapshotError>(())
    });
    read.unwrap();
    let unknown: Vec<&String> = written
        .iter()
        .filter(|term| !cg::ALL.contains(&term.as_str()) && !foreign.contains(&term.as_str()))
        .collect();
    assert_eq!(unknown, Vec::<&String>::new());
    // Own terms of the contract that the hand-made corpus does not show.
    let unwritten: Vec<&str> = cg::ALL.iter().copied().filter(|term| !written.contains(*term)).collect();
    expect![[r#"
        https://w3id.org/casegraph/ns#CodeBlock
        https://w3id.org/casegraph/ns#Decision
        https://w3id.org/casegraph/ns#Diagnostic
        https://w3id.org/casegraph/ns#LeftOver
        https://w3id.org/casegraph/ns#SourceClaim
        https://w3id.org/casegraph/ns#StatedCount
        https://w3id.org/casegraph/ns#Status
        https://w3id.org/casegraph/ns#Suppression
        https://w3id.org/casegraph/ns#Complete
        https://w3id.org/casegraph/ns#agrees
        https://w3id.org/casegraph/ns#ambiguous
        https://w3id.org/casegraph/ns#category
        https://w3id.org/casegraph/ns#change
        https://w3id.org/casegraph/ns#code
        https://w3id.org/casegraph/ns#codeLanguage
        https://w3id.org/casegraph/ns#confidence
        https://w3id.org/casegraph/ns#copyOf
        https://w3id.org/casegraph/ns#counted
        https://w3id.org/casegraph/ns#decisionStatus
        https://w3id.org/casegraph/ns#distinctFrom
        https://w3id.org/casegraph/ns#coversFrom
        https://w3id.org/casegraph/ns#evidence
        https://w3id.org/casegraph/ns#graphHash
        https://w3id.org/casegraph/ns#help
        https://w3id.org/casegraph/ns#never
        https://w3id.org/casegraph/ns#ordinaryWord
        https://w3id.org/casegraph/ns#meansStatus
        https://w3id.org/casegraph/ns#message
        https://w3id.org/casegraph/ns#reason
        https://w3id.org/casegraph/ns#rejected
        https://w3id.org/casegraph/ns#replaced
        https://w3id.org/casegraph/ns#severity
        https://w3id.org/casegraph/ns#stated
        https://w3id.org/casegraph/ns#supersedes
        https://w3id.org/casegraph/ns#what"#]]
    .assert_eq(&unwritten.join("\n"));
}
