//! What is known of a corpus besides what has changed.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use casegraph_facts::{DocumentFacts, Joined, Joiner, ReadDocument, Registry, ThingId};
use casegraph_store::{Base, Graph, Term};

use crate::cache::documents::KeptDocuments;

/// The documents as they were when the stored graph was made, and that graph.
pub(super) struct Known<'k> {
    pub(super) kept: &'k KeptDocuments,
    pub(super) graph: &'k Graph,
    pub(super) registry: &'k Registry,
    pub(super) base: &'k Base,
    /// Places of documents by the names of their graphs.
    by_graph: OnceLock<HashMap<String, usize>>,
}

impl<'k> Known<'k> {
    pub(super) fn new(
        kept: &'k KeptDocuments,
        graph: &'k Graph,
        registry: &'k Registry,
        base: &'k Base,
    ) -> Self {
        Self { kept, graph, registry, base, by_graph: OnceLock::new() }
    }

    /// The places of the documents whose evidence says this of something.
    pub(super) fn documents_that_say(&self, property: &str, value: &Term) -> Option<BTreeSet<usize>> {
        let by_graph = self.by_graph.get_or_init(|| {
            let paths = self.kept.places().iter().map(|(path, _)| path);
            paths.enumerate().map(|(at, path)| (self.base.document_graph(path), at)).collect()
        });
        let said = self.graph.with_value(property, value).ok()?;
        Some(said.iter().filter_map(|(_, graph)| by_graph.get(graph.text())).copied().collect())
    }

    /// The places of the documents whose evidence has a thing as one of these.
    pub(super) fn documents_with(&self, properties: &[&str], thing: &ThingId) -> Option<BTreeSet<usize>> {
        let thing = Term::Iri(self.base.iri(thing));
        let mut documents = BTreeSet::new();
        for property in properties {
            documents.extend(self.documents_that_say(property, &thing)?);
        }
        Some(documents)
    }

    /// A document, joined.
    pub(super) fn join(&self, joiner: &Joiner<'_>, facts: DocumentFacts) -> Joined {
        let mentions = self.registry.find(&facts);
        joiner.document(&ReadDocument { facts, mentions })
    }
}
