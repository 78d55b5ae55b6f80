//! Errors of stored graphs.

use std::io;

use thiserror::Error;

use crate::header::VERSION;

/// The bytes are inconsistent: cut off, overwritten, or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the stored graph is damaged")]
pub struct Damaged;

/// Why a file cannot be opened as a graph.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The file cannot be read.
    #[error("the stored graph cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The file has another format.
    #[error("the file is not a stored graph of casegraph")]
    Foreign,
    /// The file has another version of the format.
    #[error("the stored graph has format version {found}; this casegraph reads version {VERSION}")]
    Version {
        /// The version in the file.
        found: u32,
    },
    /// The bytes are inconsistent: cut off, overwritten, or changed.
    #[error("the stored graph is damaged")]
    Damaged,
}

impl From<Damaged> for SnapshotError {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}
