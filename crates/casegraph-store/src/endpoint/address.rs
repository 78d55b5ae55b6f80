//! URLs of engines: which can be used, and where an engine takes updates.

use super::EndpointError;

/// Checks a URL: `http` or `https`, a host, no password, no fragment.
pub(super) fn check(url: &str) -> Result<(), EndpointError> {
    let error =
        |problem: &str| Err(EndpointError::Address { url: without_secret(url), problem: problem.to_owned() });
    let lower = url.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://")) else {
        return error("it does not begin with `http://` or `https://`");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('@') {
        return error("it holds a user or a password: give them in the environment");
    }
    if host.is_empty() || host.starts_with(':') {
        return error("it has no host");
    }
    if rest.contains('#') {
        return error("it has a fragment (`#…`)");
    }
    if let Err(source) = url.parse::<ureq::http::Uri>() {
        return error(&source.to_string());
    }
    Ok(())
}

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

/// The path and the query of a URL, as digest authentication signs them.
pub(super) fn target(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let rest = url.get(after_scheme..).unwrap_or_default();
    match rest.find(['/', '?']) {
        Some(at) => rest.get(at..).unwrap_or("/"),
        None => "/",
    }
}

/// The URL without what stands before `@` in it.
fn without_secret(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest.get(..end).and_then(|host| host.rfind('@')) {
        Some(at) => format!("{scheme}://…{}", rest.get(at..).unwrap_or_default()),
        None => url.to_owned(),
    }
}
