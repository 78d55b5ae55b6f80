//! The shipped queries: the files of `queries/`, embedded in the program.

use thiserror::Error;

use crate::query::named_query::NamedQuery;
use crate::query::named_query_error::NamedQueryError;
use crate::rdf::suggestion::{hint, list, nearest};

/// A shipped query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShippedQuery {
    /// The name: the stem of the file.
    pub name: &'static str,
    /// The text, with the header.
    pub text: &'static str,
}

/// An unknown query.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("unknown query `{name}`{} (known: {})", hint(*suggestion), list(QUERIES.iter().map(|query| query.name)))]
pub struct UnknownQuery {
    /// The name.
    pub name: String,
    /// The most similar name.
    pub suggestion: Option<&'static str>,
}

/// All shipped queries, sorted by name.
#[must_use]
pub fn shipped_queries() -> &'static [ShippedQuery] {
    &QUERIES
}

/// The shipped query with this name.
pub fn shipped_query(name: &str) -> Result<&'static ShippedQuery, UnknownQuery> {
    QUERIES.iter().find(|query| query.name == name).ok_or_else(|| UnknownQuery {
        name: name.to_owned(),
        suggestion: nearest(name, QUERIES.iter().map(|query| query.name)),
    })
}

impl ShippedQuery {
    /// Parses the query with its header.
    pub fn parse(&self) -> Result<NamedQuery, NamedQueryError> {
        NamedQuery::parse(self.name, self.text)
    }
}

macro_rules! queries {
    ($($name:literal),* $(,)?) => {
        [$(ShippedQuery { name: $name, text: include_str!(concat!("../../../../queries/", $name, ".rq")) }),*]
    };
}

static QUERIES: [ShippedQuery; 11] = queries![
    "case-studies-of-company",
    "case-studies-of-topic",
    "companies-and-what-they-use",
    "coverage-by-category",
    "patterns-most-used",
    "related-patterns",
    "sources-and-who-cites-them",
    "things-by-kind",
    "topic-coverage",
    "topic-relations",
    "topics-by-status",
];
