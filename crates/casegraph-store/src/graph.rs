//! The graph of a corpus: facts as RDF, one named graph per document.
//!
//! ```text
//! FactSet ─┬─► documents, evidence, annotations  graph/{path}      the assertions of one file, with evidence
//!          └─► things                            graph/inferred    the assertions inferred from several files
//! Vocabulary ──────────────────────────────────► graph/vocabulary  the triples as written
//! CorpusInfo ──────────────────────────────────► graph/meta        the corpus, and the diagnostics of its texts
//! ```

mod annotations;
mod builder;
pub(crate) mod changes;
mod constants;
pub(crate) mod corpus_info;
pub(crate) mod date;
mod documents;
mod evidence;
pub(crate) mod from_nquads;
pub(crate) mod graph_builder;
#[cfg(feature = "rocksdb")]
mod oxigraph_database;
pub(crate) mod rdf_writer;
mod relations;
mod things;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use casegraph_facts::FactSet;
use casegraph_quads::{Damaged, GraphPattern, Overlay, Patch, Pattern, Segments, Snapshot, SnapshotError};
use oxrdf::NamedNodeRef;
use rayon::prelude::*;

use crate::graph::changes::Changes;
use crate::graph::corpus_info::CorpusInfo;
use crate::graph::graph_builder::{DocumentGraph, GraphBuilder};
use crate::rdf::term::Term;
use crate::vocabulary_file::Vocabulary;

/// The number of documents that are added to a [`GraphBuilder`] at once.
const BATCH_SIZE: usize = 1024;

/// All quads of a corpus, without duplicates. A clone shares the quads.
#[derive(Clone)]
pub struct Graph {
    pub(crate) snapshot: Arc<Overlay>,
}

impl Graph {
    /// Converts facts to RDF. The same facts give the same graph.
    ///
    /// `vocabularies` are the files that declare names in `facts`; all other names are written to the inferred graph.
    /// A [`GraphBuilder`] does the same without all documents in memory at once.
    #[must_use]
    pub fn from_facts(facts: &FactSet, corpus: &CorpusInfo, vocabularies: &[Vocabulary]) -> Self {
        let mut builder = GraphBuilder::new(corpus.clone());
        for documents in facts.documents.chunks(BATCH_SIZE) {
            let graphs =
                documents.par_iter().map(|document| DocumentGraph::from_document(document, &corpus.base));
            builder.add(graphs.collect());
        }
        builder.finish(facts, vocabularies).in_memory()
    }

    /// Maps a file that [`Graph::write_snapshot`] wrote: some microseconds, independent of its size.
    ///
    /// The file must not be written to afterwards, only replaced: an open graph keeps the file that it opened.
    ///
    /// # Errors
    /// If the file cannot be read, has another format or version, or a damaged header. Damage in the rest of the file is
    /// detected at the first access: the query that reads it fails.
    pub fn open(path: &Path) -> Result<Self, SnapshotError> {
        Ok(Self::from_snapshot(Snapshot::open(path)?))
    }

    /// Writes the graph as a snapshot, with a label that [`Graph::label`] returns. The same graph and label give the same
    /// bytes, 25 to 27 per quad for collections. The patch of a patched graph is merged.
    ///
    /// # Errors
    /// If writing fails, or the graph was opened from a damaged file.
    pub fn write_snapshot(&self, label: &[u8], to: impl Write + Send) -> Result<(), SnapshotError> {
        if let Some(snapshot) = self.snapshot.alone() {
            return snapshot.write(label, to);
        }
        let mut segments = Segments::default();
        self.snapshot.each_quad::<Damaged>(|quad| {
            segments.add(quad);
            Ok(())
        })?;
        Ok(segments.finish().write(label, to)?)
    }

    /// The label of the file from which the graph was opened; empty for a new graph.
    #[must_use]
    pub fn label(&self) -> &[u8] {
        self.snapshot.base().label()
    }

    /// A patch with the effect of some changes on this graph without its present patch. A few lookups per quad.
    ///
    /// # Errors
    /// If the graph was opened from a damaged file.
    pub fn patch(&self, changes: &Changes) -> Result<Patch, SnapshotError> {
        Ok(self.snapshot.base().patch(changes.quads())?)
    }

    /// The graph with this patch in place of the present one; the quads are shared, not copied. `None` if the patch was made
    /// for another graph. Linear in the patch.
    #[must_use]
    pub fn with_patch(&self, patch: Patch) -> Option<Self> {
        Some(Self { snapshot: Arc::new(self.snapshot.with(patch)?) })
    }

    /// The subjects with this value of a property (an IRI) in named graphs, each with the name of its graph; in no
    /// particular order. Two lookups, and one per result.
    ///
    /// # Errors
    /// If the graph was opened from a damaged file.
    pub fn subjects_with_value(
        &self,
        property: &str,
        value: &Term,
    ) -> Result<Vec<(Term, Term)>, SnapshotError> {
        let snapshot = &*self.snapshot;
        let property = snapshot.id_of(NamedNodeRef::new_unchecked(property).into())?;
        let (Some(property), Some(value)) = (property, snapshot.id_of(value.stored().as_ref())?) else {
            return Ok(Vec::new());
        };
        let pattern = Pattern { subject: None, predicate: Some(property), object: Some(value) };
        let mut found = Vec::new();
        for quad in snapshot.matches(pattern, GraphPattern::EachNamed)? {
            let ([subject, ..], graph) = quad?;
            let term = |number| Ok::<_, Damaged>(Term::from(&snapshot.term(number)?.into_owned()));
            found.push((term(subject)?, term(graph.ok_or(Damaged)?)?));
        }
        Ok(found)
    }

    pub(crate) fn from_snapshot(snapshot: Snapshot) -> Self {
        Self { snapshot: Arc::new(snapshot.into()) }
    }

    /// The number of quads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.snapshot.quads()
    }

    /// Whether there are no quads.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of distinct terms.
    #[must_use]
    pub fn term_count(&self) -> usize {
        self.snapshot.term_count() as usize
    }
}

impl std::fmt::Debug for Graph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Graph").field("quads", &self.len()).field("terms", &self.term_count()).finish()
    }
}
