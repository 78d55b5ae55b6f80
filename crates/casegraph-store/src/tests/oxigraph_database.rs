//! An exported database, opened by Oxigraph, contains the quads of the N-Quads export.

use std::collections::BTreeSet;
use std::path::Path;

use oxigraph::store::Store as Engine;

use crate::graph::Graph;
use crate::rdf::format::{Format, WriteError};
use crate::tests::corpus::graph;

/// The quads of a database as sorted lines.
fn quads_of(folder: &Path) -> BTreeSet<String> {
    let engine = Engine::open(folder).unwrap();
    engine.validate().unwrap();
    engine.iter().map(|quad| format!("{} .", quad.unwrap())).collect()
}

/// The lines of the N-Quads export.
fn exported(graph: &Graph) -> BTreeSet<String> {
    let mut text = Vec::new();
    graph.write(Format::NQuads, &mut text).unwrap();
    String::from_utf8(text).unwrap().lines().map(str::to_owned).collect()
}

fn check(graph: &Graph) {
    let place = tempfile::tempdir().unwrap();
    let (first, moved) = (place.path().join("first"), place.path().join("moved"));
    graph.write_oxigraph_database(&first).unwrap();
    std::fs::rename(&first, &moved).unwrap();
    let expected = exported(graph);
    assert_eq!(expected.len(), graph.len());
    assert_eq!(quads_of(&moved), expected);
}

#[test]
fn a_database_contains_the_quads_of_the_export() {
    check(&graph());
}

#[test]
fn graphs_and_unusual_terms_are_preserved() {
    let long = "x".repeat(5_000);
    let text = format!(
        "<x:a> <x:p> <x:b> .\n<x:a> <x:p> <x:b> <x:g> .\n<x:a> <x:p> <x:b> <x:h> .\n\
         _:a <x:p> \"\\\"\\n\\u0001é\"@en <x:g> .\n<x:a> <x:p> \"{long}\" <x:g> .\n\
         <x:a> <x:p> \"2024-02-30\"^^<http://www.w3.org/2001/XMLSchema#date> <x:g> .\n<x:a> <x:p> \"1\"^^<x:t> _:g .\n"
    );
    check(&Graph::from_nquads(text.as_bytes()).unwrap());
    check(&Graph::from_nquads(b"").unwrap());
}

#[test]
fn quads_in_several_batches_are_complete() {
    let line = |number: usize| format!("<x:s{}> <x:p> <x:o{number}> <x:g{}> .\n", number % 7, number % 3);
    let graph = Graph::from_nquads((0..10_000).map(line).collect::<String>().as_bytes()).unwrap();
    for quads_a_batch in [1_000, 3_333, 10_000] {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("database");
        graph.write_in_batches(&folder, quads_a_batch).unwrap();
        assert_eq!(quads_of(&folder), exported(&graph));
    }
}

#[test]
fn an_existing_folder_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let written = graph().write_oxigraph_database(place.path());
    let Err(WriteError::Io(error)) = written else { panic!("{written:?}") };
    assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
}
