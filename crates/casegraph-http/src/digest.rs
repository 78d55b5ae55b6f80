//! HTTP digest authentication ([RFC 7616](https://www.rfc-editor.org/rfc/rfc7616)): MD5 and SHA-256, with `qop=auth`.

use std::fmt::Write as _;

use md5::{Digest as _, Md5};
use sha2::Sha256;

/// A challenge of a server.
pub(crate) struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    algorithm: Algorithm,
    /// Whether the server supports `qop=auth`; without it (RFC 2069) the response has no counter.
    has_qop: bool,
    requests: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Md5,
    Sha256,
}

impl Challenge {
    /// Parses a `WWW-Authenticate` header; `None` for another scheme or an unknown algorithm.
    pub(crate) fn parse(header: &str) -> Option<Self> {
        let (scheme, rest) = header.trim().split_once(char::is_whitespace)?;
        if !scheme.eq_ignore_ascii_case("digest") {
            return None;
        }
        let fields = fields(rest);
        let get = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        let algorithm = match get("algorithm").map(|name| name.to_ascii_lowercase()).as_deref() {
            None | Some("md5") => Algorithm::Md5,
            Some("sha-256") => Algorithm::Sha256,
            Some(_) => return None,
        };
        let qop = get("qop");
        let has_qop = qop.as_ref().is_some_and(|qop| qop.split(',').any(|one| one.trim() == "auth"));
        if qop.is_some() && !has_qop {
            return None;
        }
        Some(Self {
            realm: get("realm")?,
            nonce: get("nonce")?,
            opaque: get("opaque"),
            algorithm,
            has_qop,
            requests: 0,
        })
    }

    /// The `Authorization` header for a request; `target` is its path and query.
    pub(crate) fn answer(&mut self, user: &str, password: &str, method: &str, target: &str) -> String {
        self.requests += 1;
        let count = format!("{:08x}", self.requests);
        // A text that is not used twice, so that a malicious server does not choose everything that is hashed.
        let cnonce = self.hash(&format!("{}:{count}:{:?}:{password}", self.nonce, std::time::Instant::now()));
        let cnonce = cnonce.get(..16).unwrap_or_default();
        self.answer_with(user, password, method, target, &count, cnonce)
    }

    fn answer_with(
        &self,
        user: &str,
        password: &str,
        method: &str,
        target: &str,
        count: &str,
        cnonce: &str,
    ) -> String {
        let (realm, nonce) = (&self.realm, &self.nonce);
        let secret = self.hash(&format!("{user}:{realm}:{password}"));
        let request = self.hash(&format!("{method}:{target}"));
        let response = if self.has_qop {
            self.hash(&format!("{secret}:{nonce}:{count}:{cnonce}:auth:{request}"))
        } else {
            self.hash(&format!("{secret}:{nonce}:{request}"))
        };
        let algorithm = if self.algorithm == Algorithm::Md5 { "MD5" } else { "SHA-256" };
        let mut header = format!(
            "Digest username={}, realm={}, nonce={}, uri={}, algorithm={algorithm}, response=\"{response}\"",
            quoted(user),
            quoted(realm),
            quoted(nonce),
            quoted(target)
        );
        if self.has_qop {
            let _ = write!(header, ", qop=auth, nc={count}, cnonce=\"{cnonce}\"");
        }
        if let Some(opaque) = &self.opaque {
            let _ = write!(header, ", opaque={}", quoted(opaque));
        }
        header
    }

    fn hash(&self, text: &str) -> String {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match self.algorithm {
            Algorithm::Md5 => hex(&Md5::digest(text.as_bytes())),
            Algorithm::Sha256 => hex(&Sha256::digest(text.as_bytes())),
        }
    }
}

/// Pairs of `name=value` or `name="value"`, separated by commas; names in lower case.
fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut rest = text.trim();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let (value, next) = if let Some(inner) = after.strip_prefix('"') {
            quoted_value(inner)
        } else {
            let (value, next) = after.split_at(after.find(',').unwrap_or(after.len()));
            (value.trim().to_owned(), next)
        };
        fields.push((name.trim().to_ascii_lowercase(), value));
        rest = next.trim_start().trim_start_matches(',').trim_start();
    }
    fields
}

/// The text up to the closing quote, and the rest.
fn quoted_value(inner: &str) -> (String, &str) {
    let mut value = String::new();
    let mut letters = inner.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => value.extend(letters.next().map(|(_, letter)| letter)),
            '"' => return (value, inner.get(at + 1..).unwrap_or_default()),
            letter => value.push(letter),
        }
    }
    (value, "")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::Challenge;

    fn response(algorithm: &str) -> String {
        let header = format!(
            "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, \
             nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
        );
        let challenge = Challenge::parse(&header).unwrap();
        let cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        let answer =
            challenge.answer_with("Mufasa", "Circle of Life", "GET", "/dir/index.html", "00000001", cnonce);
        let at = answer.find("response=\"").unwrap() + 10;
        answer[at..].split('"').next().unwrap().to_owned()
    }

    #[test]
    fn the_examples_of_the_rfc_give_its_responses() {
        assert_eq!(response("MD5"), "8ca523f5e9506fed4657c9700eebdbec");
        assert_eq!(response("SHA-256"), "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    #[test]
    fn headers_without_a_supported_challenge_are_ignored() {
        let headers = [
            "Basic realm=\"x\"",
            "Digest realm=\"x\"",
            "Digest",
            "Digest realm=x, nonce=y, qop=auth-int",
            "Digest realm=x, nonce=y, algorithm=SHA-512-256",
        ];
        assert!(headers.iter().all(|header| Challenge::parse(header).is_none()));
        assert!(
            Challenge::parse("digest nonce=y , realm=\"a\\\"b\"")
                .is_some_and(|one| one.realm == "a\"b" && !one.has_qop)
        );
    }
}
