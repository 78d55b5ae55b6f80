//! How to speak to a server.

use std::fmt;
use std::time::Duration;

/// What is sent with every request, and how patient the client is.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// The media type that the answers should have: the `Accept` header.
    pub accept: &'static str,
    /// Who asks.
    pub credentials: Option<Credentials>,
    /// How long one request may take, from the look-up of the name to the last byte.
    pub timeout: Duration,
    /// How often a request is tried at most when the server cannot be reached or fails.
    pub attempts: u32,
    /// How long to wait before the second attempt; each further wait is twice as long.
    pub pause: Duration,
    /// What the text of a failure (a status of 400 or more), given as one line, means.
    pub explain: fn(&str) -> Explanation<'_>,
}

/// What the text of a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation<'t> {
    /// The part of the text that says it.
    pub text: &'t str,
    /// Whether a server that failed (a status of 500 or more) may do better at the next attempt.
    pub may_pass: bool,
}

/// Who asks. Sent over `http` they can be read on the way.
#[derive(Clone)]
pub enum Credentials {
    /// For basic and digest authentication, whichever the server asks for.
    Password {
        /// The user.
        user: String,
        /// The password.
        password: String,
    },
    /// A bearer token, sent with every request.
    Token(String),
}

impl Default for HttpSettings {
    /// Without credentials: a minute for a request, four attempts, half a second before the second.
    fn default() -> Self {
        Self {
            accept: "*/*",
            credentials: None,
            timeout: Duration::from_secs(60),
            attempts: 4,
            pause: Duration::from_millis(500),
            explain: |text| Explanation { text, may_pass: true },
        }
    }
}

impl fmt::Debug for Credentials {
    /// Shows no secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Password { user, .. } => {
                f.debug_struct("Password").field("user", user).finish_non_exhaustive()
            }
            Self::Token(_) => f.write_str("Token(…)"),
        }
    }
}
