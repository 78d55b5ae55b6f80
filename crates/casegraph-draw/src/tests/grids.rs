//! Grids: rows wrap, ids are unique, links are safe, nothing overlaps.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::any_text::any_text;
use super::palette_colors;
use crate::grid_diagram::{GridBlock, GridRow, GridTile, GridView, LegendEntry, Tally};
use crate::layout::{TILE_FONT, TILE_WIDTH, grid_map};
use crate::model::Map;
use crate::style::{Class, Shape};
use crate::text::lines::wrapped;
use crate::text::width::width;
use crate::write::{to_dot, to_svg};

fn tile(id: &str, class: Class) -> GridTile {
    GridTile {
        id: format!("tile-{id}"),
        class,
        lines: wrapped(id, TILE_FONT, TILE_WIDTH, 3),
        name: id.to_owned(),
        tooltip: format!("about {id}"),
        link: Some(format!("../{id}.md")),
    }
}

fn tally(tiles: usize) -> Tally {
    Tally {
        count: tiles.to_string(),
        words: format!("{tiles} tiles"),
        parts: vec![(Class::BarComplete, tiles)],
    }
}

/// A grid with one block of one row.
fn grid(tiles: Vec<GridTile>) -> GridView {
    let tally = tally(tiles.len());
    let row = GridRow { id: "row".to_owned(), label: "Row".to_owned(), tally: tally.clone(), tiles };
    GridView {
        name: "grid",
        title: "A grid".to_owned(),
        summary: tally.words.clone(),
        description: tally.words.clone(),
        legend: vec![LegendEntry { name: "first", class: Class::First, text: "first".to_owned() }],
        blocks: vec![GridBlock { id: "block".to_owned(), label: "Block".to_owned(), tally, rows: vec![row] }],
        left_out: None,
    }
}

fn tiles(map: &Map) -> impl Iterator<Item = &crate::model::Node> {
    map.nodes.iter().filter(|node| node.id.starts_with("tile-"))
}

#[test]
fn a_row_wraps_after_seven_tiles() {
    let map = grid_map(grid((0..15).map(|nth| tile(&format!("t{nth:02}"), Class::Third)).collect()));
    let tiles: Vec<_> = tiles(&map).collect();
    let rows: BTreeSet<String> = tiles.iter().map(|node| format!("{:.0}", node.y)).collect();
    assert_eq!((tiles.len(), rows.len(), tiles[7].x), (15, 3, tiles[0].x));
}

#[test]
fn tiles_with_the_same_id_get_numbers() {
    let map = grid_map(grid(["same", "same", "same-2"].map(|id| tile(id, Class::Third)).into()));
    let ids: Vec<_> = tiles(&map).map(|node| &*node.id).collect();
    assert_eq!(ids, ["tile-same", "tile-same-2", "tile-same-2-2"]);
}

#[test]
fn only_links_that_are_safe_are_written() {
    let safe = |link: &str| {
        let one = GridTile { link: Some(link.to_owned()), ..tile("one", Class::Third) };
        grid_map(grid(vec![one])).nodes.iter().any(|node| node.safe_link() == Some(link))
    };
    let all = [
        "a/b.md#c:d",
        "HTTPS://example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        " javascript:x",
        "java\nscript:x",
    ];
    assert_eq!(all.map(safe), [true, true, false, false, false, false]);
}

#[test]
fn both_writers_use_only_the_palette() {
    let classes = Class::ALL.into_iter().filter(|class| class.shape() == Shape::Tile);
    let map = grid_map(grid(classes.map(|class| tile(class.name(), class)).collect()));
    let palette = palette_colors();
    for output in [to_svg(&map), to_dot(&map)] {
        let used: BTreeSet<&str> = output
            .match_indices('#')
            .filter_map(|(at, _)| output.get(at..at + 7))
            .filter(|color| color[1..].bytes().all(|b| b.is_ascii_hexdigit()))
            .collect();
        assert!(used.len() > 10 && used.is_subset(&palette), "{:?}", used.difference(&palette));
    }
}

/// Any grid, with any texts.
fn any_grid() -> impl Strategy<Value = GridView> {
    let tile = (any_text(), any_text(), any_text()).prop_map(|(id, name, tooltip)| GridTile {
        lines: wrapped(&name, TILE_FONT, TILE_WIDTH, 3),
        id,
        class: Class::Second,
        name,
        tooltip,
        link: None,
    });
    let row = (any_text(), any_text(), prop::collection::vec(tile, 0..17));
    let row = row.prop_map(|(id, label, tiles)| GridRow { id, label, tally: tally(tiles.len()), tiles });
    let block = (any_text(), any_text(), prop::collection::vec(row, 0..3));
    let block = block.prop_map(|(id, label, rows)| GridBlock {
        id,
        label,
        tally: tally(rows.iter().map(|row| row.tiles.len()).sum()),
        rows,
    });
    (any_text(), prop::collection::vec(block, 0..3), prop::option::of(any_text())).prop_map(
        |(title, blocks, left_out)| GridView {
            legend: vec![LegendEntry { name: "any", class: Class::Third, text: "any".to_owned() }],
            summary: "any number of tiles".to_owned(),
            left_out,
            blocks,
            ..GridView { title, ..grid(Vec::new()) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn nothing_overlaps_and_nothing_sticks_out(grid in any_grid()) {
        let map = grid_map(grid);
        for (nth, node) in map.nodes.iter().enumerate() {
            let padding = if node.class.shape() == Shape::Tile { 3.0 } else { 0.0 };
            for line in &node.lines {
                let room = node.width - 2.0 * padding + 1e-6;
                prop_assert!(width(line, node.font) <= room, "{:?} in {}", line, node.width);
            }
            let lines = f64::from(u32::try_from(node.lines.len()).unwrap());
            prop_assert!(lines * node.font.line_height() <= node.height);
            prop_assert!(node.x >= 0.0 && node.x + node.width <= map.width + 1e-6);
            prop_assert!(node.y >= 0.0 && node.y + node.height <= map.height + 1e-6);
            for other in map.nodes.iter().skip(nth + 1) {
                prop_assert_ne!(&node.id, &other.id);
                let apart = node.x + node.width <= other.x + 1e-6 || other.x + other.width <= node.x + 1e-6
                    || node.y + node.height <= other.y + 1e-6 || other.y + other.height <= node.y + 1e-6;
                prop_assert!(apart, "{} and {}", node.id, other.id);
            }
        }
    }
}
