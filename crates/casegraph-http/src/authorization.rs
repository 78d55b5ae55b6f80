//! The `Authorization` header that an engine wants: basic, digest, or a bearer token.

use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::digest::Challenge;
use crate::settings::Credentials;

/// Who asks, and what the engine asked to see.
pub(crate) struct Authorization {
    credentials: Option<Credentials>,
    scheme: Mutex<Option<Scheme>>,
}

/// How the engine wants to be told.
enum Scheme {
    Basic,
    Digest(Challenge),
}

impl Authorization {
    pub(crate) fn new(credentials: Option<Credentials>) -> Self {
        Self { credentials, scheme: Mutex::new(None) }
    }

    /// The header's value for a request, as far as it is known what the engine wants. A password is never sent unasked.
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

    /// Takes in what the engine asks for; whether it can be answered.
    pub(crate) fn challenge(&self, headers: &[String]) -> bool {
        if !matches!(self.credentials, Some(Credentials::Password { .. })) {
            return false;
        }
        let digest = headers.iter().find_map(|header| Challenge::parse(header)).map(Scheme::Digest);
        let basic = || headers.iter().any(|header| is_basic(header)).then_some(Scheme::Basic);
        let Some(found) = digest.or_else(basic) else { return false };
        *self.scheme.lock().unwrap_or_else(PoisonError::into_inner) = Some(found);
        true
    }

    /// What was given, for a message.
    pub(crate) fn credentials_kind(&self) -> &'static str {
        match &self.credentials {
            None => "nobody is named",
            Some(Credentials::Password { .. }) => "user and password are not accepted",
            Some(Credentials::Token(_)) => "the token is not accepted",
        }
    }
}

fn is_basic(header: &str) -> bool {
    header.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"))
}
