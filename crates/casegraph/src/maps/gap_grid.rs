//! The gap map: the grid of the coverage map, with what the checks find on each topic.
//!
//! A written topic shows its worst finding; one that is not written looks as in the coverage map, for what is wrong with
//! it is that it is missing. What stands on no topic comes last, by file.

use casegraph_draw::{
    Class, GridBlock, GridRow, GridTile, GridView, LegendEntry, Map, TILE_FONT, TILE_WIDTH, Tally, fitted,
    grid_map, single_line, width, wrapped,
};
use casegraph_facts::{Severity, TopicStatus};

use super::coverage_grid::in_order;
use super::tile;
use crate::coverage::{CoverageCategory, CoverageTopic};
use crate::gap_coverage::{GapCounts, GapCoverage, GapPlace};

/// How many findings a tooltip tells.
const TOLD: usize = 8;
/// How many files are drawn.
const MOST_FILES: usize = 21;

/// Lays the gap map out.
#[must_use]
pub fn gap_map(gaps: &GapCoverage) -> Map {
    let row = |category: &CoverageCategory| GridRow {
        id: category.id.clone(),
        label: category.label.clone(),
        tally: tally(category.topics.iter().map(|topic| (is_written(topic), gaps.on(&topic.id)))),
        tiles: in_order(category).into_iter().map(|topic| topic_tile(topic, gaps.on(&topic.id))).collect(),
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
        let files = || gaps.files.iter().map(|(_, places)| (true, places.as_slice()));
        let row = GridRow {
            id: String::new(),
            label: "Not on a topic".to_owned(),
            tally: tally(files()),
            tiles: shown.iter().map(|(path, places)| file_tile(path, places)).collect(),
        };
        blocks.push(GridBlock {
            id: "elsewhere".to_owned(),
            label: "Elsewhere".to_owned(),
            tally: tally(files()),
            rows: vec![row],
        });
    }
    let all: GapCounts =
        gaps.topics.values().chain(gaps.files.iter().map(|(_, places)| places)).flatten().collect();
    let topics = gaps.coverage.topics().count();
    let free =
        gaps.coverage.topics().filter(|topic| class(topic, gaps.on(&topic.id)) == Class::Clean).count();
    let noun = if topics == 1 { "topic" } else { "topics" };
    let summary = format!("{}; {free} of {topics} {noun} without findings", all.words());
    let left_out = match gaps.files.len() - shown.len() {
        0 => None,
        1 => Some("the findings in 1 more file".to_owned()),
        more => Some(format!("the findings in {more} more files")),
    };
    grid_map(GridView {
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

/// The summary, then one part for each named domain.
fn description(gaps: &GapCoverage, summary: &str) -> String {
    let mut parts = vec![summary.to_owned()];
    for domain in gaps.coverage.domains.iter().filter(|domain| !domain.label.is_empty()) {
        let counts: GapCounts = domain.topics().flat_map(|topic| gaps.on(&topic.id)).collect();
        parts.push(format!("{}: {}", single_line(&domain.label), counts.words()));
    }
    parts.join("; ")
}

/// What a topic is drawn as. That it has no page is no finding here: it shows.
fn class(topic: &CoverageTopic, places: &[GapPlace]) -> Class {
    match of_findings(&besides_unwritten(places)) {
        class @ (Class::Error | Class::Warning) => class,
        class if is_written(topic) => class,
        _ => tile::class(topic),
    }
}

fn is_written(topic: &CoverageTopic) -> bool {
    matches!(topic.status, TopicStatus::Complete | TopicStatus::InProgress)
}

fn besides_unwritten(places: &[GapPlace]) -> Vec<&GapPlace> {
    places.iter().filter(|place| !place.is_unwritten).collect()
}

fn of_findings(places: &[&GapPlace]) -> Class {
    match places.first().map(|place| place.severity) {
        Some(Severity::Error) => Class::Error,
        Some(Severity::Warning) => Class::Warning,
        Some(Severity::Info) => Class::Remark,
        None => Class::Clean,
    }
}

fn topic_tile(topic: &CoverageTopic, places: &[GapPlace]) -> GridTile {
    let priority = topic.planned_priority().filter(|_| !is_written(topic));
    let before = priority.map_or(String::new(), |priority| format!("P{priority}"));
    GridTile {
        id: format!("topic-{}", topic.id),
        class: class(topic, places),
        lines: lines(&topic.label, &before, &besides_unwritten(places)),
        name: topic.label.clone(),
        tooltip: tooltip(&format!("{} ({})", topic.label, tile::status(topic.status)), places),
        link: places.first().and_then(|place| place.link.clone()).or_else(|| topic.link.clone()),
    }
}

fn file_tile(path: &str, places: &[GapPlace]) -> GridTile {
    // The folder tells one README from another.
    let parts: Vec<&str> = path.rsplit('/').take(2).collect();
    let name = parts.into_iter().rev().collect::<Vec<_>>().join("/");
    GridTile {
        id: format!("file-{path}"),
        class: of_findings(&places.iter().collect::<Vec<_>>()),
        lines: lines(&name, "", &places.iter().collect::<Vec<_>>()),
        name: path.to_owned(),
        tooltip: tooltip(path, places),
        link: places.first().and_then(|place| place.link.clone()),
    }
}

/// The name on two lines, then the worst findings with their number, and how many others there are.
fn lines(name: &str, before: &str, places: &[&GapPlace]) -> Vec<String> {
    let worst =
        places.iter().filter(|place| Some(place.severity) == places.first().map(|first| first.severity));
    let more = match places.len() - worst.count() {
        0 => String::new(),
        more => format!(" +{more}"),
    };
    let parts = places.iter().copied().collect::<GapCounts>().parts();
    let found = parts.first().map(|part| format!("{part}{more}")).unwrap_or_default();
    let full = [before, &found].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let full = full.join("\u{a0}\u{a0}");
    let standing = if width(&full, TILE_FONT) <= TILE_WIDTH || found.is_empty() { full } else { found };
    let standing = fitted(&standing, TILE_FONT, TILE_WIDTH);
    let mut lines = wrapped(name, TILE_FONT, TILE_WIDTH, if standing.is_empty() { 3 } else { 2 });
    if !standing.is_empty() {
        lines.push(standing);
    }
    lines
}

fn tooltip(name: &str, places: &[GapPlace]) -> String {
    let mut lines = vec![format!("{name}: {}", places.iter().collect::<GapCounts>().words())];
    lines.extend(places.iter().take(TOLD).map(|place| place.text.clone()));
    if places.len() > TOLD {
        lines.push(format!("and {} more", places.len() - TOLD));
    }
    lines.join("\n")
}

/// Of tiles that are written or not, with their findings.
fn tally<'a>(tiles: impl Iterator<Item = (bool, &'a [GapPlace])>) -> Tally {
    let mut counts = GapCounts::default();
    let mut parts =
        [(Class::BarError, 0), (Class::BarWarning, 0), (Class::BarNotStarted, 0), (Class::BarComplete, 0)];
    for (is_written, places) in tiles {
        let own: GapCounts = places.iter().collect();
        counts.errors += own.errors;
        counts.warnings += own.warnings;
        counts.notes += own.notes;
        let at = match of_findings(&places.iter().collect::<Vec<_>>()) {
            Class::Error => 0,
            Class::Warning => 1,
            Class::Clean if is_written => 3,
            _ => 2,
        };
        if let Some((_, count)) = parts.get_mut(at) {
            *count += 1;
        }
    }
    Tally { count: counts.total().to_string(), words: counts.words(), parts: parts.to_vec() }
}

/// What the colours mean, for those that occur.
fn legend(gaps: &GapCoverage) -> Vec<LegendEntry> {
    let topics = gaps.coverage.topics().map(|topic| class(topic, gaps.on(&topic.id)));
    let files = gaps.files.iter().map(|(_, places)| of_findings(&places.iter().collect::<Vec<_>>()));
    let drawn: Vec<Class> = topics.chain(files).collect();
    let all = [
        (Class::Error, "errors"),
        (Class::Warning, "warnings"),
        (Class::Remark, "notes"),
        (Class::Clean, "no findings"),
        (Class::First, "not written, P1: write next"),
        (Class::Second, "not written, P2"),
        (Class::Third, "not written"),
    ];
    let occurring = all.into_iter().filter(|(class, _)| drawn.contains(class));
    occurring.map(|(class, text)| LegendEntry { name: class.name(), class, text: text.to_owned() }).collect()
}
