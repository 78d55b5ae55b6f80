//! `casegraph map` beyond coverage: small graphs, formats, the maps a corpus keeps.

use std::path::Path;

use expect_test::{Expect, expect};

use crate::program::{casegraph, write};

/// Three topics in two categories that name each other, with a company and a source.
fn corpus(more: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = |title: &str, related: &str| {
        format!(
            "# {title}\n\n## Case Study 1: One\n\n**Context**: At Acme Corporation\n\n## Related Patterns\n\n{related}"
        )
    };
    let sources = "# Sources\n\n## Blog posts\n\n| Company | Title | URL | Date | Key Insights |\n|---|---|---|---|---|\n| Acme Corporation | A post | https://acme.test/a | 2024 | x |\n";
    write(
        folder.path(),
        &[
            (
                "casegraph.toml",
                "title = 'Small corpus'\n[maps]\nfolder = 'pictures'\ndraw = ['coverage', 'related caches', 'companies', 'gaps --severity warning', 'path caches limits']\n",
            ),
            (
                "01_Backend/01_Data/caches/README.md",
                &page(
                    "Caches",
                    "- [Limits](../../02_API/limits/README.md): hold back\n- [Queues](../queues/README.md)\n",
                ),
            ),
            ("01_Backend/01_Data/caches/RESOURCES.md", sources),
            (
                "01_Backend/01_Data/queues/README.md",
                &page("Queues", "- [Limits](../../02_API/limits/README.md)\n"),
            ),
            (
                "01_Backend/02_API/limits/README.md",
                &page("Limits", "- [Caches](../../01_Data/caches/README.md): spare the store\n"),
            ),
        ],
    );
    write(folder.path(), more);
    folder
}

fn check(folder: &Path, arguments: &[&str], expected: &Expect) {
    let run = casegraph(folder, arguments);
    let error = if run.err.is_empty() { String::new() } else { format!("--- standard error\n{}", run.err) };
    expected.assert_eq(&format!("exit {}\n{}{error}", run.code, run.out));
}

#[test]
fn each_map_is_written_as_mermaid() {
    let folder = corpus(&[]);
    for (view, expected) in [
        (
            vec!["related", "caches"],
            expect![[r#"
            exit 0
            %% Related to Caches
            flowchart LR
              n0["Caches"]:::focus
              n1["Limits"]:::in-progress
              n2["Queues"]:::in-progress
              n0 <--> n1
              n0 --> n2
              click n0 "01_Backend/01_Data/caches/README.md" "Caches (in progress): 1 case study"
              click n1 "01_Backend/02_API/limits/README.md" "Limits (in progress): 1 case study"
              click n2 "01_Backend/01_Data/queues/README.md" "Queues (in progress): 1 case study"
              classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
              classDef focus fill:#1f2328,stroke:#1f2328,color:#ffffff
        "#]],
        ),
        (
            vec!["related", "queues", "--depth", "2"],
            expect![[r#"
            exit 0
            %% Related to Queues
            flowchart LR
              n0["Caches"]:::in-progress
              n1["Queues"]:::focus
              n2["Limits"]:::in-progress
              n0 --> n1
              n1 --> n2
              click n0 "01_Backend/01_Data/caches/README.md" "Caches (in progress): 1 case study"
              click n1 "01_Backend/01_Data/queues/README.md" "Queues (in progress): 1 case study"
              click n2 "01_Backend/02_API/limits/README.md" "Limits (in progress): 1 case study"
              classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
              classDef focus fill:#1f2328,stroke:#1f2328,color:#ffffff
        "#]],
        ),
        (
            vec!["path", "queues", "Caches", "--alternatives", "1"],
            expect![[r#"
            exit 0
            %% From Queues to Caches
            flowchart TD
              n0["1. Queues in progress"]:::in-progress
              n1["2. Caches in progress"]:::in-progress
              n2["1. Queues in progress"]:::in-progress
              n3["2. Limits in progress"]:::in-progress
              n4["3. Caches in progress"]:::in-progress
              n0 -->|"Caches names Queues as related"| n1
              n2 -->|"related"| n3
              n3 -->|"related: spare the store"| n4
              click n0 "01_Backend/01_Data/queues/README.md" "Queues (in progress), 01_Backend/01_Data/queues/README.md:1"
              click n1 "01_Backend/01_Data/caches/README.md" "Caches (in progress), 01_Backend/01_Data/caches/README.md:1"
              click n2 "01_Backend/01_Data/queues/README.md" "Queues (in progress), 01_Backend/01_Data/queues/README.md:1"
              click n3 "01_Backend/02_API/limits/README.md" "Limits (in progress), 01_Backend/02_API/limits/README.md:1"
              click n4 "01_Backend/01_Data/caches/README.md" "Caches (in progress), 01_Backend/01_Data/caches/README.md:1"
              classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
        "#]],
        ),
        (
            vec!["gaps", "--severity", "warning"],
            expect![[r#"
                exit 0
                %% Small corpus: gaps (errors and warnings)
                flowchart LR
                  n0["Caches 4 warnings"]:::warning
                  n1["Queues 6 warnings"]:::warning
                  n2["Limits 5 warnings"]:::warning
                  click n0 "01_Backend/01_Data/caches/README.md?plain=1#L1" "Caches (in progress): 4 warnings 01_Backend/01_Data/caches/README.md:1 neither the page nor each of its case studies has a section Common Mistakes [missing-section] 01_Backend/01_Data/caches/README.md:1 the page has 1 case study; at least 3 are asked for [too-few-case-studies] 01_Backend/01_Data/caches/README.md:3 the case study has no section of results [case-study-without-results] 01_Backend/01_Data/caches/README.md:3 the case study has no section Problem, Quick Answer, Detailed Explanation, Key Insight [missing-section]"
                  click n1 "01_Backend/01_Data/queues/README.md?plain=1#L1" "Queues (in progress): 6 warnings 01_Backend/01_Data/queues/README.md:1 the page has 5 words besides its headings [empty-page] 01_Backend/01_Data/queues/README.md:1 neither the page nor each of its case studies has a section Common Mistakes [missing-section] 01_Backend/01_Data/queues/README.md:1 the page has case studies and no sources: there is no sources file, and the page cites nothing [missing-sources] 01_Backend/01_Data/queues/README.md:1 the page has 1 case study; at least 3 are asked for [too-few-case-studies] 01_Backend/01_Data/queues/README.md:3 the case study has no section of results [case-study-without-results] 01_Backend/01_Data/queues/README.md:3 the case study has no section Problem, Quick Answer, Detailed Explanation, Key Insight [missing-section]"
                  click n2 "01_Backend/02_API/limits/README.md?plain=1#L1" "Limits (in progress): 5 warnings 01_Backend/02_API/limits/README.md:1 neither the page nor each of its case studies has a section Common Mistakes [missing-section] 01_Backend/02_API/limits/README.md:1 the page has case studies and no sources: there is no sources file, and the page cites nothing [missing-sources] 01_Backend/02_API/limits/README.md:1 the page has 1 case study; at least 3 are asked for [too-few-case-studies] 01_Backend/02_API/limits/README.md:3 the case study has no section of results [case-study-without-results] 01_Backend/02_API/limits/README.md:3 the case study has no section Problem, Quick Answer, Detailed Explanation, Key Insight [missing-section]"
                  classDef warning fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
            "#]],
        ),
        (
            vec!["companies"],
            expect![[r#"
            exit 0
            %% Companies and what they taught us
            flowchart LR
              n0["Acme Corporation"]:::thing
              n1["Caches 1 case study"]:::in-progress
              n2["Limits 1 case study"]:::in-progress
              n3["Queues 1 case study"]:::in-progress
              n0 --- n1
              n0 --- n2
              n0 --- n3
              click n1 "01_Backend/01_Data/caches/README.md" "Caches (in progress): 1 case study"
              click n2 "01_Backend/02_API/limits/README.md" "Limits (in progress): 1 case study"
              click n3 "01_Backend/01_Data/queues/README.md" "Queues (in progress): 1 case study"
              classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
              classDef thing fill:#f6f8fa,stroke:#8c959f,color:#1f2328
        "#]],
        ),
        (
            vec!["categories"],
            expect![[r#"
                exit 0
                %% Categories and their links
                flowchart TD
                  n0["Data 0/2"]:::second
                  n1["API 0/1"]:::second
                  n0 ---|"3"| n1
                  classDef second fill:#f6f8fa,stroke:#c5ccd3,color:#1f2328,stroke-dasharray:4 3
            "#]],
        ),
        (
            vec!["sources"],
            expect![[r#"
            exit 0
            %% Publishers and the topics that cite them
            flowchart LR
              n0["Acme Corporation"]:::thing
              n1["Caches 1 source, 1 publisher"]:::in-progress
              n0 --- n1
              click n1 "01_Backend/01_Data/caches/README.md" "Caches: 1 of 1 sources from Acme Corporation"
              classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
              classDef thing fill:#f6f8fa,stroke:#8c959f,color:#1f2328
        "#]],
        ),
        (
            vec!["coverage", "--category", "data"],
            expect![[r#"
            exit 0
            %% Small corpus: Data
            flowchart LR
              n0["Caches ●○○"]:::in-progress
              n1["Queues ●○○"]:::in-progress
              click n0 "01_Backend/01_Data/caches/README.md" "Caches (in progress): 1 case study (3 needed), 2 related topics"
              click n1 "01_Backend/01_Data/queues/README.md" "Queues (in progress): 1 case study (3 needed), 2 related topics"
              classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
        "#]],
        ),
    ] {
        check(folder.path(), &[&["map"], view.as_slice(), &["--format", "mermaid"]].concat(), &expected);
    }
}

#[test]
fn any_query_can_be_drawn_as_a_map() {
    let folder = corpus(&[
        ("names.rq", "SELECT ?from ?to ('names' AS ?label) WHERE { ?from cg:relatedPattern ?to }"),
        (
            "made.rq",
            "CONSTRUCT { ?study cg:company ?company ; schema:name ?name } WHERE { ?study cg:company ?company ; schema:name ?name }",
        ),
        ("pairs.rq", "SELECT ?a ?b WHERE { ?a cg:relatedPattern ?b }"),
        ("ask.rq", "ASK { ?a cg:relatedPattern ?b }"),
        ("broken.rq", "SELECT ?from WHERE {"),
    ]);
    for (query, expected) in [
        (
            "names.rq",
            expect![[r#"
                exit 0
                %% names
                flowchart LR
                  n0["Caches"]:::in-progress
                  n1["Limits"]:::in-progress
                  n2["Queues"]:::in-progress
                  n0 -->|"names"| n1
                  n0 -->|"names"| n2
                  n1 -->|"names"| n0
                  n2 -->|"names"| n1
                  click n0 "01_Backend/01_Data/caches/README.md" "Caches (in progress): 1 case study"
                  click n1 "01_Backend/02_API/limits/README.md" "Limits (in progress): 1 case study"
                  click n2 "01_Backend/01_Data/queues/README.md" "Queues (in progress): 1 case study"
                  classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
            "#]],
        ),
        (
            "made.rq",
            expect![[r#"
                exit 0
                %% made
                flowchart LR
                  n0["One"]:::thing
                  n1["One"]:::thing
                  n2["One"]:::thing
                  n3["Acme Corporation"]:::thing
                  n0 -->|"company"| n3
                  n1 -->|"company"| n3
                  n2 -->|"company"| n3
                  classDef thing fill:#f6f8fa,stroke:#8c959f,color:#1f2328
            "#]],
        ),
        (
            "pairs.rq",
            expect![[r#"
            exit 2
            --- standard error
            error: pairs.rq: a map needs the columns ?from and ?to (and may have ?label); there are: a, b
        "#]],
        ),
        (
            "ask.rq",
            expect![[r#"
            exit 2
            --- standard error
            error: ask.rq: an ASK gives no graph; write SELECT ?from ?to or CONSTRUCT
        "#]],
        ),
        (
            "broken.rq",
            expect![[r#"
            exit 2
            --- standard error
            error: the query ends too early
             --> broken.rq:1:21
              |
            1 | SELECT ?from WHERE {
              |                     ^
        "#]],
        ),
        (
            "missing.rq",
            expect![[r#"
            exit 2
            --- standard error
            error: cannot read missing.rq: No such file or directory (os error 2)
             |
             = help: check that the path exists and that you may use it
        "#]],
        ),
    ] {
        check(folder.path(), &["map", "custom", query, "--format", "mermaid"], &expected);
    }
}

#[test]
fn configured_maps_are_written_and_checked() {
    let folder = corpus(&[]);
    check(
        folder.path(),
        &["map", "--all", "--check"],
        &expect![[r#"
            exit 1
            --- standard error
            pictures/coverage.svg is missing: run the same command without --check
            pictures/coverage.dot is missing: run the same command without --check
            pictures/related-caches.svg is missing: run the same command without --check
            pictures/related-caches.dot is missing: run the same command without --check
            pictures/companies.svg is missing: run the same command without --check
            pictures/companies.dot is missing: run the same command without --check
            pictures/gaps.svg is missing: run the same command without --check
            pictures/gaps.dot is missing: run the same command without --check
            pictures/path-caches-limits.svg is missing: run the same command without --check
            pictures/path-caches-limits.dot is missing: run the same command without --check
        "#]],
    );
    check(
        folder.path(),
        &["map", "--all"],
        &expect![[r#"
            exit 0
            --- standard error
            wrote pictures/coverage.svg
            wrote pictures/coverage.dot
            wrote pictures/related-caches.svg
            wrote pictures/related-caches.dot
            wrote pictures/companies.svg
            wrote pictures/companies.dot
            wrote pictures/gaps.svg
            wrote pictures/gaps.dot
            wrote pictures/path-caches-limits.svg
            wrote pictures/path-caches-limits.dot
        "#]],
    );
    check(
        folder.path(),
        &["map", "--all", "--check"],
        &expect![[r#"
        exit 0
    "#]],
    );
    write(folder.path(), &[("pictures/companies.dot", "digraph {}\n")]);
    check(
        folder.path(),
        &["map", "--all", "--check"],
        &expect![[r#"
            exit 1
            --- standard error
            pictures/companies.dot is outdated: run the same command without --check
        "#]],
    );
}

#[test]
fn maps_that_cannot_be_drawn_are_errors() {
    let folder = corpus(&[]);
    for (arguments, expected) in [
        (
            vec!["related", "cachse"],
            expect![[r#"
                exit 2
                --- standard error
                error: nothing is called `cachse`
                 |
                 = help: did you mean `topic/caches`?
            "#]],
        ),
        (
            vec!["related"],
            expect![[r#"
            exit 2
            --- standard error
            error: the topic is missing
        "#]],
        ),
        (
            vec!["related", "caches", "--depth", "3"],
            expect![[r#"
            exit 2
            --- standard error
            error: --depth is 1 or 2, not 3
        "#]],
        ),
        (
            vec!["companies", "--domain", "backend"],
            expect![[r#"
            exit 2
            --- standard error
            error: there is no option --domain here; options are: none
        "#]],
        ),
        (
            vec!["coverage", "--domain", "frontend"],
            expect![[r#"
            exit 2
            --- standard error
            error: there is no domain `frontend` (there are: Backend)
        "#]],
        ),
        (
            vec!["coverage", "--check"],
            expect![[r#"
                exit 2
                --- standard error
                error: --check compares with a file: give --output or --all
            "#]],
        ),
    ] {
        check(folder.path(), &[&["map"], arguments.as_slice()].concat(), &expected);
    }
}

#[test]
fn a_missing_path_is_drawn_and_unknown_names_are_errors() {
    let folder = corpus(&[("01_Backend/02_API/lonely/README.md", "# Lonely\n")]);
    for (arguments, expected) in [
        (
            vec!["path", "caches", "lonely"],
            expect![[r#"
                exit 0
                %% No way from Caches to Lonely
                flowchart TD
                  n0["Caches in progress"]:::in-progress
                  n1["Lonely in progress"]:::in-progress
                  click n0 "01_Backend/01_Data/caches/README.md" "Caches (in progress), 01_Backend/01_Data/caches/README.md:1"
                  click n1 "01_Backend/02_API/lonely/README.md" "Lonely (in progress), 01_Backend/02_API/lonely/README.md:1"
                  classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
            "#]],
        ),
        (
            vec!["path", "caches"],
            expect![[r#"
            exit 2
            --- standard error
            error: the end is missing
        "#]],
        ),
        (
            vec!["path", "caches", "nothing"],
            expect![[r#"
            exit 2
            --- standard error
            error: nothing is called `nothing`
             |
             = help: `casegraph search WORDS` looks for words in everything that has a name
        "#]],
        ),
        (
            vec!["path", "caches", "limits", "--depth", "2"],
            expect![[r#"
            exit 2
            --- standard error
            error: there is no option --depth here; options are: --alternatives, --via, --avoid, --directed, --only-written
        "#]],
        ),
        (
            vec!["gaps", "--severity", "bad"],
            expect![[r#"
            exit 2
            --- standard error
            error: there is no severity `bad` (there are: error, warning, info)
        "#]],
        ),
        (
            vec!["gaps", "--only", "broken-lnk"],
            expect![[r#"
            exit 2
            --- standard error
            error: no check is called `broken-lnk`
             |
             = help: did you mean `broken-link`? `casegraph explain --list` shows all checks
        "#]],
        ),
        (
            vec!["gaps", "--category", "nothing"],
            expect![[r#"
            exit 2
            --- standard error
            error: there is no category `nothing` (there are: Data, API)
        "#]],
        ),
        (
            vec!["related", "limit"],
            expect![[r#"
                exit 0
                %% Related to Limits
                flowchart LR
                  n0["Queues"]:::in-progress
                  n1["Limits"]:::focus
                  n2["Caches"]:::in-progress
                  n0 --> n1
                  n1 <--> n2
                  click n0 "01_Backend/01_Data/queues/README.md" "Queues (in progress): 1 case study"
                  click n1 "01_Backend/02_API/limits/README.md" "Limits (in progress): 1 case study"
                  click n2 "01_Backend/01_Data/caches/README.md" "Caches (in progress): 1 case study"
                  classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
                  classDef focus fill:#1f2328,stroke:#1f2328,color:#ffffff
            "#]],
        ),
    ] {
        let all = [vec!["map"], arguments, vec!["--format", "mermaid"]].concat();
        check(folder.path(), &all, &expected);
    }
}
