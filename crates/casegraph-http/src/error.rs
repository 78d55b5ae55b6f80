//! What can go wrong between here and an engine.

use thiserror::Error;

/// Why an engine has not done what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HttpError {
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
}

impl HttpError {
    /// The error with the number of attempts that were made.
    pub(crate) fn after(self, count: u32) -> Self {
        match self {
            Self::Unreachable { url, problem, .. } => Self::Unreachable { url, attempts: count, problem },
            Self::Status { url, status, text, .. } => Self::Status { url, status, attempts: count, text },
            other => other,
        }
    }
}

fn tried(attempts: u32) -> String {
    if attempts > 1 { format!(" after {attempts} attempts") } else { String::new() }
}

fn said(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}
