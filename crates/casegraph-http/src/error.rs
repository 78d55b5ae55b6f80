//! Errors of requests.

use thiserror::Error;

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum HttpError {
    /// The URL cannot be used.
    #[error("`{url}` is not a valid server URL: {problem}")]
    Address {
        /// The URL, without user and password.
        url: String,
        /// What is wrong with it.
        problem: String,
    },
    /// There is no connection, or it was lost.
    #[error("{url} cannot be reached{}: {problem}", after(*attempts))]
    Unreachable {
        /// The URL of the request.
        url: String,
        /// The number of attempts.
        attempts: u32,
        /// The failure of the last attempt.
        problem: String,
    },
    /// There is no complete response before the timeout.
    #[error("{url} did not respond within {seconds} s")]
    TimedOut {
        /// The URL of the request.
        url: String,
        /// The timeout.
        seconds: u64,
    },
    /// The server requires authentication.
    #[error("{url} requires authentication ({schemes}): {problem}")]
    Unauthorized {
        /// The URL of the request.
        url: String,
        /// The schemes that the server supports.
        schemes: String,
        /// What is wrong with the credentials.
        problem: &'static str,
    },
    /// The server redirects to another URL.
    #[error("{url} redirects to `{location}`")]
    Moved {
        /// The URL of the request.
        url: String,
        /// The URL of the redirect.
        location: String,
    },
    /// The server refuses the request or fails.
    #[error("{url} responded with status {status}{}{}", after(*attempts), excerpt(text))]
    Status {
        /// The URL of the request.
        url: String,
        /// The HTTP status.
        status: u16,
        /// The number of attempts.
        attempts: u32,
        /// The beginning of the response.
        text: String,
    },
}

impl HttpError {
    /// The error with the number of attempts.
    pub(crate) fn with_attempts(self, count: u32) -> Self {
        match self {
            Self::Unreachable { url, problem, .. } => Self::Unreachable { url, attempts: count, problem },
            Self::Status { url, status, text, .. } => Self::Status { url, status, attempts: count, text },
            other => other,
        }
    }
}

fn after(attempts: u32) -> String {
    if attempts > 1 { format!(" after {attempts} attempts") } else { String::new() }
}

fn excerpt(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}
