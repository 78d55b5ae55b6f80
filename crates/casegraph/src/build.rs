//! From files to a graph: every file on its own, in parallel; then all of them joined.

use std::panic::{AssertUnwindSafe, catch_unwind};

use casegraph_facts::{
    Diagnostic, DocPath, Document, DocumentFacts, FactSet, Joined, Joiner, Name, Profile, ReadDocument,
    Registry, Share, Shares, extract, lay_names_over,
};
use casegraph_store::{
    BuiltGraph, CorpusInfo, DocumentGraph, Graph, GraphBuilder, Vocabulary, check_vocabularies,
    read_vocabulary,
};
use rayon::prelude::*;

use crate::built_in::built_in_names;
use crate::corpus::Corpus;
use crate::kept::{Encoded, Keep, Keeping, KeptDocuments, Read};
use crate::scan::{FileStamp, Scan};
use crate::summary::Tally;
use crate::{Error, Progress, Summary};

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

impl Corpus {
    /// Reads every file and joins what they say. The result does not depend on the number of threads or the order in
    /// which the folder lists its files. Time is linear in the bytes, but for sorting the quads.
    ///
    /// # Errors
    /// When the folder cannot be read or holds no Markdown. A file that cannot be read costs one finding.
    pub fn build(&self, progress: &dyn Progress) -> Result<Build, Error> {
        let (facts, vocabularies) = self.join_scan(&self.scan()?, progress);
        let graph = Graph::of(&facts, &self.info(), &vocabularies);
        Ok(Build { facts, graph })
    }

    /// What the corpus asserts, read from its files. Time is that of [`Corpus::build`] without the graph.
    ///
    /// # Errors
    /// When the folder cannot be read or contains no Markdown.
    pub fn facts(&self, progress: &dyn Progress) -> Result<FactSet, Error> {
        Ok(self.join_scan(&self.scan()?, progress).0)
    }

    /// The graph of the files, and what it holds. Documents are joined and written some at a time: the facts are never in memory as
    /// a whole.
    pub(crate) fn graph_of_scan(&self, scan: &Scan, progress: &dyn Progress) -> GraphOfScan {
        let mut read = self.read_scan(scan, Keep::All, progress);
        let base = &self.config().base;
        let of_one = |document: Document| {
            (DocumentGraph::of(&document, base), Tally::of(std::slice::from_ref(&document)))
        };
        let (mut builder, mut tally) = (GraphBuilder::new(self.info()), Tally::default());
        let facts = self.join_each(scan, &mut read, of_one, |documents| {
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

    pub(crate) fn join_scan(&self, scan: &Scan, progress: &dyn Progress) -> (FactSet, Vec<Vocabulary>) {
        let mut read = self.read_scan(scan, Keep::Many, progress);
        let mut all = Vec::with_capacity(read.heads.len());
        let facts = self.join_each(scan, &mut read, |document| document, |mut some| all.append(&mut some));
        read.keeping.done();
        (FactSet { documents: all, ..facts }, read.vocabularies)
    }

    /// Joins the documents, makes something `of_one` on any thread, and gives that to `each`, some at a time, in path order; gives
    /// what follows from all documents. While `each` looks at some, the next are joined. What was read of a document is dropped once
    /// it is joined, on the thread that allocated it.
    fn join_each<T: Send>(
        &self,
        scan: &Scan,
        read: &mut ReadCorpus,
        of_one: impl Fn(Document) -> T + Sync,
        mut each: impl FnMut(Vec<T>) + Send,
    ) -> FactSet {
        let profile = &self.config().profile;
        let mut encoded = std::mem::take(&mut read.facts).into_iter();
        let inventory = scan.inventory();
        let joiner = Joiner::new(&read.heads, &read.registry, &inventory, profile);
        let join = |documents: Vec<Encoded>| -> Vec<(T, Share)> {
            let joined = documents.into_par_iter().filter_map(|document| {
                // Never none: they were encoded just now, or looked at when they were found to be kept.
                let facts = document.facts()?;
                let mentions = read.registry.find(&facts);
                let Joined { document, share } = joiner.document(&ReadDocument { facts, mentions });
                Some((of_one(document), share))
            });
            joined.collect()
        };
        let mut shares = Shares::default();
        let mut look_at = |joined: Vec<(T, Share)>| {
            let (documents, of_documents): (Vec<T>, Vec<Share>) = joined.into_iter().unzip();
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

    pub(crate) fn info(&self) -> CorpusInfo {
        let config = self.config();
        CorpusInfo { title: config.title.clone(), base: config.base.clone() }
    }

    /// Reads every file on its own, and the vocabularies beside them.
    pub(crate) fn read_scan(&self, scan: &Scan, keep: Keep, progress: &dyn Progress) -> ReadCorpus {
        let config = self.config();
        let mut kept = self.kept_documents();
        progress.start(scan.documents.len());
        let read_documents = || -> Vec<Result<Read, Diagnostic>> {
            let read = scan.documents.par_iter().map(|(path, file)| {
                let read = self.read_document(path, *file, &kept, &config.profile);
                progress.step();
                read
            });
            read.collect()
        };
        let ((vocabularies, names, of_vocabularies), read) =
            rayon::join(|| self.vocabularies(scan), read_documents);
        progress.finish();
        let mut diagnostics = scan.diagnostics.clone();
        diagnostics.extend(of_vocabularies);
        let mut read_whole = Vec::with_capacity(read.len());
        for result in read {
            match result {
                Ok(read) => read_whole.push(read),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        let keeping = self.keep_documents(&kept, &read_whole, keep);
        let parts = read_whole.into_iter().filter_map(|read| read.parts(&mut kept));
        let (heads, facts): (Vec<DocumentFacts>, Vec<Encoded>) = parts.unzip();
        let registry = Registry::new(&names, &heads);
        ReadCorpus { heads, facts, registry, vocabularies, diagnostics, keeping }
    }

    /// One file as facts: those that were kept, if it has not changed. A file that cannot be read, or on which a rule
    /// fails, costs one finding.
    pub(crate) fn read_document(
        &self,
        path: &DocPath,
        file: FileStamp,
        kept: &KeptDocuments,
        profile: &Profile,
    ) -> Result<Read, Diagnostic> {
        if let Some(kept) = kept.unchanged(path, file) {
            return Ok(kept);
        }
        let skipped = |message: String, help: &str| Diagnostic::file_skipped(path, message, help);
        let bytes = self.read(path).map_err(|error| {
            skipped(format!("the file is not read: {error}"), "allow reading it, or name it under `ignore`")
        })?;
        if let Some(kept) = kept.same_bytes(path, file, &bytes) {
            return Ok(kept);
        }
        let facts = catch_unwind(AssertUnwindSafe(|| extract(path, &bytes, profile))).map_err(|_| {
            skipped(
                "reading the file failed by a fault of casegraph".to_owned(),
                "please report it, with the file",
            )
        })?;
        Ok(Read::of(file, &facts))
    }

    /// The corpus's vocabulary files, the names that they and the built-in vocabulary declare, and what is wrong with them.
    pub(crate) fn vocabularies(&self, scan: &Scan) -> (Vec<Vocabulary>, Vec<Name>, Vec<Diagnostic>) {
        let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
        for path in &scan.vocabulary {
            match self.read(path) {
                Ok(bytes) => {
                    let mut vocabulary =
                        read_vocabulary(path, &String::from_utf8_lossy(&bytes), &self.config().base);
                    diagnostics.append(&mut vocabulary.diagnostics);
                    files.push(vocabulary);
                }
                Err(error) => {
                    let message = format!("the vocabulary is not read: {error}");
                    diagnostics.push(Diagnostic::file_skipped(path, message, "allow reading it"));
                }
            }
        }
        let built_in = if self.config().builtin_vocabulary { built_in_names() } else { &[] };
        diagnostics.extend(check_vocabularies(&files, built_in, &self.config().base));
        let names = lay_names_over(files.iter().flat_map(|file| file.names.clone()), built_in);
        (files, names, diagnostics)
    }
}

/// All files of a corpus, each read on its own, and the names that are known in it.
pub(crate) struct ReadCorpus {
    /// What others can see of each document.
    heads: Vec<DocumentFacts>,
    /// The facts of each document, in the same order.
    pub(crate) facts: Vec<Encoded>,
    pub(crate) registry: Registry,
    vocabularies: Vec<Vocabulary>,
    diagnostics: Vec<Diagnostic>,
    /// All of it, being written.
    pub(crate) keeping: Keeping,
}

/// The graph of the files, and what it holds.
pub(crate) struct GraphOfScan {
    pub(crate) graph: BuiltGraph,
    pub(crate) summary: Summary,
    /// What tells the documents that it was made of from those that are kept at another time.
    pub(crate) documents: Option<String>,
}
