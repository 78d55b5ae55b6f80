//! Everything a corpus asserts, joined: things with identities, and the occurrences in the text behind every edge.
//!
//! A [`FactSet`] is what the store writes as RDF and the analysis builds its graph from. Every list is sorted, so
//! the same corpus gives the same value whatever order its files were read in.

use serde::{Deserialize, Serialize};

use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::model::name::Name;
use crate::model::relation::Edge;
use crate::model::source::Source;
use crate::model::topic::{Category, Domain, Topic, TopicStatus};
use crate::model::unread::Unread;

/// A corpus as things, edges and evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactSet {
    /// Domains, by position and name.
    pub domains: Vec<Domain>,
    /// Categories, by domain, position and name.
    pub categories: Vec<Category>,
    /// Topics, by id.
    pub topics: Vec<Topic>,
    /// Companies, patterns and technologies, by id. A built-in one is here only if something in the corpus names it.
    pub names: Vec<Name>,
    /// Sources, by id.
    pub sources: Vec<Source>,
    /// Documents with what stands in them, by path.
    pub documents: Vec<Document>,
    /// Edges that follow from others by a stated rule, sorted.
    pub inferred: Vec<Edge>,
    /// All findings, in path and line order.
    pub diagnostics: Vec<Diagnostic>,
    /// All that was not understood, in path and line order.
    pub unread: Vec<Unread>,
}

impl FactSet {
    /// How many topics have this status.
    #[must_use]
    pub fn topics_with(&self, status: TopicStatus) -> usize {
        self.topics.iter().filter(|topic| topic.status == status).count()
    }
}
