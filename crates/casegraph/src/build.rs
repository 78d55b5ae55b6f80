//! From files to a graph: every file on its own, in parallel; then all of them joined.

use std::panic::{AssertUnwindSafe, catch_unwind};

use casegraph_facts::{
    Diagnostic, DocPath, DocumentFacts, FactSet, MentionFacts, Name, Profile, ReadDocument, Registry,
    extract, join, lay_names_over,
};
use casegraph_store::{CorpusInfo, Graph, Vocabulary, check_vocabularies, read_vocabulary};
use rayon::prelude::*;

use crate::built_in::built_in_names;
use crate::corpus::Corpus;
use crate::kept::{KeptDocuments, Read};
use crate::scan::{FileStamp, Scan};
use crate::{Error, Progress};

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
        Ok(self.build_scan(&self.scan()?, progress))
    }

    pub(crate) fn build_scan(&self, scan: &Scan, progress: &dyn Progress) -> Build {
        let (facts, vocabularies) = self.join_scan(scan, progress);
        let config = self.config();
        let corpus = CorpusInfo { title: config.title.clone(), base: config.base.clone() };
        let graph = Graph::of(&facts, &corpus, &vocabularies);
        Build { facts, graph }
    }

    pub(crate) fn join_scan(&self, scan: &Scan, progress: &dyn Progress) -> (FactSet, Vec<Vocabulary>) {
        let config = self.config();
        let ReadCorpus { documents, registry, vocabularies, diagnostics } = self.read_scan(scan, progress);
        let mentions: Vec<Vec<MentionFacts>> =
            documents.par_iter().map(|document| registry.find(document)).collect();
        let documents =
            documents.into_iter().zip(mentions).map(|(facts, mentions)| ReadDocument { facts, mentions });
        let mut facts = join(documents.collect(), registry, &scan.inventory, &config.profile);
        facts.diagnostics.extend(diagnostics);
        facts.diagnostics.sort();
        (facts, vocabularies)
    }

    /// Reads every file on its own, and the vocabularies beside them.
    pub(crate) fn read_scan(&self, scan: &Scan, progress: &dyn Progress) -> ReadCorpus {
        let config = self.config();
        let kept = self.kept_documents();
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
        self.keep_documents(&kept, &read_whole);
        let documents: Vec<DocumentFacts> = read_whole.into_iter().map(|read| read.facts).collect();
        let registry = Registry::new(&names, &documents);
        ReadCorpus { documents, registry, vocabularies, diagnostics }
    }

    /// One file as facts: those that were kept, if it has not changed. A file that cannot be read, or on which a rule
    /// fails, costs one finding.
    fn read_document(
        &self,
        path: &DocPath,
        file: FileStamp,
        kept: &KeptDocuments,
        profile: &Profile,
    ) -> Result<Read, Diagnostic> {
        if let Some(facts) = kept.unchanged(path, file) {
            return Ok(Read { file, facts, is_kept: true });
        }
        let skipped = |message: String, help: &str| Diagnostic::file_skipped(path, message, help);
        let bytes = self.read(path).map_err(|error| {
            skipped(format!("the file is not read: {error}"), "allow reading it, or name it under `ignore`")
        })?;
        if let Some(facts) = kept.same_bytes(path, &bytes) {
            return Ok(Read { file, facts, is_kept: false }); // it looks otherwise now: that is kept anew
        }
        let facts = catch_unwind(AssertUnwindSafe(|| extract(path, &bytes, profile))).map_err(|_| {
            skipped(
                "reading the file failed by a fault of casegraph".to_owned(),
                "please report it, with the file",
            )
        })?;
        Ok(Read { file, facts, is_kept: false })
    }

    /// The corpus's vocabulary files, the names that they and the built-in vocabulary declare, and what is wrong with them.
    fn vocabularies(&self, scan: &Scan) -> (Vec<Vocabulary>, Vec<Name>, Vec<Diagnostic>) {
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
    pub(crate) documents: Vec<DocumentFacts>,
    pub(crate) registry: Registry,
    vocabularies: Vec<Vocabulary>,
    diagnostics: Vec<Diagnostic>,
}
