//! From files to a graph: every file on its own, in parallel; then all of them joined.

use casegraph_facts::{Aggregate, Contribution, Document, FactSet, Joined, Joiner, ReadDocument};
use casegraph_store::{BuiltGraph, CorpusInfo, DocumentGraph, Graph, GraphBuilder, Vocabulary};
use rayon::prelude::*;

use crate::cache::documents::{Encoded, Keep};
use crate::corpus::Corpus;
use crate::error::Error;
use crate::progress::Progress;
use crate::read::{ReadCorpus, read_scan};
use crate::scan::Scan;
use crate::summary::{Summary, Tally};

/// So many documents are joined, and given away, at a time.
const DOCUMENTS_AT_ONCE: usize = 512;

/// A corpus as facts and as a graph.
#[derive(Debug)]
pub struct Build {
    /// What the corpus asserts.
    pub facts: FactSet,
    /// The same as RDF.
    pub graph: Graph,
}

impl Build {
    /// Counts what was found. Linear in the facts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Tally::of(&self.facts.documents).finish(&self.facts, self.graph.len())
    }
}

/// Reads every file and joins what they say. The result does not depend on the number of threads or the order in
/// which the folder lists its files. Time is linear in the bytes, but for sorting the quads.
///
/// # Errors
/// When the folder cannot be read or holds no Markdown. A file that cannot be read costs one finding.
pub fn build(corpus: &Corpus, progress: &dyn Progress) -> Result<Build, Error> {
    let (facts, vocabularies) = join_scan(corpus, &Scan::new(corpus)?, progress);
    let graph = Graph::of(&facts, &info(corpus), &vocabularies);
    Ok(Build { facts, graph })
}

/// What a corpus asserts, read from its files. Time is that of [`build`] without the graph.
///
/// # Errors
/// When the folder cannot be read or holds no Markdown.
pub fn read_facts(corpus: &Corpus, progress: &dyn Progress) -> Result<FactSet, Error> {
    Ok(read_facts_of(corpus, &Scan::new(corpus)?, progress))
}

/// What a corpus asserts, read from the files of a scan.
#[must_use]
pub fn read_facts_of(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> FactSet {
    join_scan(corpus, scan, progress).0
}

/// The graph of the files, and what it holds. Documents are joined and written some at a time: the facts are never in memory as
/// a whole.
pub(crate) fn graph_of_scan(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> GraphOfScan {
    let mut read = read_scan(corpus, scan, Keep::All, progress);
    let base = &corpus.config().base;
    let of_one =
        |document: Document| (DocumentGraph::of(&document, base), Tally::of(std::slice::from_ref(&document)));
    let (mut builder, mut tally) = (GraphBuilder::new(info(corpus)), Tally::default());
    let facts = join_each(corpus, scan, &mut read, of_one, |documents| {
        let (graphs, tallies): (Vec<DocumentGraph>, Vec<Tally>) = documents.into_iter().unzip();
        for one in tallies {
            tally.merge(one);
        }
        builder.add(graphs);
    });
    let graph = builder.finish(&facts, &read.vocabularies);
    let summary = tally.finish(&facts, graph.quads());
    GraphOfScan { graph, summary, documents: read.keeping.done() }
}

fn join_scan(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> (FactSet, Vec<Vocabulary>) {
    let mut read = read_scan(corpus, scan, Keep::Many, progress);
    let mut all = Vec::with_capacity(read.heads.len());
    let facts = join_each(corpus, scan, &mut read, |document| document, |mut some| all.append(&mut some));
    read.keeping.done();
    (FactSet { documents: all, ..facts }, read.vocabularies)
}

/// Joins the documents, makes something `of_one` on any thread, and gives that to `each`, some at a time, in path order; gives
/// what follows from all documents. While `each` looks at some, the next are joined. What was read of a document is dropped once
/// it is joined, on the thread that allocated it.
fn join_each<T: Send>(
    corpus: &Corpus,
    scan: &Scan,
    read: &mut ReadCorpus,
    of_one: impl Fn(Document) -> T + Sync,
    mut each: impl FnMut(Vec<T>) + Send,
) -> FactSet {
    let profile = &corpus.config().profile;
    let mut encoded = std::mem::take(&mut read.facts).into_iter();
    let inventory = scan.inventory();
    let joiner = Joiner::new(&read.heads, &read.registry, &inventory, profile);
    let join = |documents: Vec<Encoded>| -> Vec<(T, Contribution)> {
        let joined = documents.into_par_iter().filter_map(|document| {
            // Never none: they were encoded just now, or looked at when they were found to be kept.
            let facts = document.facts()?;
            let mentions = read.registry.find(&facts);
            let Joined { document, contribution: share } = joiner.document(&ReadDocument { facts, mentions });
            Some((of_one(document), share))
        });
        joined.collect()
    };
    let mut shares = Aggregate::default();
    let mut look_at = |joined: Vec<(T, Contribution)>| {
        let (documents, of_documents): (Vec<T>, Vec<Contribution>) = joined.into_iter().unzip();
        for share in of_documents {
            shares.add(share);
        }
        each(documents);
    };
    let mut before = Vec::new();
    while encoded.len() > 0 {
        let next = encoded.by_ref().take(DOCUMENTS_AT_ONCE).collect();
        let joined = std::mem::take(&mut before);
        (before, ()) = rayon::join(|| join(next), || look_at(joined));
    }
    look_at(before);
    let mut facts = joiner.finish(shares);
    facts.diagnostics.extend(read.diagnostics.iter().cloned());
    facts.diagnostics.sort();
    facts
}

fn info(corpus: &Corpus) -> CorpusInfo {
    let config = corpus.config();
    CorpusInfo { title: config.title.clone(), base: config.base.clone() }
}

/// The graph of the files, and what it holds.
pub(crate) struct GraphOfScan {
    pub(crate) graph: BuiltGraph,
    pub(crate) summary: Summary,
    /// What tells the documents that it was made of from those that are kept at another time.
    pub(crate) documents: Option<String>,
}
