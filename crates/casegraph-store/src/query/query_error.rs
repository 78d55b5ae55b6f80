//! What can go wrong with a query: its text, its parameters, its evaluation.

use std::io;

use thiserror::Error;

#[cfg(feature = "remote")]
use crate::query::endpoint_error::EndpointError;
use crate::query::parameters::ParameterError;

/// Why a query has no answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The text is no SPARQL query, or one that casegraph does not run.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// The text is longer than allowed.
    #[error("the query is {bytes} bytes long (allowed: {limit})")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// The longest text that is read.
        limit: usize,
    },
    /// One group of the query joins more patterns than can be planned in reasonable time.
    #[error("the query joins {patterns} patterns in one group (allowed: {limit})")]
    TooManyPatterns {
        /// The number of patterns.
        patterns: usize,
        /// The most that are allowed.
        limit: usize,
    },
    /// A parameter is wrong.
    #[error(transparent)]
    Parameter(#[from] ParameterError),
    /// The evaluation failed.
    #[error("the query could not be evaluated: {message}")]
    Evaluation {
        /// What the query engine says.
        message: String,
    },
    /// The stored graph is not what was written.
    #[error("the stored graph is damaged")]
    Damaged,
    #[cfg(feature = "remote")]
    /// An engine elsewhere did not answer as it should.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
    /// No thread could be started to run the query on.
    #[error("no thread could be started for the query")]
    Thread(#[source] io::Error),
}

/// A mistake at a place of a query's text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, column {column}: {message}")]
pub struct SyntaxError {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1: a caret goes below it. One past the end of the line is possible.
    pub column: u32,
    /// What is wrong or was expected, one sentence.
    pub message: String,
}
