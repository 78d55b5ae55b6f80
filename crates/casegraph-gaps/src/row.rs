//! The rows of an answer, by the names of their columns, and the findings of rows.

use casegraph_facts::Severity;
use casegraph_store::{Answer, Term};

use crate::finding::{Edit, RawFinding};

/// The rows of an answer, by the names of their columns.
pub(crate) struct Rows<'a> {
    columns: &'a [String],
    rows: &'a [Vec<Option<Term>>],
}

impl<'a> Rows<'a> {
    /// The rows of an answer; none if it has no rows.
    pub(crate) fn new(answer: &'a Answer) -> Self {
        match answer {
            Answer::Rows { columns, rows } => Self { columns, rows },
            _ => Self { columns: &[], rows: &[] },
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Row<'a>> {
        let columns = self.columns;
        self.rows.iter().map(move |row| Row { columns, row })
    }
}

/// One row.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    columns: &'a [String],
    row: &'a [Option<Term>],
}

impl<'a> Row<'a> {
    /// The text of a cell; empty if the cell has no value.
    pub(crate) fn text(&self, column: &str) -> &'a str {
        let index = self.columns.iter().position(|name| name == column);
        index.and_then(|index| self.row.get(index)).and_then(Option::as_ref).map_or("", Term::text)
    }

    /// The text of a cell, if it has a value that is not empty.
    pub(crate) fn some(&self, column: &str) -> Option<&'a str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    pub(crate) fn line(&self) -> u32 {
        self.text("line").parse().unwrap_or(1).max(1)
    }

    /// A finding with the path, line and subject of this row.
    pub(crate) fn finding(&self, message: String) -> RawFinding {
        RawFinding {
            path: self.text("path").to_owned(),
            line: self.line(),
            about: self.text("about").to_owned(),
            message,
            ..RawFinding::default()
        }
    }

    /// The finding that the columns of this row describe.
    pub(crate) fn described_finding(&self) -> RawFinding {
        let edit = self.some("old").zip(self.some("new"));
        RawFinding {
            fix: self.some("fix").map(str::to_owned),
            severity: self.some("severity").and_then(Severity::parse),
            priority: self.some("priority").and_then(|text| text.parse().ok()),
            edit: edit.map(|(old, new)| Edit { old: old.to_owned(), new: new.to_owned() }),
            ..self.finding(self.text("message").to_owned())
        }
    }
}
