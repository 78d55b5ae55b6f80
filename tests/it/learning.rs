//! Ways, orders and likeness on a small corpus, worked out by hand; and that every reason can be read where it is said to stand.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use casegraph::facts::{FactSet, Kind};
use casegraph::{
    Corpus, PathOptions, Silent, SyllabusOptions, Wood, read_facts, suggestions, suggestions_markdown,
};
use expect_test::{Expect, expect};

use crate::program::{casegraph, write};

const PLAN: &str = "# Plan\n\n## Domain 1: Backend\n\n### 01_Core\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n\
    | `alpha/` | ✅ | Firsts | P1 |\n| `beta/` | ✅ | Seconds | P1 |\n| `gamma/` | ✅ | Thirds | P1 |\n| `delta/` | ✅ | Gamma, fourths | P2 |\n\
    | `epsilon/` | ⬜ | Fifths | P3 |\n| `lonely/` | ✅ | Nothing | P3 |\n| `hen/` | ✅ | Eggs | P3 |\n| `egg/` | ✅ | Hens | P3 |\n";

const VOCABULARY: &str = "@base <http://casegraph.localhost/> .\n@prefix cg: <https://w3id.org/casegraph/ns#> .\n\
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<technology/redis> a cg:Technology ; skos:prefLabel \"Redis\" .\n\
    <pattern/token-bucket> a cg:Pattern, skos:Concept ; skos:prefLabel \"token bucket\" .\n";

/// A page with one case study of these words, and a list of links under a heading.
fn page(title: &str, words: &str, links: &str) -> String {
    format!(
        "# {title}\n\n## Case Study 1: {title} at work\n\n**Context**: Somewhere.\n\n{words}\n\n{links}\n"
    )
}

/// What the tests are about:
///
/// ```text
/// alpha -> beta -> gamma    stated as related, 10 each; 12 the other way
/// delta needs gamma         8 from gamma to delta, 12 the other way
/// alpha -> epsilon <- gamma epsilon is not written: 3 more
/// alpha, delta              Redis: 2 topics, two binary digits, so 22 + 4 each; token bucket: 18 + 4 each
/// beta, delta               token bucket: three topics, two digits
/// hen needs egg, egg needs hen
/// lonely                    nothing
/// ```
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let related = |links: &[(&str, &str)]| {
        let item = |(slug, why): &(&str, &str)| {
            format!("- [{}](../{slug}/README.md) - {why}\n", slug.to_uppercase())
        };
        format!("## Related Patterns\n\n{}", links.iter().map(item).collect::<String>())
    };
    let needs =
        |slug: &str, why: &str| format!("## Prerequisites\n\n- [{slug}](../{slug}/README.md) - {why}\n");
    let at = |slug: &str| format!("01_Backend/01_Core/{slug}/README.md");
    let files = [
        ("casegraph.toml".to_owned(), "title = \"Small\"\n".to_owned()),
        ("PLAN.md".to_owned(), PLAN.to_owned()),
        ("vocabulary/names.ttl".to_owned(), VOCABULARY.to_owned()),
        (
            at("alpha"),
            page(
                "Alpha",
                "It keeps a token bucket in Redis.",
                &related(&[("beta", "the second letter"), ("epsilon", "far off")]),
            ),
        ),
        (at("beta"), page("Beta", "A token bucket again.", &related(&[("gamma", "the third letter")]))),
        (at("gamma"), page("Gamma", "Plain words.", &related(&[("epsilon", "two letters on")]))),
        (at("delta"), page("Delta", "Redis holds the token bucket.", &needs("gamma", "it comes before"))),
        (at("lonely"), page("Lonely", "Nothing to see.", "")),
        (at("hen"), page("Hen", "It lays.", &needs("egg", "it hatches"))),
        (at("egg"), page("Egg", "It hatches.", &needs("hen", "it is laid"))),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    write(folder.path(), &files);
    folder
}

fn check(arguments: &[&str], expected: &Expect) {
    let folder = corpus();
    let run = casegraph(folder.path(), arguments);
    expected.assert_eq(&format!("exit {}\n{}{}", run.code, run.out, run.err));
}

#[test]
fn the_cost_of_a_path_is_the_sum_of_its_hops() {
    // 10 + 10 + 8 = 28; 13 + 12 + 8 = 33; the token bucket: 22 + 22 = 44. Redis, at 26 + 26 = 52, passes the same
    // topics: told once.
    check(
        &["path", "alpha", "delta", "--alternatives", "2"],
        &expect![[r#"
            exit 0
            From Alpha to Delta

            3 hops, cost 28
              Alpha (in progress)  01_Backend/01_Core/alpha/README.md:1
                │ related: the second letter
                │ 01_Backend/01_Core/alpha/README.md:11
              Beta (in progress)  01_Backend/01_Core/beta/README.md:1
                │ related: the third letter
                │ 01_Backend/01_Core/beta/README.md:11
              Gamma (in progress)  01_Backend/01_Core/gamma/README.md:1
                │ Delta needs Gamma: it comes before
                │ 01_Backend/01_Core/delta/README.md:11
              Delta (in progress)  01_Backend/01_Core/delta/README.md:1

            Alternative 1: 3 hops, cost 33
              Alpha (in progress)  01_Backend/01_Core/alpha/README.md:1
                │ related: far off
                │ 01_Backend/01_Core/alpha/README.md:12
              epsilon (not written yet)  PLAN.md:13
                │ Gamma names epsilon as related: two letters on
                │ 01_Backend/01_Core/gamma/README.md:11
              Gamma (in progress)  01_Backend/01_Core/gamma/README.md:1
                │ Delta needs Gamma: it comes before
                │ 01_Backend/01_Core/delta/README.md:11
              Delta (in progress)  01_Backend/01_Core/delta/README.md:1

            Alternative 2: 1 hop, cost 44
              Alpha (in progress)  01_Backend/01_Core/alpha/README.md:1
                ┆ weaker: both use token bucket (“token bucket” and “token bucket”)
                ┆ 01_Backend/01_Core/alpha/README.md:7
                ┆ 01_Backend/01_Core/delta/README.md:7
              Delta (in progress)  01_Backend/01_Core/delta/README.md:1
        "#]],
    );
}

#[test]
fn options_constrain_a_path() {
    check(
        &["path", "alpha", "delta", "--avoid", "beta", "--only-written", "-f", "markdown"],
        &expect![[r#"
            exit 0
            ## From Alpha to Delta

            1. [Alpha](<01_Backend/01_Core/alpha/README.md>)
            1. [Delta](<01_Backend/01_Core/delta/README.md>) - weaker: both use token bucket (“token bucket” and “token bucket”) (`01_Backend/01_Core/alpha/README.md:7`, `01_Backend/01_Core/delta/README.md:7`)
        "#]],
    );
    check(
        &["path", "alpha", "delta", "--via", "epsilon", "-f", "mermaid"],
        &expect![[r#"
            exit 0
            %% From Alpha to Delta
            flowchart TD
              n0["1. Alpha in progress"]:::in-progress
              n1["2. epsilon not written yet, P3"]:::third
              n2["3. Gamma in progress"]:::in-progress
              n3["4. Delta in progress"]:::in-progress
              n0 -->|"related: far off"| n1
              n1 -->|"Gamma names epsilon as related: two letters on"| n2
              n2 -->|"Delta needs Gamma: it comes before"| n3
              click n0 "01_Backend/01_Core/alpha/README.md" "Alpha (in progress), 01_Backend/01_Core/alpha/README.md:1"
              click n1 "PLAN.md?plain=1#L13" "epsilon (not written yet), PLAN.md:13"
              click n2 "01_Backend/01_Core/gamma/README.md" "Gamma (in progress), 01_Backend/01_Core/gamma/README.md:1"
              click n3 "01_Backend/01_Core/delta/README.md" "Delta (in progress), 01_Backend/01_Core/delta/README.md:1"
              classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
              classDef third fill:#ffffff,stroke:#d5dae0,color:#59636e,stroke-dasharray:4 3
        "#]],
    );
    check(
        &["path", "gamma", "alpha", "--directed", "--avoid", "token bucket", "--avoid", "redis"],
        &expect![[r#"
            exit 1
            From Gamma to Alpha

            There is no path.
            There is a way, but not as asked: leave out --directed, --only-written, --avoid or --via.
        "#]],
    );
}

#[test]
fn no_path_equal_ends_and_wrong_names_are_reported() {
    check(
        &["path", "alpha", "lonely"],
        &expect![[r#"
            exit 1
            From Alpha to Lonely

            There is no path.
            Alpha is in a group of 7, with Beta, Delta, Gamma, epsilon.
            Lonely is tied to nothing.
            One link would join them: from Alpha to Lonely.
        "#]],
    );
    check(
        &["path", "alpha", "ALPHA"],
        &expect![[r#"
            exit 0
            Alpha: start and end are the same
        "#]],
    );
    check(
        &["path", "alhpa", "delta"],
        &expect![[r#"
        exit 2
        error: nothing is called `alhpa`
         |
         = help: did you mean `topic/alpha`?
    "#]],
    );
    check(
        &["path", "alpha", "e"],
        &expect![[r#"
        exit 2
        error: `e` can mean 2 things
         |
         = help: name one of these
                   topic/egg (Egg)
                   topic/epsilon (epsilon)
    "#]],
    );
}

#[test]
fn a_reading_order_has_prerequisites_first_and_reports_cycles() {
    // Epsilon is P3, alpha and gamma that name it are P1: both come first, as inferred.
    check(
        &["learn", "epsilon"],
        &expect![[r#"
        exit 0
        Learn epsilon
        3 steps, 0 h 02 min of reading; 1 not written yet

          1    1 min  Alpha (in progress)  01_Backend/01_Core/alpha/README.md:1
          2    1 min  Gamma (in progress)  01_Backend/01_Core/gamma/README.md:1
          3       -  epsilon (not written yet)  PLAN.md:13
                       after Alpha: inferred: related, and P1 before P3  01_Backend/01_Core/alpha/README.md:12
                       after Gamma: inferred: related, and P1 before P3  01_Backend/01_Core/gamma/README.md:11
    "#]],
    );
    check(
        &["learn", "epsilon", "--known", "alpha"],
        &expect![[r#"
        exit 0
        Learn epsilon
        2 steps, 0 h 01 min of reading; 1 not written yet

          1    1 min  Gamma (in progress)  01_Backend/01_Core/gamma/README.md:1
          2       -  epsilon (not written yet)  PLAN.md:13
                       after Gamma: inferred: related, and P1 before P3  01_Backend/01_Core/gamma/README.md:11
    "#]],
    );
    check(
        &["learn", "delta"],
        &expect![[r#"
        exit 0
        Learn Delta
        2 steps, 0 h 02 min of reading

          1    1 min  Gamma (in progress)  01_Backend/01_Core/gamma/README.md:1
          2    1 min  Delta (in progress)  01_Backend/01_Core/delta/README.md:1
                       after Gamma: it comes before  01_Backend/01_Core/delta/README.md:11
    "#]],
    );
    check(
        &["learn", "delta", "--known", "beta"],
        &expect![[r#"
        exit 0
        Learn Delta
        2 steps, 0 h 02 min of reading

          1    1 min  Gamma (in progress)  01_Backend/01_Core/gamma/README.md:1
          2    1 min  Delta (in progress)  01_Backend/01_Core/delta/README.md:1
                       after Gamma: it comes before  01_Backend/01_Core/delta/README.md:11
    "#]],
    );
    check(
        &["learn", "delta", "--max", "2", "-f", "markdown"],
        &expect![[r#"
        exit 0
        ## Learn Delta

        2 steps, 0 h 02 min of reading

        1. [Gamma](<01_Backend/01_Core/gamma/README.md>), 1 min
        1. [Delta](<01_Backend/01_Core/delta/README.md>), 1 min - after Gamma
    "#]],
    );
    check(
        &["learn", "hen"],
        &expect![[r#"
            exit 1
            Learn Hen
            2 steps, 0 h 02 min of reading

              1    1 min  Hen (in progress)  01_Backend/01_Core/hen/README.md:1
                           after Egg: it hatches  01_Backend/01_Core/hen/README.md:11
              2    1 min  Egg (in progress)  01_Backend/01_Core/egg/README.md:1
                           after Hen: it is laid  01_Backend/01_Core/egg/README.md:11

            These topics are prerequisites of each other, so no order is correct: Hen, Egg
        "#]],
    );
    check(
        &["learn", "--role", "core", "--only-written", "-f", "mermaid"],
        &expect![[r#"
            exit 1
            %% Learn Core
            flowchart TD
              n0["1. Alpha 1 min"]:::in-progress
              n1["2. Beta 1 min"]:::in-progress
              n2["3. Gamma 1 min"]:::in-progress
              n3["4. Delta 1 min"]:::in-progress
              n4["5. Lonely 1 min"]:::in-progress
              n5["6. Hen 1 min"]:::in-progress
              n6["7. Egg 1 min"]:::in-progress
              n2 --> n3
              n6 --> n5
              n5 --> n6
              click n0 "01_Backend/01_Core/alpha/README.md" "Alpha (in progress), 01_Backend/01_Core/alpha/README.md:1"
              click n1 "01_Backend/01_Core/beta/README.md" "Beta (in progress), 01_Backend/01_Core/beta/README.md:1"
              click n2 "01_Backend/01_Core/gamma/README.md" "Gamma (in progress), 01_Backend/01_Core/gamma/README.md:1"
              click n3 "01_Backend/01_Core/delta/README.md" "Delta (in progress), 01_Backend/01_Core/delta/README.md:1"
              click n4 "01_Backend/01_Core/lonely/README.md" "Lonely (in progress), 01_Backend/01_Core/lonely/README.md:1"
              click n5 "01_Backend/01_Core/hen/README.md" "Hen (in progress), 01_Backend/01_Core/hen/README.md:1"
              click n6 "01_Backend/01_Core/egg/README.md" "Egg (in progress), 01_Backend/01_Core/egg/README.md:1"
              classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00
        "#]],
    );
}

#[test]
fn similarity_weighs_rare_things_most() {
    // alpha and delta share Redis (2 topics, 1 / ln 2 = 1.443) and the token bucket (3 topics, 1 / ln 3 = 0.910).
    check(
        &["related", "alpha"],
        &expect![[r#"
            exit 0
            Alpha (in progress)  01_Backend/01_Core/alpha/README.md:1

              → Beta (in progress)  01_Backend/01_Core/alpha/README.md:11
                  the second letter
              → epsilon (not written yet)  01_Backend/01_Core/alpha/README.md:12
                  far off

            Not linked, most similar first (Adamic-Adar: rare things count most)

              2.353  Delta (in progress)
                       both use Redis (of 2 topics)  01_Backend/01_Core/alpha/README.md:7 01_Backend/01_Core/delta/README.md:7
                       both use token bucket (of 3 topics)  01_Backend/01_Core/alpha/README.md:7 01_Backend/01_Core/delta/README.md:7
        "#]],
    );
    check(
        &["related", "alpha", "--format", "dot"],
        &expect![[r##"
            exit 0
            digraph {
              graph [id="related-topic-alpha", layout="neato", inputscale="72", bgcolor="#ffffff", pad="0.1389", fontname="Helvetica,Arial,sans-serif", tooltip="Related to Alpha"];
              node [shape="box", style="filled,rounded", fixedsize="true", margin="0", penwidth="1", fontname="Helvetica,Arial,sans-serif", fontsize="10.5"];
              "title" [pos="280,245!", width="7.4444", height="0.3611", label="Related to Alpha\l", class="heading", id="title", shape="plaintext", style="", fontcolor="#1f2328", fontsize="18", fontname="Helvetica,Arial,sans-serif bold"];
              "summary" [pos="280,221.5!", width="7.4444", height="0.2639", label="2 stated relations; dashed: not linked yet, with what both share\l", class="note", shape="plaintext", style="", fontcolor="#59636e", fontsize="12"];
              "legend-0" [pos="49.5,196.5!", width="1.0417", height="0.2917", label="in progress", class="in-progress", id="legend-0", fillcolor="#ffe1a0", color="#b7791f", fontcolor="#3d2b00"];
              "legend-1" [pos="129,196.5!", width="1", height="0.2917", label="not started", class="third", id="legend-1", fillcolor="#ffffff", color="#d5dae0", style="filled,rounded,dashed", fontcolor="#59636e"];
              "node-topic-alpha" [pos="189,96.5!", width="1.3056", height="0.6389", label="Alpha\nin progress", class="focus", id="node-topic-alpha", fillcolor="#1f2328", color="#1f2328", fontcolor="#ffffff", fontsize="14", tooltip="Alpha (in progress), 01_Backend/01_Core/alpha/README.md:1", URL="01_Backend/01_Core/alpha/README.md"];
              "node-topic-beta" [pos="362.5,43.5!", width="1.0833", height="0.5417", label="Beta\nin progress", class="in-progress", id="node-topic-beta", fillcolor="#ffe1a0", color="#b7791f", fontcolor="#3d2b00", fontsize="11", tooltip="Beta (in progress), 01_Backend/01_Core/beta/README.md:1", URL="01_Backend/01_Core/beta/README.md"];
              "node-topic-epsilon" [pos="362.5,96.5!", width="1.5694", height="0.5417", label="epsilon\nnot written yet, P3", class="third", id="node-topic-epsilon", fillcolor="#ffffff", color="#d5dae0", style="filled,rounded,dashed", fontcolor="#59636e", fontsize="11", tooltip="epsilon (not written yet), PLAN.md:13", URL="PLAN.md?plain=1#L13"];
              "node-topic-delta" [pos="362.5,149.5!", width="1.0833", height="0.5417", label="Delta\nboth: Redis", class="in-progress", id="node-topic-delta", fillcolor="#ffe1a0", color="#b7791f", fontcolor="#3d2b00", fontsize="11", tooltip="Delta (in progress), 01_Backend/01_Core/delta/README.md:1", URL="01_Backend/01_Core/delta/README.md"];
              "node-topic-alpha" -> "node-topic-beta" [pos="e,323.5,43.5 236,90.5 279.75,90.5 279.75,43.5 316.5,43.5", class="edge", color="#8c959f", dir="forward", arrowsize="0.7", penwidth="1", tooltip="Alpha names Beta: the second letter (01_Backend/01_Core/alpha/README.md:11)"];
              "node-topic-alpha" -> "node-topic-epsilon" [pos="e,306,96.5 236,96.5 271,96.5 271,96.5 299,96.5", class="edge", color="#8c959f", dir="forward", arrowsize="0.7", penwidth="1", tooltip="Alpha names epsilon: far off (01_Backend/01_Core/alpha/README.md:12)"];
              "node-topic-alpha" -> "node-topic-delta" [pos="236,102.5 279.75,102.5 279.75,149.5 323.5,149.5", class="weak-edge", color="#8c959f", dir="none", style="dashed", arrowsize="0.7", penwidth="1", tooltip="not linked yet: both have Redis, token bucket"];
            }
        "##]],
    );
    check(
        &["suggest", "--format", "markdown"],
        &expect![[r#"
            exit 0
            <!-- 01_Backend/01_Core/alpha/README.md -->

            - [Delta](../delta/README.md) - both have Redis, token bucket
        "#]],
    );
}

#[test]
fn show_and_search_find_a_thing() {
    check(
        &["show", "redis"],
        &expect![[r#"
        exit 0
        Redis (technology)  technology/redis

        topics (2)
          Alpha  01_Backend/01_Core/alpha/README.md:7
          Delta  01_Backend/01_Core/delta/README.md:7

        case studies (2)
          Alpha at work  01_Backend/01_Core/alpha/README.md:7
          Delta at work  01_Backend/01_Core/delta/README.md:7
    "#]],
    );
    check(
        &["show", "delta"],
        &expect![[r#"
            exit 0
            Delta (topic)  topic/delta
              status: in-progress
              priority: P2
              category: Core
              page: 01_Backend/01_Core/delta/README.md
              plan: PLAN.md:12
              key topics: Gamma, fourths

            case studies (1)
              Delta at work  01_Backend/01_Core/delta/README.md:3

            relations (1)
              → Gamma: it comes before  01_Backend/01_Core/delta/README.md:11

            patterns (1)
              token bucket  01_Backend/01_Core/delta/README.md:7

            technologies (1)
              Redis  01_Backend/01_Core/delta/README.md:7

            gaps (5)
              warning: neither the page nor each of its case studies has a section Common Mistakes [missing-section]  01_Backend/01_Core/delta/README.md:1
              warning: no page links to “Delta” [orphan-topic]  01_Backend/01_Core/delta/README.md:1
              warning: the page has 1 case study; at least 3 are asked for [too-few-case-studies]  01_Backend/01_Core/delta/README.md:1
              warning: the case study has no section of results [case-study-without-results]  01_Backend/01_Core/delta/README.md:3
              warning: the case study has no section Problem, Quick Answer, Detailed Explanation, Key Insight [missing-section]  01_Backend/01_Core/delta/README.md:3
        "#]],
    );
    check(
        &["search", "gama", "fou", "--kind", "topic"],
        &expect![[r#"
            exit 0
            `fou` has no match; searched for fourths
            `gama` has no match; searched for gamma
            topic      Gamma
                       Delta  01_Backend/01_Core/delta/README.md:1
            topic      Gamma
                       01_Backend/01_Core/gamma/README.md:1
        "#]],
    );
    check(
        &["search", "xyzzy"],
        &expect![[r#"
            exit 1
            nothing found: try fewer words, or the start of a word
        "#]],
    );
    check(
        &["stats", "--graph"],
        &expect![[r#"
            exit 0
            8 topics, 6 related pairs: 2 groups of 5, 2 topics; 1 without a relation

            Topic    Relations  Bridge  Centrality
            Gamma            3  yes         0.1667
            Beta             2              0.0476
            epsilon          2              0.0476
            Alpha            2              0.0238
            Delta            1              0.0000
            Egg              1              0.0000
            Hen              1              0.0000

            A bridge is a topic whose removal splits its group. Centrality is betweenness: the share of the shortest paths between two other topics that pass through it.
        "#]],
    );
}

#[test]
fn query_parameters_accept_names() {
    check(
        &["query", "related-patterns", "-p", "topic=GAM", "--format", "tsv"],
        &expect![[r#"
        exit 0
        ?direction	?related	?label	?status	?remark	?path	?line
        "out"	<http://casegraph.localhost/topic/epsilon>	"epsilon"	<https://w3id.org/casegraph/ns#Planned>	"two letters on"	"01_Backend/01_Core/gamma/README.md"	11
        "in"	<http://casegraph.localhost/topic/beta>	"Beta"	<https://w3id.org/casegraph/ns#InProgress>	"the third letter"	"01_Backend/01_Core/beta/README.md"	11
    "#]],
    );
    check(
        &["query", "related-patterns", "-p", "topic=gammma"],
        &expect![[r#"
        exit 2
        error: nothing is called `gammma`
         |
         = help: did you mean `topic/gamma`?
    "#]],
    );
}

#[test]
fn commands_for_learners_work_without_topics() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[("casegraph.toml", "title = \"Bare\"\n"), ("note.md", "# Note\n\nNothing.\n")]);
    let mut shown = String::new();
    for line in [
        "path a b",
        "learn a",
        "learn --role a",
        "related a",
        "suggest",
        "suggest -f markdown",
        "show a",
        "search a",
        "stats --graph",
    ] {
        let run = casegraph(folder.path(), &line.split(' ').collect::<Vec<_>>());
        let _ = write!(shown, "$ {line}: exit {}\n{}{}", run.code, run.out, run.err);
    }
    expect![[r#"
        $ path a b: exit 2
        error: nothing is called `a`
         |
         = help: `casegraph search WORDS` looks for words in everything that has a name
        $ learn a: exit 2
        error: nothing is called `a`
         |
         = help: `casegraph search WORDS` looks for words in everything that has a name
        $ learn --role a: exit 2
        error: nothing is called `a`
         |
         = help: `casegraph search WORDS` looks for words in everything that has a name
        $ related a: exit 2
        error: nothing is called `a`
         |
         = help: `casegraph search WORDS` looks for words in everything that has a name
        $ suggest: exit 0
        no two written topics without a relation have two or more things in common
        $ suggest -f markdown: exit 0
        <!-- no two written topics without a relation have two or more things in common -->
        $ show a: exit 2
        error: nothing is called `a`
         |
         = help: `casegraph search WORDS` looks for words in everything that has a name
        $ search a: exit 1
        nothing found: try fewer words, or the start of a word
        $ stats --graph: exit 0
        0 topics, 0 related pairs: no groups; 0 without a relation
    "#]]
    .assert_eq(&shown);
}

#[test]
fn completions_prints_a_script_for_every_shell() {
    let folder = corpus();
    for shell in ["bash", "zsh", "fish"] {
        let run = casegraph(folder.path(), &["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        assert!(
            run.out.contains("CASEGRAPH_COMPLETE") && run.out.contains("casegraph"),
            "{shell}: {}",
            run.out
        );
    }
}

#[test]
fn completion_offers_topics_and_queries() {
    let folder = corpus();
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_casegraph"))
            .args(["--", "casegraph"])
            .args(arguments)
            .env("CASEGRAPH_COMPLETE", "fish")
            .current_dir(folder.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let shown = format!(
        "{}--\n{}--\n{}",
        run(&["path", "al"]),
        run(&["learn", "x", "--known", "alpha,be"]),
        run(&["query", "topic-"])
    );
    expect![[r#"
        alpha	Alpha
        --
        alpha,beta	Beta
        --
        topic-coverage	Everything the coverage map shows, one row a topic
        topic-relations	Every pair of related topics
    "#]]
    .assert_eq(&shown);
}

/// The facts of a corpus, and what learners' questions are asked of.
fn read(root: &Path) -> (FactSet, Wood) {
    let corpus = Corpus::open(root).unwrap();
    let facts = read_facts(&corpus, &Silent).unwrap();
    let wood = Wood::of(&facts, &corpus.config().profile);
    (facts, wood)
}

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content")
}

/// Letters and digits only: marks of Markdown and line ends do not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_evidence_of_every_hop_is_on_its_line() {
    let root = content();
    let (_, wood) = read(&root);
    let mut walked = 0;
    for ground in wood.web().grounds() {
        let text = std::fs::read_to_string(root.join(&ground.path)).unwrap();
        // What begins on the line can end on one of the next two.
        let there: String = text.lines().skip(ground.line as usize - 1).take(3).map(letters).collect();
        for words in std::iter::once(&ground.quote).chain(&ground.remark) {
            assert!(there.contains(&letters(words)), "{}: {words:?}", ground.place());
            walked += 1;
        }
    }
    assert!(walked > 200, "only {walked}");
}

#[test]
fn every_pair_of_written_topics_has_a_connected_path() {
    let (facts, wood) = read(&content());
    let written: Vec<_> =
        facts.topics.iter().filter(|topic| topic.page.is_some()).map(|topic| topic.id.clone()).collect();
    for from in &written {
        for to in &written {
            let report = wood.path(from, to, &PathOptions { alternatives: 1, ..PathOptions::default() });
            assert!(from == to || report.ways.len() == 2, "{from} {to}");
            for way in &report.ways {
                let mut at = report.from.id.clone();
                assert_eq!(way.cost, way.hops.iter().map(|hop| hop.cost).sum::<u64>());
                let mut seen = BTreeSet::from([at.clone()]);
                for hop in &way.hops {
                    assert_eq!(hop.from.id, at);
                    assert!(!hop.grounds.is_empty() && !hop.reason().is_empty(), "{from} {to}");
                    at.clone_from(&hop.to.id);
                    assert!(seen.insert(at.clone()), "{from} {to} passes {at} twice");
                }
                assert_eq!(at, report.to.id);
            }
        }
    }
}

#[test]
fn every_reading_order_of_the_collection_has_prerequisites_first() {
    let root = content();
    let corpus = Corpus::open(&root).unwrap();
    let (facts, wood) = read(&root);
    let goals = facts
        .topics
        .iter()
        .map(|topic| topic.id.clone())
        .chain(facts.domains.iter().map(|domain| domain.id.clone()));
    for goal in goals {
        let syllabus = wood.syllabus(&corpus, &goal, &SyllabusOptions::default());
        let at = |label: &str| syllabus.steps.iter().position(|step| step.topic.label == label).unwrap();
        assert!(syllabus.cycles.is_empty(), "{goal}");
        for (number, step) in syllabus.steps.iter().enumerate() {
            assert!(step.needs.iter().all(|need| at(&need.label) < number), "{goal}: {}", step.topic.label);
        }
        if goal.kind() == Kind::Topic {
            assert_eq!(syllabus.steps.last().unwrap().topic.id, goal.to_string());
        }
    }
}

#[test]
fn suggested_links_have_existing_targets() {
    let root = content();
    let found = suggestions(&read(&root).1, 50);
    assert!(!found.is_empty());
    let text = suggestions_markdown(&found);
    let mut page = String::new();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("<!-- ") {
            page = rest.trim_end_matches(" -->").to_owned();
        } else if let Some((_, rest)) = line.split_once("](") {
            let (href, _) = rest.split_once(')').unwrap();
            assert!(root.join(&page).parent().unwrap().join(href).is_file(), "{page}: {href}");
        }
    }
}

#[test]
fn every_report_is_written_in_every_format() {
    let folder = corpus();
    let nodes = |text: &str, before: &str| -> Vec<String> {
        let ids = text.split(before).skip(1).filter_map(|rest| rest.split('"').next());
        let mut ids: Vec<String> = ids.filter(|id| id.starts_with("node-")).map(str::to_owned).collect();
        ids.sort();
        ids.dedup();
        ids
    };
    for command in [vec!["path", "alpha", "delta"], vec!["learn", "delta"], vec!["related", "alpha"]] {
        let write = |file: &str| {
            let run = casegraph(folder.path(), &[command.as_slice(), &["-o", file]].concat());
            assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "{command:?} {file}");
            std::fs::read_to_string(folder.path().join(file)).unwrap()
        };
        let (svg, dot) = (write("maps/a.svg"), write("maps/a.dot"));
        let drawn = nodes(&svg, " id=\"");
        assert!(drawn.len() > 1, "{svg}");
        assert_eq!(drawn, nodes(&dot, " id=\""), "both pictures show the same");
        assert!(
            svg.contains("href=\"../01_Backend/01_Core/delta/README.md\""),
            "links lead from the picture's folder"
        );
        assert!(write("a.mmd").starts_with("%% "));
        assert!(write("a.md").starts_with("## "));
        assert!(serde_json::from_str::<serde_json::Value>(&write("a.json")).unwrap().is_object());
        assert!(!write("a.txt").contains('\u{1b}'), "a file holds no colours");
    }
}

/// The line that a hit in the text names holds the first word that it marks.
#[test]
fn search_results_name_the_line_of_the_match() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut walked = 0;
    for query in ["hot partitons", "thundering herd", "watermark", "exactly once offset", "idempot"] {
        let words: Vec<&str> = query.split(' ').collect();
        let run = casegraph(
            &content,
            &[&["search", "--kind", "paragraph", "--limit", "30", "--format", "json"], words.as_slice()]
                .concat(),
        );
        let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        for hit in report["hits"].as_array().unwrap() {
            let (path, line) = hit["place"].as_str().unwrap().rsplit_once(':').unwrap();
            let text = std::fs::read_to_string(content.join(path)).unwrap();
            let mark = |end: usize| usize::try_from(hit["marks"][0][end].as_u64().unwrap()).unwrap();
            let word = &hit["text"].as_str().unwrap()[mark(0)..mark(1)];
            let line = text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
            assert!(line.contains(word), "{query}: {path} {line} lacks {word}");
            walked += 1;
        }
    }
    assert!(walked > 60, "{walked}");
}

/// Front matter may name pages that are not there: a learner sees them, and the one page that may be meant.
#[test]
fn a_stated_prerequisite_without_a_page_is_a_step() {
    let folder = tempfile::tempdir().unwrap();
    let page =
        |needs: &str| format!("---\ntitle: Page\nprerequisites: [{needs}]\n---\n# Page\n\nSome words.\n");
    write(
        folder.path(),
        &[
            ("casegraph.toml", "title = 'T'\nprofile = 'pages'\n"),
            ("a/first.md", &page("old/place/second, gone/third_thing, plain").replace("Page", "First")),
            ("a/second.md", &page("gone/third_thing").replace("Page", "Second")),
            ("b/other.md", &page("../gone/third_thing.md").replace("Page", "Other")),
        ],
    );
    let mut out = String::new();
    for arguments in [
        &["learn", "first"][..],
        &["learn", "first", "--only-written"],
        &["learn", "first", "--format", "markdown"],
        &["learn", "other", "--format", "mermaid"],
    ] {
        let run = casegraph(folder.path(), arguments);
        let _ = writeln!(out, "$ {}: exit {}\n{}{}", arguments.join(" "), run.code, run.out, run.err);
    }
    expect![[r#"
        $ learn first: exit 0
        Learn First
        4 steps, 0 h 02 min of reading; 2 not written yet

          1       -  third thing (stated, page missing)  a/first.md:3
          2       -  plain (stated, page missing)  a/first.md:3
          3    1 min  Second  a/second.md:1
                       after third thing: stated as `gone/third_thing`, page missing  a/second.md:3
          4    1 min  First  a/first.md:1
                       after plain: stated as “plain”, which no page is called  a/first.md:3
                       after third thing: stated as `gone/third_thing`, page missing  a/first.md:3
                       after Second: inferred: stated as `old/place/second`, which is not there: probably this page  a/first.md:3

        $ learn first --only-written: exit 0
        Learn First
        2 steps, 0 h 02 min of reading

          1    1 min  Second  a/second.md:1
          2    1 min  First  a/first.md:1
                       after Second: inferred: stated as `old/place/second`, which is not there: probably this page  a/first.md:3

        $ learn first --format markdown: exit 0
        ## Learn First

        4 steps, 0 h 02 min of reading; 2 not written yet

        1. third thing (stated, page missing)
        1. plain (stated, page missing)
        1. [Second](<a/second.md>), 1 min - after third thing
        1. [First](<a/first.md>), 1 min - after plain, third thing, Second (inferred)

        $ learn other --format mermaid: exit 0
        %% Learn Other
        flowchart TD
          n0["1. third thing stated, page missing"]:::third
          n1["2. Other 1 min"]:::complete
          n0 --> n1
          click n0 "b/other.md?plain=1#L3" "third thing (stated, page missing), b/other.md:3"
          click n1 "b/other.md" "Other (complete), b/other.md:1"
          classDef complete fill:#0b6e99,stroke:#084c6b,color:#ffffff
          classDef third fill:#ffffff,stroke:#d5dae0,color:#59636e,stroke-dasharray:4 3

    "#]].assert_eq(&out);
}

/// Where a link leads nowhere and exactly one page fits it, a path can go there: 6 more than if the link led there.
///
/// ```text
/// alpha names old/beta   no such page, only beta/README.md fits: 10 + 6 from alpha to beta, 12 + 6 the other way
/// gamma needs old/beta   8 + 6 from beta to gamma, 12 + 6 the other way
/// delta names old/twin   two pages are called so: no tie
/// ```
fn lost_links() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = |title: &str, heading: &str, link: &str| {
        let list = format!("## {heading}\n\n- [it]({link}) - for a reason\n");
        page(title, "Plain words.", if heading.is_empty() { "" } else { &list })
    };
    let files = [
        ("casegraph.toml", "title = \"Lost\"\n".to_owned()),
        ("01_A/01_B/alpha/README.md", page("Alpha", "Related Patterns", "../../old/beta/README.md")),
        ("01_A/01_B/beta/README.md", page("Beta", "", "")),
        ("01_A/01_B/gamma/README.md", page("Gamma", "Prerequisites", "../../old/beta/README.md")),
        ("01_A/01_B/delta/README.md", page("Delta", "Related Patterns", "../../old/twin/README.md")),
        ("01_A/01_B/twin/README.md", page("Twin", "", "")),
        ("01_A/02_C/twin/README.md", page("Twin", "", "")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    write(folder.path(), &files);
    folder
}

#[test]
fn a_path_follows_a_broken_link_to_the_suggested_page() {
    let folder = lost_links();
    let mut out = String::new();
    // 16 + 14; 18 + 18; directed, a prerequisite is not walked against. Two pages fit: no way, and so nothing is guessed.
    for line in [
        "path alpha gamma",
        "path gamma alpha -f markdown",
        "path alpha gamma --directed -f mermaid",
        "path gamma alpha --directed",
        "path delta alpha",
        "related alpha",
    ] {
        let run = casegraph(folder.path(), &line.split(' ').collect::<Vec<_>>());
        let _ = writeln!(out, "$ {line}: exit {}\n{}{}", run.code, run.out, run.err);
    }
    expect![[r#"
        $ path alpha gamma: exit 0
        From Alpha to Gamma

        2 hops, cost 30
          Alpha (in progress)  01_A/01_B/alpha/README.md:1
            ┆ weaker: related, written as `../../old/beta/README.md`, which is not there: probably Beta: for a reason
            ┆ 01_A/01_B/alpha/README.md:11
          Beta (in progress)  01_A/01_B/beta/README.md:1
            ┆ weaker: Gamma needs Beta, written as `../../old/beta/README.md`, which is not there: probably Beta: for a reason
            ┆ 01_A/01_B/gamma/README.md:11
          Gamma (in progress)  01_A/01_B/gamma/README.md:1

        $ path gamma alpha -f markdown: exit 0
        ## From Gamma to Alpha

        1. [Gamma](<01_A/01_B/gamma/README.md>)
        1. [Beta](<01_A/01_B/beta/README.md>) - weaker: Gamma needs Beta, written as `../../old/beta/README.md`, which is not there: probably Beta: for a reason (`01_A/01_B/gamma/README.md:11`)
        1. [Alpha](<01_A/01_B/alpha/README.md>) - weaker: Alpha names Beta as related, written as `../../old/beta/README.md`, which is not there: probably Beta: for a reason (`01_A/01_B/alpha/README.md:11`)

        $ path alpha gamma --directed -f mermaid: exit 0
        %% From Alpha to Gamma
        flowchart TD
          n0["1. Alpha in progress"]:::in-progress
          n1["2. Beta in progress"]:::in-progress
          n2["3. Gamma in progress"]:::in-progress
          n0 -.->|"weaker: related, written as #96;../../old/beta/README.md#96;, which is not there: probably Beta: for a reason"| n1
          n1 -.->|"weaker: Gamma needs Beta, written as #96;../../old/beta/README.md#96;, which is not there: probably Beta: for a reason"| n2
          click n0 "01_A/01_B/alpha/README.md" "Alpha (in progress), 01_A/01_B/alpha/README.md:1"
          click n1 "01_A/01_B/beta/README.md" "Beta (in progress), 01_A/01_B/beta/README.md:1"
          click n2 "01_A/01_B/gamma/README.md" "Gamma (in progress), 01_A/01_B/gamma/README.md:1"
          classDef in-progress fill:#ffe1a0,stroke:#b7791f,color:#3d2b00

        $ path gamma alpha --directed: exit 1
        From Gamma to Alpha

        There is no path.
        There is a way, but not as asked: leave out --directed, --only-written, --avoid or --via.

        $ path delta alpha: exit 1
        From Delta to Alpha

        There is no path.
        Delta is tied to nothing.
        Alpha is in a group of 3, with Beta, Gamma.
        One link would join them: from Delta to Alpha.

        $ related alpha: exit 0
        Alpha (in progress)  01_A/01_B/alpha/README.md:1

          No relations are stated.

    "#]].assert_eq(&out);
}

/// Plain words: a planned topic that is called so, one that nothing is called, one that is the page itself; and near-misses.
#[test]
fn a_prerequisite_in_plain_words_is_a_step() {
    let folder = tempfile::tempdir().unwrap();
    let page = |title: &str, front: &str| {
        format!("---\n{front}\n---\n# {title}\n\n## Case Study 1: At work\n\nWords.\n")
    };
    let plan = "# Plan\n\n## Domain 1: Backend\n\n### 01_Core\n\n| File | Status | Key Topics | Priority |\n|---|---|---|---|\n\
        | `alpha/` | ✅ | Firsts | P1 |\n| `load_balancing/` | ⬜ | Spread | P2 |\n";
    write(
        folder.path(),
        &[
            ("casegraph.toml", "title = 'T'\n"),
            ("PLAN.md", plan),
            (
                "01_Backend/01_Core/alpha/README.md",
                &page("Alpha", "prerequisites: [Load Balancing, queueing theory, alpha, beta page]"),
            ),
            (
                "01_Backend/01_Core/beta/README.md",
                &page("Beta Page", "prerequisites: Queueing Theory\nrelated: gossip"),
            ),
        ],
    );
    let mut out = String::new();
    for line in [
        "learn alpha",
        "learn alpha --only-written",
        "learn alpha --known beta -f markdown",
        "learn beta -f json",
    ] {
        let run = casegraph(folder.path(), &line.split(' ').collect::<Vec<_>>());
        let _ = writeln!(out, "$ {line}: exit {}\n{}{}", run.code, run.out, run.err);
    }
    expect![[r#"
        $ learn alpha: exit 0
        Learn Alpha
        4 steps, 0 h 02 min of reading; 2 not written yet

          1       -  load balancing (not written yet)  PLAN.md:10
          2       -  queueing theory (stated, page missing)  01_Backend/01_Core/alpha/README.md:2
          3    1 min  Beta Page (in progress)  01_Backend/01_Core/beta/README.md:1
                       after queueing theory: stated as “Queueing Theory”, which no page is called  01_Backend/01_Core/beta/README.md:2
          4    1 min  Alpha (in progress)  01_Backend/01_Core/alpha/README.md:1
                       after Beta Page: stated  01_Backend/01_Core/alpha/README.md:2
                       after load balancing: stated as “Load Balancing”  01_Backend/01_Core/alpha/README.md:2
                       after queueing theory: stated as “queueing theory”, which no page is called  01_Backend/01_Core/alpha/README.md:2

        $ learn alpha --only-written: exit 0
        Learn Alpha
        2 steps, 0 h 02 min of reading

          1    1 min  Beta Page (in progress)  01_Backend/01_Core/beta/README.md:1
          2    1 min  Alpha (in progress)  01_Backend/01_Core/alpha/README.md:1
                       after Beta Page: stated  01_Backend/01_Core/alpha/README.md:2

        $ learn alpha --known beta -f markdown: exit 0
        ## Learn Alpha

        3 steps, 0 h 01 min of reading; 2 not written yet

        1. load balancing (not written yet)
        1. queueing theory (stated, page missing)
        1. [Alpha](<01_Backend/01_Core/alpha/README.md>), 1 min - after load balancing, queueing theory

        $ learn beta -f json: exit 0
        {
          "goal": {
            "id": "topic/beta",
            "label": "Beta Page",
            "status": "in-progress",
            "path": "01_Backend/01_Core/beta/README.md",
            "line": 1
          },
          "steps": [
            {
              "topic": {
                "id": "topic/queueing-theory",
                "label": "queueing theory",
                "status": "absent",
                "path": "01_Backend/01_Core/beta/README.md",
                "line": 2
              },
              "needs": []
            },
            {
              "topic": {
                "id": "topic/beta",
                "label": "Beta Page",
                "status": "in-progress",
                "path": "01_Backend/01_Core/beta/README.md",
                "line": 1
              },
              "minutes": 1,
              "needs": [
                {
                  "id": "topic/queueing-theory",
                  "label": "queueing theory",
                  "inferred": false,
                  "reason": "stated as “Queueing Theory”, which no page is called",
                  "place": "01_Backend/01_Core/beta/README.md:2"
                }
              ]
            }
          ],
          "cycles": [],
          "minutes": 1,
          "left_out": 0
        }

    "#]].assert_eq(&out);
}

/// What is kept is never needed, and never taken for what it is not: damaged, of other files, or gone.
#[test]
fn answers_do_not_depend_on_the_cache() {
    let folder = corpus();
    let ask = || -> Vec<(i32, String, String)> {
        let lines =
            ["path alpha delta", "learn delta", "suggest", "show redis", "show delta", "search tokn bucket"];
        let run = |line: &str| casegraph(folder.path(), &line.split(' ').collect::<Vec<_>>());
        lines.map(run).into_iter().map(|run| (run.code, run.out, run.err)).collect()
    };
    let state = folder.path().join(".casegraph");
    let first = ask();
    for name in ["ways", "accounts", "words", "findings"] {
        let file = state.join(name);
        let mut bytes = std::fs::read(&file).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(ask(), first, "{name} is damaged");
    }
    assert_eq!(ask(), first, "all is kept");
    write(folder.path(), &[("01_Backend/01_Core/beta/README.md", "# Beta\n\nA token bucket, and Redis.\n")]);
    let step_by_step = ask();
    assert_ne!(step_by_step, first);
    std::fs::remove_dir_all(&state).unwrap();
    assert_eq!(ask(), step_by_step, "nothing is kept");
}
