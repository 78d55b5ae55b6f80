//! What a graph holds of the corpus besides its documents.

use crate::rdf::base::Base;

/// What the facts do not say about the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusInfo {
    /// Its title.
    pub title: String,
    /// What its IRIs begin with.
    pub base: Base,
}
