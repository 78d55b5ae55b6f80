//! A checked SPARQL query.

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
pub(crate) mod threads;
mod tokens;
pub(crate) mod tree;

use std::fmt;
use std::sync::Arc;

use crate::query::query_error::QueryError;
use crate::query::threads::on_query_thread;
use crate::query::tokens::open_brackets;
use crate::query::tree::Tree;
use crate::rdf::query_kind::QueryKind;

/// A [SPARQL 1.1 query](https://www.w3.org/TR/sparql11-query/) that was parsed once and is known to be right.
///
/// The prefixes of [`crate::vocabulary::PREFIXES`] are known without a declaration. `SERVICE` is refused: no query opens
/// a network connection. Updates are no queries.
#[derive(Clone)]
pub struct Query {
    text: Arc<str>,
    kind: QueryKind,
    columns: Vec<String>,
    tree: Arc<Tree>,
}

impl Query {
    /// The longest text that is read.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// The most brackets, of all kinds together, that may be open at one place.
    pub const MAX_BRACKETS: usize = 250;

    /// The most levels that the tree of a parsed query may have: `?a + ?b + ?c` has two besides those around it.
    pub const MAX_LEVELS: usize = 1000;

    /// Parses a query; an error tells line, column and what was expected. Takes about 0.1 ms, on a thread that
    /// evaluates queries ([`crate::start_threads`]).
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > Self::MAX_BYTES {
            return Err(QueryError::TooLong { bytes: text.len(), limit: Self::MAX_BYTES });
        }
        let brackets = open_brackets(text);
        if brackets > Self::MAX_BRACKETS {
            return Err(QueryError::TooDeep { levels: brackets, limit: Self::MAX_BRACKETS });
        }
        let text: Arc<str> = text.into();
        on_query_thread(move || {
            let tree = Tree::parse(&text)?;
            Ok(Self { text, kind: tree.kind(), columns: tree.columns(), tree: Arc::new(tree) })
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

    /// What was parsed; to be walked on a thread for queries.
    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }
}

impl PartialEq for Query {
    /// Queries are equal if their texts are: all else follows from it.
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Query {}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, kind, columns, .. } = self;
        let mut shown = f.debug_struct("Query");
        shown.field("text", text).field("kind", kind).field("columns", columns).finish_non_exhaustive()
    }
}
