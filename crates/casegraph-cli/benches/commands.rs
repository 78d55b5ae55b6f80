//! The program as a whole process, over generated collections of growing size, beside what people would use instead.
//!
//! `cargo bench -p casegraph-cli -- [DOCUMENTS…]` prints Markdown tables. Medians of whole processes; what matters are
//! ratios within one run. Other programs are measured if they are there: `iwe` on the path (or `IWE`), a Python with
//! `rdflib` and `pyoxigraph` (`PYTHON`), and a folder with `vault-triplifier` installed by npm (`VAULT_TRIPLIFIER`).

#![allow(
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a benchmark that cannot run stops; figures are rounded anyway"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[allow(dead_code, reason = "the arguments of the example are not used here")]
#[path = "../../casegraph/examples/generate/main.rs"]
mod generate;

const CASEGRAPH: &str = env!("CARGO_BIN_EXE_casegraph");

/// A folder that is gone when it is dropped.
struct Collection {
    folder: tempfile::TempDir,
    counts: generate::Counts,
    page: PathBuf,
}

impl Collection {
    fn of(documents: usize, shape: generate::Shape) -> Self {
        let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
        let mut page = PathBuf::new();
        let counts = generate::collection::generate(documents, 1, shape, &mut |path, text| {
            let path = folder.path().join(path);
            path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            if path.ends_with("README.md") {
                page.clone_from(&path);
            }
            std::fs::write(path, text)
        });
        Self { counts: counts.unwrap_or_else(|error| panic!("{error}")), page, folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn forget(&self) {
        let _ = std::fs::remove_dir_all(self.path().join(".casegraph"));
    }

    /// Adds a sentence to a page.
    fn edit(&self) {
        let text = std::fs::read_to_string(&self.page).unwrap_or_else(|error| panic!("{error}"));
        std::fs::write(&self.page, text + "\nOne sentence more.\n").unwrap_or_else(|error| panic!("{error}"));
    }
}

/// The median time of a command and the most memory it was seen to take, in kilobytes.
struct Measure {
    median: Duration,
    memory: u64,
}

fn measure(runs: usize, prepare: impl Fn(), command: impl Fn() -> Command) -> Option<Measure> {
    let mut times = Vec::new();
    let mut memory = 0;
    for _ in 0..runs {
        prepare();
        let start = Instant::now();
        let mut child =
            command().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
        let (time, status) = loop {
            memory = memory.max(resident(child.id()));
            match child.try_wait().ok()? {
                Some(status) => break (start.elapsed(), status),
                None => std::thread::sleep(Duration::from_micros(200)),
            }
        };
        // 1 is what `gaps` says when it finds something.
        if !matches!(status.code(), Some(0 | 1)) {
            return None;
        }
        times.push(time);
    }
    times.sort();
    Some(Measure { median: *times.get(runs / 2)?, memory })
}

/// The most memory that a process has taken so far, where the system tells.
fn resident(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

fn casegraph<'a>(folder: &Path, arguments: &'a [&'a str]) -> impl Fn() -> Command + use<'a> {
    let folder = folder.to_owned();
    move || {
        let mut command = Command::new(CASEGRAPH);
        command.args(arguments).current_dir(&folder);
        command
    }
}

fn shown(measure: Option<&Measure>) -> String {
    measure
        .map_or_else(|| "—".to_owned(), |measure| format!("{:.1} ms", measure.median.as_secs_f64() * 1000.0))
}

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|text| text.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000] } else { sizes };
    println!(
        "| documents | Markdown | full build | memory / Markdown | snapshot / Markdown | nothing changed | one file changed | point query | gaps | path | search |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for documents in sizes {
        row(&Collection::of(documents, generate::Shape::Small));
    }
    println!();
    beside(&Collection::of(650, generate::Shape::Large));
}

fn row(collection: &Collection) {
    let folder = collection.path();
    let runs = if collection.counts.documents > 5_000 { 3 } else { 7 };
    let nothing = || {};
    let full = measure(runs, || collection.forget(), casegraph(folder, &["build", "-q"]));
    let same = measure(runs, nothing, casegraph(folder, &["build", "-q"]));
    let one = measure(runs, || collection.edit(), casegraph(folder, &["build", "-q"]));
    let query = folder.join("point.rq");
    let text = "SELECT ?p ?o { <http://casegraph.localhost/> ?p ?o }";
    std::fs::write(&query, text).unwrap_or_else(|error| panic!("{error}"));
    let point = measure(runs, nothing, casegraph(folder, &["query", "--frozen", "point.rq"]));
    let gaps = measure(runs, nothing, casegraph(folder, &["gaps", "-q", "--frozen"]));
    let topics = topics(folder);
    let (from, to) = (topics.first().map_or("", String::as_str), topics.last().map_or("", String::as_str));
    let _ = measure(1, nothing, casegraph(folder, &["path", from, to])); // stores the facts
    let path = measure(runs, nothing, casegraph(folder, &["path", from, to]));
    let search = measure(runs, nothing, casegraph(folder, &["search", "latency"]));
    let bytes = markdown(folder);
    let snapshot = std::fs::metadata(folder.join(".casegraph/graph.snapshot")).map_or(0, |file| file.len());
    println!(
        "| {} | {:.1} MB | {} | {:.1} | {:.1} | {} | {} | {} | {} | {} | {} |",
        collection.counts.documents,
        bytes as f64 / 1e6,
        shown(full.as_ref()),
        full.as_ref().map_or(0.0, |full| full.memory as f64 * 1024.0 / bytes as f64),
        snapshot as f64 / bytes as f64,
        shown(same.as_ref()),
        shown(one.as_ref()),
        shown(point.as_ref()),
        shown(gaps.as_ref()),
        shown(path.as_ref()),
        shown(search.as_ref()),
    );
}

/// The written topics of a collection.
fn topics(folder: &Path) -> Vec<String> {
    let query = "SELECT ?topic { ?topic a cg:Topic ; cg:page ?page } ORDER BY ?topic";
    std::fs::write(folder.join("topics.rq"), query).unwrap_or_else(|error| panic!("{error}"));
    let output = casegraph(folder, &["query", "topics.rq", "--format", "csv"])().output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().skip(1).filter_map(|line| Some(line.trim().rsplit_once("/topic/")?.1.to_owned())).collect()
}

fn markdown(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries
        .map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => markdown(&entry.path()),
            _ if entry.path().extension().is_some_and(|extension| extension == "md") => {
                entry.metadata().map_or(0, |metadata| metadata.len())
            }
            _ => 0,
        })
        .sum()
}

/// The same folder in other programs, and the same graph in other stores.
fn beside(collection: &Collection) {
    let folder = collection.path();
    let (runs, nothing) = (5, || {});
    println!(
        "| {} documents, {:.1} MB | time | casegraph is faster by |",
        collection.counts.documents,
        markdown(folder) as f64 / 1e6
    );
    println!("|---|---:|---:|");
    let tell = |what: &str, other: Option<Measure>, ours: Option<&Measure>| {
        let times = other
            .as_ref()
            .zip(ours)
            .map(|(other, ours)| other.median.as_secs_f64() / ours.median.as_secs_f64());
        println!(
            "| {what} | {} | {} |",
            shown(other.as_ref()),
            times.map_or_else(|| "—".to_owned(), |times| format!("{times:.1}×"))
        );
    };
    let full = measure(runs, || collection.forget(), casegraph(folder, &["build", "-q"]));
    println!("| casegraph build | {} | |", shown(full.as_ref()));
    let read = || {
        let mut command = Command::new("sh");
        command.args(["-c", "find . -name '*.md' -print0 | xargs -0 cat"]).current_dir(folder);
        command
    };
    tell("`cat` of all pages", measure(runs, nothing, read), full.as_ref());
    let iwe = std::env::var("IWE").unwrap_or_else(|_| "iwe".to_owned());
    let _ = Command::new(&iwe).arg("init").current_dir(folder).output();
    let stats = || {
        let mut command = Command::new(&iwe);
        command.arg("stats").current_dir(folder);
        command
    };
    tell("`iwe stats`", measure(runs, nothing, stats), full.as_ref());
    if let Ok(installed) = std::env::var("VAULT_TRIPLIFIER") {
        let script = "import { triplify } from 'vault-triplifier'; import { globSync, readFileSync } from 'node:fs'; import { execSync } from 'node:child_process'; \
            for (const file of execSync('find . -name \"*.md\"', { cwd: process.argv[2], encoding: 'utf8' }).trim().split('\\n')) { \
            const text = readFileSync(process.argv[2] + '/' + file, 'utf8'); triplify(text, { path: file }); }";
        let file = Path::new(&installed).join("bench.mjs");
        let _ = std::fs::write(&file, script);
        let run = || {
            let mut command = Command::new("node");
            command.arg(&file).arg(folder);
            command
        };
        tell("vault-triplifier", measure(1, nothing, run), full.as_ref());
    }
    let text = "SELECT ?p ?o { <http://casegraph.localhost/> ?p ?o }";
    let _ = std::fs::write(folder.join("point.rq"), text);
    let point = measure(runs, nothing, casegraph(folder, &["query", "--frozen", "point.rq"]));
    println!("| casegraph query (one lookup) | {} | |", shown(point.as_ref()));
    let _ = casegraph(folder, &["export", "-o", "graph.nq"])().output();
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = |text: &str| {
        let mut command = Command::new(&python);
        command.args(["-c", text]).current_dir(folder);
        command
    };
    let oxigraph = "import pyoxigraph as o\ns = o.Store()\ns.bulk_load(path='graph.nq', format=o.RdfFormat.N_QUADS)\nlist(s.query('SELECT ?p ?o { GRAPH ?g { <http://casegraph.localhost/> ?p ?o } }'))";
    tell("Oxigraph in memory: load and ask", measure(3, nothing, || script(oxigraph)), point.as_ref());
    let rdflib = "import rdflib\ng = rdflib.Dataset(default_union=True)\ng.parse('graph.nq', format='nquads')\nlist(g.query('SELECT ?p ?o { <http://casegraph.localhost/> ?p ?o }'))";
    tell("rdflib: load and ask", measure(1, nothing, || script(rdflib)), point.as_ref());
}
