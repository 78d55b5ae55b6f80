//! Engines elsewhere answer as the local store does: real ones, which `tests/engines.sh` starts.
//!
//! The script says in `CASEGRAPH_TEST_ENGINES` which engines there are: `name=URL`, separated by blanks. Each is sent the
//! collection in `content/` and asked every shipped query, the queries in `tests/engines/`, every matrix and every check;
//! then the cases of the gap checks. Where an engine is wrong, `tests/engines/deviations.txt` must say so, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use casegraph::store::{Answer, Credentials, Endpoint, EndpointSettings};
use casegraph::{
    Corpus, GapOptions, MatrixView, PushOptions, PushReport, Session, Silent, build, gaps, matrix,
    push_graph, shipped_checks,
};

use crate::gap_suite;

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
#[ignore = "needs engines: tests/engines.sh starts them"]
fn engines_and_the_store_give_the_same_answers() {
    let engines = std::env::var("CASEGRAPH_TEST_ENGINES").expect("run tests/engines.sh");
    let reports: Vec<Report> = std::thread::scope(|scope| {
        let threads: Vec<_> = engines
            .split_whitespace()
            .map(|engine| engine.split_once('=').expect("name=URL"))
            .map(|(name, url)| scope.spawn(move || prove(name, url)))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(!reports.is_empty(), "no engine was started");
    let mut wrong = String::new();
    for report in &reports {
        println!("{}", report.text);
        wrong.push_str(&report.wrong);
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What came of one engine.
struct Report {
    text: String,
    wrong: String,
}

fn prove(name: &str, url: &str) -> Report {
    let mut report = Report { text: String::new(), wrong: String::new() };
    let folder = tempfile::tempdir().unwrap();
    copy(&top().join("content"), folder.path());
    let corpus = || Corpus::open(folder.path()).unwrap();
    let begun = Instant::now();
    let first = push(&corpus(), url, true);
    let quads: usize = first.sent.iter().map(|(_, quads)| quads).sum();
    let _ = writeln!(
        report.text,
        "{name}: {} graphs, {quads} quads sent in {:.1?}",
        first.sent.len(),
        begun.elapsed()
    );
    assert_eq!(first.sent.len(), first.graphs);
    assert_eq!(push(&corpus(), url, false), PushReport { graphs: first.graphs, ..PushReport::default() });
    let mut known = deviations(name);
    compare(name, &corpus(), url, &mut known, &mut report);
    for (question, _) in known.into_iter().filter(|(_, reason)| !reason.starts_with("sometimes ")) {
        let _ = writeln!(report.wrong, "{name}: {question} is right now: take it out of deviations.txt");
    }
    let begun = Instant::now();
    one_changed_file(folder.path(), url);
    let _ = writeln!(report.text, "{name}: a file changed, one added, one deleted: {:.1?}", begun.elapsed());
    let begun = Instant::now();
    let cases = gap_cases(name, url, &mut deviations(name), &mut report);
    let _ =
        writeln!(report.text, "{name}: {cases} cases of checks sent and checked in {:.1?}", begun.elapsed());
    report
}

/// Asks both and notes where they differ.
fn compare(
    name: &str,
    corpus: &Corpus,
    url: &str,
    known: &mut BTreeMap<String, String>,
    report: &mut Report,
) {
    let here = Session::open(corpus.clone(), &Silent).unwrap();
    here.ask_text("loading", "ASK { GRAPH ?g { ?s ?p ?o } }").unwrap();
    here.ask_text("loading", "ASK { ?s ?p ?o }").unwrap();
    let there = Session::remote(corpus.clone(), endpoint(corpus, url)).unwrap();
    assert_eq!(here.counts().unwrap(), there.counts().unwrap());
    let mut times = [Duration::ZERO; 2];
    let mut asked = 0;
    let mut both = |question: &str, ask: &dyn Fn(&Session) -> String| {
        let answers = [(&here, 0), (&there, 1)].map(|(session, at)| {
            let begun = Instant::now();
            let answer = ask(session);
            times[at] += begun.elapsed();
            answer
        });
        asked += 1;
        if answers[0] != answers[1] {
            match known.remove(question) {
                Some(reason) => {
                    let _ = writeln!(report.text, "{name}: {question} deviates, as known: {reason}");
                }
                None => {
                    let _ = writeln!(
                        report.wrong,
                        "{name}: {question}\n{}",
                        difference(&answers[0], &answers[1])
                    );
                }
            }
        }
    };
    for shipped in casegraph::store::shipped_queries() {
        let query = shipped.parse().unwrap();
        let examples = |all: bool| -> Vec<(String, String)> {
            let wanted = query.parameters().iter().filter(|parameter| all || parameter.required);
            wanted.map(|parameter| (parameter.name.clone(), parameter.example.clone())).collect()
        };
        let mut given = vec![examples(false), examples(true)];
        given.dedup();
        for parameters in given {
            let question = format!("{} {parameters:?}", shipped.name);
            both(&question, &|session| {
                let given = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                shown(session.ask_named(&query, given))
            });
        }
    }
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(top().join("tests/engines")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rq")) {
        let text = std::fs::read_to_string(file).unwrap();
        let question = file.file_name().unwrap().to_str().unwrap();
        both(question, &|session| {
            let answer = if text.starts_with("#+") {
                let query = casegraph::store::NamedQuery::parse(question, &text).unwrap();
                let examples = query.parameters().iter();
                let given: Vec<_> = examples.map(|one| (one.name.as_str(), one.example.as_str())).collect();
                session.ask_named(&query, given)
            } else {
                session.ask_text(question, &text)
            };
            assert!(!is_empty(&answer), "{question} finds nothing, and so proves nothing: {answer:?}");
            shown(answer)
        });
    }
    for view in [
        MatrixView::Categories,
        MatrixView::Companies,
        MatrixView::Patterns,
        MatrixView::Technologies,
        MatrixView::Sources,
        MatrixView::Years,
    ] {
        both(&format!("coverage {view:?}"), &|session| format!("{:#?}", matrix(session, view)));
    }
    let options = GapOptions { as_of: Some("2030".to_owned()), ..GapOptions::default() };
    both("gaps --as-of 2030", &|session| format!("{:#?}", gaps::run(session, &options)));
    for check in shipped_checks().unwrap() {
        let only = GapOptions { only: vec![check.code().to_owned()], ..options.clone() };
        both(&format!("gaps --only {}", check.code()), &|session| {
            format!("{:#?}", gaps::run(session, &only))
        });
    }
    let _ = writeln!(
        report.text,
        "{name}: {asked} questions asked of both: the store took {:.1?}, the engine {:.1?}",
        times[0], times[1]
    );
}

/// One changed file: its graph is sent, and those that follow from many files; a deleted one is dropped.
fn one_changed_file(folder: &Path, url: &str) {
    let path = "01_Backend_Production/01_Distributed_Systems/cache_consistency/README.md";
    let graph = |path: &str| format!("http://casegraph.localhost/graph/{path}");
    let corpus = || Corpus::open(folder).unwrap();
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    std::fs::write(
        folder.join(path),
        format!("{text}\nA last line that says “nothing” of c:\\users\\u0041.\n"),
    )
    .unwrap();
    let report = push(&corpus(), url, false);
    let sent: BTreeSet<String> = report.sent.iter().map(|(graph, _)| graph.clone()).collect();
    let allowed = BTreeSet::from([graph(path), graph("inferred"), graph("meta")]);
    assert!(sent.contains(&graph(path)) && sent.is_subset(&allowed), "{sent:?}");

    let new = "01_Backend_Production/01_Distributed_Systems/cache_consistency/notes.md";
    std::fs::write(folder.join(new), "# Notes\n\nA new page names Discord and [more](README.md).\n").unwrap();
    assert!(push(&corpus(), url, false).sent.iter().any(|(sent, _)| *sent == graph(new)));
    std::fs::remove_file(folder.join(new)).unwrap();
    std::fs::write(folder.join(path), text).unwrap();
    let report = push(&corpus(), url, false);
    assert_eq!(report.dropped, [graph(new)]);
    assert_eq!(holds(&corpus(), url, &[graph(path), graph("inferred"), graph("meta")]), Vec::<String>::new());
    assert_eq!(push(&corpus(), url, false).sent, []);
}

/// What the engine does not hold as it should: the size of each graph, the triples of these graphs, the union of all.
fn holds(corpus: &Corpus, url: &str, graphs: &[String]) -> Vec<String> {
    let here = Session::open(corpus.clone(), &Silent).unwrap();
    let there = Session::remote(corpus.clone(), endpoint(corpus, url)).unwrap();
    let mut questions = vec![
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g".to_owned(),
        "SELECT ?s ?p ?o { ?s ?p ?o }".to_owned(),
    ];
    questions
        .extend(graphs.iter().map(|graph| format!("SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")));
    let differs = |question: &String| {
        let [here, there] = [&here, &there].map(|session| session.ask_text("all", question).unwrap());
        here != there
    };
    questions.into_iter().filter(differs).collect()
}

/// Each case in which a check finds something: sent, and checked there.
fn gap_cases(name: &str, url: &str, known: &mut BTreeMap<String, String>, report: &mut Report) -> usize {
    let mut count = 0;
    for check in shipped_checks().unwrap() {
        let text = std::fs::read_to_string(gap_suite::folder().join(format!("{}.md", check.code()))).unwrap();
        for case in gap_suite::cases(&text).iter().filter(|case| !case.expected.is_empty()) {
            let folder = gap_suite::laid_out(case);
            let corpus = Corpus::open(folder.path()).unwrap();
            let Ok(build) = build(&corpus, &Silent) else { continue };
            let endpoint = endpoint(&corpus, url);
            let options = PushOptions { all: true, ..PushOptions::default() };
            push_graph(&corpus, &build.graph, &endpoint, options, &Silent).unwrap();
            let found = gap_suite::found(&Session::remote(corpus, endpoint).unwrap(), check.code());
            let question = format!("case {}: {}", check.code(), case.name);
            if found == case.expected {
                // as it should be
            } else if let Some(reason) = known.remove(&question) {
                let _ = writeln!(report.text, "{name}: {question} deviates, as known: {reason}");
            } else {
                let _ = writeln!(report.wrong, "{name}: {question}\n{}", difference(&case.expected, &found));
            }
            count += 1;
        }
    }
    count
}

fn endpoint(corpus: &Corpus, url: &str) -> Endpoint {
    let mut settings = EndpointSettings::new(url, &corpus.config().base);
    settings.timeout = Duration::from_secs(100);
    let variable = |name: &str| std::env::var(name).ok();
    settings.credentials = variable("CASEGRAPH_USER")
        .zip(variable("CASEGRAPH_PASSWORD"))
        .map(|(user, password)| Credentials::Password { user, password });
    Endpoint::new(settings).unwrap()
}

fn push(corpus: &Corpus, url: &str, all: bool) -> PushReport {
    let options = PushOptions { all, ..PushOptions::default() };
    let graph = build(corpus, &Silent).unwrap().graph;
    push_graph(corpus, &graph, &endpoint(corpus, url), options, &Silent).unwrap()
}

/// The questions that an engine is known to answer wrongly, and why: lines of `engine | question | reason`.
fn deviations(engine: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(top().join("tests/engines/deviations.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| line.split(" | ").collect::<Vec<_>>())
        .filter(|fields| fields[0] == engine)
        .map(|fields| (fields[1].to_owned(), fields[2].to_owned()))
        .collect()
}

fn is_empty(answer: &Result<Answer, casegraph::corpus::Error>) -> bool {
    match answer {
        Ok(Answer::Rows { rows, .. }) => rows.is_empty(),
        Ok(Answer::Triples(triples)) => triples.is_empty(),
        _ => false,
    }
}

fn shown(answer: Result<Answer, casegraph::corpus::Error>) -> String {
    match answer {
        Ok(Answer::Rows { columns, rows }) => {
            let rows = rows.iter().map(|row| {
                let cells = row.iter().map(|cell| cell.as_ref().map_or("-".to_owned(), ToString::to_string));
                cells.collect::<Vec<_>>().join("\t") + "\n"
            });
            format!("{columns:?}\n{}", rows.collect::<String>())
        }
        Ok(Answer::Boolean(value)) => value.to_string(),
        Ok(Answer::Triples(triples)) => triples
            .iter()
            .map(|triple| format!("{} {} {}\n", triple.subject, triple.predicate, triple.object))
            .collect(),
        Err(error) => error.to_string(),
    }
}

/// The first lines that only one of two texts has.
fn difference(here: &str, there: &str) -> String {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
    let (a, b) = (lines(here), lines(there));
    let mut out = String::new();
    for line in a.difference(&b).take(5) {
        let _ = writeln!(out, "  only here:  {line}");
    }
    for line in b.difference(&a).take(5) {
        let _ = writeln!(out, "  only there: {line}");
    }
    if out.is_empty() { "  the same lines in another order or number\n".to_owned() } else { out }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        match (path.is_dir(), name.to_str()) {
            (_, Some(".casegraph")) => {}
            (true, _) => copy(&path, &to.join(name)),
            (false, _) => drop(std::fs::copy(&path, to.join(name)).unwrap()),
        }
    }
}
