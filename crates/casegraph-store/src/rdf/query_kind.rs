//! The kinds of queries. The kind determines the formats of the answer.

use std::fmt;

/// The kind of a query: the kind of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QueryKind {
    /// Rows.
    Select,
    /// Yes or no.
    Ask,
    /// Triples from a template.
    Construct,
    /// Triples about resources.
    Describe,
}

impl fmt::Display for QueryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Select => "SELECT",
            Self::Ask => "ASK",
            Self::Construct => "CONSTRUCT",
            Self::Describe => "DESCRIBE",
        })
    }
}
