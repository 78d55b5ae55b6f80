//! What stands beside the graph in its file.

use serde::{Deserialize, Serialize};

use crate::summary::Summary;

/// What stands beside the graph in its file.
#[derive(Serialize, Deserialize)]
pub(crate) struct Label {
    /// Of the files that the graph was made of, and the program that made it.
    pub(crate) stamp: String,
    /// The same without what the documents looked like.
    pub(crate) surroundings: String,
    /// Tells the documents that were kept when it was made.
    pub(crate) documents: Option<String>,
    pub(crate) summary: Summary,
}
