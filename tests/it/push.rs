//! `casegraph push`, `--endpoint` and `build --shard`, against an engine played by a few lines: it answers what it holds, takes
//! updates and notes the hashes in them, and can be set to fail.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

use expect_test::expect;

use crate::program::{DEADLINE, Run, casegraph, write};

/// What the played engine knows.
#[derive(Default)]
struct State {
    held: BTreeMap<String, String>,
    /// How many more updates it takes before it refuses them.
    takes: Option<usize>,
    updates: usize,
}

struct Engine {
    url: String,
    state: Arc<Mutex<State>>,
}

impl Engine {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/query", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                stream.set_read_timeout(Some(DEADLINE)).unwrap();
                serve(&mut stream, &mut shared.lock().unwrap());
            }
        });
        Self { url, state }
    }

    fn push(&self, folder: &Path, more: &[&str]) -> Run {
        let mut run = casegraph(folder, &[&["push", "--endpoint", &self.url], more].concat());
        run.err = run.err.replace(&self.url.replace("/query", ""), "ENGINE");
        run
    }
}

fn serve(stream: &mut TcpStream, state: &mut State) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let (head, body) = loop {
        let count = stream.read(&mut buffer).unwrap();
        assert!(count > 0, "the request ends early");
        bytes.extend_from_slice(&buffer[..count]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head
            .lines()
            .find_map(|line| line.to_lowercase().strip_prefix("content-length: ").map(str::to_owned));
        if body.len() >= length.unwrap().parse().unwrap() {
            break (head.to_owned(), decoded(body));
        }
    };
    let (status, answer) = if head.starts_with("POST /query ") {
        let row = |(graph, hash): (&String, &String)| {
            format!(
                r#"{{"graph":{{"type":"uri","value":"{graph}"}},"hash":{{"type":"literal","value":"{hash}"}}}}"#
            )
        };
        let rows: Vec<String> = state.held.iter().map(row).collect();
        let json = format!(
            r#"{{"head":{{"vars":["graph","hash"]}},"results":{{"bindings":[{}]}}}}"#,
            rows.join(",")
        );
        let ask = format!(r#"{{"head":{{}},"boolean":{}}}"#, !state.held.is_empty());
        ("200 OK", if body.starts_with("query=ASK") { ask } else { json })
    } else if state.takes == Some(0) {
        ("403 Forbidden", "no more room".to_owned())
    } else {
        state.takes = state.takes.map(|takes| takes - 1);
        state.updates += 1;
        for operation in body.trim_start_matches("update=").split(" ;\n") {
            note(operation, &mut state.held);
        }
        ("204 No Content", String::new())
    };
    let length = if status.starts_with("204") {
        String::new()
    } else {
        format!("Content-Length: {}\r\n", answer.len())
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\nConnection: close\r\n{length}\r\n{answer}");
}

/// What one operation changes in what the engine says it holds.
fn note(operation: &str, held: &mut BTreeMap<String, String>) {
    let iris: Vec<&str> = operation.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
    if !operation.contains("graphHash>") {
        return;
    }
    match operation.rsplit('"').nth(1) {
        Some(hash) => held.insert(iris[1].to_owned(), hash.to_owned()),
        None => held.remove(iris[1]),
    };
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

const CORPUS: [(&str, &str); 4] = [
    ("casegraph.toml", "title = 'Small'\nbuiltin-vocabulary = false\n"),
    ("a.md", "# A\n\nSee [B](b.md).\n"),
    ("b.md", "# B\n\nWords.\n"),
    ("c.md", "# C\n\nWords.\n"),
];

#[test]
fn changed_graphs_are_sent_and_removed_graphs_dropped() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &CORPUS);
    let engine = Engine::start();
    let mut said = String::new();
    let mut note = |what: &str, run: Run| {
        let _ = writeln!(said, "{what} [{}]\n{}{}", run.code, run.out, run.err);
    };
    note("what would be sent", engine.push(folder.path(), &["--dry-run"]));
    assert_eq!(engine.state.lock().unwrap().updates, 0);
    note("first", engine.push(folder.path(), &[]));
    note("again", engine.push(folder.path(), &[]));
    note("all", engine.push(folder.path(), &["--all"]));
    write(folder.path(), &[("c.md", "# C\n\nOther words.\n")]);
    note("one changed, dry", engine.push(folder.path(), &["--dry-run"]));
    note("one changed", engine.push(folder.path(), &[]));
    std::fs::remove_file(folder.path().join("b.md")).unwrap();
    note("one gone, dry", engine.push(folder.path(), &["--dry-run"]));
    note("one gone", engine.push(folder.path(), &[]));
    note("again", engine.push(folder.path(), &[]));
    expect![[r#"
        what would be sent [0]
        send http://casegraph.localhost/graph/a.md (32 quads)
        send http://casegraph.localhost/graph/b.md (16 quads)
        send http://casegraph.localhost/graph/c.md (16 quads)
        send http://casegraph.localhost/graph/meta (3 quads)
        4 of 4 graphs changed: 67 quads to send

        first [0]
        4 of 4 graphs changed: 67 quads sent

        again [0]

        all [0]
        4 of 4 graphs sent again: 67 quads sent

        one changed, dry [0]
        send http://casegraph.localhost/graph/c.md (16 quads)
        1 of 4 graphs changed: 16 quads to send

        one changed [0]
        1 of 4 graphs changed: 16 quads sent

        one gone, dry [0]
        send http://casegraph.localhost/graph/a.md (29 quads)
        drop http://casegraph.localhost/graph/b.md
        1 of 3 graphs changed: 29 quads to send; 1 to drop

        one gone [0]
        1 of 3 graphs changed: 29 quads sent; 1 dropped

        again [0]

    "#]]
    .assert_eq(&said);
}

#[test]
fn an_interrupted_push_continues() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &CORPUS);
    let engine = Engine::start();
    engine.state.lock().unwrap().takes = Some(2);
    let refused = engine.push(folder.path(), &[]);
    expect![[r#"
        [2]
        error: ENGINE/update responded with status 403: no more room
         |
         = help: this user lacks the permission: use a user with write access
    "#]]
    .assert_eq(&format!("[{}]\n{}{}", refused.code, refused.out, refused.err));
    {
        let mut state = engine.state.lock().unwrap();
        assert_eq!(state.held.len(), 2);
        state.takes = None;
        // What a push leaves behind that was stopped between two batches of one graph.
        state.held.insert("http://casegraph.localhost/push/12".to_owned(), String::new());
    }
    let rest = engine.push(folder.path(), &[]);
    expect![[r#"
        [0]
        2 of 4 graphs changed: 19 quads sent
    "#]]
    .assert_eq(&format!("[{}]\n{}{}", rest.code, rest.out, rest.err));
    let held: Vec<String> = engine.state.lock().unwrap().held.keys().cloned().collect();
    expect![[r#"
        http://casegraph.localhost/graph/a.md
        http://casegraph.localhost/graph/b.md
        http://casegraph.localhost/graph/c.md
        http://casegraph.localhost/graph/meta"#]]
    .assert_eq(&held.join("\n"));
}

#[test]
fn a_corpus_does_not_replace_another_one_without_all() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(one.path(), &CORPUS);
    write(other.path(), &[CORPUS[0], ("x.md", "# X\n")]);
    let engine = Engine::start();
    engine.push(one.path(), &[]);
    let refused = engine.push(other.path(), &[]);
    expect![[r#"
        [2]
        error: ENGINE/query holds 3 documents under http://casegraph.localhost/, and none of them is in this corpus
         |
         = help: give each corpus a `base` of its own in casegraph.toml; `casegraph push --all` puts this corpus in the place of the other one
    "#]].assert_eq(&format!("[{}]\n{}{}", refused.code, refused.out, refused.err));
    let taken = engine.push(other.path(), &["--all", "--quiet"]);
    expect![[r#"
        [0]
    "#]]
    .assert_eq(&format!("[{}]\n{}{}", taken.code, taken.out, taken.err));
}

#[test]
fn wrong_endpoints_and_shards_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &CORPUS);
    let engine = Engine::start();
    let mut said = String::new();
    for arguments in [
        &["query", "things-by-kind", "--endpoint", &engine.url][..],
        &["stats", "--endpoint", "localhost:7878"],
        &["gaps", "--endpoint", "http://me:secret@localhost/sparql"],
        &["stats", "--unread", "--endpoint", &engine.url],
        &["stats", "--graph", "--endpoint", &engine.url],
        &["gaps", "--fix", "--endpoint", &engine.url],
        &["coverage", "years", "--timeout", "5"],
        &["push", "--endpoint", &engine.url, "--timeout", "0"],
        &["push"],
        &["build", "--shard", "0/4"],
        &["build", "--shard", "5/4"],
        &["build", "--shard", "half"],
        &["build", "--for-engine"],
        &["build", "-o", "x.nq"],
    ] {
        let run = casegraph(folder.path(), arguments);
        let lines: Vec<&str> = run.err.lines().filter(|line| !line.is_empty()).take(4).collect();
        let shown: Vec<String> = [&[arguments.join(" ").as_str()], lines.as_slice()]
            .concat()
            .iter()
            .map(|line| line.replace(&engine.url, "URL"))
            .collect();
        let _ = writeln!(said, "{} [{}]\n", shown.join("\n  "), run.code);
    }
    expect![[r#"
        query things-by-kind --endpoint URL
          error: URL holds no graph of the corpus whose IRIs begin with http://casegraph.localhost/
           |
           = help: `casegraph push --endpoint URL` sends it there; is `base` in casegraph.toml the same as when it was sent? [2]

        stats --endpoint localhost:7878
          error: `localhost:7878` is not a valid server URL: it does not begin with `http://` or `https://`
           |
           = help: give the URL that accepts SPARQL queries, such as `http://localhost:7878/query` (Oxigraph) or `http://localhost:8890/sparql` (Virtuoso) [2]

        gaps --endpoint http://me:secret@localhost/sparql
          error: `http://…@localhost/sparql` is not a valid server URL: it contains a user or a password: set them in the environment
           |
           = help: give the URL that accepts SPARQL queries, such as `http://localhost:7878/query` (Oxigraph) or `http://localhost:8890/sparql` (Virtuoso) [2]

        stats --unread --endpoint URL
          error: the argument '--unread' cannot be used with '--endpoint <URL>'
          Usage: casegraph stats --unread
          For more information, try '--help'. [2]

        stats --graph --endpoint URL
          error: the argument '--graph' cannot be used with '--endpoint <URL>'
          Usage: casegraph stats --graph
          For more information, try '--help'. [2]

        gaps --fix --endpoint URL
          error: the argument '--fix' cannot be used with '--endpoint <URL>'
          Usage: casegraph gaps --fix
          For more information, try '--help'. [2]

        coverage years --timeout 5
          error: the following required arguments were not provided:
            --endpoint <URL>
          Usage: casegraph coverage --endpoint <URL> --timeout <SECONDS> <VIEW>
          For more information, try '--help'. [2]

        push --endpoint URL --timeout 0
          error: invalid value '0' for '--timeout <SECONDS>': 0 is not in 1..18446744073709551615
          For more information, try '--help'. [2]

        push
          error: the following required arguments were not provided:
            --endpoint <URL>
          Usage: casegraph push --endpoint <URL>
          For more information, try '--help'. [2]

        build --shard 0/4
          error: invalid value '0/4' for '--shard <I/N>': there is no shard 0 of 4: they are counted from 1
          For more information, try '--help'. [2]

        build --shard 5/4
          error: invalid value '5/4' for '--shard <I/N>': there is no shard 5 of 4: they are counted from 1
          For more information, try '--help'. [2]

        build --shard half
          error: invalid value 'half' for '--shard <I/N>': a shard is written 2/8
          For more information, try '--help'. [2]

        build --for-engine
          error: the following required arguments were not provided:
            --shard <I/N>
          Usage: casegraph build --shard <I/N> --for-engine [DIR]
          For more information, try '--help'. [2]

        build -o x.nq
          error: the following required arguments were not provided:
            --shard <I/N>
          Usage: casegraph build --shard <I/N> --output <FILE> [DIR]
          For more information, try '--help'. [2]

    "#]].assert_eq(&said);
}

#[test]
fn all_shards_together_are_the_export() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &CORPUS);
    let lines = |run: Run| -> BTreeSet<String> {
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out.lines().map(str::to_owned).collect()
    };
    let whole = lines(casegraph(folder.path(), &["export"]));
    for shards in [1, 2, 3, 7] {
        let mut together = BTreeSet::new();
        let mut count = 0;
        for shard in 1..=shards {
            let part = lines(casegraph(folder.path(), &["build", "--shard", &format!("{shard}/{shards}")]));
            count += part.len();
            together.extend(part);
        }
        assert_eq!((&together, count), (&whole, whole.len()), "{shards}");
    }
    // For an engine: each triple once more in the union, and a hash for each graph, as a push leaves them.
    let engine = Engine::start();
    engine.push(folder.path(), &[]);
    let held = engine.state.lock().unwrap().held.clone();
    let mut expected = whole.clone();
    for line in &whole {
        let (triple, _) = line.strip_suffix(" .").unwrap().rsplit_once(' ').unwrap();
        expected.insert(format!("{triple} <http://casegraph.localhost/graph/union> ."));
    }
    for (graph, hash) in held {
        expected.insert(format!(
            "<{graph}> <https://w3id.org/casegraph/ns#graphHash> \"{hash}\" <http://casegraph.localhost/graph/push> ."
        ));
    }
    let mut together = lines(casegraph(folder.path(), &["build", "--shard", "1/2", "--for-engine"]));
    together.extend(lines(casegraph(folder.path(), &["build", "--shard", "2/2", "--for-engine"])));
    assert_eq!(together, expected);
}
