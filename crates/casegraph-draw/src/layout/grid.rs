//! Lays a grid out: blocks with rows of tiles.
//!
//! Lines between a hundred tiles would be unreadable; a grid shows each tile at a fixed place. All tiles have the same size
//! and rows wrap, so that text never shrinks and a change in one row moves nothing beside it.

use std::collections::BTreeMap;

use crate::grid_diagram::{GridBlock, GridDiagram, GridRow, LegendEntry, Tally};
use crate::model::{Align, Font, Map, MapNode};
use crate::style::Style;
use crate::text::characters::single_line;
use crate::text::lines::{fit_line, wrap_lines};
use crate::text::width::text_width;

const WIDTH: f64 = 910.0;
const MARGIN: f64 = 10.0;
const RIGHT: f64 = WIDTH - MARGIN;

const TILES_IN_A_ROW: usize = 7;
const TILE: [f64; 2] = [102.0, 42.0];
/// Distance from a tile to the next, to the right and down.
const STEP: [f64; 2] = [106.0, 47.0];
/// Distance between the edge of a tile and its text.
const PADDING: f64 = 3.0;
/// Left edge of the tiles; the names of the rows are on its left.
const TILES: f64 = 162.0;
/// Distance between the last row of a block and the next block.
const BLOCK_GAP: f64 = 12.0;
/// Left edge of a block's bar: the edge of the third tile.
const BLOCK_BAR: f64 = TILES + 2.0 * STEP[0];
/// Right edge of the names of rows and their counts.
const ROW_HEADER: f64 = 152.0;
/// Height of a row's name, above its bar.
const ROW_NAME: f64 = 36.0;

const TITLE_FONT: Font = Font::bold(18.0);
const SUMMARY_FONT: Font = Font::regular(12.0);
const BLOCK_FONT: Font = Font::bold(15.0);
const ROW_FONT: Font = Font::bold(12.0);
const COUNT_FONT: Font = Font::regular(11.0);
/// Font of the text in a tile.
pub const TILE_FONT: Font = Font::regular(10.5);
/// Maximum width of a line of text in a tile, in points.
pub const TILE_WIDTH: f64 = TILE[0] - 2.0 * PADDING;

/// Lays a grid out.
#[must_use]
pub fn grid_map(diagram: GridDiagram) -> Map {
    let mut grid = Grid { nodes: Vec::new(), ids: BTreeMap::new(), y: MARGIN };
    grid.title(&diagram.title, &diagram.summary);
    grid.legend(&diagram.legend);
    for (nth, block) in diagram.blocks.iter().enumerate() {
        grid.y += if nth > 0 { BLOCK_GAP } else { 0.0 };
        grid.block(block);
    }
    if diagram.blocks.is_empty() {
        grid.nothing("nothing");
    }
    if let Some(left_out) = &diagram.left_out {
        grid.note("left-out", &format!("Not shown: {left_out}."));
    }
    Map {
        name: diagram.name.to_owned(),
        title: single_line(&diagram.title),
        description: diagram.description,
        width: WIDTH,
        height: grid.y - (STEP[1] - TILE[1]) + MARGIN,
        nodes: grid.nodes,
        edges: Vec::new(),
        leads_down: false,
        left_out: diagram.left_out,
    }
}

/// The map so far.
struct Grid {
    nodes: Vec<MapNode>,
    /// Ids in use, each with the number for the next node of the same id.
    ids: BTreeMap<String, usize>,
    /// Upper edge of the next block.
    y: f64,
}

impl Grid {
    /// The title on the left, the summary on the right, or below if the title is long.
    fn title(&mut self, title: &str, summary: &str) {
        let room = RIGHT - MARGIN;
        let summary_width = text_width(summary, SUMMARY_FONT);
        let beside = room - summary_width - 20.0;
        let is_beside = text_width(&single_line(title), TITLE_FONT) <= beside;
        let title_width = if is_beside { beside } else { room };
        let heading = MapNode::new("title", Style::Heading, [MARGIN, self.y, title_width, 26.0]);
        self.put(heading.text(vec![fit_line(title, TITLE_FONT, title_width)], Align::Left, TITLE_FONT));
        if !is_beside {
            self.y += 26.0;
        }
        let note = MapNode::new("summary", Style::Note, [RIGHT - summary_width, self.y, summary_width, 26.0]);
        self.put(note.text(vec![summary.to_owned()], Align::Right, SUMMARY_FONT));
        self.y += 32.0;
    }

    /// The entries side by side, as many in a row as fit.
    fn legend(&mut self, entries: &[LegendEntry]) {
        let mut x = MARGIN;
        for entry in entries {
            let entry_width = (text_width(&entry.text, TILE_FONT) + 18.0).ceil();
            if x > MARGIN && x + entry_width > RIGHT {
                x = MARGIN;
                self.y += 27.0;
            }
            let id = format!("legend-{}", entry.name);
            let tile = MapNode::new(id, entry.style, [x, self.y, entry_width, 22.0]);
            self.put(tile.text(vec![entry.text.clone()], Align::Center, TILE_FONT));
            x += entry_width + 6.0;
        }
        self.y += if entries.is_empty() { 0.0 } else { 34.0 };
    }

    /// A block: its header, if it has a name, and its rows.
    fn block(&mut self, block: &GridBlock) {
        let name = single_line(&block.label);
        let tally = &block.tally;
        if !name.is_empty() {
            let progress =
                if tally.count.is_empty() { String::new() } else { format!("\u{a0}\u{a0}{}", tally.count) };
            let room = BLOCK_BAR - MARGIN - 12.0;
            let shown = fit_line(&name, BLOCK_FONT, room - text_width(&progress, BLOCK_FONT));
            let tooltip = format!("{name}: {}", tally.words);
            let id = format!("domain-{}", block.id);
            let heading = MapNode::new(&*id, Style::Heading, [MARGIN, self.y, room, 22.0]);
            self.put(heading.text(vec![shown + &progress], Align::Left, BLOCK_FONT).tooltip(tooltip));
            self.bar(&id, tally, [BLOCK_BAR, self.y + 7.0, RIGHT - BLOCK_BAR, 8.0]);
            self.y += 28.0;
        }
        for row in &block.rows {
            self.row(&block.id, row);
        }
        if block.rows.is_empty() {
            self.nothing(&format!("nothing-{}", block.id));
        }
    }

    /// A row, in as many lines as its tiles need.
    fn row(&mut self, block: &str, row: &GridRow) {
        let id = ["category", block, &row.id]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let count = &row.tally.count;
        let count_width = text_width(count, COUNT_FONT);
        let room = ROW_HEADER - MARGIN - count_width - 8.0;
        let lines = wrap_lines(&row.label, ROW_FONT, room, 2);
        let tooltip = format!("{}: {}", single_line(&row.label), row.tally.words);
        let heading = MapNode::new(&*id, Style::Heading, [MARGIN, self.y, room, ROW_NAME]);
        let heading = heading.named(single_line(&row.label));
        self.put(heading.text(lines, Align::Left, ROW_FONT).tooltip(tooltip));
        if row.tiles.is_empty() {
            self.nothing(&format!("nothing-{id}"));
            return;
        }
        let place = [ROW_HEADER - count_width, self.y, count_width, ROW_NAME];
        let note = MapNode::new(format!("count-{id}"), Style::Note, place);
        self.put(note.text(vec![count.clone()], Align::Right, COUNT_FONT));
        self.bar(&id, &row.tally, [MARGIN, self.y + 38.0, ROW_HEADER - MARGIN, 3.0]);
        for tiles in row.tiles.chunks(TILES_IN_A_ROW) {
            let mut x = TILES;
            for tile in tiles {
                let mut node = MapNode::new(&*tile.id, tile.style, [x, self.y, TILE[0], TILE[1]])
                    .text(tile.lines.clone(), Align::Center, TILE_FONT)
                    .named(single_line(&tile.name))
                    .tooltip(tile.tooltip.clone());
                node.link.clone_from(&tile.link);
                self.put(node);
                x += STEP[0];
            }
            self.y += STEP[1];
        }
    }

    /// A row for an empty block or row.
    fn nothing(&mut self, id: &str) {
        self.note(id, "no topics yet");
    }

    fn note(&mut self, id: &str, text: &str) {
        let note = MapNode::new(id, Style::Note, [TILES, self.y, RIGHT - TILES, ROW_NAME]);
        let line = fit_line(text, COUNT_FONT, RIGHT - TILES);
        self.put(note.text(vec![line], Align::Left, COUNT_FONT));
        self.y += STEP[1];
    }

    /// A bar; the length of each part is its share.
    fn bar(&mut self, id: &str, tally: &Tally, [x, y, length, height]: [f64; 4]) {
        let total = tally.parts.iter().map(|(_, count)| count).sum();
        let mut before = 0;
        for (style, count) in tally.parts.iter().filter(|(_, count)| *count > 0) {
            let [from, to] = [before, before + count].map(|end| length * share(end, total));
            let part =
                MapNode::new(format!("{}-{id}", style.name()), *style, [x + from, y, to - from, height]);
            self.put(part.tooltip(tally.words.clone()));
            before += count;
        }
    }

    /// Adds a node under a unique id.
    fn put(&mut self, mut node: MapNode) {
        node.id = self.unique(&single_line(&node.id).replace(' ', "_"));
        self.nodes.push(node);
    }

    /// The id itself, or the id with the first number from 2 that makes it unique.
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

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2^52 topics, and a bar would not show it")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
