//! The rows of an answer by the names of their columns.

use casegraph_store::{Answer, Term};

/// One row.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    columns: &'a [String],
    cells: &'a [Option<Term>],
}

/// The rows of an answer; none of one that has no rows.
pub(crate) fn rows(answer: &Answer) -> Vec<Row<'_>> {
    let Answer::Rows { columns, rows } = answer else { return Vec::new() };
    rows.iter().map(|cells| Row { columns, cells }).collect()
}

impl<'a> Row<'a> {
    pub(crate) fn term(self, column: &str) -> Option<&'a Term> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.cells.get(at)?.as_ref()
    }

    /// The text of a cell; empty if the cell is.
    pub(crate) fn text(self, column: &str) -> &'a str {
        self.term(column).map_or("", Term::text)
    }

    pub(crate) fn number(self, column: &str) -> usize {
        self.term(column).and_then(Term::integer).and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
    }
}
