//! Reading a graph from N-Quads.

use casegraph_quads::Segments;
use oxrdfio::{RdfFormat, RdfParser};
use thiserror::Error;

use crate::graph::Graph;

/// A text that is not N-Quads.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("invalid N-Quads at line {line}, column {column}: {message}")]
pub struct NQuadsError {
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
    /// What is wrong.
    pub message: String,
}

impl Graph {
    /// Reads [N-Quads](https://www.w3.org/TR/n-quads/). Sorts the quads; otherwise linear in the text.
    pub fn from_nquads(bytes: &[u8]) -> Result<Self, NQuadsError> {
        let mut segments = Segments::default();
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(bytes) {
            let quad = quad.map_err(|source| {
                let place = source.location().map(|range| (range.start.line + 1, range.start.column + 1));
                let (line, column) = place.unwrap_or((1, 1));
                NQuadsError { line, column, message: source.to_string() }
            })?;
            segments.add(quad.as_ref());
        }
        Ok(Self::from_snapshot(segments.finish().in_memory()))
    }
}
