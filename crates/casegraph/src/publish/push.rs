//! Sends the graph to a SPARQL engine: only the named graphs that have changed since the last push.

use std::collections::BTreeMap;

use casegraph_store::{Endpoint, Format, Graph, SentGraph};

use super::parts::{Part, parts};
use crate::error::Error;
use casegraph_corpus::Corpus;
use casegraph_corpus::Progress;

/// Options of a push.
#[derive(Clone, Copy, Debug, Default)]
pub struct PushOptions {
    /// Send nothing; only report.
    pub dry_run: bool,
    /// Send every graph, also unchanged ones, and replace all documents that the engine holds under the base of the corpus.
    pub all: bool,
}

/// The graphs that were sent and dropped, or would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PushReport {
    /// The number of graphs of the corpus.
    pub graphs: usize,
    /// The graphs that were sent, with their number of quads.
    pub sent: Vec<(String, usize)>,
    /// The graphs of the engine that the corpus does not have any more.
    pub dropped: Vec<String>,
}

/// Sends the graph of a corpus to an engine: each named graph that the engine does not hold with the same content.
/// Graphs that the corpus does not have any more are dropped.
///
/// The engine itself stores which graphs it holds, so an interrupted push continues where it stopped. Needs the graph as
/// N-Quads in memory, and at least one request for each graph that is sent.
///
/// # Errors
/// [`casegraph_corpus::Error::Endpoint`]; [`Error::AnotherCorpus`] when the engine holds documents under the corpus's base and none of
/// them is in the corpus, unless `all` is asked for.
pub fn push_graph(
    corpus: &Corpus,
    graph: &Graph,
    endpoint: &Endpoint,
    options: PushOptions,
    progress: &dyn Progress,
) -> Result<PushReport, Error> {
    let nquads = nquads(graph)?;
    let parts = parts(&nquads);
    let begun = corpus.config().base.staging_prefix();
    let (unfinished, held): (BTreeMap<_, _>, BTreeMap<_, _>) =
        endpoint.graph_hashes()?.into_iter().partition(|(iri, _)| iri.starts_with(&begun));
    if !options.all {
        check_same_corpus(corpus, &parts, &held, endpoint)?;
    }
    let changed: Vec<&Part<'_>> =
        parts.iter().filter(|part| options.all || held.get(part.iri) != Some(&part.hash)).collect();
    let dropped: Vec<String> =
        held.into_keys().filter(|iri| parts.iter().all(|part| part.iri != iri)).collect();
    let report = PushReport {
        graphs: parts.len(),
        sent: changed.iter().map(|part| (part.iri.to_owned(), part.quads)).collect(),
        dropped,
    };
    if options.dry_run {
        return Ok(report);
    }
    for iri in unfinished.keys() {
        endpoint.remove(iri)?;
    }
    progress.start(report.sent.len() + report.dropped.len());
    let outcome = send(endpoint, &changed, &report.dropped, progress);
    progress.finish();
    outcome?;
    Ok(report)
}

/// Two corpora with one base would drop each other's graphs.
fn check_same_corpus(
    corpus: &Corpus,
    parts: &[Part<'_>],
    held: &BTreeMap<String, String>,
    endpoint: &Endpoint,
) -> Result<(), Error> {
    let base = &corpus.config().base;
    let shared = [base.inferred_graph(), base.meta_graph(), base.vocabulary_graph()];
    let documents: Vec<&String> = held.keys().filter(|iri| !shared.contains(iri)).collect();
    if documents.is_empty() || documents.iter().any(|iri| parts.iter().any(|part| part.iri == **iri)) {
        return Ok(());
    }
    Err(Error::AnotherCorpus {
        url: endpoint.url().to_owned(),
        base: base.to_string(),
        documents: documents.len(),
    })
}

fn send(
    endpoint: &Endpoint,
    changed: &[&Part<'_>],
    dropped: &[String],
    progress: &dyn Progress,
) -> Result<(), Error> {
    for part in changed {
        endpoint.send(&SentGraph { iri: part.iri, ntriples: &part.ntriples(), hash: &part.hash })?;
        progress.step();
    }
    for iri in dropped {
        endpoint.remove(iri)?;
        progress.step();
    }
    Ok(())
}

/// The graph as sorted N-Quads.
pub(super) fn nquads(graph: &Graph) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let failed = |source: std::io::Error| casegraph_corpus::Error::Write { path: "N-Quads".into(), source };
    graph
        .write(Format::NQuads, &mut bytes)
        .map_err(|error| failed(std::io::Error::other(error.to_string())))?;
    Ok(String::from_utf8(bytes).map_err(|error| failed(std::io::Error::other(error)))?)
}
