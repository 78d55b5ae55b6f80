//! A grid, not a graph: blocks with rows of tiles, as for domains, categories and topics.
//!
//! Edges between topics would make a ball of wool at a hundred topics; a grid shows every gap at its place. Tiles keep
//! one size and rows wrap, so that text never shrinks and a change in one category moves nothing beside it.

use std::collections::BTreeMap;

use crate::grid_diagram::{GridBlock, GridRow, GridView, LegendEntry, Tally};
use crate::model::{Align, Font, Map, Node};
use crate::style::Class;
use crate::text::characters::single_line;
use crate::text::lines::{fitted, wrapped};
use crate::text::width::width;

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
/// Between the last row of a block and the next block.
const BLOCK_GAP: f64 = 12.0;
/// Left edge of a block's bar: that of the third tile.
const BLOCK_BAR: f64 = TILES + 2.0 * STEP[0];
/// Right edge of what is left of the tiles.
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
/// The widest that a line of text in a tile may be, in points.
pub const TILE_WIDTH: f64 = TILE[0] - 2.0 * PADDING;

/// Lays a grid out.
#[must_use]
pub fn grid_map(view: GridView) -> Map {
    let mut grid = Grid { nodes: Vec::new(), ids: BTreeMap::new(), y: MARGIN };
    grid.title(&view.title, &view.summary);
    grid.legend(&view.legend);
    for (nth, block) in view.blocks.iter().enumerate() {
        grid.y += if nth > 0 { BLOCK_GAP } else { 0.0 };
        grid.block(block);
    }
    if view.blocks.is_empty() {
        grid.nothing("nothing");
    }
    if let Some(left_out) = &view.left_out {
        grid.note("left-out", &format!("Not shown: {left_out}."));
    }
    Map {
        name: view.name.to_owned(),
        title: single_line(&view.title),
        description: view.description,
        width: WIDTH,
        height: grid.y - (STEP[1] - TILE[1]) + MARGIN,
        nodes: grid.nodes,
        edges: Vec::new(),
        leads_down: false,
        left_out: view.left_out,
    }
}

/// The map so far.
struct Grid {
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
    fn legend(&mut self, entries: &[LegendEntry]) {
        let mut x = MARGIN;
        for entry in entries {
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
    fn block(&mut self, block: &GridBlock) {
        let name = single_line(&block.label);
        let tally = &block.tally;
        if !name.is_empty() {
            let progress =
                if tally.count.is_empty() { String::new() } else { format!("\u{a0}\u{a0}{}", tally.count) };
            let room = BLOCK_BAR - MARGIN - 12.0;
            let shown = fitted(&name, BLOCK_FONT, room - width(&progress, BLOCK_FONT));
            let tooltip = format!("{name}: {}", tally.words);
            let id = format!("domain-{}", block.id);
            let heading = Node::new(&*id, Class::Heading, [MARGIN, self.y, room, 22.0]);
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

    /// A row, or as many rows as its tiles need.
    fn row(&mut self, block: &str, row: &GridRow) {
        let id = ["category", block, &row.id]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let count = &row.tally.count;
        let count_width = width(count, COUNT_FONT);
        let room = ROW_HEADER - MARGIN - count_width - 8.0;
        let lines = wrapped(&row.label, ROW_FONT, room, 2);
        let tooltip = format!("{}: {}", single_line(&row.label), row.tally.words);
        let heading = Node::new(&*id, Class::Heading, [MARGIN, self.y, room, ROW_NAME]);
        let heading = heading.named(single_line(&row.label));
        self.put(heading.text(lines, Align::Left, ROW_FONT).tooltip(tooltip));
        if row.tiles.is_empty() {
            self.nothing(&format!("nothing-{id}"));
            return;
        }
        let place = [ROW_HEADER - count_width, self.y, count_width, ROW_NAME];
        let note = Node::new(format!("count-{id}"), Class::Note, place);
        self.put(note.text(vec![count.clone()], Align::Right, COUNT_FONT));
        self.bar(&id, &row.tally, [MARGIN, self.y + 38.0, ROW_HEADER - MARGIN, 3.0]);
        for tiles in row.tiles.chunks(TILES_IN_A_ROW) {
            let mut x = TILES;
            for tile in tiles {
                let mut node = Node::new(&*tile.id, tile.class, [x, self.y, TILE[0], TILE[1]])
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

    /// A row that says that there is nothing to show.
    fn nothing(&mut self, id: &str) {
        self.note(id, "no topics yet");
    }

    fn note(&mut self, id: &str, text: &str) {
        let note = Node::new(id, Class::Note, [TILES, self.y, RIGHT - TILES, ROW_NAME]);
        let line = fitted(text, COUNT_FONT, RIGHT - TILES);
        self.put(note.text(vec![line], Align::Left, COUNT_FONT));
        self.y += STEP[1];
    }

    /// A bar whose parts are each as long as their share.
    fn bar(&mut self, id: &str, tally: &Tally, [x, y, length, height]: [f64; 4]) {
        let total = tally.parts.iter().map(|(_, count)| count).sum();
        let mut before = 0;
        for (class, count) in tally.parts.iter().filter(|(_, count)| *count > 0) {
            let [from, to] = [before, before + count].map(|end| length * share(end, total));
            let part = Node::new(format!("{}-{id}", class.name()), *class, [x + from, y, to - from, height]);
            self.put(part.tooltip(tally.words.clone()));
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

#[expect(clippy::cast_precision_loss, reason = "no corpus has 2^52 topics, and a bar would not show it")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
