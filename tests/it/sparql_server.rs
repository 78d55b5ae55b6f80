//! A SPARQL engine on a free port of this machine: it answers queries from the graph of a corpus, as if the corpus had been pushed
//! to it.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use casegraph::store::{Format, Parameters, Query, Store};

use crate::program::casegraph;

/// A running engine. Its threads end with the process.
pub(crate) struct SparqlServer {
    pub(crate) url: String,
}

impl SparqlServer {
    /// An engine that holds the graph of the corpus in this folder.
    pub(crate) fn of_corpus(folder: &Path) -> Self {
        let dump = casegraph(folder, &["build", "--shard", "1/1", "--for-engine"]);
        assert_eq!((dump.code, dump.err.as_str()), (0, ""));
        let store = Store::from_nquads(dump.out.as_bytes()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/query", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                answer(&mut stream.unwrap(), &store);
            }
        });
        Self { url }
    }
}

fn answer(stream: &mut TcpStream, store: &Store) {
    let mut body = Vec::new();
    let status = match question(stream) {
        Ok(text) => match Query::parse(&text).and_then(|query| store.ask(&query, &Parameters::default())) {
            Ok(answer) => {
                answer.write(Format::Json, &mut body).unwrap();
                "200 OK"
            }
            Err(error) => {
                body.extend(error.to_string().bytes());
                "400 Bad Request"
            }
        },
        Err(problem) => {
            body.extend(problem.bytes());
            "501 Not Implemented"
        }
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: application/sparql-results+json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(&[head.as_bytes(), &body].concat());
}

/// The query that a request asks.
fn question(stream: &mut TcpStream) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let count = stream.read(&mut buffer).unwrap();
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
        if body.len() >= length.unwrap().parse().unwrap() {
            let query = body.split('&').find_map(|field| field.strip_prefix("query="));
            return query.map(decoded).ok_or_else(|| format!("no query in {body}"));
        }
    }
}

pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}
