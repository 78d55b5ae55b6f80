//! What was read of each document is kept, so that a build reads only the files that have changed.
//!
//! A file's facts depend on its path, its bytes, the profile and the program. They are kept with what the file looked
//! like from outside: a file that looks the same is not read again, and one that was only touched (its bytes have the hash
//! that its facts tell) is read, but not taken apart again.

use std::borrow::Cow;
use std::sync::Arc;
use std::thread::JoinHandle;

use casegraph_facts::{DocPath, DocumentFacts};
use rayon::prelude::*;

use crate::cache::bundle::{self as shelf, Shelf, encoded};
use crate::corpus::Corpus;
use crate::scan::FileStamp;

/// In the corpus's state folder: the paths with their stamps, then heads, some documents' at a time, then the facts of each.
const DOCUMENTS_FILE: &str = "documents";

/// So many heads stand in one part: all of them are needed together, on all threads.
const HEADS_AT_ONCE: usize = 512;

/// So few new documents are not worth writing all of them again: they are read anew, or make a patch of the stored graph.
pub(crate) const FEW: usize = 64;

/// What is kept of what was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Everything.
    All,
    /// Everything, if much of it is new: what a patched graph was made of stays where it is.
    Many,
}

/// Documents that are being written.
#[must_use = "a process that ends before leaves half a file"]
pub(crate) enum Keeping {
    Running(JoinHandle<Option<String>>),
    Done(Option<String>),
}

impl Keeping {
    /// Waits until they are; gives their [`KeptDocuments::identity`], if they could be.
    pub(crate) fn done(self) -> Option<String> {
        match self {
            Self::Running(writing) => writing.join().ok().flatten(),
            Self::Done(identity) => identity,
        }
    }
}

/// A document as it was read.
pub(crate) struct Read {
    pub(crate) path: DocPath,
    file: FileStamp,
    /// What other documents can see of it.
    head: Head,
    /// All of its facts, encoded.
    pub(crate) facts: Encoded,
    /// Whether it is kept already.
    is_kept: bool,
}

enum Head {
    New(Box<DocumentFacts>),
    /// One of those that were kept.
    Kept(usize),
}

/// Encoded facts: they take less memory than the facts themselves.
#[derive(Clone)]
pub(crate) enum Encoded {
    New(Arc<[u8]>),
    /// A part of what was kept.
    Kept(Arc<Shelf>, usize),
}

impl Read {
    /// What was read just now.
    pub(crate) fn of(file: FileStamp, facts: &DocumentFacts) -> Self {
        // Postcard refuses only values that do not know their own length; here there are none.
        let encoded = encoded(facts).unwrap_or_default();
        let head = Head::New(Box::new(facts.exports()));
        Self { path: facts.path.clone(), file, head, facts: Encoded::New(encoded.into()), is_kept: false }
    }

    /// Its head, and all of its facts. Each kept head is given once.
    pub(crate) fn parts(self, kept: &mut KeptDocuments) -> Option<(DocumentFacts, Encoded)> {
        let head = match self.head {
            Head::New(head) => *head,
            Head::Kept(at) => kept.heads.get_mut(at)?.take()?,
        };
        Some((head, self.facts))
    }
}

impl Encoded {
    /// The facts.
    pub(crate) fn facts(&self) -> Option<DocumentFacts> {
        postcard::from_bytes(&self.bytes()).ok()
    }

    fn bytes(&self) -> Cow<'_, [u8]> {
        match self {
            Self::New(bytes) => Cow::Borrowed(bytes),
            Self::Kept(shelf, part) => shelf.bytes(*part).unwrap_or_default().into(),
        }
    }
}

/// What was kept of the documents of a corpus.
#[derive(Default)]
pub(crate) struct KeptDocuments {
    shelf: Option<Arc<Shelf>>,
    /// By path.
    places: Vec<(DocPath, FileStamp)>,
    /// In the same order.
    heads: Vec<Option<DocumentFacts>>,
    /// The first part that holds a document's facts.
    first_facts: usize,
}

impl KeptDocuments {
    /// What was kept; nothing, if it was kept by another program or under another profile. Reads all heads.
    pub(crate) fn open(corpus: &Corpus) -> Self {
        let shelf = Shelf::open(&corpus.state_folder().join(DOCUMENTS_FILE));
        let shelf = shelf.filter(|shelf| shelf.stamp() == corpus.profile_stamp());
        shelf.and_then(Self::of).unwrap_or_default()
    }

    /// Keeps what was read, if it is not what was kept before, while the caller goes on. A folder that cannot be written to keeps
    /// nothing.
    pub(crate) fn keep(&self, corpus: &Corpus, read: &[Read], keep: Keep) -> Keeping {
        let new = read.iter().filter(|read| !read.is_kept).count();
        let is_same = new == 0 && read.len() == self.places.len();
        if is_same || (keep == Keep::Many && new <= FEW && self.shelf.is_some()) {
            return Keeping::Done(self.identity());
        }
        let places: Vec<(&DocPath, FileStamp)> = read.iter().map(|read| (&read.path, read.file)).collect();
        let heads = read.par_chunks(HEADS_AT_ONCE).map(|read| {
            let heads = read.iter().map(|read| match &read.head {
                Head::New(head) => Some(&**head),
                Head::Kept(at) => self.heads.get(*at)?.as_ref(),
            });
            encoded(&heads.collect::<Option<Vec<&DocumentFacts>>>()?)
        });
        let first = std::iter::once(encoded(&places)).chain(heads.collect::<Vec<_>>());
        let (Some(first), Ok(())) = (first.collect::<Option<Vec<Vec<u8>>>>(), corpus.ignore_state_folder())
        else {
            return Keeping::Done(None);
        };
        let facts: Vec<Encoded> = read.iter().map(|read| read.facts.clone()).collect();
        let (file, stamp) = (corpus.state_folder().join(DOCUMENTS_FILE), corpus.profile_stamp());
        Keeping::Running(std::thread::spawn(move || {
            let first = first.into_iter().map(Cow::Owned);
            let parts: Vec<Cow<'_, [u8]>> = first.chain(facts.iter().map(Encoded::bytes)).collect();
            shelf::write(&file, &stamp, &parts).ok()
        }))
    }

    /// None if a part is damaged.
    fn of(shelf: Shelf) -> Option<Self> {
        let places: Vec<(DocPath, FileStamp)> = shelf.part(0)?;
        let first_facts = 1 + places.len().div_ceil(HEADS_AT_ONCE);
        let heads: Option<Vec<Vec<DocumentFacts>>> =
            (1..first_facts).into_par_iter().map(|part| shelf.part(part)).collect();
        let heads: Vec<Option<DocumentFacts>> = heads?.into_iter().flatten().map(Some).collect();
        let is_whole = heads.len() == places.len() && shelf.len() == first_facts + places.len();
        is_whole.then_some(Self { shelf: Some(Arc::new(shelf)), places, heads, first_facts })
    }

    /// A document that looks as it did when it was read, if what was kept of it is not damaged.
    pub(crate) fn unchanged(&self, path: &DocPath, file: FileStamp) -> Option<Read> {
        let at = self.place_of(path)?;
        self.places.get(at).filter(|(_, known)| *known == file)?;
        self.shelf.as_ref()?.bytes(self.first_facts + at)?;
        self.read(at, file, true)
    }

    /// A document that has the bytes that it had when it was read.
    pub(crate) fn same_bytes(&self, path: &DocPath, file: FileStamp, bytes: &[u8]) -> Option<Read> {
        // It looks otherwise now: that is kept anew.
        let read = self.read(self.place_of(path)?, file, false)?;
        (read.facts.facts()?.content_hash == blake3::hash(bytes).to_hex().as_str()).then_some(read)
    }

    fn read(&self, at: usize, file: FileStamp, is_kept: bool) -> Option<Read> {
        let facts = Encoded::Kept(Arc::clone(self.shelf.as_ref()?), self.first_facts + at);
        let (path, _) = self.places.get(at)?;
        Some(Read { path: path.clone(), file, head: Head::Kept(at), facts, is_kept })
    }

    /// What tells this from what is kept at another time; none if nothing is kept.
    pub(crate) fn identity(&self) -> Option<String> {
        self.shelf.as_ref().map(|shelf| shelf.identity())
    }

    /// The place of the document with this path.
    pub(crate) fn place_of(&self, path: &DocPath) -> Option<usize> {
        self.places.binary_search_by(|(known, _)| known.cmp(path)).ok()
    }

    /// The documents, by path.
    pub(crate) fn places(&self) -> &[(DocPath, FileStamp)] {
        &self.places
    }

    /// The facts of the document at this place.
    pub(crate) fn facts(&self, at: usize) -> Option<DocumentFacts> {
        self.shelf.as_ref()?.part(self.first_facts + at)
    }

    /// The heads of all documents, by path.
    pub(crate) fn heads(&self) -> impl Iterator<Item = &DocumentFacts> + Clone {
        self.heads.iter().flatten()
    }
}
