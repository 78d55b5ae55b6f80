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
mod date;
mod documents;
mod evidence;
mod marks;
mod quads;
mod things;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use casegraph_facts::{Document, FactSet, Relation};
use rayon::prelude::*;

use crate::snapshot::Snapshot;
use crate::vocabulary::{cg, cito, schema, skos};
use crate::{Base, SnapshotError, Vocabulary};
use builder::Builder;
pub(crate) use date::date_literal;
pub(crate) use quads::QuadTable;

/// The version of the way in which facts are written as RDF: `cg:schemaVersion` of the corpus.
const SCHEMA_VERSION: u32 = 2;

/// So many documents are written by one thread in one go.
const DOCUMENTS_A_PART: usize = 8;

/// What the facts do not say about the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusInfo {
    /// Its title.
    pub title: String,
    /// What its IRIs begin with.
    pub base: Base,
}

/// All quads of a corpus, sorted by graph, subject, `rdf:type` first, predicate, object; without duplicates.
///
/// A clone shares the quads.
#[derive(Clone)]
pub struct Graph {
    pub(crate) snapshot: Arc<Snapshot>,
}

impl Graph {
    /// The facts as RDF (`design/vocabulary.md` says how). The same facts give the same graph.
    ///
    /// `vocabularies` are the files that declared the names in `facts`; what none of them declares is written to the
    /// inferred graph. Documents are written in parallel; takes about half a
    /// microsecond a quad.
    #[must_use]
    pub fn of(facts: &FactSet, corpus: &CorpusInfo, vocabularies: &[Vocabulary]) -> Self {
        let part = |documents: &[Document]| {
            let mut builder = Builder::new(corpus.base.clone());
            for document in documents {
                documents::write(&mut builder, document);
                evidence::write(&mut builder, document);
                marks::write(&mut builder, document);
            }
            builder.finish()
        };
        let mut tables: Vec<QuadTable> = facts.documents.par_chunks(DOCUMENTS_A_PART).map(part).collect();
        let mut builder = Builder::new(corpus.base.clone());
        things::write(&mut builder, facts, vocabularies);
        for vocabulary in vocabularies {
            builder.vocabulary(vocabulary);
        }
        let graph = corpus.base.meta_graph();
        let mut node = builder.node(graph, corpus.base.as_str().to_owned());
        node.class(cg::CORPUS).text(schema::NAME, &corpus.title).number(cg::SCHEMA_VERSION, SCHEMA_VERSION);
        marks::diagnostics(&mut builder, facts);
        tables.push(builder.finish());
        QuadTable::join(tables)
    }

    /// Opens what [`Graph::write_snapshot`] wrote to a file, by mapping it: some microseconds, whatever its size.
    ///
    /// The file must never be written to afterwards, only replaced: a graph that is open goes on with the file it opened.
    ///
    /// # Errors
    /// When the file cannot be read, is none of ours, is of another version, or its header is damaged. Damage further on
    /// is found when it is touched: the question that touches it fails.
    pub fn open(path: &Path) -> Result<Self, SnapshotError> {
        Ok(Self { snapshot: Arc::new(Snapshot::open(path)?) })
    }

    /// Writes the graph as a snapshot, with a label that [`Graph::label`] gives back. The same graph and label give the
    /// same bytes, some forty-five a quad.
    ///
    /// # Errors
    /// When writing fails, or the graph was opened from a damaged file.
    pub fn write_snapshot(&self, label: &[u8], to: impl Write) -> Result<(), SnapshotError> {
        self.snapshot.write(label, to)
    }

    /// The label of the file that it was opened from; empty for a new graph.
    #[must_use]
    pub fn label(&self) -> &[u8] {
        self.snapshot.label()
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

/// The property that writes a relation.
pub(crate) fn property(relation: Relation) -> &'static str {
    match relation {
        Relation::RelatedPattern => cg::RELATED_PATTERN,
        Relation::Prerequisite => cg::PREREQUISITE,
        Relation::Uses => cg::USES,
        Relation::Cites => cito::CITES,
        Relation::Mentions => schema::MENTIONS,
        Relation::LinksTo => cg::LINKS_TO,
        Relation::Company => cg::COMPANY,
        Relation::Related => skos::RELATED,
    }
}
