//! From files to facts: every file on its own, in parallel, those that have not changed from the cache.

use std::panic::{AssertUnwindSafe, catch_unwind};

use casegraph_facts::{Diagnostic, DocPath, DocumentFacts, Name, Profile, Registry, extract, merge_names};
use casegraph_store::{Vocabulary, check_vocabularies, read_vocabulary};
use rayon::prelude::*;

use crate::builtin_vocabulary::built_in_names;
use crate::cache::documents::{Encoded, Keep, Keeping, KeptDocuments, Read};
use crate::corpus::Corpus;
use crate::error::Error;
use crate::progress::Progress;
use crate::scan::{FileStamp, Scan};

/// All files of a corpus, each read on its own, and the names that are known in it.
pub(crate) struct ReadCorpus {
    /// What others can see of each document.
    pub(crate) heads: Vec<DocumentFacts>,
    /// The facts of each document, in the same order.
    pub(crate) facts: Vec<Encoded>,
    pub(crate) registry: Registry,
    pub(crate) vocabularies: Vec<Vocabulary>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// All of it, being written.
    pub(crate) keeping: Keeping,
}

/// Documents, each on its own, and the names that are known in their corpus.
#[derive(Debug)]
pub struct ReadDocuments {
    /// The documents, by path.
    pub documents: Vec<DocumentFacts>,
    /// The names.
    pub registry: Registry,
}

/// Reads the documents of a corpus, each on its own.
///
/// # Errors
/// When the folder cannot be read or holds no Markdown.
pub fn read_documents(corpus: &Corpus, progress: &dyn Progress) -> Result<ReadDocuments, Error> {
    let read = read_scan(corpus, &Scan::new(corpus)?, Keep::Many, progress);
    let documents = read.facts.iter().filter_map(Encoded::facts).collect();
    read.keeping.done();
    Ok(ReadDocuments { documents, registry: read.registry })
}

/// Reads every file on its own, and the vocabularies beside them.
pub(crate) fn read_scan(corpus: &Corpus, scan: &Scan, keep: Keep, progress: &dyn Progress) -> ReadCorpus {
    let config = corpus.config();
    let mut kept = KeptDocuments::open(corpus);
    progress.start(scan.documents.len());
    let read_documents = || -> Vec<Result<Read, Diagnostic>> {
        let read = scan.documents.par_iter().map(|(path, file)| {
            let read = read_document(corpus, path, *file, &kept, &config.profile);
            progress.step();
            read
        });
        read.collect()
    };
    let ((vocabularies, names, of_vocabularies), read) =
        rayon::join(|| vocabularies(corpus, scan), read_documents);
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
    let keeping = kept.keep(corpus, &read_whole, keep);
    let parts = read_whole.into_iter().filter_map(|read| read.parts(&mut kept));
    let (heads, facts): (Vec<DocumentFacts>, Vec<Encoded>) = parts.unzip();
    let registry = Registry::new(&names, &heads);
    ReadCorpus { heads, facts, registry, vocabularies, diagnostics, keeping }
}

/// One file as facts: those that were kept, if it has not changed. A file that cannot be read, or on which a rule
/// fails, costs one finding.
pub(crate) fn read_document(
    corpus: &Corpus,
    path: &DocPath,
    file: FileStamp,
    kept: &KeptDocuments,
    profile: &Profile,
) -> Result<Read, Diagnostic> {
    if let Some(kept) = kept.unchanged(path, file) {
        return Ok(kept);
    }
    let skipped = |message: String, help: &str| Diagnostic::file_skipped(path, message, help);
    let bytes = corpus.read(path).map_err(|error| {
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
pub(crate) fn vocabularies(corpus: &Corpus, scan: &Scan) -> (Vec<Vocabulary>, Vec<Name>, Vec<Diagnostic>) {
    let (mut files, mut diagnostics) = (Vec::new(), Vec::new());
    for path in &scan.vocabulary {
        match corpus.read(path) {
            Ok(bytes) => {
                let mut vocabulary =
                    read_vocabulary(path, &String::from_utf8_lossy(&bytes), &corpus.config().base);
                diagnostics.append(&mut vocabulary.diagnostics);
                files.push(vocabulary);
            }
            Err(error) => {
                let message = format!("the vocabulary is not read: {error}");
                diagnostics.push(Diagnostic::file_skipped(path, message, "allow reading it"));
            }
        }
    }
    let built_in = if corpus.config().builtin_vocabulary { built_in_names() } else { &[] };
    diagnostics.extend(check_vocabularies(&files, built_in, &corpus.config().base));
    let names = merge_names(files.iter().flat_map(|file| file.names.clone()), built_in);
    (files, names, diagnostics)
}
