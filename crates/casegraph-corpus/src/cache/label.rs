//! The label in the file of the cached graph: which files and which program it is from, and its summary.

use serde::{Deserialize, Serialize};

use crate::summary::Summary;

/// The label in the file of the cached graph.
#[derive(Serialize, Deserialize)]
pub(crate) struct Label {
    /// [`crate::scan::Scan::stamp`] of the files that the graph was built from.
    pub(crate) stamp: String,
    /// [`crate::scan::Scan::rest_stamp`] of the same files.
    pub(crate) rest_stamp: String,
    /// The identity of the cached documents that the graph was built from.
    pub(crate) documents: Option<String>,
    /// The contents of the graph in numbers.
    pub(crate) summary: Summary,
}
