//! The coverage map: domains are blocks, categories rows, topics tiles that show how far they are.

use casegraph_draw::{
    Class, GridBlock, GridRow, GridTile, GridView, Map, TILE_FONT, TILE_WIDTH, Tally, grid_map, single_line,
};

use super::legend;
use super::tile;
use crate::coverage::{Coverage, CoverageCategory, CoverageCounts, CoverageTopic};

/// Lays the coverage map out.
#[must_use]
pub fn coverage_map(coverage: &Coverage) -> Map {
    let summary = coverage.counts().summary();
    let row = |category: &CoverageCategory| GridRow {
        id: category.id.clone(),
        label: category.label.clone(),
        tally: tally(&category.counts()),
        tiles: in_order(category).into_iter().map(|topic| tile(topic, coverage.minimum)).collect(),
    };
    let blocks = coverage.domains.iter().map(|domain| GridBlock {
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

fn tile(topic: &CoverageTopic, minimum: u32) -> GridTile {
    GridTile {
        id: format!("topic-{}", topic.id),
        class: tile::class(topic),
        lines: tile::lines(topic, minimum, TILE_FONT, TILE_WIDTH),
        name: topic.label.clone(),
        tooltip: tile::tooltip(topic, minimum),
        link: topic.link.clone(),
    }
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
