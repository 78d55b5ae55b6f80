//! The coverage map: domains are blocks, categories rows, topics tiles that show how far they are.

use super::characters::single_line;
use super::class::Class;
use super::grid::{Block, GridView, Row, TILE_FONT, TILE_ROOM, Tally, Tile, grid_map};
use super::legend;
use super::model::Map;
use super::tile;
use crate::coverage::{Coverage, CoverageCategory, CoverageCounts, CoverageTopic};

/// Lays the coverage map out.
#[must_use]
pub fn coverage_map(coverage: &Coverage) -> Map {
    let summary = summary(&coverage.counts());
    let row = |category: &CoverageCategory| Row {
        id: category.id.clone(),
        label: category.label.clone(),
        tally: tally(&category.counts()),
        tiles: in_order(category).into_iter().map(|topic| tile(topic, coverage.minimum)).collect(),
    };
    let blocks = coverage.domains.iter().map(|domain| Block {
        id: domain.id.clone(),
        label: domain.label.clone(),
        tally: tally(&domain.counts()),
        rows: domain.categories.iter().map(row).collect(),
    });
    grid_map(GridView {
        name: "coverage",
        title: coverage.title.clone(),
        description: description(coverage, summary.clone()),
        summary,
        legend: legend::entries(coverage),
        blocks: blocks.collect(),
        left_out: None,
    })
}

/// The topics of a row, the most urgent first.
pub(super) fn in_order(category: &CoverageCategory) -> Vec<&CoverageTopic> {
    let mut topics: Vec<&CoverageTopic> = category.topics.iter().collect();
    topics.sort_by_key(|topic| (topic.planned_priority().unwrap_or(u8::MAX), &topic.label, &topic.id));
    topics
}

fn tile(topic: &CoverageTopic, minimum: u32) -> Tile {
    Tile {
        id: format!("topic-{}", topic.id),
        class: tile::class(topic),
        lines: tile::lines(topic, minimum, TILE_FONT, TILE_ROOM),
        name: topic.label.clone(),
        tooltip: tile::tooltip(topic, minimum),
        link: topic.link.clone(),
    }
}

/// `7 of 95 topics complete, 13 in progress, 75 not started (28 of them P1)`.
fn summary(counts: &CoverageCounts) -> String {
    let total = counts.total();
    if total == 0 {
        return "no topics".to_owned();
    }
    let topics = if total == 1 { "topic" } else { "topics" };
    let CoverageCounts { complete, in_progress, not_started, first_not_started } = counts;
    let first = match first_not_started {
        0 => String::new(),
        _ => format!(" ({first_not_started} of them P1)"),
    };
    format!(
        "{complete} of {total} {topics} complete, {in_progress} in progress, {not_started} not started{first}"
    )
}

/// The summary, then one line for each named domain.
fn description(coverage: &Coverage, summary: String) -> String {
    let mut lines = vec![summary];
    for domain in coverage.domains.iter().filter(|domain| !domain.label.is_empty()) {
        let counts = domain.counts();
        lines.push(format!(
            "{}: {} of {} complete",
            single_line(&domain.label),
            counts.complete,
            counts.total()
        ));
    }
    lines.join("; ")
}

/// `7/46`: complete, of all.
fn fraction(counts: &CoverageCounts) -> String {
    format!("{}/{}", counts.complete, counts.total())
}

fn tally(counts: &CoverageCounts) -> Tally {
    let CoverageCounts { complete, in_progress, not_started, .. } = *counts;
    Tally {
        count: if counts.total() == 0 { String::new() } else { fraction(counts) },
        words: format!("{complete} complete, {in_progress} in progress, {not_started} not started"),
        parts: vec![
            (Class::BarComplete, complete),
            (Class::BarInProgress, in_progress),
            (Class::BarNotStarted, not_started),
        ],
    }
}
