//! A test server on a free port of this machine, with prepared responses.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A running test server, and the requests it received.
pub(crate) struct TestServer {
    pub(crate) url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

/// A response with this status line, these headers and this body.
pub(crate) fn answer(status: &str, headers: &[&str], body: &str) -> String {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}", body.len())
}

/// A response that does not arrive for five seconds.
pub(crate) const HANG: &str = "";

impl TestServer {
    /// Sends one response per request, in this order; the last one again for all further requests.
    pub(crate) fn answering(answers: &[String]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/query", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (seen, answers) = (Arc::clone(&requests), answers.to_vec());
        thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let mut stream = stream.unwrap();
                let mut bytes = Vec::new();
                let mut buffer = [0; 4096];
                while !is_whole(&bytes) {
                    match stream.read(&mut buffer).unwrap() {
                        0 => break,
                        count => bytes.extend_from_slice(&buffer[..count]),
                    }
                }
                seen.lock().unwrap().push(String::from_utf8(bytes).unwrap());
                let answer = &answers[number.min(answers.len() - 1)];
                if answer == HANG {
                    thread::sleep(Duration::from_secs(5));
                }
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { url, requests }
    }

    /// The received requests.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    /// The received forms, decoded.
    pub(crate) fn forms(&self) -> String {
        let forms = self.requests().into_iter().map(|request| {
            let (head, body) = request.split_once("\r\n\r\n").unwrap();
            let target = head.split_whitespace().nth(1).unwrap();
            let fields = body.split('&').map(|field| {
                let (name, value) = field.split_once('=').unwrap();
                format!("  {name}={}\n", decoded(value))
            });
            format!("{target}\n{}", fields.collect::<String>())
        });
        forms.collect()
    }
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
    length.is_none_or(|length| body.len() >= length.parse().unwrap())
}

fn decoded(text: &str) -> String {
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
