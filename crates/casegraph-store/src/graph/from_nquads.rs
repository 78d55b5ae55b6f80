//! A graph read from N-Quads.

use casegraph_quads::Segments;
use oxigraph::io::{RdfFormat, RdfParser};
use thiserror::Error;

use crate::graph::Graph;

/// Text that is no graph.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no N-Quads at line {line}, column {column}: {message}")]
pub struct StoreError {
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
    /// What is wrong.
    pub message: String,
}

impl Graph {
    /// Reads [N-Quads](https://www.w3.org/TR/n-quads/). Linear in the text, but for sorting the quads.
    pub fn from_nquads(bytes: &[u8]) -> Result<Self, StoreError> {
        let mut segments = Segments::default();
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(bytes) {
            let quad = quad.map_err(|source| {
                let place = source.location().map(|range| (range.start.line + 1, range.start.column + 1));
                let (line, column) = place.unwrap_or((1, 1));
                StoreError { line, column, message: source.to_string() }
            })?;
            segments.add(quad.as_ref());
        }
        Ok(Self::of_snapshot(segments.collected().in_memory()))
    }
}
