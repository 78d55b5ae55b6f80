//! The coverage map: a grid, not a graph. Domains are blocks, categories rows, topics tiles.
//!
//! Edges between topics would make a ball of wool at a hundred topics; a grid shows every gap at its place. Tiles keep
//! one size and rows wrap, so that text never shrinks and a change in one category moves nothing beside it.

use std::collections::BTreeMap;

use super::characters::single_line;
use super::class::Class;
use super::legend;
use super::lines::{fitted, wrapped};
use super::model::{Align, Font, Map, Node};
use super::tile;
use super::width::width;
use crate::coverage::{Coverage, CoverageCategory, CoverageCounts, CoverageDomain, CoverageTopic};

const WIDTH: f64 = 910.0;
const MARGIN: f64 = 10.0;
const RIGHT: f64 = WIDTH - MARGIN;

const TILES_IN_A_ROW: usize = 7;
const TILE: [f64; 2] = [102.0, 42.0];
/// From a tile to the next, to the right and down.
const STEP: [f64; 2] = [106.0, 47.0];
/// Between the edge of a tile and its text.
const PADDING: f64 = 3.0;
/// Left edge of the tiles; left of it stand the names of the rows.
const TILES: f64 = 162.0;
/// Between the last row of a domain and the next domain.
const DOMAIN_GAP: f64 = 12.0;
/// Left edge of a domain's bar: that of the third tile.
const DOMAIN_BAR: f64 = TILES + 2.0 * STEP[0];
/// Right edge of what is left of the tiles.
const ROW_HEADER: f64 = 152.0;
/// Height of a row's name, above its bar.
const ROW_NAME: f64 = 36.0;

const TITLE_FONT: Font = Font::bold(18.0);
const SUMMARY_FONT: Font = Font::regular(12.0);
const DOMAIN_FONT: Font = Font::bold(15.0);
const CATEGORY_FONT: Font = Font::bold(12.0);
const COUNT_FONT: Font = Font::regular(11.0);
const TILE_FONT: Font = Font::regular(10.5);

/// Lays the coverage map out.
#[must_use]
pub fn coverage_map(coverage: &Coverage) -> Map {
    let mut grid = Grid { minimum: coverage.minimum, nodes: Vec::new(), ids: BTreeMap::new(), y: MARGIN };
    let summary = summary(&coverage.counts());
    grid.title(&coverage.title, &summary);
    grid.legend(coverage);
    for (nth, domain) in coverage.domains.iter().enumerate() {
        grid.y += if nth > 0 { DOMAIN_GAP } else { 0.0 };
        grid.domain(domain);
    }
    if coverage.domains.is_empty() {
        grid.nothing("nothing");
    }
    Map {
        name: "coverage".to_owned(),
        title: single_line(&coverage.title),
        description: description(coverage, summary),
        width: WIDTH,
        height: grid.y - (STEP[1] - TILE[1]) + MARGIN,
        nodes: grid.nodes,
        edges: Vec::new(),
        left_out: None,
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

/// The map so far.
struct Grid {
    minimum: u32,
    nodes: Vec<Node>,
    /// Ids given, with the number that the next node of the same name gets.
    ids: BTreeMap<String, usize>,
    /// Where the next block begins.
    y: f64,
}

impl Grid {
    /// The name on the left, the numbers on the right; below each other where the name is long.
    fn title(&mut self, title: &str, summary: &str) {
        let room = RIGHT - MARGIN;
        let summary_width = width(summary, SUMMARY_FONT);
        let beside = room - summary_width - 20.0;
        let is_beside = width(&single_line(title), TITLE_FONT) <= beside;
        let title_width = if is_beside { beside } else { room };
        let heading = Node::new("title", Class::Heading, [MARGIN, self.y, title_width, 26.0]);
        self.put(heading.text(vec![fitted(title, TITLE_FONT, title_width)], Align::Left, TITLE_FONT));
        if !is_beside {
            self.y += 26.0;
        }
        let note = Node::new("summary", Class::Note, [RIGHT - summary_width, self.y, summary_width, 26.0]);
        self.put(note.text(vec![summary.to_owned()], Align::Right, SUMMARY_FONT));
        self.y += 32.0;
    }

    /// The entries side by side, as many to a row as fit.
    fn legend(&mut self, coverage: &Coverage) {
        let mut x = MARGIN;
        let entries = legend::entries(coverage);
        for entry in &entries {
            let entry_width = (width(&entry.text, TILE_FONT) + 18.0).ceil();
            if x > MARGIN && x + entry_width > RIGHT {
                x = MARGIN;
                self.y += 27.0;
            }
            let id = format!("legend-{}", entry.name);
            let tile = Node::new(id, entry.class, [x, self.y, entry_width, 22.0]);
            self.put(tile.text(vec![entry.text.clone()], Align::Center, TILE_FONT));
            x += entry_width + 6.0;
        }
        self.y += if entries.is_empty() { 0.0 } else { 34.0 };
    }

    /// A block: its header, if it has a name, and its rows.
    fn domain(&mut self, domain: &CoverageDomain) {
        let name = single_line(&domain.label);
        let counts = domain.counts();
        if !name.is_empty() {
            let progress = if counts.total() == 0 {
                String::new()
            } else {
                format!("\u{a0}\u{a0}{}", fraction(&counts))
            };
            let room = DOMAIN_BAR - MARGIN - 12.0;
            let shown = fitted(&name, DOMAIN_FONT, room - width(&progress, DOMAIN_FONT));
            let tooltip = format!("{name}: {}", breakdown(&counts));
            let id = format!("domain-{}", domain.id);
            let heading = Node::new(&*id, Class::Heading, [MARGIN, self.y, room, 22.0]);
            self.put(heading.text(vec![shown + &progress], Align::Left, DOMAIN_FONT).tooltip(tooltip));
            self.bar(&id, &counts, [DOMAIN_BAR, self.y + 7.0, RIGHT - DOMAIN_BAR, 8.0]);
            self.y += 28.0;
        }
        for category in &domain.categories {
            self.category(&domain.id, category);
        }
        if domain.categories.is_empty() {
            self.nothing(&format!("nothing-{}", domain.id));
        }
    }

    /// A row, or as many rows as its topics need.
    fn category(&mut self, domain: &str, category: &CoverageCategory) {
        let counts = category.counts();
        let id = ["category", domain, &category.id]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let count = fraction(&counts);
        let count_width = width(&count, COUNT_FONT);
        let room = ROW_HEADER - MARGIN - count_width - 8.0;
        let lines = wrapped(&category.label, CATEGORY_FONT, room, 2);
        let tooltip = format!("{}: {}", single_line(&category.label), breakdown(&counts));
        let heading = Node::new(&*id, Class::Heading, [MARGIN, self.y, room, ROW_NAME]);
        let heading = heading.named(single_line(&category.label));
        self.put(heading.text(lines, Align::Left, CATEGORY_FONT).tooltip(tooltip));
        if counts.total() == 0 {
            self.nothing(&format!("nothing-{id}"));
            return;
        }
        let place = [ROW_HEADER - count_width, self.y, count_width, ROW_NAME];
        let note = Node::new(format!("count-{id}"), Class::Note, place);
        self.put(note.text(vec![count], Align::Right, COUNT_FONT));
        self.bar(&id, &counts, [MARGIN, self.y + 38.0, ROW_HEADER - MARGIN, 3.0]);

        let mut topics: Vec<&CoverageTopic> = category.topics.iter().collect();
        topics.sort_by_key(|topic| (topic.planned_priority().unwrap_or(u8::MAX), &topic.label, &topic.id));
        for row in topics.chunks(TILES_IN_A_ROW) {
            let mut x = TILES;
            for topic in row {
                self.tile(topic, x);
                x += STEP[0];
            }
            self.y += STEP[1];
        }
    }

    fn tile(&mut self, topic: &CoverageTopic, x: f64) {
        let [tile_width, height] = TILE;
        let minimum = self.minimum;
        let lines = tile::lines(topic, minimum, TILE_FONT, tile_width - 2.0 * PADDING);
        let id = format!("topic-{}", topic.id);
        let mut node = Node::new(id, tile::class(topic), [x, self.y, tile_width, height])
            .text(lines, Align::Center, TILE_FONT)
            .named(single_line(&topic.label))
            .tooltip(tile::tooltip(topic, minimum));
        node.link.clone_from(&topic.link);
        self.put(node);
    }

    /// A row that says that there is nothing to show.
    fn nothing(&mut self, id: &str) {
        let note = Node::new(id, Class::Note, [TILES, self.y, RIGHT - TILES, ROW_NAME]);
        self.put(note.text(vec!["no topics yet".to_owned()], Align::Left, COUNT_FONT));
        self.y += STEP[1];
    }

    /// A progress bar: complete, in progress, not started, each as long as its share.
    fn bar(&mut self, id: &str, counts: &CoverageCounts, [x, y, length, height]: [f64; 4]) {
        let parts = [
            (Class::BarComplete, counts.complete),
            (Class::BarInProgress, counts.in_progress),
            (Class::BarNotStarted, counts.not_started),
        ];
        let mut before = 0;
        for (class, count) in parts.into_iter().filter(|(_, count)| *count > 0) {
            let [from, to] = [before, before + count].map(|end| length * share(end, counts.total()));
            let part = Node::new(format!("{}-{id}", class.name()), class, [x + from, y, to - from, height]);
            self.put(part.tooltip(breakdown(counts)));
            before += count;
        }
    }

    /// Adds a node, under an id of its own.
    fn put(&mut self, mut node: Node) {
        node.id = self.unique(&single_line(&node.id).replace(' ', "_"));
        self.nodes.push(node);
    }

    /// The id itself, or with the first number from 2 that makes it new.
    fn unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while self.ids.contains_key(&id) {
            let next = self.ids.entry(wanted.to_owned()).or_insert(2);
            id = format!("{wanted}-{next}");
            *next += 1;
        }
        self.ids.insert(id.clone(), 2);
        id
    }
}

/// `7/46`: complete, of all.
fn fraction(counts: &CoverageCounts) -> String {
    format!("{}/{}", counts.complete, counts.total())
}

fn breakdown(counts: &CoverageCounts) -> String {
    let CoverageCounts { complete, in_progress, not_started, .. } = counts;
    format!("{complete} complete, {in_progress} in progress, {not_started} not started")
}

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2^52 topics, and a bar would not show it")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
