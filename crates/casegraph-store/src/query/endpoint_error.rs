//! What can go wrong between here and an engine.

use casegraph_http::HttpError;
use thiserror::Error;

/// Why an engine has not done what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// The engine cannot be asked over HTTP.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// An answer that is not what was asked for.
    #[error("{url} answered with something else than SPARQL results in JSON: {problem}{}", said(text))]
    NoResults {
        /// Where.
        url: String,
        /// What is wrong with it.
        problem: String,
        /// How it begins.
        text: String,
    },
    /// The engine left rows out.
    #[error("{url} cuts answers off at {rows} rows, so this one is not whole")]
    Cut {
        /// Where.
        url: String,
        /// How many rows it gives at most.
        rows: usize,
    },
}

impl EndpointError {
    /// What to do about it, where there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Http(HttpError::Address { .. }) => Some(
                "an engine's URL is the one that takes SPARQL queries, such as `http://localhost:7878/query` of Oxigraph or `http://localhost:8890/sparql` of Virtuoso",
            ),
            Self::Http(HttpError::Unreachable { .. }) => Some("is the engine running, and is the URL right?"),
            Self::Http(HttpError::TimedOut { .. }) => Some("give it more time with --timeout SECONDS"),
            Self::Http(HttpError::Unauthorized { .. }) => {
                Some("set CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN, in the environment")
            }
            Self::Http(HttpError::Moved { .. }) => {
                Some("give that URL instead; casegraph does not follow, so that no password goes astray")
            }
            Self::NoResults { .. } => Some("is this the URL that takes SPARQL queries?"),
            Self::Cut { .. } => {
                Some("raise the engine's limit (Virtuoso: ResultSetMaxRows under [SPARQL] in its ini file)")
            }
            Self::Http(HttpError::Status { status, .. }) => match status {
                403 => Some("this user may not do that: use one with the right to write, or ask for it"),
                404 | 405 => Some(
                    "is the URL right? `push` also takes --update-endpoint URL for engines that take updates elsewhere",
                ),
                413 => Some("the engine takes smaller requests only: raise its limit"),
                _ => None,
            },
            Self::Http(_) => None,
        }
    }
}

fn said(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}
