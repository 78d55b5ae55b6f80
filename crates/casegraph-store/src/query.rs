//! SPARQL queries: parsing, named queries with parameters, and the threads that run them.

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
use crate::query::tokens::nested_brackets;
use crate::query::tree::Tree;
use crate::rdf::query_kind::QueryKind;

/// A parsed [SPARQL 1.1 query](https://www.w3.org/TR/sparql11-query/).
///
/// The prefixes of [`crate::vocabulary::PREFIXES`] need no declaration. `SERVICE` is refused, so no query opens a network
/// connection; updates are not queries. A clone shares the parsed query.
///
/// ```
/// use casegraph_store::{Query, QueryError, QueryKind};
///
/// let query = Query::parse("SELECT ?topic ?label { ?topic a cg:Topic ; skos:prefLabel ?label }")?;
/// assert_eq!((query.kind(), query.columns()), (QueryKind::Select, &["topic".to_owned(), "label".to_owned()][..]));
///
/// let error = Query::parse("SELECT ?topic { ?topic a cg:Topic ").unwrap_err();
/// assert!(error.to_string().starts_with("line 1, column 35: the query ends too early"));
/// # Ok::<(), QueryError>(())
/// ```
#[derive(Clone)]
pub struct Query {
    text: Arc<str>,
    kind: QueryKind,
    columns: Vec<String>,
    tree: Arc<Tree>,
}

impl Query {
    /// The maximum length of the text.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// The maximum nesting of brackets of all kinds.
    pub const MAX_BRACKETS: usize = 250;

    /// The maximum depth of the parsed query; each operator of `?a + ?b + ?c` is a level.
    pub const MAX_LEVELS: usize = 1000;

    /// Parses a query. Takes about 0.1 ms on a query thread ([`crate::start_threads`]).
    ///
    /// # Errors
    /// [`QueryError::Syntax`] with line, column and the expected text; [`QueryError::TooLong`], [`QueryError::TooDeep`] and
    /// [`QueryError::TooManyPatterns`] for a query beyond a limit.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        if text.len() > Self::MAX_BYTES {
            return Err(QueryError::TooLong { bytes: text.len(), limit: Self::MAX_BYTES });
        }
        let brackets = nested_brackets(text);
        if brackets > Self::MAX_BRACKETS {
            return Err(QueryError::TooDeep { levels: brackets, limit: Self::MAX_BRACKETS });
        }
        let text: Arc<str> = text.into();
        on_query_thread(move || {
            let tree = Tree::parse(&text)?;
            Ok(Self { text, kind: tree.kind(), columns: tree.columns(), tree: Arc::new(tree) })
        })
    }

    /// The kind of the query.
    #[must_use]
    pub fn kind(&self) -> QueryKind {
        self.kind
    }

    /// The names of the columns of a SELECT query, in order; empty for other queries.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The parsed query; it must be traversed on a query thread.
    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }
}

impl PartialEq for Query {
    /// Queries are equal if their texts are equal.
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
