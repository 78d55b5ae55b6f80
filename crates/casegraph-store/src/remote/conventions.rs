//! Conventions of engines: the URLs for updates, and the meaning of error messages.

use casegraph_http::Explanation;

/// The usual update URL of the engine with this query URL and this `Server` header.
pub(super) fn update_url(query_url: &str, server: &str) -> String {
    let (path, rest) = match query_url.split_once('?') {
        Some((path, rest)) => (path, format!("?{rest}")),
        None => (query_url, String::new()),
    };
    if let Some(before) = path.strip_suffix("/query") {
        return format!("{before}/update{rest}"); // Oxigraph, Fuseki, Stardog
    }
    if server.starts_with("Virtuoso") && path.ends_with("/sparql") {
        return format!("{path}-auth{rest}");
    }
    let before_last = path.rsplit_once('/').map(|(before, _)| before);
    if before_last.is_some_and(|before| before.ends_with("/repositories")) {
        return format!("{path}/statements{rest}"); // RDF4J, GraphDB
    }
    query_url.to_owned()
}

/// Interprets the text of a failure. The text after `SPARQL query:` is the query.
pub(super) fn explain(text: &str) -> Explanation<'_> {
    let text = text.split("SPARQL query:").next().unwrap_or_default().trim_end();
    Explanation { text, is_transient: !is_permanent(text) }
}

/// Virtuoso responds with status 500 to every error in a query. A retry only helps after a deadlock (state 40001) or a lack
/// of time or memory (states that begin with S1).
fn is_permanent(text: &str) -> bool {
    text.strip_prefix("Virtuoso ")
        .is_some_and(|state| !state.starts_with("40001") && !state.starts_with("S1"))
}
