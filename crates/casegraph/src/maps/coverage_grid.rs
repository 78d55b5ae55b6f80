//! The coverage map: a block for each domain, a row for each category, a tile for each topic.

use casegraph_draw::{
    GridBlock, GridDiagram, GridRow, GridTile, Map, Style, TILE_FONT, TILE_WIDTH, Tally, grid_map,
    single_line,
};
use casegraph_facts::TopicCounts;

use super::legend;
use super::tile;
use super::topic_style::topic_style;
use crate::coverage::topics::{Coverage, CoverageCategory, CoverageTopic, by_urgency};

/// Lays the coverage map out.
#[must_use]
pub fn coverage_map(coverage: &Coverage) -> Map {
    let summary = coverage.counts().summary();
    let row = |category: &CoverageCategory| GridRow {
        id: category.id.clone(),
        label: category.label.clone(),
        tally: tally(&category.counts()),
        tiles: by_urgency(&category.topics).into_iter().map(|topic| tile(topic, coverage.minimum)).collect(),
    };
    let blocks = coverage.domains.iter().map(|domain| GridBlock {
        id: domain.id.clone(),
        label: domain.label.clone(),
        tally: tally(&domain.counts()),
        rows: domain.categories.iter().map(row).collect(),
    });
    grid_map(GridDiagram {
        name: "coverage",
        title: coverage.title.clone(),
        description: description(coverage, summary.clone()),
        summary,
        legend: legend::entries(coverage),
        blocks: blocks.collect(),
        left_out: None,
    })
}

fn tile(topic: &CoverageTopic, minimum: u32) -> GridTile {
    GridTile {
        id: format!("topic-{}", topic.id),
        style: topic_style(topic.status, topic.priority),
        lines: tile::lines(topic, minimum, TILE_FONT, TILE_WIDTH),
        name: topic.label.clone(),
        tooltip: tile::tooltip(topic, minimum),
        link: topic.link.clone(),
    }
}

/// The summary, then a phrase for each named domain.
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

/// `7/46`: complete topics of all topics.
fn fraction(counts: &TopicCounts) -> String {
    format!("{}/{}", counts.complete, counts.total())
}

fn tally(counts: &TopicCounts) -> Tally {
    let TopicCounts { complete, in_progress, not_started, .. } = *counts;
    Tally {
        count: if counts.total() == 0 { String::new() } else { fraction(counts) },
        words: format!("{complete} complete, {in_progress} in progress, {not_started} not started"),
        parts: vec![
            (Style::BarComplete, complete),
            (Style::BarInProgress, in_progress),
            (Style::BarNotStarted, not_started),
        ],
    }
}
