//! Errors of named queries.

use thiserror::Error;

use crate::query::query_error::QueryError;

/// Why a text is not a named query.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum NamedQueryError {
    /// The header is invalid.
    #[error("line {line}: {message}")]
    Header {
        /// The line in the whole text, from 1.
        line: u32,
        /// The problem, and the allowed keys.
        message: String,
    },
    /// The query is invalid; lines are lines of the whole text.
    #[error(transparent)]
    Query(#[from] QueryError),
}
