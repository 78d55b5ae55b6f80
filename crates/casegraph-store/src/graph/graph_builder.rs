//! Builds a graph from documents in batches, so that the corpus need not be in memory as a whole.

use std::io;

use casegraph_facts::{Document, FactSet};
use casegraph_quads::{Segment, SnapshotBuilder, SnapshotParts};

use crate::graph::builder::Builder;
use crate::graph::corpus_info::CorpusInfo;
use crate::graph::{Graph, annotations, documents, evidence, things};
use crate::rdf::base::Base;
use crate::vocabulary::{cg, schema};
use crate::vocabulary_file::Vocabulary;

/// The version of the mapping from facts to RDF: `cg:schemaVersion` of the corpus.
const SCHEMA_VERSION: u32 = 2;

/// Builds a graph.
pub struct GraphBuilder {
    corpus: CorpusInfo,
    snapshot: SnapshotBuilder,
}

impl GraphBuilder {
    /// A builder of the graph of this corpus.
    #[must_use]
    pub fn new(corpus: CorpusInfo) -> Self {
        Self { corpus, snapshot: SnapshotBuilder::default() }
    }

    /// Adds the graphs of a batch of documents. Each document must be added once, and in path order for the same corpus to
    /// give the same bytes. Runs in parallel, except for assigning term ids.
    pub fn add(&mut self, documents: Vec<DocumentGraph>) {
        let segments: Vec<Segment> = documents.into_iter().map(|DocumentGraph(segment)| segment).collect();
        self.snapshot.add(&segments);
    }

    /// The graph, with the assertions that are inferred from several documents. Documents in `facts` are ignored.
    #[must_use]
    pub fn finish(mut self, facts: &FactSet, vocabularies: &[Vocabulary]) -> BuiltGraph {
        self.snapshot.add(&shared_segments(facts, &self.corpus, vocabularies));
        BuiltGraph(self.snapshot.finish())
    }
}

/// The named graph of one document: its assertions, with evidence.
pub struct DocumentGraph(Segment);

impl DocumentGraph {
    /// The graph of a document, with IRIs under `base`. Linear in the facts.
    #[must_use]
    pub fn from_document(document: &Document, base: &Base) -> Self {
        Self(document_segment(document, base))
    }
}

/// A complete graph that can be written, or queried in memory.
pub struct BuiltGraph(SnapshotParts);

impl BuiltGraph {
    /// The number of quads.
    #[must_use]
    pub fn quads(&self) -> usize {
        self.0.quads()
    }

    /// Writes the graph as a snapshot, like [`Graph::write_snapshot`], but without a copy in memory.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write_snapshot(&self, label: &[u8], to: impl io::Write + Send) -> io::Result<()> {
        self.0.write(label, to)
    }

    /// The graph in memory.
    #[must_use]
    pub fn in_memory(&self) -> Graph {
        Graph::from_snapshot(self.0.in_memory())
    }
}

/// The assertions of one document, with evidence.
pub(super) fn document_segment(document: &Document, base: &Base) -> Segment {
    let mut builder = Builder::new(base, &base.document_graph(&document.path));
    documents::write(&mut builder, document);
    evidence::write(&mut builder, document);
    annotations::write(&mut builder, document);
    builder.finish()
}

/// The inferred graph, the vocabulary graph and the meta graph.
fn shared_segments(facts: &FactSet, corpus: &CorpusInfo, vocabularies: &[Vocabulary]) -> Vec<Segment> {
    let base = &corpus.base;
    let mut inferred = Builder::new(base, &base.inferred_graph());
    things::write(&mut inferred, facts, vocabularies);
    let mut written = Builder::new(base, &base.vocabulary_graph());
    for vocabulary in vocabularies {
        written.vocabulary(vocabulary);
    }
    let mut meta = Builder::new(base, &base.meta_graph());
    meta.node(base.as_str())
        .class(cg::CORPUS)
        .text(schema::NAME, &corpus.title)
        .number(cg::SCHEMA_VERSION, SCHEMA_VERSION);
    annotations::diagnostics(&mut meta, facts);
    vec![inferred.finish(), written.finish(), meta.finish()]
}
