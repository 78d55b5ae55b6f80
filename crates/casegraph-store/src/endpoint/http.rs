//! One request: sent again when it makes sense, and its answer read to the end.

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{HeaderMap, Response};

use super::authorization::Authorization;
use super::{EndpointError, EndpointSettings, address};

/// The largest answer that is read.
const MOST_BYTES: u64 = 4 << 30;
/// How much of an engine's complaint is shown.
const SHOWN: usize = 300;

/// Sends requests.
pub(super) struct Wire {
    agent: Agent,
    authorization: Authorization,
    timeout: Duration,
    attempts: u32,
    pause: Duration,
    /// What the engine calls itself, once it has answered.
    server: Mutex<String>,
}

/// A good answer.
pub(super) struct Reply {
    /// How many rows the engine gives at most, where it says that this answer may be cut.
    pub(super) most_rows: Option<usize>,
    pub(super) body: Vec<u8>,
}

/// An attempt that failed.
struct Failure {
    error: EndpointError,
    /// Whether another attempt may end better.
    passing: bool,
}

impl Wire {
    pub(super) fn new(settings: EndpointSettings) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(settings.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(concat!("casegraph/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.into(),
            authorization: Authorization::new(settings.credentials),
            timeout: settings.timeout,
            attempts: settings.attempts.max(1),
            pause: settings.pause,
            server: Mutex::default(),
        }
    }

    /// What the engine called itself in its last answer; nothing before the first.
    pub(super) fn server(&self) -> String {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sends a form. Tried again after a failure of the connection or of the engine (5xx), never after a refusal (4xx)
    /// or a time-out: what took too long once is not asked of a busy engine again.
    pub(super) fn post(&self, url: &str, form: &[(&str, &str)]) -> Result<Reply, EndpointError> {
        let body = encoded(form);
        let mut pause = self.pause;
        for attempt in 1.. {
            match self.attempt(url, &body) {
                Ok(reply) => return Ok(reply),
                Err(failure) if failure.passing && attempt < self.attempts => {
                    thread::sleep(pause);
                    pause = pause.saturating_mul(2);
                }
                Err(failure) => return Err(failure.error.after(attempt)),
            }
        }
        Err(EndpointError::TimedOut { url: url.to_owned(), seconds: self.timeout.as_secs() })
    }

    /// One attempt, with one more request where the engine asks who it is.
    fn attempt(&self, url: &str, body: &str) -> Result<Reply, Failure> {
        let mut response = self.send(url, body)?;
        if response.status().as_u16() == 401 && self.authorization.challenge(&asked(response.headers())) {
            response = self.send(url, body)?;
        }
        let status = response.status().as_u16();
        let text = |name: &str| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
                .trim()
                .to_owned()
        };
        let (server, location) = (text("server"), text("location"));
        let most_rows = text("x-sparql-maxrows").parse().ok();
        let asked = asked(response.headers());
        let read = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec();
        let fail = |error, passing| Err(Failure { error, passing });
        let url = url.to_owned();
        match status {
            200..=299 => {
                let body = read.map_err(|error| self.failure(&url, &error))?;
                *self.server.lock().unwrap_or_else(PoisonError::into_inner) = server;
                Ok(Reply { most_rows, body })
            }
            300..=399 => fail(EndpointError::Moved { url, location }, false),
            401 => {
                let wanted = match asked.as_slice() {
                    [] => "401".to_owned(),
                    several => several.iter().map(|one| scheme(one)).collect::<Vec<_>>().join(" or "),
                };
                fail(EndpointError::Unauthorized { url, wanted, given: self.authorization.given() }, false)
            }
            _ => {
                let text = shortened(&read.unwrap_or_default());
                let passing = status >= 500 && !is_verdict(&text);
                fail(EndpointError::Status { url, status, attempts: 1, text }, passing)
            }
        }
    }

    fn send(&self, url: &str, body: &str) -> Result<Response<ureq::Body>, Failure> {
        let mut request = self
            .agent
            .post(url)
            .header("Accept", "application/sparql-results+json")
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
                Failure { error: EndpointError::Unreachable { url, attempts: 1, problem }, passing: true }
            }
            ureq::Error::Timeout(_) => Failure {
                error: EndpointError::TimedOut { url, seconds: self.timeout.as_secs() },
                passing: false,
            },
            other => {
                let passing = !matches!(
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
                Failure { error: EndpointError::Unreachable { url, attempts: 1, problem }, passing }
            }
        }
    }
}

impl EndpointError {
    fn after(self, count: u32) -> Self {
        match self {
            Self::Unreachable { url, problem, .. } => Self::Unreachable { url, attempts: count, problem },
            Self::Status { url, status, text, .. } => Self::Status { url, status, attempts: count, text },
            other => other,
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

/// Virtuoso says 500 for every fault of a query. Asking again helps only after a deadlock (state 40001) or when it was
/// short of time or memory (states that begin with S1).
fn is_verdict(text: &str) -> bool {
    text.strip_prefix("Virtuoso ")
        .is_some_and(|state| !state.starts_with("40001") && !state.starts_with("S1"))
}

fn asked(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all("www-authenticate").iter();
    values.filter_map(|value| value.to_str().ok()).map(str::to_owned).collect()
}

fn scheme(header: &str) -> &str {
    header.split_whitespace().next().unwrap_or("401")
}

/// The beginning of what an engine says, in one line, without markup.
pub(super) fn shortened(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..SHOWN * 8).unwrap_or(body));
    let text = text.split("SPARQL query:").next().unwrap_or_default();
    let mut plain = String::new();
    let mut rest = if text.trim_start().starts_with('<') { text } else { "" };
    if rest.is_empty() {
        plain.push_str(text);
    }
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// A form as [`application/x-www-form-urlencoded`](https://url.spec.whatwg.org/#application/x-www-form-urlencoded).
fn encoded(form: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in form {
        if !text.is_empty() {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        for byte in value.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                    text.push(char::from(byte));
                }
                b' ' => text.push('+'),
                _ => {
                    text.push('%');
                    for half in [byte >> 4, byte & 15] {
                        text.extend(
                            char::from_digit(u32::from(half), 16).map(|digit| digit.to_ascii_uppercase()),
                        );
                    }
                }
            }
        }
    }
    text
}
