//! What is not to be read is not read: with `--frozen` nothing but the stored graph and the caches, with `--endpoint` no file but
//! casegraph.toml. Every command is run over a collection whose Markdown is gone.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::program::{Run, casegraph, casegraph_in, write};
use crate::sparql_server::SparqlServer;

/// What a command does with a collection of which only the stored graph is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frozen {
    /// It answers as it does with the files and without `--frozen`.
    Answers,
    /// It answers as it does with the files and `--frozen`; without `--frozen` it says more, which the graph does not hold.
    AnswersWithoutEdits,
    /// It says that it needs the files.
    NeedsFiles,
    /// It has nothing to do with a collection.
    ReadsNoCollection,
}

use Frozen::{Answers, AnswersWithoutEdits, NeedsFiles, ReadsNoCollection};

/// Every command that takes `--frozen`, in each form that reads something else.
const COMMANDS: &[(&[&str], Frozen)] = &[
    (&["build"], NeedsFiles),
    (&["build", "--shard", "1/2"], NeedsFiles),
    (&["query", "--list"], Answers),
    (&["query", "--show", "own"], Answers),
    (&["query", "own"], Answers),
    (&["query", "topics-by-status"], Answers),
    (&["query", "related-patterns", "-p", "topic=alpha"], Answers),
    (&["query", "related-patterns", "-p", "topic=First Letter"], Answers),
    (&["query", "case-studies-of-company", "-p", "company=acme"], Answers),
    (&["query", "related-patterns", "-p", "topic=alhpa"], Answers),
    (&["query", "related-patterns", "-p", "topic=e"], Answers),
    (&["query", "question.rq"], Answers),
    (&["gaps"], AnswersWithoutEdits),
    (&["gaps", "--format", "sarif"], AnswersWithoutEdits),
    (&["gaps", "--only", "orphan-topic"], Answers),
    (&["gaps", "--only", "own-check", "--format", "json"], Answers),
    (&["gaps", "--fix", "--dry-run"], NeedsFiles),
    (&["explain", "own-check"], Answers),
    (&["explain", "--list"], Answers),
    (&["coverage", "categories"], Answers),
    (&["coverage", "years", "--format", "json"], Answers),
    (&["new", "epsilon", "--dry-run"], NeedsFiles),
    (&["map", "coverage"], Answers),
    (&["map", "related", "alpha"], Answers),
    (&["map", "related", "First Letter", "--depth", "2"], Answers),
    (&["map", "path", "alpha", "delta"], Answers),
    (&["map", "path", "First Letter", "mended", "--alternatives", "2", "--format", "dot"], Answers),
    (&["map", "gaps"], Answers),
    (&["map", "companies"], Answers),
    (&["map", "categories"], Answers),
    (&["map", "sources"], Answers),
    (&["map", "custom", "pairs.rq"], Answers),
    (&["map", "--all", "--check"], Answers),
    (&["embed", "page.md", "--check"], Answers),
    (&["embed", "plan.md", "--check"], Answers),
    (&["export"], Answers),
    (&["export", "--format", "turtle"], Answers),
    (&["diff", "graph.nq"], Answers),
    (&["diff", "content"], Answers),
    (&["watch"], NeedsFiles),
    (&["stats"], Answers),
    (&["stats", "--graph"], Answers),
    (&["stats", "--graph", "--format", "json"], Answers),
    (&["stats", "--unread"], NeedsFiles),
    (&["plan"], Answers),
    (&["path", "alpha", "delta"], Answers),
    (&["path", "First Letter", "mended", "--alternatives", "2", "--format", "json"], Answers),
    (&["path", "alpha", "lonely"], Answers),
    (&["path", "alhpa", "delta"], Answers),
    (&["path", "alpha", "e"], Answers),
    (&["learn", "delta"], NeedsFiles),
    (&["learn", "--company", "Acme"], NeedsFiles),
    (&["related", "alpha"], Answers),
    (&["related", "delta", "--format", "json"], Answers),
    (&["suggest"], Answers),
    (&["suggest", "--format", "json"], Answers),
    (&["show", "alpha"], NeedsFiles),
    (&["show", "redis"], NeedsFiles),
    (&["search", "bucket"], NeedsFiles),
    (&["search", "bucket", "--kind", "topic"], NeedsFiles),
    (&["push", "--endpoint", "ENGINE", "--dry-run"], Answers),
    (&["completions", "bash"], ReadsNoCollection),
    (&["init", "empty", "--dry-run"], NeedsFiles),
    (&["profile", "list"], ReadsNoCollection),
    (&["vocabulary", "suggest"], NeedsFiles),
];

/// Every form in which a command asks an engine elsewhere.
const ASKED_ELSEWHERE: &[&[&str]] = &[
    &["query", "topics-by-status"],
    &["query", "own"],
    &["query", "related-patterns", "-p", "topic=alpha"],
    &["query", "related-patterns", "-p", "topic=First Letter"],
    &["query", "case-studies-of-company", "-p", "company=acme"],
    &["query", "related-patterns", "-p", "topic=alhpa"],
    &["query", "related-patterns", "-p", "topic=e"],
    &["gaps"],
    &["gaps", "--only", "orphan-topic", "--format", "json"],
    &["coverage", "categories"],
    &["stats"],
];

const PLAN: &str = "# Plan\n\n## Domain 1: Backend\n\n### 01_Core\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n\
    | `alpha/` | ✅ | Firsts | P1 |\n| `beta/` | ✅ | Seconds | P1 |\n| `gamma/` | ✅ | Thirds | P1 |\n| `delta/` | ✅ | Gamma, fourths | P2 |\n\
    | `epsilon/` | ⬜ | Fifths | P3 |\n| `lonely/` | ✅ | Nothing | P3 |\n| `mended/` | ✅ | Eggs, Alpha | P3 |\n";

const VOCABULARY: &str = "@base <http://casegraph.localhost/> .\n@prefix cg: <https://w3id.org/casegraph/ns#> .\n\
    @prefix schema: <https://schema.org/> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
    <technology/redis> a cg:Technology ; skos:prefLabel \"Redis\"@en, \"Rédis\"@fr ; skos:altLabel \"Redis Cluster\" .\n\
    <pattern/token-bucket> a cg:Pattern, skos:Concept ; skos:prefLabel \"token bucket\" .\n\
    <company/acme> a cg:Company ; schema:name \"Acme\" ; schema:alternateName \"Acme Corporation\" .\n";

const OWN_QUERY: &str = "#+ summary: Topics of this corpus\n\nPREFIX cg: <https://w3id.org/casegraph/ns#>\n\
    SELECT ?topic { ?topic a cg:Topic }\n";

const OWN_CHECK: &str = "#+ summary: A topic has a long name\n#+ severity: info\n#+ why: Short names are found.\n\
    #+ example: Mended.\n#+ fix: Choose a shorter one.\n\nPREFIX cg: <https://w3id.org/casegraph/ns#>\n\
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nSELECT ?path ?line ?about ?message {\n  \
    ?about cg:page ?page ; skos:prefLabel ?label . ?page cg:path ?path\n  FILTER(STRLEN(?label) > 5)\n  \
    BIND(1 AS ?line) BIND(CONCAT(?label, \" is long\") AS ?message)\n} ORDER BY ?path\n";

/// A page with one case study of these words, and lists of links under headings.
fn page(title: &str, words: &str, links: &str) -> String {
    format!(
        "# {title}\n\n## Case Study 1: {title} at work\n\n**Context**: Acme, 2024.\n\n{words}\n\n\
         ### Results\n\n| Metric | Before | After |\n|---|---|---|\n| Latency | 9 ms | 3 ms |\n\n{links}\n"
    )
}

/// A small collection in `content/` with all that commands look at, and beside it what they are given by name.
fn collection(folder: &Path) {
    let at = |slug: &str| format!("content/01_Backend/01_Core/{slug}/README.md");
    let related = "## Related Patterns\n\n";
    let needs = "## Prerequisites\n\n";
    let files = [
        ("content/casegraph.toml".to_owned(), "title = \"Small\"\n\n[maps]\nfolder = \"../graphs\"\ndraw = [\"related alpha\", \"path alpha delta\"]\n".to_owned()),
        ("content/PLAN.md".to_owned(), PLAN.to_owned()),
        ("content/vocabulary/names.ttl".to_owned(), VOCABULARY.to_owned()),
        ("content/queries/own.rq".to_owned(), OWN_QUERY.to_owned()),
        ("content/queries/gaps/own-check.rq".to_owned(), OWN_CHECK.to_owned()),
        (
            at("alpha"),
            page(
                "First Letter",
                "It keeps a token bucket in Redis, as [the paper](https://a.example/paper) says.",
                &format!("{related}- [BETA](../beta/README.md) - the second letter\n- [EPSILON](../epsilon/README.md) - far off\n"),
            ),
        ),
        (at("beta"), page("Beta", "A token bucket again. See [gamma](../gamma/README.md).", &format!("{related}- [GAMMA](../gamma/README.md) - the third letter\n- [Moved](../../../02_Gone/mended/README.md) - it moved\n- [Nowhere](../nowhere.md)\n"))),
        (at("gamma"), page("Gamma", "Plain words.", &format!("{related}- [EPSILON](../epsilon/README.md) - two letters on\n"))),
        (at("delta"), page("Delta", "Redis holds the token bucket, [again](https://a.example/paper).", &format!("{needs}- [gamma](../gamma/README.md) - it comes before\n"))),
        (at("lonely"), "# Lonely\n\nNothing to see.\n".to_owned()),
        (at("mended"), page("Mended", "It hatches.", &format!("{needs}- [gone](../gone/README.md) - it is not there\n"))),
        ("content/01_Backend/01_Core/alpha/RESOURCES.md".to_owned(), "# Resources\n\n## Blogs\n\n| Title | URL | Company | Date |\n|---|---|---|---|\n| A paper | https://a.example/paper | Acme | 2024 |\n".to_owned()),
        ("question.rq".to_owned(), "SELECT (COUNT(*) AS ?quads) { ?s ?p ?o }\n".to_owned()),
        ("pairs.rq".to_owned(), "SELECT ?from ?to { ?from cg:relatedPattern ?to }\n".to_owned()),
        ("page.md".to_owned(), "# Page\n\n<!-- casegraph:begin path alpha delta -->\n<!-- casegraph:end -->\n\n<!-- casegraph:begin related First -->\n<!-- casegraph:end -->\n\n<!-- casegraph:begin coverage -->\n<!-- casegraph:end -->\n\n<!-- casegraph:begin query topics-by-status -->\n<!-- casegraph:end -->\n\n<!-- casegraph:begin gaps -->\n<!-- casegraph:end -->\n\n<!-- casegraph:begin map path alpha delta --output way.svg -->\n<!-- casegraph:end -->\n".to_owned()),
        ("plan.md".to_owned(), "# Page\n\n<!-- casegraph:begin plan -->\n<!-- casegraph:end -->\n".to_owned()),
        ("empty/a.md".to_owned(), "# A\n".to_owned()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    write(folder, &files);
    assert_eq!(casegraph(folder, &["build", "-q"]).code, 0);
    assert_eq!(casegraph(folder, &["export", "-q", "-o", "graph.nq"]).code, 0);
}

/// A collection that `casegraph build` and nothing else has looked at.
fn built() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    collection(folder.path());
    folder
}

/// Removes all that a person wrote but the settings and the queries.
fn remove_files(folder: &Path) {
    for entry in std::fs::read_dir(folder.join("content")).unwrap() {
        let path = entry.unwrap().path();
        match path.file_name().and_then(|name| name.to_str()).unwrap() {
            "casegraph.toml" | ".casegraph" | "queries" => {}
            _ if path.is_dir() => std::fs::remove_dir_all(path).unwrap(),
            _ => std::fs::remove_file(path).unwrap(),
        }
    }
}

fn run(folder: &Path, command: &[&str], more: &[&str], engine: &str) -> Run {
    let arguments: Vec<&str> =
        command.iter().chain(more).map(|word| if *word == "ENGINE" { engine } else { word }).collect();
    casegraph(folder, &arguments)
}

#[test]
fn the_table_holds_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let help = casegraph(folder.path(), &["--help"]).out;
    let listed = help.split_once("Commands:\n").unwrap().1.split("\n\n").next().unwrap().to_owned();
    // A name stands after two blanks; what it does, further right.
    let listed: BTreeSet<&str> = listed
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    let tested: BTreeSet<&str> = COMMANDS.iter().map(|(command, _)| command[0]).collect();
    assert_eq!(tested, listed);
    let elsewhere: BTreeSet<&str> = listed
        .iter()
        .filter(|command| **command != "push")
        .filter(|command| casegraph(folder.path(), &[command, "--help"]).out.contains("--endpoint <URL>"))
        .copied()
        .collect();
    assert_eq!(ASKED_ELSEWHERE.iter().map(|command| command[0]).collect::<BTreeSet<_>>(), elsewhere);
}

#[test]
fn a_frozen_command_answers_without_the_files_or_says_that_it_needs_them() {
    let whole = built();
    let (as_is, bare) = (built(), built());
    remove_files(bare.path());
    let engine = SparqlServer::of_corpus(whole.path());
    let mut wrong = String::new();
    for (command, expected) in COMMANDS {
        if command[0] == "watch" && *expected != NeedsFiles {
            continue; // it would not end
        }
        let frozen = run(bare.path(), command, &["--frozen"], &engine.url);
        let problem = match expected {
            Answers | ReadsNoCollection => {
                let mut with_files = run(whole.path(), command, &[], &engine.url);
                if command[0] == "diff" {
                    // A side is named after what was read.
                    with_files.out = with_files.out.replace("current files", "stored graph");
                }
                (frozen != with_files)
                    .then(|| format!("with the files\n{}{}", with_files.out, with_files.err))
            }
            AnswersWithoutEdits => {
                let with_files = run(as_is.path(), command, &["--frozen"], &engine.url);
                (frozen != with_files || frozen.code == 2)
                    .then(|| format!("with the files\n{}{}", with_files.out, with_files.err))
            }
            NeedsFiles => (frozen.code != 2
                || !frozen.out.is_empty()
                || frozen.err.matches("needs the files").count() != 1
                || !frozen.err.contains("without --frozen"))
            .then(|| "it says that it needs the files".to_owned()),
        };
        if let Some(problem) = problem {
            let _ = writeln!(
                wrong,
                "## {} --frozen, without the files: exit {}\n{}{}\n# expected: {problem}\n",
                command.join(" "),
                frozen.code,
                frozen.out,
                frozen.err
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_command_that_asks_an_engine_reads_no_file_of_the_collection() {
    let (whole, bare) = (built(), built());
    let engine = SparqlServer::of_corpus(whole.path());
    remove_files(bare.path());
    std::fs::remove_dir_all(bare.path().join("content/.casegraph")).unwrap();
    let mut wrong = String::new();
    for command in ASKED_ELSEWHERE {
        let elsewhere = run(bare.path(), command, &["--endpoint", &engine.url], &engine.url);
        let here = run(whole.path(), command, &["--frozen"], &engine.url);
        if elsewhere != here {
            let _ = writeln!(
                wrong,
                "## {} --endpoint: exit {}\n{}{}\n# expected:\n{}{}\n",
                command.join(" "),
                elsewhere.code,
                elsewhere.out,
                elsewhere.err,
                here.out,
                here.err
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(!bare.path().join("content/.casegraph").exists(), "nothing is stored");
}

#[test]
fn a_frozen_command_answers_from_a_patched_graph() {
    let (whole, bare) = (built(), built());
    for folder in [whole.path(), bare.path()] {
        // Built before the other one: a cache that no longer fits.
        assert_eq!(casegraph(folder, &["path", "alpha", "delta"]).code, 0);
        let page = folder.join("content/01_Backend/01_Core/gamma/README.md");
        let text = std::fs::read_to_string(&page).unwrap();
        std::fs::write(&page, text.replace("two letters on", "another reason")).unwrap();
        assert_eq!(casegraph(folder, &["build", "-q"]).code, 0);
        assert!(folder.join("content/.casegraph/graph.patch").is_file());
    }
    remove_files(bare.path());
    for command in [
        &["path", "alpha", "gamma", "--via", "epsilon"][..],
        &["map", "path", "gamma", "epsilon"],
        &["map", "related", "gamma"],
        &["related", "gamma"],
        &["query", "related-patterns", "-p", "topic=gamma"],
    ] {
        let frozen = run(bare.path(), command, &["--frozen"], "");
        assert_eq!(frozen, run(whole.path(), command, &[], ""), "{command:?}");
        assert!(frozen.out.contains("another reason"), "{command:?}: {}", frozen.out);
    }
}

#[test]
fn no_command_walks_the_folder_twice() {
    let folder = built();
    let engine = SparqlServer::of_corpus(folder.path());
    let mut wrong = String::new();
    for (command, _) in COMMANDS {
        if command[0] == "watch" {
            continue; // it walks the folder each time a file is saved
        }
        let arguments: Vec<&str> =
            command.iter().map(|word| if *word == "ENGINE" { &engine.url } else { *word }).collect();
        for state in ["without caches", "with caches"] {
            if state == "without caches" {
                let _ = std::fs::remove_dir_all(folder.path().join("content/.casegraph"));
            }
            let run = casegraph_in(folder.path(), &arguments, "", &[("CASEGRAPH_COUNT_WALKS", "1")]);
            let walks = run.err.lines().find_map(|line| line.strip_prefix("folder walks: "));
            let most = if *command == ["diff", "content"] { 2 } else { 1 }; // one for each side
            if walks.and_then(|walks| walks.parse::<usize>().ok()).is_none_or(|walks| walks > most) {
                let _ = writeln!(wrong, "{} {state}: {walks:?}", command.join(" "));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
