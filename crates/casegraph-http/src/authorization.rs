//! The `Authorization` header: basic, digest, or a bearer token.

use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::digest::Challenge;
use crate::settings::Credentials;

/// The credentials, and the scheme that the server requested.
pub(crate) struct Authorization {
    credentials: Option<Credentials>,
    scheme: Mutex<Option<Scheme>>,
}

/// A scheme for user and password.
enum Scheme {
    Basic,
    Digest(Challenge),
}

impl Authorization {
    pub(crate) fn new(credentials: Option<Credentials>) -> Self {
        Self { credentials, scheme: Mutex::new(None) }
    }

    /// The value of the header for a request; `None` while no scheme for the password is known: a password is only sent on
    /// request.
    pub(crate) fn header(&self, method: &str, target: &str) -> Option<String> {
        match self.credentials.as_ref()? {
            Credentials::Token(token) => Some(format!("Bearer {token}")),
            Credentials::Password { user, password } => {
                let mut scheme = self.scheme.lock().unwrap_or_else(PoisonError::into_inner);
                match scheme.as_mut()? {
                    Scheme::Basic => Some(format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))),
                    Scheme::Digest(challenge) => Some(challenge.answer(user, password, method, target)),
                }
            }
        }
    }

    /// Stores the scheme that the server requests; returns whether the credentials fit it.
    pub(crate) fn accept(&self, headers: &[String]) -> bool {
        if !matches!(self.credentials, Some(Credentials::Password { .. })) {
            return false;
        }
        let digest = headers.iter().find_map(|header| Challenge::parse(header)).map(Scheme::Digest);
        let basic = || headers.iter().any(|header| is_basic(header)).then_some(Scheme::Basic);
        let Some(found) = digest.or_else(basic) else { return false };
        *self.scheme.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        true
    }

    /// What is wrong with the credentials after the server rejected a request.
    pub(crate) fn credentials_kind(&self) -> &'static str {
        match &self.credentials {
            None => "no credentials are set",
            Some(Credentials::Password { .. }) => "user and password were not accepted",
            Some(Credentials::Token(_)) => "the token was not accepted",
        }
    }
}

fn is_basic(header: &str) -> bool {
    header.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"))
}
