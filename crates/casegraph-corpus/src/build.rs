//! From files to a graph: every file on its own, in parallel; then all of them joined.

use casegraph_facts::{Aggregate, Contribution, Document, FactSet, Joined, Joiner, ReadDocument};
use casegraph_store::{BuiltGraph, CorpusInfo, DocumentGraph, Graph, GraphBuilder, Vocabulary};
use rayon::prelude::*;

use crate::cache::documents::{EncodedFacts, WritePolicy};
use crate::corpus::Corpus;
use crate::error::Error;
use crate::progress::Progress;
use crate::read::{ReadCorpus, read_scan};
use crate::scan::Scan;
use crate::summary::{Summary, Tally};

/// The number of documents that are joined and passed on at a time.
const BATCH: usize = 512;

/// A corpus as facts and as a graph.
#[derive(Debug)]
pub struct Build {
    /// The facts of the corpus.
    pub facts: FactSet,
    /// The same as RDF.
    pub graph: Graph,
}

impl Build {
    /// The contents in numbers. Linear in the facts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Tally::new(&self.facts.documents).finish(&self.facts, self.graph.len())
    }
}

/// Reads every file and joins their facts. The result does not depend on the number of threads or on the order in which the
/// system lists the files. Time is linear in the bytes, but for sorting the quads.
///
/// # Errors
/// When the folder cannot be read or holds no Markdown. For a file that cannot be read there is one diagnostic.
pub fn build(corpus: &Corpus, progress: &dyn Progress) -> Result<Build, Error> {
    let (facts, vocabularies) = join_scan(corpus, &Scan::new(corpus)?, progress);
    let graph = Graph::from_facts(&facts, &corpus_info(corpus), &vocabularies);
    Ok(Build { facts, graph })
}

/// The facts of a corpus, from its files. Takes the time of [`build`] without the graph.
///
/// # Errors
/// When the folder cannot be read or holds no Markdown.
pub fn read_facts(corpus: &Corpus, progress: &dyn Progress) -> Result<FactSet, Error> {
    Ok(read_facts_of(corpus, &Scan::new(corpus)?, progress))
}

/// The facts of a corpus, from the files of a scan.
#[must_use]
pub fn read_facts_of(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> FactSet {
    join_scan(corpus, scan, progress).0
}

/// A graph that was built from a scan.
pub(crate) struct ScanGraph {
    pub(crate) graph: BuiltGraph,
    pub(crate) summary: Summary,
    /// The identity of the cached documents that it was built from.
    pub(crate) documents: Option<String>,
}

/// Builds the graph of a scan. Documents are joined and written in batches: the facts are never in memory as a whole.
pub(crate) fn build_scan(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> ScanGraph {
    let mut read = read_scan(corpus, scan, WritePolicy::Always, progress);
    let base = &corpus.config().base;
    let map = |document: Document| {
        (DocumentGraph::from_document(&document, base), Tally::new(std::slice::from_ref(&document)))
    };
    let (mut builder, mut tally) = (GraphBuilder::new(corpus_info(corpus)), Tally::default());
    let facts = join_in_batches(corpus, scan, &mut read, map, |documents| {
        let (graphs, tallies): (Vec<DocumentGraph>, Vec<Tally>) = documents.into_iter().unzip();
        for one in tallies {
            tally.merge(one);
        }
        builder.add(graphs);
    });
    let graph = builder.finish(&facts, &read.vocabularies);
    let summary = tally.finish(&facts, graph.quads());
    ScanGraph { graph, summary, documents: read.write.wait() }
}

fn join_scan(corpus: &Corpus, scan: &Scan, progress: &dyn Progress) -> (FactSet, Vec<Vocabulary>) {
    let mut read = read_scan(corpus, scan, WritePolicy::IfManyChanged, progress);
    let mut all = Vec::with_capacity(read.heads.len());
    let facts =
        join_in_batches(corpus, scan, &mut read, |document| document, |mut batch| all.append(&mut batch));
    read.write.wait();
    (FactSet { documents: all, ..facts }, read.vocabularies)
}

/// Joins the documents, applies `map` to each on any thread, passes the results in batches in path order to `consume`, and returns
/// the facts that follow from many documents. The next batch is joined while `consume` runs. The facts that were read of a document
/// are dropped once it is joined, on the thread that allocated them.
fn join_in_batches<T: Send>(
    corpus: &Corpus,
    scan: &Scan,
    read: &mut ReadCorpus,
    map: impl Fn(Document) -> T + Sync,
    mut consume: impl FnMut(Vec<T>) + Send,
) -> FactSet {
    let profile = &corpus.config().profile;
    let mut encoded = std::mem::take(&mut read.facts).into_iter();
    let inventory = scan.inventory();
    let joiner = Joiner::new(&read.heads, &read.registry, &inventory, profile);
    let join = |documents: Vec<EncodedFacts>| -> Vec<(T, Contribution)> {
        let joined = documents.into_par_iter().filter_map(|document| {
            // Never `None`: the facts were encoded just now, or checked when they were found in the cache.
            let facts = document.decode()?;
            let mentions = read.registry.find(&facts);
            let Joined { document, contribution: share } = joiner.document(&ReadDocument { facts, mentions });
            Some((map(document), share))
        });
        joined.collect()
    };
    let mut shares = Aggregate::default();
    let mut collect = |joined: Vec<(T, Contribution)>| {
        let (documents, of_documents): (Vec<T>, Vec<Contribution>) = joined.into_iter().unzip();
        for share in of_documents {
            shares.add(share);
        }
        consume(documents);
    };
    let mut previous = Vec::new();
    while encoded.len() > 0 {
        let next = encoded.by_ref().take(BATCH).collect();
        let joined = std::mem::take(&mut previous);
        (previous, ()) = rayon::join(|| join(next), || collect(joined));
    }
    collect(previous);
    scan.keep_surroundings(corpus, true);
    let mut facts = joiner.finish(shares);
    facts.diagnostics.extend(read.diagnostics.iter().cloned());
    facts.diagnostics.sort();
    facts
}

fn corpus_info(corpus: &Corpus) -> CorpusInfo {
    let config = corpus.config();
    CorpusInfo { title: config.title.clone(), base: config.base.clone() }
}
