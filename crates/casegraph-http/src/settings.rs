//! Settings of the client.

use std::fmt;
use std::time::Duration;

/// How requests are sent, and how often.
#[derive(Clone, Debug)]
pub struct HttpSettings {
    /// The `Accept` header: the media type of the responses.
    pub accept: &'static str,
    /// The credentials, if the server requires them.
    pub credentials: Option<Credentials>,
    /// The timeout of a request, from the name lookup to the last byte.
    pub timeout: Duration,
    /// The most attempts, when the server cannot be reached or fails.
    pub attempts: u32,
    /// The pause before the second attempt; each further pause is twice as long.
    pub pause: Duration,
    /// Interprets the text of a failure (a status of 400 or more), which is passed as one line.
    pub explain: fn(&str) -> Explanation<'_>,
}

/// The interpretation of the text of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation<'t> {
    /// The part of the text to show.
    pub text: &'t str,
    /// Whether another attempt may succeed; only for a status of 500 or more.
    pub is_transient: bool,
}

/// Credentials. Over `http` (without TLS) others can read them.
#[derive(Clone)]
pub enum Credentials {
    /// For basic or digest authentication, as the server requests.
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
    /// No credentials; a timeout of a minute, four attempts, a pause of half a second.
    fn default() -> Self {
        Self {
            accept: "*/*",
            credentials: None,
            timeout: Duration::from_secs(60),
            attempts: 4,
            pause: Duration::from_millis(500),
            explain: |text| Explanation { text, is_transient: true },
        }
    }
}

impl fmt::Debug for Credentials {
    /// Without secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Password { user, .. } => {
                f.debug_struct("Password").field("user", user).finish_non_exhaustive()
            }
            Self::Token(_) => f.write_str("Token(…)"),
        }
    }
}
