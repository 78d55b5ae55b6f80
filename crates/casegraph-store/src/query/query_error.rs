//! Errors of queries.

use std::io;

use thiserror::Error;

#[cfg(feature = "remote")]
use crate::query::endpoint_error::EndpointError;
use crate::query::parameters::ParameterError;

/// Why a query cannot be parsed or answered.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is not a SPARQL query, or uses something that casegraph does not support.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// The text is too long.
    #[error("the query is {bytes} bytes long (allowed: {limit})")]
    TooLong {
        /// The length of the text.
        bytes: usize,
        /// The maximum.
        limit: usize,
    },
    /// The query is nested deeper than the stack allows.
    #[error("the query is nested {levels} levels deep (allowed: {limit})")]
    TooDeep {
        /// The number of nested brackets, or the depth of the parsed query.
        levels: usize,
        /// The maximum.
        limit: usize,
    },
    /// A group of the query joins more patterns than the evaluator can plan in reasonable time.
    #[error("the query joins {patterns} patterns in one group (allowed: {limit})")]
    TooManyPatterns {
        /// The number of patterns.
        patterns: usize,
        /// The maximum.
        limit: usize,
    },
    /// A parameter is missing or invalid.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// The evaluation failed.
    #[error("the query cannot be evaluated: {message}")]
    Evaluation {
        /// The message of the evaluator.
        message: String,
    },
    /// The stored graph is damaged.
    #[error("the stored graph is damaged")]
    Damaged,
    #[cfg(feature = "remote")]
    /// The request to a remote engine failed.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// The threads for queries cannot be started.
    #[error("cannot start the threads for queries")]
    Thread(#[source] io::Error),
}

/// A syntax error at a position in the text of a query.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {message}")]
pub struct SyntaxError {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1; it can be one past the end of the line.
    pub column: u32,
    /// The problem, in one sentence.
    pub message: String,
}
