//! The client: one request, with authentication and retries.

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

/// The largest body that is read.
const MOST_BYTES: u64 = 4 << 30;

/// A client for one server.
pub struct HttpClient {
    agent: Agent,
    authorization: Authorization,
    settings: HttpSettings,
    /// The `Server` header of the last reply.
    server: Mutex<String>,
}

/// A successful response.
pub struct Reply {
    headers: HeaderMap,
    /// The whole body.
    pub body: Vec<u8>,
}

/// An attempt that failed.
struct Failure {
    error: HttpError,
    /// Whether another attempt may succeed.
    is_transient: bool,
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

    /// The `Server` header of the last reply; empty before the first.
    #[must_use]
    pub fn server(&self) -> String {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Posts a form. Retries after a connection failure and after a transient failure of the server (5xx), with growing
    /// pauses; never after a refusal (4xx) or a timeout, which would only add to the load of a busy server.
    ///
    /// # Errors
    /// [`HttpError`], with the number of attempts.
    pub fn post(&self, url: &str, form: &[(&str, &str)]) -> Result<Reply, HttpError> {
        let body = encoded(form);
        let mut pause = self.settings.pause;
        for attempt in 1.. {
            match self.attempt(url, &body) {
                Ok(reply) => return Ok(reply),
                Err(failure) if failure.is_transient && attempt < self.settings.attempts.max(1) => {
                    thread::sleep(pause);
                    pause = pause.saturating_mul(2);
                }
                Err(failure) => return Err(failure.error.with_attempts(attempt)),
            }
        }
        Err(HttpError::TimedOut { url: url.to_owned(), seconds: self.settings.timeout.as_secs() })
    }

    /// One attempt; a second request if the server requests authentication.
    fn attempt(&self, url: &str, body: &str) -> Result<Reply, Failure> {
        let mut response = self.send(url, body)?;
        if response.status().as_u16() == 401 && self.authorization.accept(&challenges(response.headers())) {
            response = self.send(url, body)?;
        }
        let status = response.status().as_u16();
        let requested = challenges(response.headers());
        let headers = response.headers().clone();
        let read = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec();
        let fail = |error, is_transient| Err(Failure { error, is_transient });
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
                let schemes = match requested.as_slice() {
                    [] => "401".to_owned(),
                    several => several.iter().map(|one| scheme(one)).collect::<Vec<_>>().join(" or "),
                };
                let problem = self.authorization.credentials_kind();
                fail(HttpError::Unauthorized { url, schemes, problem }, false)
            }
            _ => {
                let line = one_line(&read.unwrap_or_default());
                let Explanation { text, is_transient } = (self.settings.explain)(&line);
                let text = shortened(text.trim_end());
                fail(HttpError::Status { url, status, attempts: 1, text }, status >= 500 && is_transient)
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
                let problem = "no connection before the timeout".to_owned();
                Failure { error: HttpError::Unreachable { url, attempts: 1, problem }, is_transient: true }
            }
            ureq::Error::Timeout(_) => Failure {
                error: HttpError::TimedOut { url, seconds: self.settings.timeout.as_secs() },
                is_transient: false,
            },
            other => {
                let is_transient = !matches!(
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
                Failure { error: HttpError::Unreachable { url, attempts: 1, problem }, is_transient }
            }
        }
    }
}

/// The description of a connection failure, without the error number of the operating system.
fn plain(source: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match source.kind() {
        Kind::ConnectionRefused => "connection refused".to_owned(),
        Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe => "connection lost".to_owned(),
        Kind::UnexpectedEof => "the response is incomplete".to_owned(),
        _ => source.to_string(),
    }
}

/// The `WWW-Authenticate` headers of a response.
fn challenges(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all("www-authenticate").iter();
    values.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
}

/// The scheme of a challenge.
fn scheme(header: &str) -> &str {
    header.split_whitespace().next().unwrap_or("401")
}

/// The value of a header; empty if it is missing or not text.
fn text_of<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim()
}

/// The bytes that a form percent-encodes; a space becomes `+`.
const CODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

/// A form as [`application/x-www-form-urlencoded`](https://url.spec.whatwg.org/#application/x-www-form-urlencoded).
fn encoded(form: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| {
        format!("{name}={}", utf8_percent_encode(value, CODED).to_string().replace(' ', "+"))
    };
    form.iter().map(field).collect::<Vec<_>>().join("&")
}
