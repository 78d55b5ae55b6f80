//! The gap map: the grid of the coverage map with the findings on each topic.
//!
//! A written topic shows its worst finding. An unwritten topic has the style of the coverage map, because the missing page
//! is its gap. Findings without a topic come last, by file.

use casegraph_draw::{
    GridBlock, GridDiagram, GridRow, GridTile, LegendEntry, Map, Style, TILE_FONT, TILE_WIDTH, Tally,
    fit_line, grid_map, single_line, text_width, wrap_lines,
};
use casegraph_facts::{Severity, TopicStatus};

use super::topic_style::topic_style;
use crate::coverage::gaps::{GapCounts, GapCoverage, MapFinding};
use crate::coverage::rows::status_name;
use crate::coverage::topics::{CoverageCategory, CoverageTopic, by_urgency};

/// Maximum number of findings in a tooltip.
const MOST_FINDINGS: usize = 8;
/// Maximum number of files: three lines of tiles.
const MOST_FILES: usize = 21;

/// Lays the gap map out.
#[must_use]
pub fn gap_map(gaps: &GapCoverage) -> Map {
    let row = |category: &CoverageCategory| GridRow {
        id: category.id.clone(),
        label: category.label.clone(),
        tally: tally(category.topics.iter().map(|topic| (is_written(topic), gaps.on(&topic.id)))),
        tiles: by_urgency(&category.topics)
            .into_iter()
            .map(|topic| topic_tile(topic, gaps.on(&topic.id)))
            .collect(),
    };
    let mut blocks: Vec<GridBlock> = gaps
        .coverage
        .domains
        .iter()
        .map(|domain| GridBlock {
            id: domain.id.clone(),
            label: domain.label.clone(),
            tally: tally(domain.topics().map(|topic| (is_written(topic), gaps.on(&topic.id)))),
            rows: domain.categories.iter().map(row).collect(),
        })
        .collect();
    let shown = gaps.files.get(..MOST_FILES).unwrap_or(&gaps.files);
    if !shown.is_empty() {
        let files = || gaps.files.iter().map(|(_, findings)| (true, findings.as_slice()));
        let row = GridRow {
            id: String::new(),
            label: "Not on a topic".to_owned(),
            tally: tally(files()),
            tiles: shown.iter().map(|(path, findings)| file_tile(path, findings)).collect(),
        };
        blocks.push(GridBlock {
            id: "elsewhere".to_owned(),
            label: "Elsewhere".to_owned(),
            tally: tally(files()),
            rows: vec![row],
        });
    }
    let all: GapCounts =
        gaps.topics.values().chain(gaps.files.iter().map(|(_, findings)| findings)).flatten().collect();
    let topics = gaps.coverage.topics().count();
    let free =
        gaps.coverage.topics().filter(|topic| style(topic, gaps.on(&topic.id)) == Style::Clean).count();
    let noun = if topics == 1 { "topic" } else { "topics" };
    let summary = format!("{}; {free} of {topics} {noun} without findings", all.words());
    let left_out = match gaps.files.len() - shown.len() {
        0 => None,
        1 => Some("the findings in 1 more file".to_owned()),
        more => Some(format!("the findings in {more} more files")),
    };
    grid_map(GridDiagram {
        name: "gaps",
        title: title(gaps),
        description: description(gaps, &summary),
        summary,
        legend: legend(gaps),
        blocks,
        left_out,
    })
}

fn title(gaps: &GapCoverage) -> String {
    let narrowed = gaps.narrowed.as_ref().map_or(String::new(), |narrowed| format!(" ({narrowed})"));
    format!("{}: gaps{narrowed}", gaps.coverage.title).trim_start_matches(": ").to_owned()
}

/// The summary, then a phrase for each named domain.
fn description(gaps: &GapCoverage, summary: &str) -> String {
    let mut parts = vec![summary.to_owned()];
    for domain in gaps.coverage.domains.iter().filter(|domain| !domain.label.is_empty()) {
        let counts: GapCounts = domain.topics().flat_map(|topic| gaps.on(&topic.id)).collect();
        parts.push(format!("{}: {}", single_line(&domain.label), counts.words()));
    }
    parts.join("; ")
}

/// The style of a topic. A missing page does not count as a finding here: the style shows it.
fn style(topic: &CoverageTopic, findings: &[MapFinding]) -> Style {
    match of_findings(&besides_unwritten(findings)) {
        style @ (Style::Error | Style::Warning) => style,
        style if is_written(topic) => style,
        _ => topic_style(topic.status, topic.priority),
    }
}

fn is_written(topic: &CoverageTopic) -> bool {
    matches!(topic.status, TopicStatus::Complete | TopicStatus::InProgress)
}

fn besides_unwritten(findings: &[MapFinding]) -> Vec<&MapFinding> {
    findings.iter().filter(|finding| !finding.is_unwritten).collect()
}

fn of_findings(findings: &[&MapFinding]) -> Style {
    match findings.first().map(|finding| finding.severity) {
        Some(Severity::Error) => Style::Error,
        Some(Severity::Warning) => Style::Warning,
        Some(Severity::Info) => Style::Remark,
        None => Style::Clean,
    }
}

fn topic_tile(topic: &CoverageTopic, findings: &[MapFinding]) -> GridTile {
    let priority = topic.planned_priority().filter(|_| !is_written(topic));
    let before = priority.map_or(String::new(), |priority| format!("P{priority}"));
    GridTile {
        id: format!("topic-{}", topic.id),
        style: style(topic, findings),
        lines: lines(&topic.label, &before, &besides_unwritten(findings)),
        name: topic.label.clone(),
        tooltip: tooltip(&format!("{} ({})", topic.label, status_name(topic.status)), findings),
        link: findings.first().and_then(|finding| finding.link.clone()).or_else(|| topic.link.clone()),
    }
}

fn file_tile(path: &str, findings: &[MapFinding]) -> GridTile {
    // The folder distinguishes files named README.md.
    let parts: Vec<&str> = path.rsplit('/').take(2).collect();
    let name = parts.into_iter().rev().collect::<Vec<_>>().join("/");
    GridTile {
        id: format!("file-{path}"),
        style: of_findings(&findings.iter().collect::<Vec<_>>()),
        lines: lines(&name, "", &findings.iter().collect::<Vec<_>>()),
        name: path.to_owned(),
        tooltip: tooltip(path, findings),
        link: findings.first().and_then(|finding| finding.link.clone()),
    }
}

/// The name on two lines, then the number of findings of the worst severity and the number of all others.
fn lines(name: &str, before: &str, findings: &[&MapFinding]) -> Vec<String> {
    let worst = findings
        .iter()
        .filter(|finding| Some(finding.severity) == findings.first().map(|first| first.severity));
    let more = match findings.len() - worst.count() {
        0 => String::new(),
        more => format!(" +{more}"),
    };
    let parts = findings.iter().copied().collect::<GapCounts>().parts();
    let found = parts.first().map(|part| format!("{part}{more}")).unwrap_or_default();
    let full = [before, &found].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let full = full.join("\u{a0}\u{a0}");
    let progress = if text_width(&full, TILE_FONT) <= TILE_WIDTH || found.is_empty() { full } else { found };
    let progress = fit_line(&progress, TILE_FONT, TILE_WIDTH);
    let mut lines = wrap_lines(name, TILE_FONT, TILE_WIDTH, if progress.is_empty() { 3 } else { 2 });
    if !progress.is_empty() {
        lines.push(progress);
    }
    lines
}

fn tooltip(name: &str, findings: &[MapFinding]) -> String {
    let mut lines = vec![format!("{name}: {}", findings.iter().collect::<GapCounts>().words())];
    lines.extend(findings.iter().take(MOST_FINDINGS).map(|finding| finding.text.clone()));
    if findings.len() > MOST_FINDINGS {
        lines.push(format!("and {} more", findings.len() - MOST_FINDINGS));
    }
    lines.join("\n")
}

/// Counts the findings of tiles; each tile is written or not.
fn tally<'a>(tiles: impl Iterator<Item = (bool, &'a [MapFinding])>) -> Tally {
    let mut counts = GapCounts::default();
    let mut parts =
        [(Style::BarError, 0), (Style::BarWarning, 0), (Style::BarNotStarted, 0), (Style::BarComplete, 0)];
    for (is_written, findings) in tiles {
        let own: GapCounts = findings.iter().collect();
        counts.errors += own.errors;
        counts.warnings += own.warnings;
        counts.notes += own.notes;
        let at = match of_findings(&findings.iter().collect::<Vec<_>>()) {
            Style::Error => 0,
            Style::Warning => 1,
            Style::Clean if is_written => 3,
            _ => 2,
        };
        if let Some((_, count)) = parts.get_mut(at) {
            *count += 1;
        }
    }
    Tally { count: counts.total().to_string(), words: counts.words(), parts: parts.to_vec() }
}

/// The legend of the styles that occur.
fn legend(gaps: &GapCoverage) -> Vec<LegendEntry> {
    let topics = gaps.coverage.topics().map(|topic| style(topic, gaps.on(&topic.id)));
    let files = gaps.files.iter().map(|(_, findings)| of_findings(&findings.iter().collect::<Vec<_>>()));
    let drawn: Vec<Style> = topics.chain(files).collect();
    let all = [
        (Style::Error, "errors"),
        (Style::Warning, "warnings"),
        (Style::Remark, "notes"),
        (Style::Clean, "no findings"),
        (Style::First, "not written, P1: write next"),
        (Style::Second, "not written, P2"),
        (Style::Third, "not written"),
    ];
    let occurring = all.into_iter().filter(|(style, _)| drawn.contains(style));
    occurring.map(|(style, text)| LegendEntry { name: style.name(), style, text: text.to_owned() }).collect()
}
