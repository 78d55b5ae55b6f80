//! A checked SPARQL query.

pub(crate) mod big_stack;
#[cfg(feature = "remote")]
pub(crate) mod endpoint_error;
pub(crate) mod header;
pub(crate) mod named_query;
pub(crate) mod named_query_error;
pub(crate) mod parameter;
pub(crate) mod parameters;
pub(crate) mod query_error;
pub(crate) mod shipped;
mod syntax;
#[cfg(test)]
mod tests;
mod tokens;
pub(crate) mod tree;

use crate::query::big_stack::on_big_stack;
use crate::query::query_error::QueryError;
use crate::query::tree::Tree;
use crate::rdf::query_kind::QueryKind;

/// A [SPARQL 1.1 query](https://www.w3.org/TR/sparql11-query/) that was parsed once and is known to be right.
///
/// The prefixes of [`crate::vocabulary::PREFIXES`] are known without a declaration. `SERVICE` is refused: no query opens
/// a network connection. Updates are no queries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    text: String,
    kind: QueryKind,
    columns: Vec<String>,
}

impl Query {
    /// The longest text that is read.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// Parses a query; an error tells line, column and what was expected. Takes about 0.1 ms, on a thread of its own.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > Self::MAX_BYTES {
            return Err(QueryError::TooLong { bytes: text.len(), limit: Self::MAX_BYTES });
        }
        // The tree itself stays on the big stack: to drop a deep one needs a deep stack too.
        on_big_stack(|| {
            let tree = Tree::parse(text)?;
            Ok(Self { text: text.to_owned(), kind: tree.kind(), columns: tree.columns() })
        })
    }

    /// What it asks for.
    #[must_use]
    pub fn kind(&self) -> QueryKind {
        self.kind
    }

    /// The names of the columns of a SELECT query, in order; none for other queries.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
