//! Makes a graph of documents as they come, so that a corpus need not be in memory as a whole.

use std::io;

use casegraph_facts::{Document, FactSet};
use casegraph_quads::{Collected, Segment, SnapshotBuilder};

use crate::graph::builder::Builder;
use crate::graph::corpus_info::CorpusInfo;
use crate::graph::{Graph, documents, evidence, marks, things};
use crate::rdf::base::Base;
use crate::vocabulary::{cg, schema};
use crate::vocabulary_file::Vocabulary;

/// The version of the way in which facts are written as RDF: `cg:schemaVersion` of the corpus.
const SCHEMA_VERSION: u32 = 2;

/// Collects a graph.
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

    /// Adds graphs of documents. Each is added once; they may come in parts, in path order if the same corpus is to give the same
    /// bytes. On all threads, but for giving terms their numbers.
    pub fn add(&mut self, documents: Vec<DocumentGraph>) {
        let segments: Vec<Segment> = documents.into_iter().map(|DocumentGraph(segment)| segment).collect();
        self.snapshot.add(&segments);
    }

    /// The graph, with what follows from many documents; those that `facts` may hold themselves are passed over.
    #[must_use]
    pub fn finish(mut self, facts: &FactSet, vocabularies: &[Vocabulary]) -> BuiltGraph {
        self.snapshot.add(&shared_segments(facts, &self.corpus, vocabularies));
        BuiltGraph(self.snapshot.finish())
    }
}

/// The named graph of one document: what it asserts, and the evidence for it.
pub struct DocumentGraph(Segment);

impl DocumentGraph {
    /// That of a document, with IRIs on `base`. Linear in what stands in it.
    #[must_use]
    pub fn of(document: &Document, base: &Base) -> Self {
        Self(segment_of(document, base))
    }
}

/// A graph that is ready to be written, or to be asked.
pub struct BuiltGraph(Collected);

impl BuiltGraph {
    /// The number of quads.
    #[must_use]
    pub fn quads(&self) -> usize {
        self.0.quads()
    }

    /// Writes it as a snapshot, as [`Graph::write_snapshot`] would, but without a copy in memory.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn write_snapshot(&self, label: &[u8], to: impl io::Write + Send) -> io::Result<()> {
        self.0.write(label, to)
    }

    /// It as a graph in memory.
    #[must_use]
    pub fn in_memory(&self) -> Graph {
        Graph::of_snapshot(self.0.in_memory())
    }
}

/// What one document asserts, and the evidence for it.
pub(super) fn segment_of(document: &Document, base: &Base) -> Segment {
    let mut builder = Builder::new(base, &base.document_graph(&document.path));
    documents::write(&mut builder, document);
    evidence::write(&mut builder, document);
    marks::write(&mut builder, document);
    builder.finish()
}

/// What follows from many files, what vocabularies say, and what is said of the corpus itself.
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
    marks::diagnostics(&mut meta, facts);
    vec![inferred.finish(), written.finish(), meta.finish()]
}
