//! A document that is ready to be joined.

use crate::model::document_facts::DocumentFacts;
use crate::names::matcher::MentionFacts;

/// The facts of a document, with the names found in it.
#[derive(Debug)]
pub struct ReadDocument {
    /// The facts of the document alone.
    pub facts: DocumentFacts,
    /// The mentions that [`Registry::find`](crate::Registry::find) found in it.
    pub mentions: Vec<MentionFacts>,
}
