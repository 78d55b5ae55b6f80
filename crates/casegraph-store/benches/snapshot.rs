//! The snapshot beside Oxigraph's in-memory store, over one million quads.
//!
//! `cargo bench -p casegraph-store`. Compare times within one run: opening and querying a snapshot with loading the same
//! quads, and the same query on both.

#![allow(
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a benchmark that cannot run stops; figures are rounded anyway"
)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

use casegraph_store::{Answer, Graph, Parameters, Query, Store};
use divan::{Bencher, black_box};
use oxigraph::io::RdfFormat;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store as Engine;

const QUADS: usize = 1_000_000;

const POINT: &str = "SELECT ?p ?o { <http://x.localhost/thing/4711> ?p ?o }";
const TWO_HOPS: &str = "SELECT ?a ?c { ?a <http://x.localhost/p/1> <http://x.localhost/thing/12> . ?a <http://x.localhost/p/2> ?b . ?b <http://x.localhost/p/0> ?c }";
const GROUP: &str = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p";

/// Ten triples a thing: links to other things, texts and numbers; a hundred things a graph.
static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    for at in 0..QUADS / 10 {
        let (subject, graph) = (format!("<http://x.localhost/thing/{at}>"), at / 100);
        for p in 0..10 {
            let object = match p {
                0..4 => format!("<http://x.localhost/thing/{}>", (at * (p + 3) + 17) % (QUADS / 10)),
                4..7 => format!("\"the text {} of many\"", (at * 7 + p) % 5000),
                _ => format!("\"{}\"^^<http://www.w3.org/2001/XMLSchema#integer>", (at + p) % 900),
            };
            let _ = writeln!(
                text,
                "{subject} <http://x.localhost/p/{p}> {object} <http://x.localhost/g/{graph}> ."
            );
        }
    }
    text
});

static GRAPH: LazyLock<Graph> =
    LazyLock::new(|| Graph::from_nquads(TEXT.as_bytes()).unwrap_or_else(|error| panic!("{error}")));

static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = std::env::temp_dir().join(format!("casegraph-bench-{}.snapshot", std::process::id()));
    let file = std::fs::File::create(&path).unwrap_or_else(|error| panic!("{error}"));
    GRAPH.write_snapshot(b"", file).unwrap_or_else(|error| panic!("{error}"));
    println!(
        "{} quads, {} terms, {:.1} bytes a quad",
        GRAPH.len(),
        GRAPH.term_count(),
        std::fs::metadata(&path).map_or(0.0, |metadata| metadata.len() as f64) / GRAPH.len() as f64
    );
    path
});

static ENGINE: LazyLock<Engine> = LazyLock::new(load);

fn load() -> Engine {
    let engine = Engine::new().unwrap_or_else(|error| panic!("{error}"));
    // As a command would: the union of all graphs, which is what queries run over.
    let quads = oxigraph::io::RdfParser::from_format(RdfFormat::NQuads).for_slice(TEXT.as_bytes());
    let union = quads
        .filter_map(Result::ok)
        .map(|quad| oxigraph::model::Quad { graph_name: oxigraph::model::GraphName::DefaultGraph, ..quad });
    engine.extend(union).unwrap_or_else(|error| panic!("{error}"));
    engine
}

fn main() {
    LazyLock::force(&FILE);
    divan::main();
    let _ = std::fs::remove_file(&*FILE);
}

fn rows(graph: &Graph, text: &str) -> usize {
    let query = Query::parse(text).unwrap_or_else(|error| panic!("{error}"));
    match Store::load(graph).ask(&query, &Parameters::default()) {
        Ok(Answer::Rows { rows, .. }) => rows.len(),
        other => panic!("{other:?}"),
    }
}

fn open() -> Graph {
    Graph::open(&FILE).unwrap_or_else(|error| panic!("{error}"))
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn oxigraph_reads_and_loads() -> Engine {
    load()
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn snapshot_is_made_from_nquads() -> Graph {
    Graph::from_nquads(TEXT.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

#[divan::bench]
fn snapshot_is_opened() -> Graph {
    open()
}

#[divan::bench(args = [POINT, TWO_HOPS, GROUP], sample_count = 20, sample_size = 1)]
fn snapshot_is_opened_and_asked(text: &str) -> usize {
    rows(&open(), text)
}

#[divan::bench(args = [POINT, TWO_HOPS, GROUP], sample_count = 20, sample_size = 1)]
fn snapshot_is_asked(bencher: Bencher<'_, '_>, text: &str) {
    let graph = open();
    rows(&graph, text);
    bencher.bench_local(|| rows(&graph, black_box(text)));
}

#[divan::bench(args = [POINT, TWO_HOPS, GROUP], sample_count = 20, sample_size = 1)]
fn oxigraph_is_asked(bencher: Bencher<'_, '_>, text: &str) {
    let engine = &*ENGINE;
    bencher.bench_local(|| {
        let query =
            SparqlEvaluator::new().parse_query(black_box(text)).unwrap_or_else(|error| panic!("{error}"));
        match query.on_store(engine).execute() {
            Ok(QueryResults::Solutions(solutions)) => solutions.count(),
            _ => panic!("no rows"),
        }
    });
}
