//! Tables: their headers and rows, counted a column.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::infer::features::{Column, Table, Under, cut};
use crate::infer::inline;
use crate::infer::names::is_name;
use crate::profile::normal_form::normal_form;

use super::{MAXIMUM_BYTES, sample};

const MAXIMUM_COLUMNS: usize = 16;

/// A table whose rows are being read.
pub(super) struct OpenTable {
    table: Table,
    /// Which values each column has had.
    seen: Vec<HashSet<u64>>,
}

impl OpenTable {
    /// A table, if the line is a header and the next one parts it from rows.
    pub(super) fn new(line: &str, next: Option<&str>, under: Under) -> Option<Self> {
        if !line.contains('|') || !next.is_some_and(is_separator) {
            return None;
        }
        let column = |cell: &str| {
            let header = inline::plain(cell);
            let normal = cut(&normal_form(&header), MAXIMUM_BYTES);
            Column { normal, header: cut(&header, MAXIMUM_BYTES), ..Column::default() }
        };
        let columns: Vec<Column> = cells(line).take(MAXIMUM_COLUMNS).map(column).collect();
        let seen = vec![HashSet::new(); columns.len()];
        Some(Self { table: Table { under, rows: 0, columns }, seen })
    }

    pub(super) fn row(&mut self, line: &str) {
        if is_separator(line) {
            return;
        }
        self.table.rows += 1;
        for ((cell, column), seen) in cells(line).zip(&mut self.table.columns).zip(&mut self.seen) {
            if cell.is_empty() {
                continue;
            }
            let lead = inline::lead(cell);
            column.filled += 1;
            if let Some(target) = lead.target {
                column.links += 1;
                column.external += u32::from(inline::is_external(target));
                column.whole_sites += u32::from(inline::is_whole_site(target));
            } else if inline::is_external(cell) {
                column.external += 1;
            }
            column.named += u32::from(is_name(&lead.name));
            column.words += u32::try_from(lead.name.split_whitespace().count()).unwrap_or(0);
            let mut hasher = DefaultHasher::new();
            lead.name.hash(&mut hasher);
            column.distinct += u32::from(seen.insert(hasher.finish()));
            sample(&mut column.samples, &lead.name);
        }
    }

    /// The table, if it has rows.
    pub(super) fn close(self) -> Option<Table> {
        (self.table.rows > 0).then_some(self.table)
    }
}

/// Whether a line parts the header of a table from its rows.
fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
        && (line.contains('|') || line.contains(':'))
}

/// The cells of a row.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(line);
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        let bars = text.match_indices('|').map(|(at, _)| at);
        let is_end = |at: &usize| !text.get(..*at).is_some_and(|before| before.ends_with('\\'));
        let end = bars.into_iter().find(is_end);
        rest = end.and_then(|end| text.get(end + 1..));
        text.get(..end.unwrap_or(text.len())).map(str::trim)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_told_by_their_bars() {
        assert_eq!(cells("| a | b \\| c |  | d |").collect::<Vec<_>>(), ["a", "b \\| c", "", "d"]);
        assert_eq!(cells("a|b").collect::<Vec<_>>(), ["a", "b"]);
        assert!(is_separator("|:--|--:|") && is_separator("--- | ---"));
        assert!(!is_separator("---") && !is_separator("| a |"));
    }
}
