//! Failures of requests: messages, and the number of attempts.

use expect_test::expect;

use crate::query::Query;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;
use crate::rdf::base::Base;
use crate::remote::endpoint::Endpoint;
use crate::remote::settings::EndpointSettings;
use crate::remote::tests::engine::{HANG, TestServer, answer, results};
use casegraph_http::Credentials;

const ROW: &str = r#"{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}"#;

/// The result of a SELECT of `?x` with these responses: the answer, or the message with its advice, and the number of
/// requests.
fn asked(answers: &[String], credentials: Option<Credentials>) -> String {
    let engine = TestServer::answering(answers);
    let endpoint = Endpoint::new(EndpointSettings { credentials, ..engine.settings() }).unwrap();
    let query = Query::parse("SELECT ?x { ?s ?p ?x }").unwrap();
    let said = match endpoint.ask(&query, &Parameters::default()) {
        Ok(answer) => format!("{answer:?}"),
        Err(QueryError::Endpoint(error)) => format!("{error}\n  help: {}", error.help().unwrap_or("-")),
        Err(other) => format!("another error: {other}"),
    };
    format!("{} [{}]\n", said.replace(&engine.url, "URL"), engine.requests().len())
}

fn all(cases: &[(&str, Vec<String>)]) -> String {
    cases.iter().map(|(name, answers)| format!("{name}: {}", asked(answers, None))).collect()
}

#[test]
fn only_transient_failures_are_retried() {
    let ok = || results(ROW);
    let failing = |body: &str| answer("500 Internal Server Error", &[], body);
    let cases = [
        ("500 twice", vec![failing("no memory"), failing("no memory"), ok()]),
        ("500 always", vec![failing("no\n   memory")]),
        ("503 in HTML", vec![answer("503 Service Unavailable", &[], "<html><h1>Sorry</h1>busy</html>")]),
        (
            "a fault of the query",
            vec![failing("Virtuoso 37000 Error SP030: SPARQL compiler, line 1\n\nSPARQL query:\nSELECT")],
        ),
        ("a deadlock", vec![failing("Virtuoso 40001 Error SR172: Transaction deadlocked"), ok()]),
        ("404", vec![answer("404 Not Found", &[], "")]),
        ("403", vec![answer("403 Forbidden", &[], "read only")]),
        ("moved", vec![answer("302 Found", &["Location: https://elsewhere.example/sparql"], "")]),
        (
            "cut off, then whole",
            vec!["HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"head\":".to_owned(), ok()],
        ),
        ("cut off always", vec!["HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{\"head\":".to_owned()]),
        ("no HTTP", vec!["220 mail.example ESMTP\r\n".to_owned()]),
        ("silence", vec![HANG.to_owned()]),
    ];
    expect![[r#"
        500 twice: Rows { columns: ["x"], rows: [[Some(Literal { value: "1", datatype: "http://www.w3.org/2001/XMLSchema#string", language: None })]] } [3]
        500 always: URL responded with status 500 after 4 attempts: no memory
          help: - [4]
        503 in HTML: URL responded with status 503 after 4 attempts: Sorry busy
          help: - [4]
        a fault of the query: URL responded with status 500: Virtuoso 37000 Error SP030: SPARQL compiler, line 1
          help: - [1]
        a deadlock: Rows { columns: ["x"], rows: [[Some(Literal { value: "1", datatype: "http://www.w3.org/2001/XMLSchema#string", language: None })]] } [2]
        404: URL responded with status 404
          help: check the URL; for engines with another URL for updates, use `push --update-endpoint URL` [1]
        403: URL responded with status 403: read only
          help: this user lacks the permission: use a user with write access [1]
        moved: URL redirects to `https://elsewhere.example/sparql`
          help: use that URL; casegraph does not follow redirects, so that passwords are not sent to other servers [1]
        cut off, then whole: Rows { columns: ["x"], rows: [[Some(Literal { value: "1", datatype: "http://www.w3.org/2001/XMLSchema#string", language: None })]] } [2]
        cut off always: URL cannot be reached after 4 attempts: the response is incomplete
          help: check that the engine is running and that the URL is correct [4]
        no HTTP: URL cannot be reached after 4 attempts: protocol: http parse fail: invalid HTTP version
          help: check that the engine is running and that the URL is correct [4]
        silence: URL did not respond within 1 s
          help: allow more time with --timeout SECONDS [1]
    "#]].assert_eq(&all(&cases));
}

#[test]
fn unexpected_responses_are_errors_with_an_excerpt() {
    let cut = answer("200 OK", &["X-SPARQL-MaxRows: 1"], ROW);
    let cases = [
        ("garbage", vec![results("{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[{\"x\":12}]}}")]),
        ("half", vec![results(&ROW[..60])]),
        ("nothing", vec![results("")]),
        (
            "a page",
            vec![answer(
                "200 OK",
                &["Content-Type: text/html"],
                "<html><body>Welcome to <b>Engine</b></body></html>",
            )],
        ),
        ("yes", vec![results("{\"head\":{},\"boolean\":true}")]),
        ("cut rows", vec![cut]),
        (
            "rows of another",
            vec![results(
                "{\"head\":{\"vars\":[\"y\"]},\"results\":{\"bindings\":[{\"y\":{\"type\":\"uri\",\"value\":\"http://x/\"}}]}}",
            )],
        ),
    ];
    expect![[r#"
        garbage: URL did not return SPARQL JSON results: RDF terms must be encoded using objects: {"head":{"vars":["x"]},"results":{"bindings":[{"x":12}]}}
          help: check that this URL accepts SPARQL queries [1]
        half: URL did not return SPARQL JSON results: Parser error at line 1 column 60: Unexpected end of file: {"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"
          help: check that this URL accepts SPARQL queries [1]
        nothing: URL did not return SPARQL JSON results: Parser error at line 1 column 1: Unexpected end of file, a value was expected
          help: check that this URL accepts SPARQL queries [1]
        a page: URL did not return SPARQL JSON results: Parser error at line 1 column 1: Unexpected char: '<': Welcome to Engine
          help: check that this URL accepts SPARQL queries [1]
        yes: URL did not return SPARQL JSON results: a boolean instead of rows
          help: check that this URL accepts SPARQL queries [1]
        cut rows: URL truncates results after 1 rows, so this result is incomplete
          help: increase the limit of the engine (Virtuoso: ResultSetMaxRows under [SPARQL] in its ini file) [1]
        rows of another: URL did not return SPARQL JSON results: the column `x` is missing
          help: check that this URL accepts SPARQL queries [1]
    "#]].assert_eq(&all(&cases));
}

#[test]
fn authentication_fails_with_the_reason() {
    let basic = || answer("401 Unauthorized", &["WWW-Authenticate: Basic realm=\"x\""], "");
    let digest = || {
        let challenge = "WWW-Authenticate: Digest realm=\"SPARQL\", nonce=\"abc\", opaque=\"o\", qop=\"auth\", algorithm=\"MD5\"";
        answer("401 Unauthorized", &[challenge], "")
    };
    let password = || Some(Credentials::Password { user: "dba".to_owned(), password: "se:cret".to_owned() });
    let token = || Some(Credentials::Token("t0ken".to_owned()));
    let mut said = String::new();
    for (name, answers, credentials) in [
        ("nobody", vec![digest()], None),
        ("basic, wrong", vec![basic()], password()),
        ("digest, wrong", vec![digest()], password()),
        ("token, wrong", vec![basic()], token()),
        (
            "another scheme",
            vec![answer("401 Unauthorized", &["WWW-Authenticate: Negotiate"], "")],
            password(),
        ),
        ("basic", vec![basic(), results(ROW)], password()),
        ("digest", vec![digest(), results(ROW)], password()),
    ] {
        said.push_str(&format!("{name}: {}", asked(&answers, credentials)));
    }
    expect![[r#"
        nobody: URL requires authentication (Digest): no credentials are set
          help: set CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN, in the environment [1]
        basic, wrong: URL requires authentication (Basic): user and password were not accepted
          help: set CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN, in the environment [2]
        digest, wrong: URL requires authentication (Digest): user and password were not accepted
          help: set CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN, in the environment [2]
        token, wrong: URL requires authentication (Basic): the token was not accepted
          help: set CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN, in the environment [1]
        another scheme: URL requires authentication (Negotiate): user and password were not accepted
          help: set CASEGRAPH_USER and CASEGRAPH_PASSWORD, or CASEGRAPH_TOKEN, in the environment [1]
        basic: Rows { columns: ["x"], rows: [[Some(Literal { value: "1", datatype: "http://www.w3.org/2001/XMLSchema#string", language: None })]] } [2]
        digest: Rows { columns: ["x"], rows: [[Some(Literal { value: "1", datatype: "http://www.w3.org/2001/XMLSchema#string", language: None })]] } [2]
    "#]].assert_eq(&said);
}

#[test]
fn a_password_is_sent_after_the_first_request_for_it() {
    let challenge = "WWW-Authenticate: Digest realm=\"SPARQL\", nonce=\"abc\", qop=\"auth\"";
    let header = |requests: &[String]| -> Vec<String> {
        let line = |request: &String| {
            let line = request.lines().find(|line| line.to_ascii_lowercase().starts_with("authorization: "));
            // What is random or follows from it is left out.
            let fields = line.unwrap_or("-").split(", ");
            fields
                .filter(|field| !field.starts_with("response=") && !field.starts_with("cnonce="))
                .collect::<Vec<_>>()
                .join(", ")
        };
        requests.iter().map(line).collect()
    };
    let mut said = Vec::new();
    for (asks, credentials) in [
        (challenge, Credentials::Password { user: "dba".to_owned(), password: "dba".to_owned() }),
        (
            "WWW-Authenticate: Basic realm=\"x\"",
            Credentials::Password { user: "dba".to_owned(), password: "dba".to_owned() },
        ),
        ("", Credentials::Token("t0ken".to_owned())),
    ] {
        let first = if asks.is_empty() { results(ROW) } else { answer("401 Unauthorized", &[asks], "") };
        let engine = TestServer::answering(&[first, results(ROW)]);
        let settings = EndpointSettings { credentials: Some(credentials), ..engine.settings() };
        assert!(
            !format!("{settings:?}").contains("t0ken")
                && !format!("{settings:?}").contains("password: \"dba\"")
        );
        let endpoint = Endpoint::new(settings).unwrap();
        for _ in 0..2 {
            endpoint.ask(&Query::parse("SELECT ?x { ?s ?p ?x }").unwrap(), &Parameters::default()).unwrap();
        }
        said.extend(header(&engine.requests()));
        said.push(String::new());
    }
    expect![[r#"
        -
        authorization: Digest username="dba", realm="SPARQL", nonce="abc", uri="/query", algorithm=MD5, qop=auth, nc=00000001
        authorization: Digest username="dba", realm="SPARQL", nonce="abc", uri="/query", algorithm=MD5, qop=auth, nc=00000002

        -
        authorization: Basic ZGJhOmRiYQ==
        authorization: Basic ZGJhOmRiYQ==

        authorization: Bearer t0ken
        authorization: Bearer t0ken
    "#]].assert_eq(&said.join("\n"));
}

#[test]
fn invalid_urls_are_refused_without_showing_secrets() {
    let said = |url: &str| {
        let error = Endpoint::new(EndpointSettings::new(url, &Base::default())).unwrap_err();
        format!("{error}\n")
    };
    let urls = [
        "localhost:7878/query",
        "ftp://example.org/",
        "http://",
        "http:///query",
        "http://:8890/sparql",
        "https://user:secret@example.org/sparql",
        "http://example.org/sparql#x",
        "http://exa mple.org/sparql",
    ];
    expect![[r#"
        `localhost:7878/query` is not a valid server URL: it does not begin with `http://` or `https://`
        `ftp://example.org/` is not a valid server URL: it does not begin with `http://` or `https://`
        `http://` is not a valid server URL: it has no host
        `http:///query` is not a valid server URL: it has no host
        `http://:8890/sparql` is not a valid server URL: it has no host
        `https://…@example.org/sparql` is not a valid server URL: it contains a user or a password: set them in the environment
        `http://example.org/sparql#x` is not a valid server URL: it has a fragment (`#…`)
        `http://exa mple.org/sparql` is not a valid server URL: invalid uri character
    "#]].assert_eq(&urls.map(said).concat());
    for url in ["http://localhost:7878/query", "https://example.org", "HTTP://[::1]:8890/sparql?x=@y"] {
        assert!(Endpoint::new(EndpointSettings::new(url, &Base::default())).is_ok(), "{url}");
    }
}

#[test]
fn an_unreachable_engine_is_an_error() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/query");
    let settings = EndpointSettings {
        pause: std::time::Duration::from_millis(1),
        ..EndpointSettings::new(&url, &Base::default())
    };
    let error = Endpoint::new(settings).unwrap().holds_corpus().unwrap_err();
    let said = format!("{error}\n  help: {}", error.help().unwrap());
    expect![[r#"
        URL cannot be reached after 4 attempts: connection refused
          help: check that the engine is running and that the URL is correct"#]]
    .assert_eq(&said.replace(&url, "URL"));
}
