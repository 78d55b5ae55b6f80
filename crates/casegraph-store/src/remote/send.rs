//! Sends graphs to an engine with [SPARQL 1.1 Update](https://www.w3.org/TR/sparql11-update/).
//!
//! A graph is first sent in batches to a staging graph (`{base}push/…`). Then one update removes the triples of the old
//! graph from the union unless another graph has them, adds the new triples to the union, replaces the old graph, and
//! stores the new hash. Each part is idempotent, and the hash is written last: after an interruption, the graph counts as
//! not sent, and is sent again.

use crate::query::endpoint_error::EndpointError;
use crate::remote::conventions::update_url;
use crate::remote::endpoint::Endpoint;
use crate::vocabulary::cg;

/// The maximum length of an `INSERT DATA`, unless a single triple is longer.
const BATCH_BYTES: usize = 256 * 1024;
/// The maximum number of triples of an `INSERT DATA`: Virtuoso compiles each to a statement.
const BATCH_TRIPLES: usize = 2000;

/// A graph to send.
#[derive(Clone, Copy, Debug)]
pub struct SentGraph<'a> {
    /// The IRI of the graph.
    pub iri: &'a str,
    /// The triples as [N-Triples](https://www.w3.org/TR/n-triples/), one per line.
    pub ntriples: &'a str,
    /// The hash of the content; [`Endpoint::graph_hashes`] returns it.
    pub hash: &'a str,
}

impl Endpoint {
    /// Sends a graph, which replaces the graph with the same IRI. Only one graph may be sent at a time.
    ///
    /// One request per 2,000 triples or 256 kB, at least one. The work of the engine is linear in the old and new triples.
    ///
    /// # Errors
    /// If a request fails.
    pub fn send(&self, graph: &SentGraph<'_>) -> Result<(), EndpointError> {
        // A new name: some engines are slow with graphs from which much was deleted.
        let next = format!("{}{}", self.base.staging_prefix(), graph.hash);
        let mut operations = vec![
            format!("DROP SILENT GRAPH <{next}>"),
            format!(
                "INSERT DATA {{ GRAPH <{}> {{ <{next}> <{}> \"\" }} }}",
                self.base.push_graph(),
                cg::GRAPH_HASH
            ),
        ];
        let mut batches = batches(graph.ntriples).peekable();
        while let Some(batch) = batches.next() {
            operations.push(format!("INSERT DATA {{ GRAPH <{next}> {{\n{}}} }}", sparql(batch)));
            if batches.peek().is_some() {
                self.update(&operations)?;
                operations.clear();
            }
        }
        operations.extend(self.replacement(graph.iri, Some((&next, graph.hash))));
        self.update(&operations)
    }

    /// Removes a graph.
    ///
    /// # Errors
    /// If a request fails.
    pub fn remove(&self, iri: &str) -> Result<(), EndpointError> {
        self.update(&self.replacement(iri, None))
    }

    /// The operations that replace a graph by a staging graph with this IRI and hash, or remove it.
    fn replacement(&self, iri: &str, next: Option<(&str, &str)>) -> Vec<String> {
        let (union, push) = (self.base.union_graph(), self.base.push_graph());
        let kept = next.map(|(next, _)| format!("?g = <{next}> || ")).unwrap_or_default();
        let copy = |from: &str, to: &str| {
            format!("INSERT {{ GRAPH <{to}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{from}> {{ ?s ?p ?o }} }}")
        };
        let delete_hash = |graph: &str| {
            format!("DELETE WHERE {{ GRAPH <{push}> {{ <{graph}> <{}> ?hash }} }}", cg::GRAPH_HASH)
        };
        let insert_hash = |graph: &str, hash: &str| {
            format!("INSERT DATA {{ GRAPH <{push}> {{ <{graph}> <{}> \"{hash}\" }} }}", cg::GRAPH_HASH)
        };
        let prefix = self.base.graph_prefix();
        // During the update the hash is empty, so an interrupted update counts as not sent.
        let mut operations = vec![
            delete_hash(iri),
            insert_hash(iri, ""),
            format!(
                "DELETE {{ GRAPH <{union}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ \
                 GRAPH ?g {{ ?s ?p ?o }} FILTER({kept}(?g != <{iri}> && ?g != <{union}> && STRSTARTS(STR(?g), \"{prefix}\"))) }} }}"
            ),
        ];
        operations.extend(next.map(|(next, _)| copy(next, &union)));
        operations.push(format!("DROP SILENT GRAPH <{iri}>"));
        operations.extend(next.map(|(next, _)| copy(next, iri)));
        operations.push(delete_hash(iri));
        if let Some((next, hash)) = next {
            operations.push(insert_hash(iri, hash));
            operations.push(format!("DROP SILENT GRAPH <{next}>"));
            operations.push(delete_hash(next));
        }
        operations
    }

    fn update(&self, operations: &[String]) -> Result<(), EndpointError> {
        let url = match &self.update_url {
            Some(url) => url.clone(),
            None => update_url(&self.query_url, &self.client.server()),
        };
        self.client.post(&url, &[("update", &operations.join(" ;\n"))])?;
        Ok(())
    }
}

/// Splits lines into batches.
fn batches(ntriples: &str) -> impl Iterator<Item = &str> {
    let mut rest = ntriples;
    std::iter::from_fn(move || {
        let mut end = 0;
        for (number, line) in rest.split_inclusive('\n').enumerate() {
            if number > 0 && (number == BATCH_TRIPLES || end + line.len() > BATCH_BYTES) {
                break;
            }
            end += line.len();
        }
        let (batch, after) = rest.split_at_checked(end).filter(|(batch, _)| !batch.is_empty())?;
        rest = after;
        Some(batch)
    })
}

/// Escapes N-Triples or a formatted query for SPARQL, where `\u` is an escape even after a backslash: a `u` after `\\` is
/// escaped.
pub(super) fn sparql(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        out.push(letter);
        if letter == '\\' {
            let escaped = letters.next();
            out.extend(escaped);
            let hidden = match letters.peek() {
                Some('u') if escaped == Some('\\') => "\\u0075",
                Some('U') if escaped == Some('\\') => "\\u0055",
                _ => continue,
            };
            letters.next();
            out.push_str(hidden);
        }
    }
    out
}
