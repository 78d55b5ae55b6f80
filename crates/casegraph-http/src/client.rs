//! One request: sent again when it makes sense, and its answer read to the end.

use std::sync::{Mutex, PoisonError};
use std::thread;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use ureq::Agent;
use ureq::http::{HeaderMap, Response};

use crate::address;
use crate::authorization::Authorization;
use crate::error::HttpError;
use crate::excerpt::{one_line, shortened};
use crate::settings::{Explanation, HttpSettings};

/// The largest answer that is read.
const MOST_BYTES: u64 = 4 << 30;

/// A client for one server.
pub struct HttpClient {
    agent: Agent,
    authorization: Authorization,
    settings: HttpSettings,
    /// The server's name for itself, once it has answered.
    server: Mutex<String>,
}

/// An answer with a status that says success.
pub struct Reply {
    headers: HeaderMap,
    /// The whole body.
    pub body: Vec<u8>,
}

/// An attempt that failed.
struct Failure {
    error: HttpError,
    /// Whether another attempt may succeed.
    may_pass: bool,
}

impl Reply {
    /// The value of a header; empty if it is missing or not text.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        text_of(&self.headers, name)
    }
}

impl HttpClient {
    /// A client. Nothing is sent yet.
    #[must_use]
    pub fn new(settings: HttpSettings) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(settings.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(concat!("casegraph/", env!("CARGO_PKG_VERSION")))
            .build();
        let authorization = Authorization::new(settings.credentials.clone());
        Self { agent: config.into(), authorization, settings, server: Mutex::default() }
    }

    /// The server's name for itself (the `Server` header) in its last answer; empty before the first.
    #[must_use]
    pub fn server(&self) -> String {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends a form. Tried again after a failure of the connection or of the engine (5xx), never after a refusal (4xx)
    /// or a time-out: what took too long once is not asked of a busy engine again.
    ///
    /// # Errors
    /// [`HttpError`], with the number of attempts.
    pub fn post(&self, url: &str, form: &[(&str, &str)]) -> Result<Reply, HttpError> {
        let body = encoded(form);
        let mut pause = self.settings.pause;
        for attempt in 1.. {
            match self.attempt(url, &body) {
                Ok(reply) => return Ok(reply),
                Err(failure) if failure.may_pass && attempt < self.settings.attempts.max(1) => {
                    thread::sleep(pause);
                    pause = pause.saturating_mul(2);
                }
                Err(failure) => return Err(failure.error.after(attempt)),
            }
        }
        Err(HttpError::TimedOut { url: url.to_owned(), seconds: self.settings.timeout.as_secs() })
    }

    /// One attempt, with one more request where the engine asks who it is.
    fn attempt(&self, url: &str, body: &str) -> Result<Reply, Failure> {
        let mut response = self.send(url, body)?;
        if response.status().as_u16() == 401 && self.authorization.challenge(&challenges(response.headers()))
        {
            response = self.send(url, body)?;
        }
        let status = response.status().as_u16();
        let wanted = challenges(response.headers());
        let headers = response.headers().clone();
        let read = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec();
        let fail = |error, may_pass| Err(Failure { error, may_pass });
        let url = url.to_owned();
        match status {
            200..=299 => {
                let body = read.map_err(|error| self.failure(&url, &error))?;
                let reply = Reply { headers, body };
                reply
                    .header("server")
                    .clone_into(&mut self.server.lock().unwrap_or_else(PoisonError::into_inner));
                Ok(reply)
            }
            300..=399 => {
                let location = text_of(&headers, "location").to_owned();
                fail(HttpError::Moved { url, location }, false)
            }
            401 => {
                let wanted = match wanted.as_slice() {
                    [] => "401".to_owned(),
                    several => several.iter().map(|one| scheme(one)).collect::<Vec<_>>().join(" or "),
                };
                fail(
                    HttpError::Unauthorized { url, wanted, given: self.authorization.credentials_kind() },
                    false,
                )
            }
            _ => {
                let line = one_line(&read.unwrap_or_default());
                let Explanation { text, may_pass } = (self.settings.explain)(&line);
                let text = shortened(text.trim_end());
                fail(HttpError::Status { url, status, attempts: 1, text }, status >= 500 && may_pass)
            }
        }
    }

    fn send(&self, url: &str, body: &str) -> Result<Response<ureq::Body>, Failure> {
        let mut request = self
            .agent
            .post(url)
            .header("Accept", self.settings.accept)
            .header("Content-Type", "application/x-www-form-urlencoded");
        if let Some(header) = self.authorization.header("POST", address::target(url)) {
            request = request.header("Authorization", header);
        }
        request.send(body).map_err(|error| self.failure(url, &error))
    }

    fn failure(&self, url: &str, error: &ureq::Error) -> Failure {
        let url = url.to_owned();
        match error {
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                let problem = "no connection in time".to_owned();
                Failure { error: HttpError::Unreachable { url, attempts: 1, problem }, may_pass: true }
            }
            ureq::Error::Timeout(_) => Failure {
                error: HttpError::TimedOut { url, seconds: self.settings.timeout.as_secs() },
                may_pass: false,
            },
            other => {
                let may_pass = !matches!(
                    other,
                    ureq::Error::BadUri(_)
                        | ureq::Error::Tls(_)
                        | ureq::Error::Rustls(_)
                        | ureq::Error::BodyExceedsLimit(_)
                );
                let problem = match other {
                    ureq::Error::Io(source) => plain(source),
                    ureq::Error::HostNotFound => "no such host".to_owned(),
                    other => other.to_string(),
                };
                Failure { error: HttpError::Unreachable { url, attempts: 1, problem }, may_pass }
            }
        }
    }
}

/// A fault of a connection without the system's number for it.
fn plain(source: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match source.kind() {
        Kind::ConnectionRefused => "the connection is refused".to_owned(),
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe => {
            "the connection broke".to_owned()
        }
        Kind::UnexpectedEof => "the answer ends too early".to_owned(),
        _ => source.to_string(),
    }
}

/// The challenges of an answer: its `WWW-Authenticate` headers.
fn challenges(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all("www-authenticate").iter();
    values.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
}

/// The scheme that a challenge names.
fn scheme(header: &str) -> &str {
    header.split_whitespace().next().unwrap_or("401")
}

/// The value of a header; empty if it is missing or not text.
fn text_of<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim()
}

/// The bytes that a form writes as codes: all but those that the standard keeps, and the space, which becomes `+`.
const CODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// A form as [`application/x-www-form-urlencoded`](https://url.spec.whatwg.org/#application/x-www-form-urlencoded).
fn encoded(form: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| {
        format!("{name}={}", utf8_percent_encode(value, CODED).to_string().replace(' ', "+"))
    };
    form.iter().map(field).collect::<Vec<_>>().join("&")
}
