//! What must be known to speak to an engine.

use std::fmt;
use std::time::Duration;

use crate::Base;

/// Where an engine is, and how patient to be with it.
#[derive(Clone, Debug)]
pub struct EndpointSettings {
    /// The URL that queries are sent to.
    pub query_url: String,
    /// The URL that updates are sent to; by the custom of the engine if none.
    pub update_url: Option<String>,
    /// Who asks.
    pub credentials: Option<Credentials>,
    /// What the corpus's IRIs begin with.
    pub base: Base,
    /// How long one request may take, from the look-up of the name to the last byte.
    pub timeout: Duration,
    /// How often a request is tried at most when the engine cannot be reached or fails.
    pub attempts: u32,
    /// How long to wait before the second attempt; each further wait is twice as long.
    pub pause: Duration,
}

/// Who asks. Sent over `http` they can be read on the way.
#[derive(Clone)]
pub enum Credentials {
    /// For basic and digest authentication, whichever the engine asks for.
    Password {
        /// The user.
        user: String,
        /// The password.
        password: String,
    },
    /// A bearer token, sent with every request.
    Token(String),
}

impl EndpointSettings {
    /// An engine asked without credentials: a minute for a request, four attempts, half a second before the second.
    #[must_use]
    pub fn new(query_url: &str, base: &Base) -> Self {
        Self {
            query_url: query_url.to_owned(),
            update_url: None,
            credentials: None,
            base: base.clone(),
            timeout: Duration::from_secs(60),
            attempts: 4,
            pause: Duration::from_millis(500),
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
