//! A grid before it is laid out: blocks with rows of tiles, as for domains, categories and topics.

use crate::style::Class;

/// A grid to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct GridView {
    /// Short name: the id of the drawing.
    pub name: &'static str,
    /// Title of the picture.
    pub title: String,
    /// Numbers on the right of the title.
    pub summary: String,
    /// The content in words, for readers who do not see the picture.
    pub description: String,
    /// The meaning of the colours.
    pub legend: Vec<LegendEntry>,
    /// The blocks, in drawing order.
    pub blocks: Vec<GridBlock>,
    /// A phrase for the parts that are not shown.
    pub left_out: Option<String>,
}

/// Rows under one header; without a label there is no header.
#[derive(Clone, Debug, PartialEq)]
pub struct GridBlock {
    /// Part of the ids in the drawing.
    pub id: String,
    /// Name shown, or nothing.
    pub label: String,
    /// Counts over all tiles of the block.
    pub tally: Tally,
    /// The rows, in drawing order.
    pub rows: Vec<GridRow>,
}

/// Tiles with a name on their left. A row wraps where its tiles are too many for one line.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    /// Part of the ids in the drawing.
    pub id: String,
    /// Name shown.
    pub label: String,
    /// Counts over the tiles of the row.
    pub tally: Tally,
    /// The tiles, in drawing order.
    pub tiles: Vec<GridTile>,
}

/// Counts of tiles: a number, words and a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Short text beside the name.
    pub count: String,
    /// The same in words, for tooltips.
    pub words: String,
    /// Parts of the bar, each with its number of tiles.
    pub parts: Vec<(Class, usize)>,
}

/// A tile.
#[derive(Clone, Debug, PartialEq)]
pub struct GridTile {
    /// Id in the drawing.
    pub id: String,
    /// Shape and colours.
    pub class: Class,
    /// Lines of text, none wider than [`TILE_WIDTH`](crate::TILE_WIDTH).
    pub lines: Vec<String>,
    /// Full name, for lists of links.
    pub name: String,
    /// Tooltip text.
    pub tooltip: String,
    /// Link target.
    pub link: Option<String>,
}

/// An entry of a grid's legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// End of its id in the drawing.
    pub name: &'static str,
    /// The colours that it explains.
    pub class: Class,
    /// Their meaning.
    pub text: String,
}
