//! What can go wrong between here and an engine.

use thiserror::Error;

/// Why an engine has not done what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// A URL that cannot be used.
    #[error("`{url}` cannot be the URL of an engine: {problem}")]
    Address {
        /// The URL, without secrets.
        url: String,
        /// What is wrong.
        problem: String,
    },
    /// No connection, or it broke.
    #[error("{url} cannot be reached{}: {problem}", tried(*attempts))]
    Unreachable {
        /// Where.
        url: String,
        /// How often it was tried.
        attempts: u32,
        /// What happened last.
        problem: String,
    },
    /// No whole answer in time.
    #[error("{url} gave no answer in {seconds} s")]
    TimedOut {
        /// Where.
        url: String,
        /// The time it was given.
        seconds: u64,
    },
    /// The engine wants to know who asks.
    #[error("{url} asks who you are ({wanted}), and {given}")]
    Unauthorized {
        /// Where.
        url: String,
        /// What it asks for.
        wanted: String,
        /// What was given.
        given: &'static str,
    },
    /// The engine is somewhere else.
    #[error("{url} has moved: it sends to `{location}`")]
    Moved {
        /// Where it was thought to be.
        url: String,
        /// Where it is.
        location: String,
    },
    /// The engine refuses or fails.
    #[error("{url} answered {status}{}{}", tried(*attempts), said(text))]
    Status {
        /// Where.
        url: String,
        /// The HTTP status.
        status: u16,
        /// How often it was tried.
        attempts: u32,
        /// What it says, shortened.
        text: String,
    },
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
            Self::Address { .. } => Some(
                "an engine's URL is the one that takes SPARQL queries, such as `http://localhost:7878/query` of Oxigraph or `http://localhost:8890/sparql` of Virtuoso",
            ),
            Self::Unreachable { .. } => Some("is the engine running, and is the URL right?"),
            Self::TimedOut { .. } => Some("give it more time with --timeout SECONDS"),
            Self::Unauthorized { .. } => {
                Some("set CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN, in the environment")
            }
            Self::Moved { .. } => {
                Some("give that URL instead; casegraph does not follow, so that no password goes astray")
            }
            Self::NoResults { .. } => Some("is this the URL that takes SPARQL queries?"),
            Self::Cut { .. } => {
                Some("raise the engine's limit (Virtuoso: ResultSetMaxRows under [SPARQL] in its ini file)")
            }
            Self::Status { status, .. } => match status {
                403 => Some("this user may not do that: use one with the right to write, or ask for it"),
                404 | 405 => Some(
                    "is the URL right? `push` also takes --update-endpoint URL for engines that take updates elsewhere",
                ),
                413 => Some("the engine takes smaller requests only: raise its limit"),
                _ => None,
            },
        }
    }
}

fn tried(attempts: u32) -> String {
    if attempts > 1 { format!(" after {attempts} attempts") } else { String::new() }
}

fn said(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}
