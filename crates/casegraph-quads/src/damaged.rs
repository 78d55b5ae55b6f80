//! Why stored bytes are not a graph.

use std::io;

use thiserror::Error;

use crate::header::VERSION;

/// Bytes that do not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the stored graph is damaged")]
pub struct Damaged;

/// Why a file is no graph that this program can open.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The file cannot be read.
    #[error("the stored graph cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The file is something else.
    #[error("the file is no stored graph of casegraph")]
    Foreign,
    /// Another version of casegraph wrote it.
    #[error("the stored graph has version {found} of its format; this casegraph reads version {VERSION}")]
    Version {
        /// The version that the file states.
        found: u32,
    },
    /// The bytes do not hold together: cut off, overwritten, or changed.
    #[error("the stored graph is damaged")]
    Damaged,
}

impl From<Damaged> for SnapshotError {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}
