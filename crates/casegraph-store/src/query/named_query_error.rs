//! Why a text is no named query.

use thiserror::Error;

use crate::query::query_error::QueryError;

/// Why a text is no named query.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum NamedQueryError {
    /// The header is wrong.
    #[error("line {line}: {message}")]
    Header {
        /// The line in the whole text, from 1.
        line: u32,
        /// What is wrong and what is allowed.
        message: String,
    },
    /// The query is wrong; its lines count in the whole text too.
    #[error(transparent)]
    Query(#[from] QueryError),
}
