//! From files to facts: every file on its own, in parallel; unchanged files from the cache.

use std::panic::{AssertUnwindSafe, catch_unwind};

use casegraph_facts::{Diagnostic, DocPath, DocumentFacts, Name, Profile, Registry, extract, merge_names};
use casegraph_store::{Vocabulary, check_vocabularies, read_vocabulary};
use rayon::prelude::*;

use crate::builtin_vocabulary::builtin_names;
use crate::cache::documents::{CachedDocuments, Document, EncodedFacts, PendingWrite, WritePolicy};
use crate::corpus::Corpus;
use crate::error::Error;
use crate::progress::Progress;
use crate::scan::{FileStamp, Scan};

/// All files of a corpus, each read on its own, and the names that are known in it.
pub(crate) struct ReadCorpus {
    /// What other documents can see of each document.
    pub(crate) heads: Vec<DocumentFacts>,
    /// The facts of each document, in the same order.
    pub(crate) facts: Vec<EncodedFacts>,
    pub(crate) registry: Registry,
    pub(crate) vocabularies: Vec<Vocabulary>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The write of the documents to the cache.
    pub(crate) write: PendingWrite,
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
    let read = read_scan(corpus, &Scan::new(corpus)?, WritePolicy::IfManyChanged, progress);
    let documents = read.facts.iter().filter_map(EncodedFacts::decode).collect();
    read.write.wait();
    Ok(ReadDocuments { documents, registry: read.registry })
}

/// Reads every file on its own, and the vocabularies at the same time.
pub(crate) fn read_scan(
    corpus: &Corpus,
    scan: &Scan,
    policy: WritePolicy,
    progress: &dyn Progress,
) -> ReadCorpus {
    let config = corpus.config();
    let mut cached = CachedDocuments::open(corpus);
    progress.start(scan.documents.len());
    let read_documents = || -> Vec<Result<Document, Diagnostic>> {
        let read = scan.documents.par_iter().map(|(path, file)| {
            let read = read_document(corpus, path, *file, &cached, &config.profile);
            progress.step();
            read
        });
        read.collect()
    };
    let (vocabularies, read) = rayon::join(|| read_vocabularies(corpus, scan), read_documents);
    progress.finish();
    let mut diagnostics = scan.diagnostics.clone();
    diagnostics.extend(vocabularies.diagnostics);
    let mut documents = Vec::with_capacity(read.len());
    for result in read {
        match result {
            Ok(document) => documents.push(document),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    let write = cached.update(corpus, &documents, policy);
    let parts = documents.into_iter().filter_map(|document| document.into_parts(&mut cached));
    let (heads, facts): (Vec<DocumentFacts>, Vec<EncodedFacts>) = parts.unzip();
    let registry = Registry::new(&vocabularies.names, &heads);
    ReadCorpus { heads, facts, registry, vocabularies: vocabularies.files, diagnostics, write }
}

/// One file as facts, from the cache if the file is unchanged. If the file cannot be read or a rule fails on it, the result is
/// a diagnostic.
pub(crate) fn read_document(
    corpus: &Corpus,
    path: &DocPath,
    file: FileStamp,
    cached: &CachedDocuments,
    profile: &Profile,
) -> Result<Document, Diagnostic> {
    if let Some(document) = cached.unchanged(path, file) {
        return Ok(document);
    }
    let skipped = |message: String, help: &str| Diagnostic::file_skipped(path, message, help);
    let bytes = corpus.read(path).map_err(|error| {
        skipped(format!("the file is not read: {error}"), "allow reading it, or name it under `ignore`")
    })?;
    if let Some(document) = cached.same_bytes(path, file, &bytes) {
        return Ok(document);
    }
    let facts = catch_unwind(AssertUnwindSafe(|| extract(path, &bytes, profile))).map_err(|_| {
        skipped(
            "reading the file failed by a fault of casegraph".to_owned(),
            "please report it, with the file",
        )
    })?;
    Ok(Document::new(file, &facts))
}

/// The vocabulary files of a corpus.
pub(crate) struct Vocabularies {
    pub(crate) files: Vec<Vocabulary>,
    /// The names that they and the built-in vocabulary declare.
    pub(crate) names: Vec<Name>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the vocabulary files of a corpus.
pub(crate) fn read_vocabularies(corpus: &Corpus, scan: &Scan) -> Vocabularies {
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
    let builtin = if corpus.config().builtin_vocabulary { builtin_names() } else { &[] };
    diagnostics.extend(check_vocabularies(&files, builtin, &corpus.config().base));
    let names = merge_names(files.iter().flat_map(|file| file.names.clone()), builtin);
    Vocabularies { files, names, diagnostics }
}
