//! The cache of documents: the facts of every file, so that a build reads only changed files.
//!
//! The facts of a file depend on its path, its bytes, the profile and the program. They are stored with the file's stamp. A file
//! with the same stamp is not read. A file with another stamp and the same content hash is read, but not extracted again.

use std::borrow::Cow;
use std::sync::Arc;
use std::thread::JoinHandle;

use casegraph_facts::{DocPath, DocumentFacts};
use rayon::prelude::*;

use crate::cache::bundle::{Bundle, encode_part};
use crate::corpus::Corpus;
use crate::scan::FileStamp;

/// The parts are: the paths with their stamps; the heads of the documents, some heads a part; the facts of each document.
const DOCUMENTS_FILE: &str = "documents.cache";

/// The number of heads in one part. All heads are needed together, and are decoded on all threads.
const HEADS_IN_A_PART: usize = 512;

/// Up to so many changed documents do not make a rewrite of the cache worthwhile: they are extracted again, or become a patch.
pub(crate) const FEW: usize = 64;

/// When a read corpus is written to the cache.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WritePolicy {
    /// If anything changed.
    Always,
    /// If much changed: the documents that a patched graph was built from stay in the cache.
    IfManyChanged,
}

/// A write of the cache that may still run.
#[must_use = "a process that ends before the write leaves no new cache"]
pub(crate) enum PendingWrite {
    Running(JoinHandle<Option<String>>),
    Done(Option<String>),
}

impl PendingWrite {
    /// Waits for the write and returns the [`CachedDocuments::identity`] of the cache, if there is one.
    pub(crate) fn wait(self) -> Option<String> {
        match self {
            Self::Running(writing) => writing.join().ok().flatten(),
            Self::Done(identity) => identity,
        }
    }
}

/// A document that was read.
pub(crate) struct Document {
    pub(crate) path: DocPath,
    file: FileStamp,
    /// What other documents can see of it.
    head: Head,
    /// All of its facts, encoded.
    pub(crate) facts: EncodedFacts,
    /// Whether the cache holds it with the same stamp.
    is_cached: bool,
}

enum Head {
    New(Box<DocumentFacts>),
    /// The index of a cached head.
    Cached(usize),
}

/// Encoded facts, which take less memory than decoded ones.
#[derive(Clone)]
pub(crate) enum EncodedFacts {
    New(Arc<[u8]>),
    /// A part of the cache file.
    Cached(Arc<Bundle>, usize),
}

impl Document {
    /// A document that was extracted just now.
    pub(crate) fn new(file: FileStamp, facts: &DocumentFacts) -> Self {
        // Postcard refuses only values of unknown length, and these have none.
        let encoded = encode_part(facts).unwrap_or_default();
        let head = Head::New(Box::new(facts.exports()));
        let facts_of = EncodedFacts::New(encoded.into());
        Self { path: facts.path.clone(), file, head, facts: facts_of, is_cached: false }
    }

    /// Its head, and all of its facts. A cached head can be taken once.
    pub(crate) fn into_parts(self, cached: &mut CachedDocuments) -> Option<(DocumentFacts, EncodedFacts)> {
        let head = match self.head {
            Head::New(head) => *head,
            Head::Cached(index) => cached.heads.get_mut(index)?.take()?,
        };
        Some((head, self.facts))
    }
}

impl EncodedFacts {
    /// The decoded facts.
    pub(crate) fn decode(&self) -> Option<DocumentFacts> {
        postcard::from_bytes(&self.bytes()).ok()
    }

    fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::New(bytes) => Cow::Borrowed(bytes),
            Self::Cached(bundle, part) => bundle.bytes(*part).unwrap_or_default().into(),
        }
    }
}

/// The cached documents of a corpus.
#[derive(Default)]
pub(crate) struct CachedDocuments {
    bundle: Option<Arc<Bundle>>,
    /// Sorted by path.
    files: Vec<(DocPath, FileStamp)>,
    /// In the same order.
    heads: Vec<Option<DocumentFacts>>,
    /// The part with the facts of the first document.
    first_facts: usize,
}

impl CachedDocuments {
    /// The cached documents; none if the cache is missing or was written by another program or with another profile. Reads all
    /// heads.
    pub(crate) fn open(corpus: &Corpus) -> Self {
        let bundle = Bundle::open(&corpus.state_folder().join(DOCUMENTS_FILE));
        let bundle = bundle.filter(|bundle| bundle.stamp() == corpus.profile_stamp());
        bundle.and_then(Self::from_bundle).unwrap_or_default()
    }

    /// `None` if a part with heads is damaged.
    fn from_bundle(bundle: Bundle) -> Option<Self> {
        let files: Vec<(DocPath, FileStamp)> = bundle.part(0)?;
        let first_facts = 1 + files.len().div_ceil(HEADS_IN_A_PART);
        let heads: Option<Vec<Vec<DocumentFacts>>> =
            (1..first_facts).into_par_iter().map(|part| bundle.part(part)).collect();
        let heads: Vec<Option<DocumentFacts>> = heads?.into_iter().flatten().map(Some).collect();
        let is_complete = heads.len() == files.len() && bundle.len() == first_facts + files.len();
        is_complete.then_some(Self { bundle: Some(Arc::new(bundle)), files, heads, first_facts })
    }

    /// Writes the documents to the cache in the background, if they differ from what it holds. In a folder that cannot be written
    /// to nothing is cached.
    pub(crate) fn update(&self, corpus: &Corpus, read: &[Document], policy: WritePolicy) -> PendingWrite {
        let new = read.iter().filter(|document| !document.is_cached).count();
        let is_same = new == 0 && read.len() == self.files.len();
        let is_little = policy == WritePolicy::IfManyChanged && new <= FEW && self.bundle.is_some();
        if is_same || is_little {
            return PendingWrite::Done(self.identity());
        }
        let files: Vec<(&DocPath, FileStamp)> =
            read.iter().map(|document| (&document.path, document.file)).collect();
        let heads = read.par_chunks(HEADS_IN_A_PART).map(|documents| {
            let heads = documents.iter().map(|document| match &document.head {
                Head::New(head) => Some(&**head),
                Head::Cached(index) => self.heads.get(*index)?.as_ref(),
            });
            encode_part(&heads.collect::<Option<Vec<&DocumentFacts>>>()?)
        });
        let first = std::iter::once(encode_part(&files)).chain(heads.collect::<Vec<_>>());
        let (Some(first), Ok(())) = (first.collect::<Option<Vec<Vec<u8>>>>(), corpus.prepare_state_folder())
        else {
            return PendingWrite::Done(None);
        };
        let facts: Vec<EncodedFacts> = read.iter().map(|document| document.facts.clone()).collect();
        let (file, stamp) = (corpus.state_folder().join(DOCUMENTS_FILE), corpus.profile_stamp());
        PendingWrite::Running(std::thread::spawn(move || {
            let first = first.into_iter().map(Cow::Owned);
            let parts: Vec<Cow<'_, [u8]>> = first.chain(facts.iter().map(EncodedFacts::bytes)).collect();
            Bundle::write(&file, &stamp, &parts).ok()
        }))
    }

    /// The document at a path, if its file has the same stamp and its facts are not damaged.
    pub(crate) fn unchanged(&self, path: &DocPath, file: FileStamp) -> Option<Document> {
        let index = self.index_of(path)?;
        self.files.get(index).filter(|(_, known)| *known == file)?;
        self.bundle.as_ref()?.bytes(self.first_facts + index)?;
        self.document(index, file, true)
    }

    /// The document at a path, if its file has the same bytes. The cache is updated with the new stamp.
    pub(crate) fn same_bytes(&self, path: &DocPath, file: FileStamp, bytes: &[u8]) -> Option<Document> {
        let document = self.document(self.index_of(path)?, file, false)?;
        let hash = blake3::hash(bytes).to_hex();
        (document.facts.decode()?.content_hash == hash.as_str()).then_some(document)
    }

    fn document(&self, index: usize, file: FileStamp, is_cached: bool) -> Option<Document> {
        let facts = EncodedFacts::Cached(Arc::clone(self.bundle.as_ref()?), self.first_facts + index);
        let (path, _) = self.files.get(index)?;
        Some(Document { path: path.clone(), file, head: Head::Cached(index), facts, is_cached })
    }

    /// A value that changes with each write of the cache; `None` if nothing is cached.
    pub(crate) fn identity(&self) -> Option<String> {
        self.bundle.as_ref().map(|bundle| bundle.identity())
    }

    /// The index of the document with this path.
    pub(crate) fn index_of(&self, path: &DocPath) -> Option<usize> {
        self.files.binary_search_by(|(known, _)| known.cmp(path)).ok()
    }

    /// The files of the documents, sorted by path.
    pub(crate) fn files(&self) -> &[(DocPath, FileStamp)] {
        &self.files
    }

    /// The facts of the document with this index.
    pub(crate) fn facts(&self, index: usize) -> Option<DocumentFacts> {
        self.bundle.as_ref()?.part(self.first_facts + index)
    }

    /// The heads of all documents, sorted by path.
    pub(crate) fn heads(&self) -> impl Iterator<Item = &DocumentFacts> + Clone {
        self.heads.iter().flatten()
    }
}
