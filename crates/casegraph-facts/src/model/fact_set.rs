//! The facts of a whole corpus: things with identities, and the occurrences that are the evidence for each edge.
//!
//! The store writes a [`FactSet`] as RDF, and the analysis builds its graph from it. Every list is sorted, so the
//! result does not depend on the order in which files were read.

use serde::{Deserialize, Serialize};

use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::model::name::Name;
use crate::model::relation::Edge;
use crate::model::source::Source;
use crate::model::topic::{Category, Domain, Topic, TopicStatus};
use crate::model::unread::Unread;

/// The facts of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactSet {
    /// Domains, by position and name.
    pub domains: Vec<Domain>,
    /// Categories, by domain, position and name.
    pub categories: Vec<Category>,
    /// Topics, by id.
    pub topics: Vec<Topic>,
    /// Companies, patterns and technologies, by id. A built-in one is included only if something in the corpus names
    /// it.
    pub names: Vec<Name>,
    /// Sources, by id.
    pub sources: Vec<Source>,
    /// Documents with their contents, by path.
    pub documents: Vec<Document>,
    /// Inferred edges, sorted.
    pub inferred: Vec<Edge>,
    /// All findings, in path and line order.
    pub diagnostics: Vec<Diagnostic>,
    /// All text that was not understood, in path and line order.
    pub unread: Vec<Unread>,
}

impl FactSet {
    /// The number of topics with this status. Linear in the topics.
    #[must_use]
    pub fn topics_with(&self, status: TopicStatus) -> usize {
        self.topics.iter().filter(|topic| topic.status == status).count()
    }
}
