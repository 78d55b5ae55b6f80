//! The coverage map as a whole: a small one written out in full, and what must hold of any size.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use casegraph_draw::{Map, Node, Shape, to_dot, to_svg};
use casegraph_facts::TopicStatus;
use expect_test::{Expect, expect};

use crate::coverage::{Coverage, CoverageCategory, CoverageDomain, CoverageTopic};
use crate::maps::coverage_map;

pub(super) fn topic(id: &str, status: TopicStatus, priority: Option<u8>, case_studies: u32) -> CoverageTopic {
    CoverageTopic {
        id: id.to_owned(),
        label: id.replace('_', " "),
        status,
        priority,
        case_studies,
        related: 1,
        key_topics: vec!["one".to_owned(), "two".to_owned()],
        link: Some(format!("../content/{id}.md")),
    }
}

pub(super) fn domain(id: &str, label: &str, topics: Vec<CoverageTopic>) -> CoverageDomain {
    let category = CoverageCategory { id: "01_Data".to_owned(), label: "Data".to_owned(), topics };
    CoverageDomain { id: id.to_owned(), label: label.to_owned(), categories: vec![category] }
}

pub(super) fn coverage(domains: Vec<CoverageDomain>) -> Coverage {
    Coverage { title: "Topic coverage".to_owned(), minimum: 3, domains }
}

/// Two domains with every class, every kind of row, and characters that need escaping.
fn small() -> Coverage {
    let mut odd = topic("odd", TopicStatus::Missing, None, 0);
    odd.label = "a < b & \"c\" \\N".to_owned();
    odd.link = None;
    coverage(vec![
        domain(
            "back",
            "Backend",
            vec![
                topic("data_lakes", TopicStatus::Planned, Some(2), 0),
                topic("cache_consistency", TopicStatus::Complete, Some(1), 4),
                topic("event_sourcing", TopicStatus::Planned, Some(3), 0),
                topic("rate_limiting", TopicStatus::Planned, Some(1), 0),
            ],
        ),
        domain("cloud", "Cloud", vec![odd, topic("gitops", TopicStatus::InProgress, Some(2), 2)]),
    ])
}

fn check(actual: &str, expected: &Expect) {
    expected.assert_eq(actual);
}

/// The texts of the map, a node a line: enough to see what is said and in which order.
fn texts(map: &Map) -> String {
    let line = |node: &Node| format!("{}: {}\n", node.class.name(), node.lines.join(" / "));
    map.nodes.iter().filter(|node| node.class.shape() != Shape::Bar).map(line).collect()
}

#[test]
fn a_small_map_as_svg() {
    check(
        &to_svg(&coverage_map(&small())),
        &expect![[r#"
        <svg xmlns="http://www.w3.org/2000/svg" id="coverage" role="img" width="910" height="243" viewBox="0 0 910 243" font-family="Helvetica,Arial,sans-serif" font-size="10.5" text-anchor="middle">
        <title>Topic coverage</title>
        <desc>1 of 6 topics complete, 1 in progress, 4 not started (1 of them P1); Backend: 1 of 4 complete; Cloud: 0 of 2 complete</desc>
        <style>
        .page{fill:#ffffff}
        .complete rect{fill:#0b6e99;stroke:#084c6b}.complete text{fill:#ffffff}
        .in-progress rect{fill:#ffe1a0;stroke:#b7791f}.in-progress text{fill:#3d2b00}
        .first rect{fill:#ffece5;stroke:#c2410c;stroke-width:2}.first text{fill:#1f2328}
        .second rect{fill:#f6f8fa;stroke:#c5ccd3;stroke-dasharray:4 3}.second text{fill:#1f2328}
        .third rect{fill:#ffffff;stroke:#d5dae0;stroke-dasharray:4 3}.third text{fill:#59636e}
        .heading text{fill:#1f2328}
        .note text{fill:#59636e}
        .bar-complete rect{fill:#0b6e99}
        .bar-in-progress rect{fill:#e0a100}
        .bar-not-started rect{fill:#e8ebef}
        @media (prefers-color-scheme:dark){
        .page{fill:#0d1117}
        .complete rect{fill:#1f7eae;stroke:#3aa0d0}.complete text{fill:#ffffff}
        .in-progress rect{fill:#5a4300;stroke:#d29922}.in-progress text{fill:#ffe1a0}
        .first rect{fill:#3b1a10;stroke:#ff8a5c}.first text{fill:#e6edf3}
        .second rect{fill:#161b22;stroke:#3d444d}.second text{fill:#e6edf3}
        .third rect{fill:#0d1117;stroke:#30363d}.third text{fill:#9198a1}
        .heading text{fill:#e6edf3}
        .note text{fill:#9198a1}
        .bar-complete rect{fill:#1f7eae}
        .bar-in-progress rect{fill:#d29922}
        .bar-not-started rect{fill:#21262d}
        }
        </style>
        <rect class="page" width="910" height="243"/>
        <g class="heading" id="title"><text x="10" y="29.3" text-anchor="start" font-size="18" font-weight="bold">Topic coverage</text></g>
        <g class="note"><text x="900" y="27.2" text-anchor="end" font-size="12">1 of 6 topics complete, 1 in progress, 4 not started (1 of them P1)</text></g>
        <g class="complete" id="legend-complete"><rect x="10" y="42" width="148" height="22" rx="7.33"/><text x="84" y="56.67">complete: 3+ case studies</text></g>
        <g class="in-progress" id="legend-in-progress"><rect x="164" y="42" width="181" height="22" rx="7.33"/><text x="254.5" y="56.67">in progress ● written ○ to write</text></g>
        <g class="first" id="legend-first"><rect x="351" y="42" width="147" height="22" rx="7.33"/><text x="424.5" y="56.67">not started, P1: write next</text></g>
        <g class="second" id="legend-second"><rect x="504" y="42" width="92" height="22" rx="7.33"/><text x="550" y="56.67">not started, P2</text></g>
        <g class="third" id="legend-third"><rect x="602" y="42" width="92" height="22" rx="7.33"/><text x="648" y="56.67">not started, P3</text></g>
        <g class="third" id="legend-missing"><rect x="700" y="42" width="128" height="22" rx="7.33"/><text x="764" y="56.67">linked but not planned</text></g>
        <g class="heading" id="domain-back"><title>Backend: 1 complete, 0 in progress, 3 not started</title><text x="10" y="92.25" text-anchor="start" font-size="15" font-weight="bold">Backend  1/4</text></g>
        <g class="bar-complete"><title>1 complete, 0 in progress, 3 not started</title><rect x="374" y="83" width="131.5" height="8"/></g>
        <g class="bar-not-started"><title>1 complete, 0 in progress, 3 not started</title><rect x="505.5" y="83" width="394.5" height="8"/></g>
        <g class="heading" id="category-back-01_Data"><title>Data: 1 complete, 0 in progress, 3 not started</title><text x="10" y="126.2" text-anchor="start" font-size="12" font-weight="bold">Data</text></g>
        <g class="note"><text x="152" y="125.85" text-anchor="end" font-size="11">1/4</text></g>
        <g class="bar-complete"><title>1 complete, 0 in progress, 3 not started</title><rect x="10" y="142" width="35.5" height="3"/></g>
        <g class="bar-not-started"><title>1 complete, 0 in progress, 3 not started</title><rect x="45.5" y="142" width="106.5" height="3"/></g>
        <a class="complete" id="topic-cache_consistency" href="../content/cache_consistency.md"><title>cache consistency (P1, complete): 4 case studies (3 needed), 1 related topic. one, two</title><rect x="162" y="104" width="102" height="42" rx="10"/><text x="213" y="122.38">cache consistency</text><text x="213" y="134.98">P1  ●●●●</text></a>
        <a class="first" id="topic-rate_limiting" href="../content/rate_limiting.md"><title>rate limiting (P1, not started): 0 case studies (3 needed), 1 related topic. one, two</title><rect x="268" y="104" width="102" height="42" rx="10"/><text x="319" y="122.38">rate limiting</text><text x="319" y="134.98">P1</text></a>
        <a class="second" id="topic-data_lakes" href="../content/data_lakes.md"><title>data lakes (P2, not started): 0 case studies (3 needed), 1 related topic. one, two</title><rect x="374" y="104" width="102" height="42" rx="10"/><text x="425" y="122.38">data lakes</text><text x="425" y="134.98">P2</text></a>
        <a class="third" id="topic-event_sourcing" href="../content/event_sourcing.md"><title>event sourcing (P3, not started): 0 case studies (3 needed), 1 related topic. one, two</title><rect x="480" y="104" width="102" height="42" rx="10"/><text x="531" y="122.38">event sourcing</text><text x="531" y="134.98">P3</text></a>
        <g class="heading" id="domain-cloud"><title>Cloud: 0 complete, 1 in progress, 1 not started</title><text x="10" y="179.25" text-anchor="start" font-size="15" font-weight="bold">Cloud  0/2</text></g>
        <g class="bar-in-progress"><title>0 complete, 1 in progress, 1 not started</title><rect x="374" y="170" width="263" height="8"/></g>
        <g class="bar-not-started"><title>0 complete, 1 in progress, 1 not started</title><rect x="637" y="170" width="263" height="8"/></g>
        <g class="heading" id="category-cloud-01_Data"><title>Data: 0 complete, 1 in progress, 1 not started</title><text x="10" y="213.2" text-anchor="start" font-size="12" font-weight="bold">Data</text></g>
        <g class="note"><text x="152" y="212.85" text-anchor="end" font-size="11">0/2</text></g>
        <g class="bar-in-progress"><title>0 complete, 1 in progress, 1 not started</title><rect x="10" y="229" width="71" height="3"/></g>
        <g class="bar-not-started"><title>0 complete, 1 in progress, 1 not started</title><rect x="81" y="229" width="71" height="3"/></g>
        <a class="in-progress" id="topic-gitops" href="../content/gitops.md"><title>gitops (P2, in progress): 2 case studies (3 needed), 1 related topic. one, two</title><rect x="162" y="191" width="102" height="42" rx="10"/><text x="213" y="209.38">gitops</text><text x="213" y="221.97">P2  ●●○</text></a>
        <g class="third" id="topic-odd"><title>a &lt; b &amp; &quot;c&quot; \N (linked but not planned): 0 case studies (3 needed), 1 related topic. one, two</title><rect x="268" y="191" width="102" height="42" rx="10"/><text x="319" y="209.38">a &lt; b &amp; &quot;c&quot; \N</text><text x="319" y="221.97">not planned</text></g>
        </svg>
    "#]],
    );
}

#[test]
fn a_small_map_as_dot() {
    check(
        &to_dot(&coverage_map(&small())),
        &expect![[r##"
            digraph {
              graph [id="coverage", layout="neato", inputscale="72", bgcolor="#ffffff", pad="0.1389", fontname="Helvetica,Arial,sans-serif", tooltip="Topic coverage"];
              node [shape="box", style="filled,rounded", fixedsize="true", margin="0", penwidth="1", fontname="Helvetica,Arial,sans-serif", fontsize="10.5"];
              "title" [pos="259,220!", width="6.9167", height="0.3611", label="Topic coverage\l", class="heading", id="title", shape="plaintext", style="", fontcolor="#1f2328", fontsize="18", fontname="Helvetica,Arial,sans-serif bold"];
              "summary" [pos="714,220!", width="5.1666", height="0.3611", label="1 of 6 topics complete, 1 in progress, 4 not started (1 of them P1)\r", class="note", shape="plaintext", style="", fontcolor="#59636e", fontsize="12"];
              "legend-complete" [pos="84,190!", width="2.0556", height="0.3056", label="complete: 3+ case studies", class="complete", id="legend-complete", fillcolor="#0b6e99", color="#084c6b", fontcolor="#ffffff"];
              "legend-in-progress" [pos="254.5,190!", width="2.5139", height="0.3056", label="in progress ● written ○ to write", class="in-progress", id="legend-in-progress", fillcolor="#ffe1a0", color="#b7791f", fontcolor="#3d2b00"];
              "legend-first" [pos="424.5,190!", width="2.0417", height="0.3056", label="not started, P1: write next", class="first", id="legend-first", fillcolor="#ffece5", color="#c2410c", penwidth="2", fontcolor="#1f2328"];
              "legend-second" [pos="550,190!", width="1.2778", height="0.3056", label="not started, P2", class="second", id="legend-second", fillcolor="#f6f8fa", color="#c5ccd3", style="filled,rounded,dashed", fontcolor="#1f2328"];
              "legend-third" [pos="648,190!", width="1.2778", height="0.3056", label="not started, P3", class="third", id="legend-third", fillcolor="#ffffff", color="#d5dae0", style="filled,rounded,dashed", fontcolor="#59636e"];
              "legend-missing" [pos="764,190!", width="1.7778", height="0.3056", label="linked but not planned", class="third", id="legend-missing", fillcolor="#ffffff", color="#d5dae0", style="filled,rounded,dashed", fontcolor="#59636e"];
              "domain-back" [pos="186,156!", width="4.8889", height="0.3056", label="Backend  1/4\l", class="heading", id="domain-back", shape="plaintext", style="", fontcolor="#1f2328", fontsize="15", fontname="Helvetica,Arial,sans-serif bold", tooltip="Backend: 1 complete, 0 in progress, 3 not started"];
              "bar-complete-domain-back" [pos="439.75,156!", width="1.8264", height="0.1111", label="", class="bar-complete", fillcolor="#0b6e99", color="#0b6e99", style="filled", penwidth="0", tooltip="1 complete, 0 in progress, 3 not started"];
              "bar-not-started-domain-back" [pos="702.75,156!", width="5.4792", height="0.1111", label="", class="bar-not-started", fillcolor="#e8ebef", color="#e8ebef", style="filled", penwidth="0", tooltip="1 complete, 0 in progress, 3 not started"];
              "category-back-01_Data" [pos="68.84,121!", width="1.6344", height="0.5", label="Data\l", class="heading", id="category-back-01_Data", shape="plaintext", style="", fontcolor="#1f2328", fontsize="12", fontname="Helvetica,Arial,sans-serif bold", tooltip="Data: 1 complete, 0 in progress, 3 not started"];
              "count-category-back-01_Data" [pos="143.84,121!", width="0.2267", height="0.5", label="1/4\r", class="note", shape="plaintext", style="", fontcolor="#59636e", fontsize="11"];
              "bar-complete-category-back-01_Data" [pos="27.75,99.5!", width="0.4931", height="0.0417", label="", class="bar-complete", fillcolor="#0b6e99", color="#0b6e99", style="filled", penwidth="0", tooltip="1 complete, 0 in progress, 3 not started"];
              "bar-not-started-category-back-01_Data" [pos="98.75,99.5!", width="1.4792", height="0.0417", label="", class="bar-not-started", fillcolor="#e8ebef", color="#e8ebef", style="filled", penwidth="0", tooltip="1 complete, 0 in progress, 3 not started"];
              "topic-cache_consistency" [pos="213,118!", width="1.4167", height="0.5833", label="cache consistency\nP1  ●●●●", class="complete", id="topic-cache_consistency", fillcolor="#0b6e99", color="#084c6b", fontcolor="#ffffff", tooltip="cache consistency (P1, complete): 4 case studies (3 needed), 1 related topic. one, two", URL="../content/cache_consistency.md"];
              "topic-rate_limiting" [pos="319,118!", width="1.4167", height="0.5833", label="rate limiting\nP1", class="first", id="topic-rate_limiting", fillcolor="#ffece5", color="#c2410c", penwidth="2", fontcolor="#1f2328", tooltip="rate limiting (P1, not started): 0 case studies (3 needed), 1 related topic. one, two", URL="../content/rate_limiting.md"];
              "topic-data_lakes" [pos="425,118!", width="1.4167", height="0.5833", label="data lakes\nP2", class="second", id="topic-data_lakes", fillcolor="#f6f8fa", color="#c5ccd3", style="filled,rounded,dashed", fontcolor="#1f2328", tooltip="data lakes (P2, not started): 0 case studies (3 needed), 1 related topic. one, two", URL="../content/data_lakes.md"];
              "topic-event_sourcing" [pos="531,118!", width="1.4167", height="0.5833", label="event sourcing\nP3", class="third", id="topic-event_sourcing", fillcolor="#ffffff", color="#d5dae0", style="filled,rounded,dashed", fontcolor="#59636e", tooltip="event sourcing (P3, not started): 0 case studies (3 needed), 1 related topic. one, two", URL="../content/event_sourcing.md"];
              "domain-cloud" [pos="186,69!", width="4.8889", height="0.3056", label="Cloud  0/2\l", class="heading", id="domain-cloud", shape="plaintext", style="", fontcolor="#1f2328", fontsize="15", fontname="Helvetica,Arial,sans-serif bold", tooltip="Cloud: 0 complete, 1 in progress, 1 not started"];
              "bar-in-progress-domain-cloud" [pos="505.5,69!", width="3.6528", height="0.1111", label="", class="bar-in-progress", fillcolor="#e0a100", color="#e0a100", style="filled", penwidth="0", tooltip="0 complete, 1 in progress, 1 not started"];
              "bar-not-started-domain-cloud" [pos="768.5,69!", width="3.6528", height="0.1111", label="", class="bar-not-started", fillcolor="#e8ebef", color="#e8ebef", style="filled", penwidth="0", tooltip="0 complete, 1 in progress, 1 not started"];
              "category-cloud-01_Data" [pos="68.84,34!", width="1.6344", height="0.5", label="Data\l", class="heading", id="category-cloud-01_Data", shape="plaintext", style="", fontcolor="#1f2328", fontsize="12", fontname="Helvetica,Arial,sans-serif bold", tooltip="Data: 0 complete, 1 in progress, 1 not started"];
              "count-category-cloud-01_Data" [pos="143.84,34!", width="0.2267", height="0.5", label="0/2\r", class="note", shape="plaintext", style="", fontcolor="#59636e", fontsize="11"];
              "bar-in-progress-category-cloud-01_Data" [pos="45.5,12.5!", width="0.9861", height="0.0417", label="", class="bar-in-progress", fillcolor="#e0a100", color="#e0a100", style="filled", penwidth="0", tooltip="0 complete, 1 in progress, 1 not started"];
              "bar-not-started-category-cloud-01_Data" [pos="116.5,12.5!", width="0.9861", height="0.0417", label="", class="bar-not-started", fillcolor="#e8ebef", color="#e8ebef", style="filled", penwidth="0", tooltip="0 complete, 1 in progress, 1 not started"];
              "topic-gitops" [pos="213,31!", width="1.4167", height="0.5833", label="gitops\nP2  ●●○", class="in-progress", id="topic-gitops", fillcolor="#ffe1a0", color="#b7791f", fontcolor="#3d2b00", tooltip="gitops (P2, in progress): 2 case studies (3 needed), 1 related topic. one, two", URL="../content/gitops.md"];
              "topic-odd" [pos="319,31!", width="1.4167", height="0.5833", label="a < b & \"c\" \\N\nnot planned", class="third", id="topic-odd", fillcolor="#ffffff", color="#d5dae0", style="filled,rounded,dashed", fontcolor="#59636e", tooltip="a < b & \"c\" \\N (linked but not planned): 0 case studies (3 needed), 1 related topic. one, two"];
            }
        "##]],
    );
}

#[test]
fn a_corpus_without_topics_says_so() {
    check(
        &texts(&coverage_map(&coverage(Vec::new()))),
        &expect![[r#"
        heading: Topic coverage
        note: no topics
        note: no topics yet
    "#]],
    );
}

#[test]
fn a_corpus_without_domains_or_priorities() {
    let topics = vec![
        topic("a", TopicStatus::Planned, None, 0),
        topic("b", TopicStatus::InProgress, None, 1),
        topic("c", TopicStatus::Complete, None, 12),
    ];
    let mut coverage = coverage(vec![domain("", "", topics)]);
    let empty = CoverageCategory { id: "02".to_owned(), label: "Empty".to_owned(), topics: Vec::new() };
    coverage.domains[0].categories.push(empty);
    check(
        &texts(&coverage_map(&coverage)),
        &expect![[r#"
        heading: Topic coverage
        note: 1 of 3 topics complete, 1 in progress, 1 not started
        complete: complete: 3+ case studies
        in-progress: in progress ● written ○ to write
        third: not started
        heading: Data
        note: 1/3
        third: a
        in-progress: b / ●○○
        complete: c / 12/3
        heading: Empty
        note: no topics yet
    "#]],
    );
}
