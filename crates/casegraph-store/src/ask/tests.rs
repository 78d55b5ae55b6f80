//! Queries over patched, damaged and forged snapshots.

use casegraph_quads::{Changes, Segment};
use oxrdf::NamedNodeRef;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

use crate::ask::answer::Answer;
use crate::ask::store::Store;
use crate::graph::Graph;
use crate::query::Query;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;
use crate::rdf::format::{Format, WriteError};

fn graph(quads: &str) -> Graph {
    Graph::from_nquads(quads.as_bytes()).unwrap()
}

fn bytes(graph: &Graph, label: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    graph.write_snapshot(label, &mut bytes).unwrap();
    bytes
}

fn opened(bytes: &[u8]) -> Graph {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    Graph::open(file.path()).unwrap()
}

fn nquads(graph: &Graph) -> Result<String, WriteError> {
    let mut text = Vec::new();
    graph.write(Format::NQuads, &mut text)?;
    Ok(String::from_utf8(text).unwrap())
}

fn ask(graph: &Graph, text: &str) -> Result<Answer, QueryError> {
    Store::load(graph).ask(&Query::parse(text).unwrap(), &Parameters::default())
}

const SMALL: &str = "<x:a> <x:p> <x:b> <x:g> .\n<x:a> <x:p> <x:b> <x:h> .\n<x:a> <x:p> \"ä\"@de <x:h> .\n_:n <x:q> \"1\"^^<x:t> .\n";

/// The length of the prelude, and of a block.
const PRELUDE: usize = 16;
const BLOCK: usize = 16 * 1024;

/// The body and the header of a snapshot, in the format of `casegraph-quads`.
fn parts(whole: &[u8]) -> (&[u8], &[u8]) {
    let number =
        |at: usize| usize::try_from(u64::from_le_bytes(whole[at..at + 8].try_into().unwrap())).unwrap();
    let end = whole.len() - 16;
    let header = end - number(end);
    assert_eq!(number(header), header - PRELUDE, "a header begins with the length of the body");
    (&whole[PRELUDE..header], &whole[header..end])
}

/// A snapshot of one block with changed bytes and valid checksums: as if a faulty writer had written it.
fn forged(whole: &[u8], changes: &[(usize, u8)]) -> Vec<u8> {
    let (body, header) = parts(whole);
    assert!(body.len() < BLOCK, "one checksum");
    let (mut body, mut header) = (body.to_vec(), header.to_vec());
    for (at, byte) in changes {
        let at = at % body.len();
        body[at] = *byte;
    }
    // The header ends with the checksum of the only block and the length of an empty label.
    let sum = header.len() - 16;
    header[sum..sum + 8].copy_from_slice(&xxh3_64(&body).to_le_bytes());
    let length = u64::try_from(header.len()).unwrap().to_le_bytes();
    let prelude = &whole[..PRELUDE];
    let sum = xxh3_64(&[prelude, &header, &length].concat()).to_le_bytes();
    [prelude, &body, &header, &length, &sum].concat()
}

#[test]
fn damage_fails_only_the_queries_that_read_it() {
    let line =
        |at: u32| format!("<x:subject/{}> <x:p{}> \"value {at}\" <x:g{}> .\n", at / 7, at % 5, at / 900);
    let mut whole = bytes(&graph(&(0..60_000).map(line).collect::<String>()), b"");
    let (body, _) = parts(&whole);
    let rows = row_objects(&whole);
    assert!(rows < body.len() && body.len() > 100 * BLOCK);
    whole[PRELUDE + rows] ^= 1;
    let damaged = opened(&whole);
    let Answer::Rows { rows, .. } = ask(&damaged, "SELECT ?o { <x:subject/10> <x:p1> ?o }").unwrap() else {
        panic!()
    };
    assert_eq!(rows.len(), 2, "{rows:?}");
    let everything = ask(&damaged, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g");
    assert!(matches!(everything, Err(QueryError::Damaged)), "{everything:?}");
    assert_eq!(nquads(&damaged).unwrap_err().to_string(), "the stored graph is damaged");
}

/// The middle of the section of the objects of the rows, the tenth section of the header.
fn row_objects(whole: &[u8]) -> usize {
    let (_, header) = parts(whole);
    let at = 8 + 9 * 16;
    let number =
        |at: usize| usize::try_from(u64::from_le_bytes(header[at..at + 8].try_into().unwrap())).unwrap();
    number(at) + number(at + 8) / 2
}

#[test]
fn more_predicates_than_fit_into_two_bytes_are_distinguished() {
    let quads: String = (0..70_000).map(|at| format!("<x:s> <x:p{at}> <x:o{at}> .\n")).collect();
    let graph = opened(&bytes(&graph(&quads), b""));
    for at in [0, 65_535, 65_536, 69_999] {
        let Answer::Rows { rows, .. } = ask(&graph, &format!("SELECT ?o {{ <x:s> <x:p{at}> ?o }}")).unwrap()
        else {
            panic!()
        };
        assert_eq!(rows, [[Some(crate::rdf::term::Term::Iri(format!("x:o{at}")))]], "{at}");
    }
}

proptest! {
    #[test]
    fn no_bytes_crash_the_evaluator(changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..12)) {
        let graph = opened(&forged(&bytes(&graph(SMALL), b""), &changes));
        let _ = graph.write(Format::Turtle, Vec::new());
        for text in [
            "SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s <x:p> ?o } }", "SELECT * { ?s <x:p> <x:b> . ?s ?q ?r }",
            "SELECT * { GRAPH <x:h> { ?s ?p \"ä\"@de } }", "ASK { <x:a> <x:p> <x:b> }", "SELECT * FROM <x:g> { ?s <x:p>+ ?o }",
        ] {
            let _ = ask(&graph, text);
        }
    }

    #[test]
    fn a_patched_graph_answers_like_a_graph_of_the_changed_quads(old in quads(), new in quads(), kept in any::<bool>()) {
        // An unrelated graph, or the old one with a few more quads.
        let new = if kept { old.iter().chain(new.iter().take(3)).copied().collect() } else { new };
        let (before, expected) = (graph(&text(&old)), graph(&text(&new)));
        let mut changes = Changes::default();
        for graph in 0..4 {
            changes.add(&segment(&old, graph), &segment(&new, graph));
        }
        let patch = before.snapshot.base().patch(&changes).unwrap();
        let patched = before.with_patch(patch).unwrap();
        let turtle = |graph: &Graph| {
            let mut text = Vec::new();
            graph.write(Format::Turtle, &mut text).unwrap();
            text
        };
        prop_assert_eq!(turtle(&patched), turtle(&expected));
        prop_assert_eq!(Store::load(&patched).graph_count(), Store::load(&expected).graph_count());
        let written = opened(&bytes(&patched, b""));
        prop_assert_eq!(nquads(&written).unwrap(), nquads(&expected).unwrap());
        for query in [
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
            "SELECT * { ?s <x:05> ?o . ?o ?p ?q }",
            "SELECT ?g { GRAPH ?g { } }",
            "SELECT * FROM <g:0> FROM NAMED <g:1> { { ?s ?p <x:01> } UNION { GRAPH ?g { <x:01> ?p ?o } } }",
        ] {
            prop_assert_eq!(ask(&patched, query).unwrap(), ask(&expected, query).unwrap(), "{}", query);
        }
    }
}

/// Subject, predicate, object and graph; graph 3 is the default graph.
type Numbers = (u32, u32, u32, u32);

fn quads() -> impl Strategy<Value = BTreeSet<Numbers>> {
    prop::collection::btree_set((0..5_u32, 5..8_u32, 0..10_u32, 0..4_u32), 0..40)
}

fn named(graph: u32) -> Option<String> {
    (graph != 3).then(|| format!("g:{graph}"))
}

fn text(quads: &BTreeSet<Numbers>) -> String {
    let line = |(s, p, o, g): &Numbers| {
        let graph = named(*g).map_or(String::new(), |name| format!("<{name}>"));
        format!("<x:{s:02}> <x:{p:02}> <x:{o:02}> {graph} .\n")
    };
    quads.iter().map(line).collect()
}

fn segment(quads: &BTreeSet<Numbers>, graph: u32) -> Segment {
    let name = named(graph);
    let mut segment = Segment::with_name(name.as_ref().map(|name| NamedNodeRef::new_unchecked(name).into()));
    for (s, p, o, _) in quads.iter().filter(|(.., g)| *g == graph) {
        let [s, p, o] = [s, p, o].map(|term| segment.iri(&format!("x:{term:02}")));
        segment.add(s, p, o);
    }
    segment
}

#[test]
fn a_store_shares_its_graph() {
    let graph = graph(SMALL);
    assert!(Arc::ptr_eq(&Store::load(&graph).graph().snapshot, &graph.snapshot));
}
