//! The `Authorization` header that an engine wants: basic, digest, or a bearer token.

use std::sync::{Mutex, PoisonError};

use super::Credentials;
use super::digest::Challenge;

/// Who asks, and what the engine asked to see.
pub(super) struct Authorization {
    credentials: Option<Credentials>,
    scheme: Mutex<Option<Scheme>>,
}

/// How the engine wants to be told.
enum Scheme {
    Basic,
    Digest(Challenge),
}

impl Authorization {
    pub(super) fn new(credentials: Option<Credentials>) -> Self {
        Self { credentials, scheme: Mutex::new(None) }
    }

    /// The header's value for a request, as far as it is known what the engine wants. A password is never sent unasked.
    pub(super) fn header(&self, method: &str, target: &str) -> Option<String> {
        match self.credentials.as_ref()? {
            Credentials::Token(token) => Some(format!("Bearer {token}")),
            Credentials::Password { user, password } => {
                let mut scheme = self.scheme.lock().unwrap_or_else(PoisonError::into_inner);
                match scheme.as_mut()? {
                    Scheme::Basic => {
                        Some(format!("Basic {}", base64(format!("{user}:{password}").as_bytes())))
                    }
                    Scheme::Digest(challenge) => Some(challenge.answer(user, password, method, target)),
                }
            }
        }
    }

    /// Takes in what the engine asks for; whether it can be answered.
    pub(super) fn challenge(&self, headers: &[String]) -> bool {
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
    pub(super) fn given(&self) -> &'static str {
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

/// [RFC 4648](https://www.rfc-editor.org/rfc/rfc4648), section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = usize::try_from(bits >> (18 - 6 * at) & 63).unwrap_or_default();
            let digit = DIGITS.get(digit).copied().unwrap_or_default();
            text.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_rfc() {
        let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(texts, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }
}
