//! Tables on the terminal.

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table};

/// A column's alignment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// A table without lines, at most as wide as the terminal; as wide as its content in a file or a pipe.
pub(crate) fn render(header: &[(&str, Align)], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    match width() {
        Some(width) => table.set_width(width),
        None => table.set_width(u16::MAX),
    };
    let cell = |text: String, align: Align| {
        let cell = Cell::new(text);
        if align == Align::Right { cell.set_alignment(CellAlignment::Right) } else { cell }
    };
    table.set_header(header.iter().map(|(name, align)| cell((*name).to_owned(), *align)));
    for row in rows {
        table.add_row(row.into_iter().zip(header).map(|(text, (_, align))| cell(text, *align)));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let mut text = table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

/// The terminal's columns, if standard output is one.
pub(crate) fn width() -> Option<u16> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0)
}
