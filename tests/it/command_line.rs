//! The command line: what people type, and all that comes back.

use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};

use crate::program::{Run, casegraph, casegraph_with, write};

/// A copy of the small corpus, to be changed at will.
fn small() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/small"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A run as text; CSV ends its lines with CRLF (RFC 4180), which a source file cannot hold.
fn shown(run: &Run) -> String {
    format!(
        "exit {}\n{}{}{}",
        run.code,
        run.out.replace("\r\n", "\n"),
        if run.err.is_empty() { "" } else { "--- standard error\n" },
        run.err
    )
}

fn check(folder: &Path, arguments: &[&str], expected: &Expect) {
    expected.assert_eq(&shown(&casegraph(folder, arguments)));
}

#[test]
fn build_prints_a_summary_of_the_corpus() {
    let corpus = small();
    check(
        corpus.path(),
        &["build"],
        &expect![[r#"
            exit 0
            Small corpus

                   2 topics        0 complete, 1 in progress, 1 not started (0 of them P1)
                   1 case study    on 1 topic page
                   0 metrics       rows of results tables
                   1 source        cited 1 time
                   1 company
                   0 technologies
                   3 patterns      7 mentions of all names
                   2 links
                   2 documents     1 kB of Markdown
                 332 quads         in .casegraph/graph.snapshot

            Category      Complete  In progress  Not started  P1 gaps  Case studies
            Backend
              API Design         ·            1            1        ·             1
        "#]],
    );
    assert_eq!(
        casegraph(corpus.path(), &["build", "--quiet"]),
        Run { code: 0, out: String::new(), err: String::new() }
    );
}

#[test]
fn build_reports_findings_and_unread_markdown() {
    let corpus = small();
    write(
        corpus.path(),
        &[
            ("bad.md", "---\na: b: c\n---\n# Bad\n"),
            ("01_Backend/01_API_Design/pagination.md", "# P\n## Cursors at Dawn\n"),
        ],
    );
    std::fs::write(corpus.path().join("latin.md"), b"# Caf\xe9\n").unwrap();
    check(
        corpus.path(),
        &["build"],
        &expect![[r#"
            exit 0
            Small corpus

                   2 topics        0 complete, 2 in progress, 0 not started (0 of them P1)
                   1 case study    on 2 topic pages
                   0 metrics       rows of results tables
                   1 source        cited 1 time
                   1 company
                   0 technologies
                   3 patterns      7 mentions of all names
                   2 links
                   5 documents     1 kB of Markdown
                 414 quads         in .casegraph/graph.snapshot

            Category      Complete  In progress  Not started  P1 gaps  Case studies
            Backend
              API Design         ·            2            ·        ·             1

            Not understood: 1 section of unknown kind, 1 front matter key that nothing reads. `casegraph stats --unread` lists them.

            warning[front-matter-invalid]: the front matter has a fault: `a` is not written as YAML: mapping values are not allowed in this context; it is read as it stands
              --> bad.md:2:5
              help: correct it between its two marker lines; a value with `: `, `#` or a sign at its start needs quotes

            warning[invalid-utf8]: the file is not valid UTF-8; invalid bytes are read as U+FFFD
              --> latin.md:1
              help: save the file as UTF-8
        "#]],
    );
    check(
        corpus.path(),
        &["stats", "--unread"],
        &expect![[r#"
            exit 0
            sections of unknown kind
              01_Backend/01_API_Design/pagination.md:2  Cursors at Dawn

            front matter keys that nothing reads
              bad.md:2  a
        "#]],
    );
}

#[test]
fn the_corpus_is_found_upward_in_content_or_by_option() {
    let corpus = small();
    let inside = corpus.path().join("01_Backend");
    let outside = tempfile::tempdir().unwrap();
    copy(corpus.path(), &outside.path().join("content"));
    let query = ["query", "-"];
    let ask = "SELECT ?title WHERE { ?corpus a cg:Corpus ; schema:name ?title }";
    for (folder, extra) in [
        (corpus.path(), None),
        (inside.as_path(), None),
        (outside.path(), None),
        (Path::new("/"), Some(corpus.path())),
    ] {
        let mut arguments: Vec<&str> = query.to_vec();
        if let Some(named) = extra {
            arguments.extend(["-C", named.to_str().unwrap()]);
        }
        let run = casegraph_with(folder, &arguments, ask);
        assert_eq!(
            (run.code, run.out.as_str(), run.err.as_str()),
            (0, "title\nSmall corpus\n", ""),
            "{}",
            folder.display()
        );
    }
}

#[test]
fn a_missing_or_wrong_configuration_is_an_error_with_advice() {
    let nowhere = tempfile::tempdir().unwrap();
    let folder = nowhere.path();
    let run = casegraph(folder, &["build"]);
    let message = run.err.replace(&folder.canonicalize().unwrap().display().to_string(), "FOLDER");
    expect![[r#"
        exit 2
        error: no casegraph.toml in FOLDER or a folder above it, nor in its folder content
         |
         = help: go to the folder of your case studies, or name it with -C DIR; a corpus begins with a file casegraph.toml that says at least `title = "…"`
    "#]].assert_eq(&format!("exit {}\n{message}", run.code));
    check(
        folder,
        &["build", "elsewhere"],
        &expect![[r#"
        exit 2
        --- standard error
        error: no casegraph.toml in elsewhere
         |
         = help: write a casegraph.toml there that says at least `title = "…"`
    "#]],
    );
    write(folder, &[("casegraph.toml", "title = 'Empty'\n")]);
    check(
        folder,
        &["build"],
        &expect![[r#"
        exit 2
        --- standard error
        error: no Markdown file under .
         |
         = help: put .md files there; files that .gitignore or `ignore` in casegraph.toml names are not read
    "#]],
    );
    write(folder, &[("casegraph.toml", "title = 'Wrong'\n[case-study]\nminimun = 3\n")]);
    check(
        folder,
        &["build"],
        &expect![[r#"
            exit 2
            --- standard error
            error: there is no key `minimun` here
             --> casegraph.toml:3:1
              |
            3 | minimun = 3
              | ^^^^^^^
              |
              = help: did you mean `minimum`? allowed are: heading, item-sections, row-sections, minimum, maximum, context-phrases, context-labels, key-insight-labels
        "#]],
    );
}

#[test]
fn named_queries_are_listed_printed_and_run() {
    let corpus = small();
    check(
        corpus.path(),
        &["query", "case-studies-of-topic", "--param", "topic=rate_limiting"],
        &expect![[r#"
            exit 0
            number  study                 title                    companies  keyInsight                                  path                                              line
                 1  case/rate_limiting/1  One client takes it all  Stripe     A limit protects clients from one another.  01_Backend/01_API_Design/rate_limiting/README.md     5
        "#]],
    );
    check(
        corpus.path(),
        &["query", "case-studies-of-company", "-p", "company=stripe", "--format", "csv"],
        &expect![[r#"
            exit 0
            study,title,topic,topicLabel,keyInsight,path,line
            http://casegraph.localhost/case/rate_limiting/1,One client takes it all,http://casegraph.localhost/topic/rate_limiting,Rate Limiting,A limit protects clients from one another.,01_Backend/01_API_Design/rate_limiting/README.md,5
        "#]],
    );
    check(
        corpus.path(),
        &["query", "related-patterns", "-p", "topic=pagination", "--format", "tsv"],
        &expect![[r#"
        exit 0
        ?direction	?related	?label	?status	?remark	?path	?line
        "in"	<http://casegraph.localhost/topic/rate_limiting>	"Rate Limiting"	<https://w3id.org/casegraph/ns#InProgress>	"large answers are load too"	"01_Backend/01_API_Design/rate_limiting/README.md"	27
    "#]],
    );
    check(
        corpus.path(),
        &["query", "--show", "patterns-most-used"],
        &expect![[r#"
        exit 0
        #+ summary: Patterns by the number of case studies that use them
        #+ description: |
        #+   One row a pattern that a case study uses, with the number of case studies, topics and companies.
        #+ tags: [patterns, case-studies]

        PREFIX cg: <https://w3id.org/casegraph/ns#>
        PREFIX schema: <https://schema.org/>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

        SELECT ?pattern ?label
               (COUNT(DISTINCT ?study) AS ?caseStudies)
               (COUNT(DISTINCT ?topic) AS ?topics)
               (COUNT(DISTINCT ?company) AS ?companies)
        WHERE {
          ?pattern a cg:Pattern ;
                   skos:prefLabel ?label .
          ?study cg:uses ?pattern ;
                 a cg:CaseStudy ;
                 schema:about ?topic .
          OPTIONAL { ?study cg:company ?company }
        }
        GROUP BY ?pattern ?label
        ORDER BY DESC(?caseStudies) ?label ?pattern
    "#]],
    );
    let list = casegraph(corpus.path(), &["query", "--list"]);
    assert!(list.out.contains("topics-by-status\n    Topics by how far they are"), "{}", list.out);
}

#[test]
fn a_corpus_has_queries_of_its_own() {
    let corpus = small();
    let text = "#+ summary: Titles\n#+ description: All titles.\n#+ tags: [own]\nPREFIX schema: <https://schema.org/>\nSELECT ?title WHERE { ?d a <https://w3id.org/casegraph/ns#CaseStudy> ; schema:name ?title } ORDER BY ?title\n";
    write(corpus.path(), &[("queries/titles.rq", text)]);
    check(
        corpus.path(),
        &["query", "titles"],
        &expect![[r#"
        exit 0
        title
        One client takes it all
    "#]],
    );
    write(corpus.path(), &[("queries/broken.rq", &text.replace("ORDER", "ODER"))]);
    check(
        corpus.path(),
        &["query", "titles"],
        &expect![[r#"
            exit 2
            --- standard error
            error: unexpected `ODER`
             --> queries/broken.rq:5:93
              |
            5 | SELECT ?title WHERE { ?d a <https://w3id.org/casegraph/ns#CaseStudy> ; schema:name ?title } ODER BY ?title
              |                                                                                             ^
        "#]],
    );
}

#[test]
fn wrong_queries_are_errors_with_a_reason_and_a_place() {
    let corpus = small();
    let folder = corpus.path();
    for (arguments, expected) in [
        (
            vec!["query", "case-studies-of-topik"],
            expect![[r#"
            exit 2
            --- standard error
            error: no query is called `case-studies-of-topik`
             |
             = help: did you mean `case-studies-of-topic`? `casegraph query --list` shows all queries
        "#]],
        ),
        (
            vec!["query", "case-studies-of-topic"],
            expect![[r#"
                exit 2
                --- standard error
                error: `case-studies-of-topic` requires the parameter `topic`: the key or IRI of a topic (for example `topic=nosql_migrations`)
            "#]],
        ),
        (
            vec!["query", "case-studies-of-topic", "-p", "topik=x"],
            expect![[r#"
            exit 2
            --- standard error
            error: `case-studies-of-topic` has no parameter `topik` (did you mean `topic`?) (allowed: `topic`)
        "#]],
        ),
        (
            vec!["query", "case-studies-of-topic", "-p", "topic"],
            expect![[r#"
            exit 2
            --- standard error
            error: invalid value 'topic' for '--param <NAME=VALUE>': a parameter is written NAME=VALUE

            For more information, try '--help'.
        "#]],
        ),
        (
            vec!["query", "coverage-by-category", "--format", "turtle"],
            expect![[r#"
            exit 2
            --- standard error
            error: rows cannot be written as `turtle` (allowed: `csv`, `tsv`, `json`, `xml`)
        "#]],
        ),
        (
            vec!["query", "coverage-by-category", "--format", "jsn"],
            expect![[r#"
                exit 2
                --- standard error
                error: unknown format `jsn` (did you mean `json`?) (allowed: `csv`, `tsv`, `json`, `xml`, `turtle`, `ntriples`, `nquads`, `trig`, `jsonld`, `rdfxml`)
            "#]],
        ),
        (
            vec!["query", "gone.rq"],
            expect![[r#"
            exit 2
            --- standard error
            error: cannot read gone.rq: No such file or directory (os error 2)
             |
             = help: check that the path exists and that you may use it
        "#]],
        ),
    ] {
        check(folder, &arguments, &expected);
    }
    let run = casegraph_with(folder, &["query", "-"], "SELECT ?s\nWHERE { ?s a cg:Topic ;; ?x }\n");
    expect![[r#"
        exit 2
        --- standard error
        error: unexpected `}`
         --> standard input:2:29
          |
        2 | WHERE { ?s a cg:Topic ;; ?x }
          |                             ^
    "#]]
    .assert_eq(&shown(&run));
    let run = casegraph_with(
        folder,
        &["query", "-"],
        "SELECT ?s WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
    );
    expect![[r#"
        exit 2
        --- standard error
        error: SERVICE is not supported: queries do not open network connections
         --> standard input:1:19
          |
        1 | SELECT ?s WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }
          |                   ^
    "#]]
    .assert_eq(&shown(&run));
}

#[test]
fn query_results_are_written_in_every_format() {
    let corpus = small();
    let rows = "SELECT ?label ?priority WHERE { ?t a cg:Topic ; skos:prefLabel ?label ; cg:priority ?priority } ORDER BY ?label";
    for format in ["table", "csv", "tsv", "json", "xml"] {
        let run = casegraph_with(corpus.path(), &["query", "-", "--format", format], rows);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}");
        assert!(run.out.contains("pagination") && run.out.contains("Rate Limiting"), "{format}: {}", run.out);
    }
    let triples = "CONSTRUCT { ?t skos:prefLabel ?label } WHERE { ?t a cg:Topic ; skos:prefLabel ?label }";
    for format in ["turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml"] {
        let run = casegraph_with(corpus.path(), &["query", "-", "--format", format], triples);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{format}");
        assert!(run.out.contains("Rate Limiting"), "{format}: {}", run.out);
        let export = casegraph(corpus.path(), &["export", "--format", format]);
        assert!(export.code == 0 && export.out.contains("rate_limiting"), "{format}");
    }
}

#[test]
fn a_map_is_written_and_checked_and_its_links_are_relative_to_its_file() {
    let corpus = small();
    let svg = corpus.path().join("maps/coverage.svg");
    check(
        corpus.path(),
        &["map", "coverage", "-o", "maps/coverage.svg"],
        &expect![[r#"
        exit 0
    "#]],
    );
    let text = std::fs::read_to_string(&svg).unwrap();
    assert!(text.contains("href=\"../01_Backend/01_API_Design/rate_limiting/README.md\""));
    assert!(text.contains("href=\"../PLAN.md?plain=1#L10\""));
    quick_xml_reads(&text);
    check(
        corpus.path(),
        &["map", "coverage", "-o", "maps/coverage.svg", "--check"],
        &expect![[r#"
        exit 0
    "#]],
    );
    write(corpus.path(), &[("01_Backend/01_API_Design/pagination.md", "# Pagination\n")]);
    check(
        corpus.path(),
        &["map", "coverage", "-o", "maps/coverage.svg", "--check"],
        &expect![[r#"
            exit 1
            --- standard error
            maps/coverage.svg is outdated: run the same command without --check
        "#]],
    );
    assert_eq!(std::fs::read_to_string(&svg).unwrap(), text, "--check writes nothing");
    let dot = casegraph(corpus.path(), &["map", "coverage", "--format", "dot"]);
    assert!(dot.out.starts_with("digraph"), "{}", dot.out);
}

fn quick_xml_reads(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        if reader.read_event().unwrap() == quick_xml::events::Event::Eof {
            break;
        }
    }
}

#[test]
fn a_failed_write_is_an_error_and_leaves_no_partial_file() {
    let corpus = small();
    let folder: PathBuf = corpus.path().join("a-file");
    std::fs::write(&folder, "x").unwrap();
    let run = casegraph(corpus.path(), &["export", "-o", "a-file/graph.nq"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("error: cannot write a-file/graph.nq: "), "{}", run.err);
    assert_eq!(std::fs::read_to_string(&folder).unwrap(), "x");
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let corpus = small();
    let mut command = crate::program::command(corpus.path(), &["export"]);
    let mut child =
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    let status = crate::program::wait(&mut child, "export");
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut err).unwrap();
    assert_eq!((status.code(), err.as_str()), (Some(0), ""));
}

#[test]
fn colours_are_printed_only_if_enabled() {
    let corpus = small();
    let plain = casegraph(corpus.path(), &["build"]);
    let coloured = casegraph(corpus.path(), &["build", "--color", "always"]);
    assert!(!plain.out.contains('\u{1b}') && coloured.out.contains('\u{1b}'));
}

#[test]
fn vocabulary_suggest_prints_unknown_names_in_three_formats() {
    let corpus = small();
    write(
        corpus.path(),
        &[(
            "notes.md",
            "# Notes\n\nWe put FooBarDB behind Vitess, and FooBarDB was fast.\n\nRedis is known to all.\n",
        )],
    );
    let suggest = ["vocabulary", "suggest", "--min", "2"];
    check(
        corpus.path(),
        &suggest,
        &expect![[r#"
        exit 0
        @base <http://casegraph.localhost/> .
        @prefix cg: <https://w3id.org/casegraph/ns#> .
        @prefix schema: <https://schema.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .

        # FooBarDB: 2 times, notes.md:3
        <technology/foobardb> a cg:Technology ;
            skos:prefLabel "FooBarDB" .
    "#]],
    );
    check(
        corpus.path(),
        &[&suggest[..], &["--format", "table"]].concat(),
        &expect![[r#"
        exit 0
        Times  Name      Kind        Places
            2  FooBarDB  technology  notes.md:3
    "#]],
    );
    check(
        corpus.path(),
        &[&suggest[..], &["--format", "json"]].concat(),
        &expect![[r#"
        exit 0
        [
          {
            "count": 2,
            "kind": "technology",
            "name": "FooBarDB",
            "places": [
              {
                "line": 3,
                "path": "notes.md"
              }
            ]
          }
        ]
    "#]],
    );
    check(
        corpus.path(),
        &["vocabulary", "suggest", "--min", "9"],
        &expect![[r#"
            exit 0
            @base <http://casegraph.localhost/> .
            @prefix cg: <https://w3id.org/casegraph/ns#> .
            @prefix schema: <https://schema.org/> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            --- standard error
            no unknown name occurs 9 times or more
        "#]],
    );
}

#[test]
fn the_built_in_vocabulary_can_be_turned_off_and_a_label_of_two_terms_is_a_finding() {
    let corpus = small();
    let config = std::fs::read_to_string(corpus.path().join("casegraph.toml")).unwrap();
    let vocabulary = "@prefix cg: <https://w3id.org/casegraph/ns#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         @base <http://casegraph.localhost/> .\n\n<technology/foo> a cg:Technology ; skos:prefLabel \"Foo\" .\n\n\
         <pattern/foo> a cg:Pattern ;\n    skos:prefLabel \"foo\" .\n";
    let config = format!("builtin-vocabulary = false\n{config}");
    write(corpus.path(), &[("casegraph.toml", config.as_str()), ("vocabulary/more.ttl", vocabulary)]);
    check(
        corpus.path(),
        &["build"],
        &expect![[r#"
            exit 0
            Small corpus

                   2 topics        0 complete, 1 in progress, 1 not started (0 of them P1)
                   1 case study    on 1 topic page
                   0 metrics       rows of results tables
                   1 source        cited 1 time
                   1 company
                   1 technology
                   2 patterns      4 mentions of all names
                   2 links
                   2 documents     1 kB of Markdown
                 297 quads         in .casegraph/graph.snapshot

            Category      Complete  In progress  Not started  P1 gaps  Case studies
            Backend
              API Design         ·            1            1        ·             1

            warning[alias-conflict]: "Foo" is a label of <technology/foo> and of <pattern/foo>
              --> vocabulary/more.ttl:5
              help: remove it from one; or state cg:distinctFrom on both and guard it in both with cg:ordinaryWord or cg:ambiguous
        "#]],
    );
}
