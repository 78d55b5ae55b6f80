//! Requests to a test server: what is sent, how often, and how responses are interpreted.

mod server;

use std::time::Duration;

use expect_test::expect;

use crate::address::{check_url, target};
use crate::client::HttpClient;
use crate::settings::{Credentials, Explanation, HttpSettings};
use server::{HANG, TestServer, answer};

fn settings() -> HttpSettings {
    HttpSettings {
        accept: "text/plain",
        timeout: Duration::from_secs(1),
        pause: Duration::from_millis(1),
        explain: |text| match text.strip_prefix("final: ") {
            Some(text) => Explanation { text, is_transient: false },
            None => Explanation { text, is_transient: true },
        },
        ..HttpSettings::default()
    }
}

/// The result of a form posted to a server with these responses: the body or the error, and the number of requests.
fn posted(answers: &[String], credentials: Option<Credentials>) -> String {
    let server = TestServer::answering(answers);
    let client = HttpClient::new(HttpSettings { credentials, ..settings() });
    let said = match client.post(&server.url, &[("a", "1")]) {
        Ok(reply) => String::from_utf8(reply.body).unwrap(),
        Err(error) => error.to_string(),
    };
    format!("{} [{}]\n", said.replace(&server.url, "URL"), server.requests().len())
}

#[test]
fn only_transient_failures_are_retried() {
    let ok = || answer("200 OK", &[], "done");
    let failing = |body: &str| answer("500 Internal Server Error", &[], body);
    let cut = || "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf".to_owned();
    let cases = [
        ("200", vec![ok()]),
        ("500 twice", vec![failing("no memory"), failing("no memory"), ok()]),
        ("500 always", vec![failing("no\n   memory")]),
        ("503 in HTML", vec![answer("503 Service Unavailable", &[], "<html><h1>Sorry</h1>busy</html>")]),
        ("500 that is final", vec![failing("final: this cannot work"), ok()]),
        ("404", vec![answer("404 Not Found", &[], "")]),
        ("a long text", vec![answer("400 Bad Request", &[], &"long ".repeat(100))]),
        ("moved", vec![answer("302 Found", &["Location: https://elsewhere.example/"], "")]),
        ("cut off, then whole", vec![cut(), ok()]),
        ("cut off always", vec![cut()]),
        ("no HTTP", vec!["220 mail.example ESMTP\r\n".to_owned()]),
        ("silence", vec![HANG.to_owned()]),
    ];
    let said: String =
        cases.iter().map(|(name, answers)| format!("{name}: {}", posted(answers, None))).collect();
    expect![[r#"
        200: done [1]
        500 twice: done [3]
        500 always: URL responded with status 500 after 4 attempts: no memory [4]
        503 in HTML: URL responded with status 503 after 4 attempts: Sorry busy [4]
        500 that is final: URL responded with status 500: this cannot work [1]
        404: URL responded with status 404 [1]
        a long text: URL responded with status 400: long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long … [1]
        moved: URL redirects to `https://elsewhere.example/` [1]
        cut off, then whole: done [2]
        cut off always: URL cannot be reached after 4 attempts: the response is incomplete [4]
        no HTTP: URL cannot be reached after 4 attempts: protocol: http parse fail: invalid HTTP version [4]
        silence: URL did not respond within 1 s [1]
    "#]].assert_eq(&said);
}

#[test]
fn credentials_are_sent_on_request() {
    let ok = || answer("200 OK", &[], "done");
    let asks = |challenge: &str| answer("401 Unauthorized", &[challenge], "");
    let basic = || asks("WWW-Authenticate: Basic realm=\"x\"");
    let digest = || asks("WWW-Authenticate: Digest realm=\"x\", nonce=\"abc\", qop=\"auth\"");
    let password = || Some(Credentials::Password { user: "u".to_owned(), password: "se:cret".to_owned() });
    let token = || Some(Credentials::Token("t0ken".to_owned()));
    let cases = [
        ("nobody", vec![digest()], None),
        ("basic", vec![basic(), ok()], password()),
        ("basic, wrong", vec![basic()], password()),
        ("digest", vec![digest(), ok()], password()),
        ("digest, wrong", vec![digest()], password()),
        ("token", vec![ok()], token()),
        ("token, wrong", vec![basic()], token()),
        ("another scheme", vec![asks("WWW-Authenticate: Negotiate")], password()),
    ];
    let said: String = cases
        .into_iter()
        .map(|(name, answers, credentials)| format!("{name}: {}", posted(&answers, credentials)))
        .collect();
    expect![[r#"
        nobody: URL requires authentication (Digest): no credentials are set [1]
        basic: done [2]
        basic, wrong: URL requires authentication (Basic): user and password were not accepted [2]
        digest: done [2]
        digest, wrong: URL requires authentication (Digest): user and password were not accepted [2]
        token: done [1]
        token, wrong: URL requires authentication (Basic): the token was not accepted [1]
        another scheme: URL requires authentication (Negotiate): user and password were not accepted [1]
    "#]]
    .assert_eq(&said);
}

#[test]
fn forms_and_headers_follow_the_standards() {
    let server = TestServer::answering(&[answer("200 OK", &["Server: Played/1", "X-Most: 7"], "")]);
    let client = HttpClient::new(HttpSettings {
        credentials: Some(Credentials::Token("t0ken".to_owned())),
        ..settings()
    });
    assert_eq!(client.server(), "");
    let reply = client.post(&server.url, &[("query", "a b+c&d=é*-._~%\n"), ("other", "")]).unwrap();
    assert_eq!(
        (client.server().as_str(), reply.header("x-most"), reply.header("none")),
        ("Played/1", "7", "")
    );
    let requests = server.requests();
    let (head, body) = requests[0].split_once("\r\n\r\n").unwrap();
    assert_eq!(body, "query=a+b%2Bc%26d%3D%C3%A9*-._%7E%25%0A&other=");
    let mut headers: Vec<String> = head
        .lines()
        .map(str::to_ascii_lowercase)
        .filter(|line| {
            ["accept:", "authorization:", "content-type:"].iter().any(|name| line.starts_with(name))
        })
        .collect();
    headers.sort();
    assert_eq!(
        headers,
        [
            "accept: text/plain",
            "authorization: bearer t0ken",
            "content-type: application/x-www-form-urlencoded"
        ]
    );
    assert_eq!(server.forms(), "/query\n  query=a b+c&d=é*-._~%\n\n  other=\n");
}

#[test]
fn the_target_of_a_url_is_its_path_and_query() {
    let targets = ["http://a", "http://a/", "http://a/b?c=d", "http://a?c=d", "a/b"].map(target);
    assert_eq!(targets, ["/", "/", "/b?c=d", "?c=d", "/b"]);
}

#[test]
fn unusable_urls_are_refused_without_showing_secrets() {
    let urls = [
        "localhost:7878/query",
        "http:///query",
        "https://user:secret@example.org/sparql",
        "http://example.org/sparql#x",
        "http://exa mple.org/sparql",
    ];
    let said = urls.map(|url| check_url(url).unwrap_err().to_string());
    expect![[r#"
        `localhost:7878/query` is not a valid server URL: it does not begin with `http://` or `https://`
        `http:///query` is not a valid server URL: it has no host
        `https://…@example.org/sparql` is not a valid server URL: it contains a user or a password: set them in the environment
        `http://example.org/sparql#x` is not a valid server URL: it has a fragment (`#…`)
        `http://exa mple.org/sparql` is not a valid server URL: invalid uri character"#]].assert_eq(&said.join("\n"));
    for url in ["http://localhost:7878/query", "https://example.org", "HTTP://[::1]:8890/sparql?x=@y"] {
        assert_eq!(check_url(url), Ok(()), "{url}");
    }
}
