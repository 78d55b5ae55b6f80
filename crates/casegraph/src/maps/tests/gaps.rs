//! The gap map: what a tile says of its findings, and where findings without a topic stand.

use casegraph_draw::{Map, Node, Shape, to_svg};
use casegraph_facts::{Severity, TopicStatus};
use expect_test::expect;

use super::coverage::{coverage, domain, topic};
use super::is_xml;
use crate::maps::gap_map;
use crate::{Finding, GapCoverage, GapReport, LinkBase, Part};

fn finding(topic: Option<&str>, severity: Severity, code: &str, line: u32) -> Finding {
    Finding {
        code: code.to_owned(),
        severity,
        path: topic.map_or("vocabulary/names.ttl".to_owned(), |topic| format!("01_Data/{topic}/README.md")),
        line,
        about: String::new(),
        message: "something & <more>".to_owned(),
        fix: None,
        edit: None,
        priority: None,
        topic: topic.map(str::to_owned),
        category: None,
    }
}

fn drawn(part: &Part, findings: Vec<Finding>) -> Map {
    let topics = vec![
        topic("errors", TopicStatus::Complete, Some(1), 3),
        topic("warned", TopicStatus::InProgress, Some(2), 1),
        topic("noted", TopicStatus::Complete, Some(2), 3),
        topic("clean", TopicStatus::Complete, Some(3), 3),
        topic("planned", TopicStatus::Planned, Some(1), 0),
        topic("planned_and_wrong", TopicStatus::Planned, Some(3), 0),
    ];
    let coverage = coverage(vec![domain("back", "Backend", topics)]);
    let mut report = GapReport { findings, ..GapReport::default() };
    report.findings.sort_by_key(|finding| finding.severity);
    gap_map(&GapCoverage::of(coverage, &report, part, &LinkBase::default()))
}

fn all() -> Vec<Finding> {
    let (error, warning, info) = (Severity::Error, Severity::Warning, Severity::Info);
    let mut all = vec![
        finding(Some("errors"), error, "broken-link", 7),
        finding(Some("errors"), warning, "missing-section", 3),
        finding(Some("warned"), warning, "too-few-case-studies", 1),
        finding(Some("noted"), info, "one-way-relation", 9),
        finding(Some("planned"), warning, "unwritten-topic", 4),
        finding(Some("planned_and_wrong"), info, "unwritten-topic", 5),
        finding(Some("planned_and_wrong"), warning, "plan-drift", 5),
        finding(None, info, "unused-term", 2),
    ];
    all.extend((0..9).map(|line| finding(Some("warned"), info, "uncited-metric", 10 + line)));
    all
}

/// Class, lines, tooltip and link of every tile, and the texts around them.
fn texts(map: &Map) -> String {
    let line = |node: &Node| {
        let about = [node.tooltip.as_deref(), node.link.as_deref()];
        let about: Vec<String> = about.into_iter().flatten().map(|text| text.replace('\n', " | ")).collect();
        format!("{}: {} {about:?}\n", node.class.name(), node.lines.join(" / "))
    };
    map.nodes.iter().filter(|node| node.class.shape() != Shape::Bar).map(line).collect()
}

#[test]
fn a_tile_shows_its_worst_findings() {
    let map = drawn(&Part::default(), all());
    assert!(is_xml(&to_svg(&map)));
    expect![[r#"
        1 error, 4 warnings, 12 notes; 1 of 6 topics without findings; Backend: 1 error, 4 warnings, 11 notes
        heading: Topic coverage: gaps []
        note: 1 error, 4 warnings, 12 notes; 1 of 6 topics without findings []
        error: errors []
        warning: warnings []
        remark: notes []
        clean: no findings []
        first: not written, P1: write next []
        heading: Backend  16 ["Backend: 1 error, 4 warnings, 11 notes"]
        heading: Data ["Data: 1 error, 4 warnings, 11 notes"]
        note: 16 []
        error: errors / 1 error +1 ["errors (complete): 1 error, 1 warning | 01_Data/errors/README.md:7 something & <more> [broken-link] | 01_Data/errors/README.md:3 something & <more> [missing-section]", "01_Data/errors/README.md?plain=1#L7"]
        first: planned / P1 ["planned (not started): 1 warning | 01_Data/planned/README.md:4 something & <more> [unwritten-topic]", "01_Data/planned/README.md?plain=1#L4"]
        remark: noted / 1 note ["noted (complete): 1 note | 01_Data/noted/README.md:9 something & <more> [one-way-relation]", "01_Data/noted/README.md?plain=1#L9"]
        warning: warned / 1 warning +9 ["warned (in progress): 1 warning, 9 notes | 01_Data/warned/README.md:1 something & <more> [too-few-case-studies] | 01_Data/warned/README.md:10 something & <more> [uncited-metric] | 01_Data/warned/README.md:11 something & <more> [uncited-metric] | 01_Data/warned/README.md:12 something & <more> [uncited-metric] | 01_Data/warned/README.md:13 something & <more> [uncited-metric] | 01_Data/warned/README.md:14 something & <more> [uncited-metric] | 01_Data/warned/README.md:15 something & <more> [uncited-metric] | 01_Data/warned/README.md:16 something & <more> [uncited-metric] | and 2 more", "01_Data/warned/README.md?plain=1#L1"]
        clean: clean ["clean (complete): no findings", "../content/clean.md"]
        warning: planned and wrong / P3 1 warning ["planned and wrong (not started): 1 warning, 1 note | 01_Data/planned_and_wrong/README.md:5 something & <more> [plan-drift] | 01_Data/planned_and_wrong/README.md:5 something & <more> [unwritten-topic]", "01_Data/planned_and_wrong/README.md?plain=1#L5"]
        heading: Elsewhere  1 ["Elsewhere: 1 note"]
        heading: Not on a topic ["Not on a topic: 1 note"]
        note: 1 []
        remark: vocabulary/names. / ttl / 1 note ["vocabulary/names.ttl: 1 note | vocabulary/names.ttl:2 something & <more> [unused-term]", "vocabulary/names.ttl?plain=1#L2"]
    "#]].assert_eq(&format!("{}\n{}", map.description, texts(&map)));
}

#[test]
fn of_a_part_only_its_topics_are_told() {
    let part = Part { domain: Some("back".to_owned()), category: None };
    let map = drawn(&part, all());
    assert!(!map.nodes.iter().any(|node| node.id.starts_with("file-")));
}

#[test]
fn a_corpus_without_findings_is_clean() {
    expect![[r#"
        heading: Topic coverage: gaps []
        note: no findings; 4 of 6 topics without findings []
        clean: no findings []
        first: not written, P1: write next []
        third: not written []
        heading: Backend  0 ["Backend: no findings"]
        heading: Data ["Data: no findings"]
        note: 0 []
        clean: errors ["errors (complete): no findings", "../content/errors.md"]
        first: planned / P1 ["planned (not started): no findings", "../content/planned.md"]
        clean: noted ["noted (complete): no findings", "../content/noted.md"]
        clean: warned ["warned (in progress): no findings", "../content/warned.md"]
        clean: clean ["clean (complete): no findings", "../content/clean.md"]
        third: planned and wrong / P3 ["planned and wrong (not started): no findings", "../content/planned_and_wrong.md"]
    "#]].assert_eq(&texts(&drawn(&Part::default(), Vec::new())));
}

#[test]
fn files_beyond_three_rows_are_counted() {
    let elsewhere = |nth: u32| Finding {
        path: format!("notes/{nth:02}.md"),
        ..finding(None, Severity::Info, "empty-page", nth)
    };
    let map = drawn(&Part::default(), (1..=30).map(elsewhere).collect());
    assert_eq!(map.left_out.as_deref(), Some("the findings in 9 more files"));
    assert_eq!(map.nodes.iter().filter(|node| node.id.starts_with("file-")).count(), 21);
}
