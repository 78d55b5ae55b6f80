//! The graph of a corpus: quads in a fixed order, ready to be written or loaded.
//!
//! ```text
//! FactSet ─┬─► documents  graph/{path}      what one file asserts, and the evidence for it
//!          ├─► evidence       …
//!          └─► things     graph/inferred    what follows from many files
//! Vocabulary ───────────► graph/vocabulary  as written
//! CorpusInfo ───────────► graph/meta        the corpus itself, and what was wrong with its texts
//! ```

mod builder;
pub(crate) mod changes;
mod constants;
pub(crate) mod corpus_info;
pub(crate) mod date;
mod documents;
mod evidence;
pub(crate) mod from_nquads;
pub(crate) mod graph_builder;
mod marks;
#[cfg(feature = "rocksdb")]
mod oxigraph_database;
pub(crate) mod rdf_writer;
mod relations;
mod things;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use casegraph_facts::FactSet;
use casegraph_quads::{Damaged, GraphPattern, Patch, Patched, Pattern, Segments, Snapshot, SnapshotError};
use oxigraph::model::NamedNodeRef;
use rayon::prelude::*;

use crate::graph::changes::Changes;
use crate::graph::corpus_info::CorpusInfo;
use crate::graph::graph_builder::{DocumentGraph, GraphBuilder};
use crate::rdf::term::Term;
use crate::vocabulary_file::Vocabulary;

/// So many documents are given to a [`GraphBuilder`] at a time.
const DOCUMENTS_AT_ONCE: usize = 1024;

/// All quads of a corpus, sorted by graph, subject, `rdf:type` first, predicate, object; without duplicates.
///
/// A clone shares the quads.
#[derive(Clone)]
pub struct Graph {
    pub(crate) snapshot: Arc<Patched>,
}

impl Graph {
    /// The facts as RDF (`design/vocabulary.md` says how). The same facts give the same graph.
    ///
    /// `vocabularies` are the files that declared the names in `facts`; what none of them declares is written to the
    /// inferred graph. A [`GraphBuilder`] does the same without holding all documents at once.
    #[must_use]
    pub fn of(facts: &FactSet, corpus: &CorpusInfo, vocabularies: &[Vocabulary]) -> Self {
        let mut builder = GraphBuilder::new(corpus.clone());
        for documents in facts.documents.chunks(DOCUMENTS_AT_ONCE) {
            let graphs = documents.par_iter().map(|document| DocumentGraph::of(document, &corpus.base));
            builder.add(graphs.collect());
        }
        builder.finish(facts, vocabularies).in_memory()
    }

    /// Opens what [`Graph::write_snapshot`] wrote to a file, by mapping it: some microseconds, whatever its size.
    ///
    /// The file must never be written to afterwards, only replaced: a graph that is open goes on with the file it opened.
    ///
    /// # Errors
    /// When the file cannot be read, is none of ours, is of another version, or its header is damaged. Damage further on
    /// is found when it is touched: the question that touches it fails.
    pub fn open(path: &Path) -> Result<Self, SnapshotError> {
        Ok(Self::of_snapshot(Snapshot::open(path)?))
    }

    /// Writes the graph as a snapshot, with a label that [`Graph::label`] gives back. The same graph and label give the
    /// same bytes, 25 to 27 a quad for collections. A patched graph is written as one.
    ///
    /// # Errors
    /// When writing fails, or the graph was opened from a damaged file.
    pub fn write_snapshot(&self, label: &[u8], to: impl Write + Send) -> Result<(), SnapshotError> {
        if let Some(snapshot) = self.snapshot.alone() {
            return snapshot.write(label, to);
        }
        let mut segments = Segments::default();
        self.snapshot.each_quad::<Damaged>(|quad| {
            segments.add(quad);
            Ok(())
        })?;
        Ok(segments.collected().write(label, to)?)
    }

    /// The label of the file that it was opened from; empty for a new graph.
    #[must_use]
    pub fn label(&self) -> &[u8] {
        self.snapshot.base().label()
    }

    /// What some changes do to this graph, if no patch lies over it already: small enough to be stored beside it. Takes some looks
    /// into the graph for each quad.
    ///
    /// # Errors
    /// When the graph was opened from a damaged file.
    pub fn patch(&self, changes: &Changes) -> Result<Patch, SnapshotError> {
        Ok(self.snapshot.base().patch(changes.quads())?)
    }

    /// The graph as a patch leaves it, instead of one that may lie over it already; the graph itself is shared, not copied. None if
    /// the patch was not made for this graph. Linear in the patch.
    #[must_use]
    pub fn patched(&self, patch: Patch) -> Option<Self> {
        Some(Self { snapshot: Arc::new(self.snapshot.with(patch)?) })
    }

    /// The subjects that have this value of a property, an IRI, in named graphs, and the names of those graphs; in no order. Takes
    /// two looks into the graph, and one for each that is found.
    ///
    /// # Errors
    /// When the graph was opened from a damaged file.
    pub fn with_value(&self, property: &str, value: &Term) -> Result<Vec<(Term, Term)>, SnapshotError> {
        let snapshot = &*self.snapshot;
        let property = snapshot.number_of(NamedNodeRef::new_unchecked(property).into())?;
        let (Some(property), Some(value)) = (property, snapshot.number_of(value.stored().as_ref())?) else {
            return Ok(Vec::new());
        };
        let pattern = Pattern { subject: None, predicate: Some(property), object: Some(value) };
        let mut found = Vec::new();
        for quad in snapshot.matches(pattern, GraphPattern::EachNamed)? {
            let ([subject, ..], graph) = quad?;
            let term = |number| Ok::<_, Damaged>(Term::of(&snapshot.term(number)?.into_owned()));
            found.push((term(subject)?, term(graph.ok_or(Damaged)?)?));
        }
        Ok(found)
    }

    pub(crate) fn of_snapshot(snapshot: Snapshot) -> Self {
        Self { snapshot: Arc::new(snapshot.into()) }
    }

    /// The number of quads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.snapshot.quads()
    }

    /// Whether there is no quad.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of different terms.
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
