//! Graphs sent to an engine, by [SPARQL 1.1 Update](https://www.w3.org/TR/sparql11-update/).
//!
//! A graph is first collected, batch by batch, in a graph of its own (`{base}push/…`). Then one update takes what
//! only the old graph held out of the union, puts the new triples into it, lets the new graph take the old one's place and
//! notes its hash. Each part can be done twice without harm and the hash is written last: after an interruption the graph
//! counts as not sent, and is sent again.

use crate::query::endpoint_error::EndpointError;
use crate::remote::conventions::update_url;
use crate::remote::endpoint::Endpoint;
use crate::vocabulary::cg;

/// The most text of one `INSERT DATA`; a single triple can be longer.
const BATCH_BYTES: usize = 256 * 1024;
/// The most triples of one `INSERT DATA`: Virtuoso compiles each into a statement.
const BATCH_TRIPLES: usize = 2000;

/// A graph to send.
#[derive(Clone, Copy, Debug)]
pub struct SentGraph<'a> {
    /// Its IRI.
    pub iri: &'a str,
    /// Its triples as [N-Triples](https://www.w3.org/TR/n-triples/), one a line.
    pub ntriples: &'a str,
    /// What its content is told by; [`Endpoint::held`] gives it back.
    pub hash: &'a str,
}

impl Endpoint {
    /// Sends a graph, in place of what the engine held under its IRI. Two graphs must not be sent at the same time.
    ///
    /// One request for each 2,000 triples or 256 kB, at least one. The engine does work for the triples of the graph, old
    /// and new.
    ///
    /// # Errors
    /// Those of every request.
    pub fn send(&self, graph: &SentGraph<'_>) -> Result<(), EndpointError> {
        // A name that was not used before: some engines are slow where much was deleted.
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
    /// Those of every request.
    pub fn remove(&self, iri: &str) -> Result<(), EndpointError> {
        self.update(&self.replacement(iri, None))
    }

    /// What puts the collected graph, of this IRI and hash, in the place of another one; nothing in its place if none.
    fn replacement(&self, iri: &str, next: Option<(&str, &str)>) -> Vec<String> {
        let (union, push) = (self.base.union_graph(), self.base.push_graph());
        let kept = next.map(|(next, _)| format!("?g = <{next}> || ")).unwrap_or_default();
        let copy = |from: &str, to: &str| {
            format!("INSERT {{ GRAPH <{to}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{from}> {{ ?s ?p ?o }} }}")
        };
        let forget = |graph: &str| {
            format!("DELETE WHERE {{ GRAPH <{push}> {{ <{graph}> <{}> ?hash }} }}", cg::GRAPH_HASH)
        };
        let note = |graph: &str, hash: &str| {
            format!("INSERT DATA {{ GRAPH <{push}> {{ <{graph}> <{}> \"{hash}\" }} }}", cg::GRAPH_HASH)
        };
        let prefix = self.base.graph_prefix();
        // Until all is done the graph counts as held with no content that it could have.
        let mut operations = vec![
            forget(iri),
            note(iri, ""),
            format!(
                "DELETE {{ GRAPH <{union}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} FILTER NOT EXISTS {{ \
                 GRAPH ?g {{ ?s ?p ?o }} FILTER({kept}(?g != <{iri}> && ?g != <{union}> && STRSTARTS(STR(?g), \"{prefix}\"))) }} }}"
            ),
        ];
        operations.extend(next.map(|(next, _)| copy(next, &union)));
        operations.push(format!("DROP SILENT GRAPH <{iri}>"));
        operations.extend(next.map(|(next, _)| copy(next, iri)));
        operations.push(forget(iri));
        if let Some((next, hash)) = next {
            operations.push(note(iri, hash));
            operations.push(format!("DROP SILENT GRAPH <{next}>"));
            operations.push(forget(next));
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

/// The lines of a text in batches.
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

/// N-Triples or a query that the algebra wrote, safe to be read as SPARQL: there `\u` begins a character's number even
/// after a backslash, and so is never left to follow one.
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
