//! The description of a corpus in its graph.

use crate::rdf::base::Base;

/// Properties of the corpus that are not facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusInfo {
    /// Its title.
    pub title: String,
    /// The prefix of its IRIs.
    pub base: Base,
}
