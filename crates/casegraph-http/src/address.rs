//! URLs of servers.

use crate::error::HttpError;

/// Checks a URL: `http` or `https`, a host, no password, no fragment.
///
/// # Errors
/// [`HttpError::Address`], which shows the URL without a user and a password.
pub fn check_url(url: &str) -> Result<(), HttpError> {
    let error =
        |problem: &str| Err(HttpError::Address { url: without_secret(url), problem: problem.to_owned() });
    let lower = url.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://")) else {
        return error("it does not begin with `http://` or `https://`");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('@') {
        return error("it contains a user or a password: set them in the environment");
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

/// The path and the query of a URL, as digest authentication signs them.
pub(crate) fn target(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let rest = url.get(after_scheme..).unwrap_or_default();
    match rest.find(['/', '?']) {
        Some(at) => rest.get(at..).unwrap_or("/"),
        None => "/",
    }
}

/// The URL without user and password.
fn without_secret(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest.get(..end).and_then(|host| host.rfind('@')) {
        Some(at) => format!("{scheme}://…{}", rest.get(at..).unwrap_or_default()),
        None => url.to_owned(),
    }
}
