//! What single engines do in their own way: where they take updates, and what their failures mean.

use casegraph_http::Explanation;

/// Where the engine with this query URL takes updates, by the custom of engines.
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

/// What the text of a failure means. What follows `SPARQL query:` is the query again.
pub(super) fn explain(text: &str) -> Explanation<'_> {
    let text = text.split("SPARQL query:").next().unwrap_or_default().trim_end();
    Explanation { text, may_pass: !is_verdict(text) }
}

/// Virtuoso says 500 for every fault of a query. Asking again helps only after a deadlock (state 40001) or when it was
/// short of time or memory (states that begin with S1).
fn is_verdict(text: &str) -> bool {
    text.strip_prefix("Virtuoso ")
        .is_some_and(|state| !state.starts_with("40001") && !state.starts_with("S1"))
}
