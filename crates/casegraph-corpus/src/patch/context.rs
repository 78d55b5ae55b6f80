//! The state of a corpus before its files changed.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use casegraph_facts::{DocumentFacts, Joined, Joiner, ReadDocument, Registry, ThingId};
use casegraph_store::{Base, Graph, Term};

use crate::cache::documents::CachedDocuments;

/// The documents that the cached graph was built from, and that graph. Documents have the index that they have in the cache.
pub(super) struct Context<'c> {
    pub(super) cached: &'c CachedDocuments,
    pub(super) graph: &'c Graph,
    pub(super) registry: &'c Registry,
    pub(super) base: &'c Base,
    /// Indices of documents by the names of their graphs.
    by_graph: OnceLock<HashMap<String, usize>>,
}

impl<'c> Context<'c> {
    pub(super) fn new(
        cached: &'c CachedDocuments,
        graph: &'c Graph,
        registry: &'c Registry,
        base: &'c Base,
    ) -> Self {
        Self { cached, graph, registry, base, by_graph: OnceLock::new() }
    }

    /// The documents with a triple of this property and value in their graph.
    pub(super) fn documents_with_value(&self, property: &str, value: &Term) -> Option<BTreeSet<usize>> {
        let by_graph = self.by_graph.get_or_init(|| {
            let paths = self.cached.files().iter().map(|(path, _)| path);
            paths.enumerate().map(|(index, path)| (self.base.document_graph(path), index)).collect()
        });
        let found = self.graph.subjects_with_value(property, value).ok()?;
        Some(found.iter().filter_map(|(_, graph)| by_graph.get(graph.text())).copied().collect())
    }

    /// The documents with a triple of one of these properties and this thing in their graph.
    pub(super) fn documents_with_thing(
        &self,
        properties: &[&str],
        thing: &ThingId,
    ) -> Option<BTreeSet<usize>> {
        let thing = Term::Iri(self.base.iri(thing));
        let mut documents = BTreeSet::new();
        for property in properties {
            documents.extend(self.documents_with_value(property, &thing)?);
        }
        Some(documents)
    }

    /// Joins a document.
    pub(super) fn join(&self, joiner: &Joiner<'_>, facts: DocumentFacts) -> Joined {
        let mentions = self.registry.find(&facts);
        joiner.document(&ReadDocument { facts, mentions })
    }
}
