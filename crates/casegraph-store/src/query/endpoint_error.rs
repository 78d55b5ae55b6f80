//! Errors of requests to remote engines.

use casegraph_http::HttpError;
use thiserror::Error;

/// Why a request to a remote engine failed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// The HTTP request failed.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The response is not the expected result.
    #[error("{url} did not return SPARQL JSON results: {problem}{}", excerpt(text))]
    NoResults {
        /// The URL of the request.
        url: String,
        /// What is wrong with it.
        problem: String,
        /// The beginning of the response.
        text: String,
    },
    /// The engine truncated the result.
    #[error("{url} truncates results after {rows} rows, so this result is incomplete")]
    Cut {
        /// The URL of the request.
        url: String,
        /// The maximum number of rows of the engine.
        rows: usize,
    },
}

impl EndpointError {
    /// Advice for the user, if there is any.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Http(HttpError::Address { .. }) => Some(
                "give the URL that accepts SPARQL queries, such as `http://localhost:7878/query` (Oxigraph) or `http://localhost:8890/sparql` (Virtuoso)",
            ),
            Self::Http(HttpError::Unreachable { .. }) => {
                Some("check that the engine is running and that the URL is correct")
            }
            Self::Http(HttpError::TimedOut { .. }) => Some("allow more time with --timeout SECONDS"),
            Self::Http(HttpError::Unauthorized { .. }) => {
                Some("set CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN, in the environment")
            }
            Self::Http(HttpError::Moved { .. }) => Some(
                "use that URL; casegraph does not follow redirects, so that passwords are not sent to other servers",
            ),
            Self::NoResults { .. } => Some("check that this URL accepts SPARQL queries"),
            Self::Cut { .. } => Some(
                "increase the limit of the engine (Virtuoso: ResultSetMaxRows under [SPARQL] in its ini file)",
            ),
            Self::Http(HttpError::Status { status, .. }) => match status {
                403 => Some("this user lacks the permission: use a user with write access"),
                404 | 405 => Some(
                    "check the URL; for engines with another URL for updates, use `push --update-endpoint URL`",
                ),
                413 => Some("the request is too large for the engine: increase its limit"),
                _ => None,
            },
            Self::Http(_) => None,
        }
    }
}

fn excerpt(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}
