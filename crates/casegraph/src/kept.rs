//! What was read of each document is kept, so that a build reads only the files that have changed.
//!
//! A file's facts depend on its path, its bytes, the profile and the program. They are kept with what the file looked
//! like from outside: a file that looks the same is not read again, and one that was only touched (its bytes have the hash
//! that its facts tell) is read, but not taken apart again.

use std::collections::HashMap;
use std::sync::Arc;

use casegraph_facts::{DocPath, DocumentFacts};
use rayon::prelude::*;

use crate::Error;
use crate::corpus::Corpus;
use crate::output::write_whole;
use crate::scan::FileStamp;
use crate::shelf::{self, Shelf, encoded};

/// In the corpus's state folder: the paths with their stamps, then of each document its head and its facts.
const DOCUMENTS_FILE: &str = "documents";

/// A document as it was read.
pub(crate) struct Read {
    file: FileStamp,
    /// What other documents can see of it.
    head: DocumentFacts,
    /// All of its facts, encoded.
    facts: Encoded,
    /// Whether it is kept already.
    is_kept: bool,
}

/// Encoded facts: they take less memory than the facts themselves.
pub(crate) enum Encoded {
    New(Vec<u8>),
    /// A part of what was kept.
    Kept(Arc<Shelf>, usize),
}

impl Read {
    /// What was read just now.
    pub(crate) fn of(file: FileStamp, facts: &DocumentFacts) -> Self {
        // Postcard refuses only values that do not know their own length; here there are none.
        let encoded = encoded(facts).unwrap_or_default();
        Self { file, head: facts.head(), facts: Encoded::New(encoded), is_kept: false }
    }

    /// Its head, and all of its facts.
    pub(crate) fn parts(self) -> (DocumentFacts, Encoded) {
        (self.head, self.facts)
    }
}

impl Encoded {
    /// The facts.
    pub(crate) fn facts(&self) -> Option<DocumentFacts> {
        postcard::from_bytes(self.bytes()).ok()
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::New(bytes) => bytes,
            Self::Kept(shelf, part) => shelf.bytes(*part).unwrap_or_default(),
        }
    }
}

/// What was kept of the documents of a corpus.
#[derive(Default)]
pub(crate) struct KeptDocuments {
    shelf: Option<Arc<Shelf>>,
    /// Stamps, and which part is the document's head.
    places: HashMap<DocPath, (FileStamp, usize)>,
}

impl KeptDocuments {
    /// A document that looks as it did when it was read.
    pub(crate) fn unchanged(&self, path: &DocPath, file: FileStamp) -> Option<Read> {
        let (known, part) = self.places.get(path)?;
        if *known == file { self.read(*part, file, true) } else { None }
    }

    /// A document that has the bytes that it had when it was read.
    pub(crate) fn same_bytes(&self, path: &DocPath, file: FileStamp, bytes: &[u8]) -> Option<Read> {
        let (_, part) = self.places.get(path)?;
        // It looks otherwise now: that is kept anew.
        let read = self.read(*part, file, false)?;
        (read.facts.facts()?.content_hash == blake3::hash(bytes).to_hex().as_str()).then_some(read)
    }

    fn read(&self, part: usize, file: FileStamp, is_kept: bool) -> Option<Read> {
        let shelf = self.shelf.as_ref()?;
        let facts = Encoded::Kept(Arc::clone(shelf), part + 1);
        Some(Read { file, head: shelf.part(part)?, facts, is_kept })
    }
}

impl Corpus {
    /// What was kept; nothing, if it was kept by another program or under another profile.
    pub(crate) fn kept_documents(&self) -> KeptDocuments {
        let shelf = Shelf::open(&self.state_folder().join(DOCUMENTS_FILE));
        let Some(shelf) = shelf.filter(|shelf| shelf.stamp() == self.profile_stamp()) else {
            return KeptDocuments::default();
        };
        let places: Vec<(DocPath, FileStamp)> = shelf.part(0).unwrap_or_default();
        let places = (1..).step_by(2).zip(places).map(|(part, (path, file))| (path, (file, part)));
        KeptDocuments { places: places.collect(), shelf: Some(Arc::new(shelf)) }
    }

    /// Keeps what was read, if it is not what was kept before. A folder that cannot be written to keeps nothing.
    pub(crate) fn keep_documents(&self, kept: &KeptDocuments, read: &[Read]) {
        if read.len() == kept.places.len() && read.iter().all(|read| read.is_kept) {
            return;
        }
        let places: Vec<(&DocPath, FileStamp)> =
            read.iter().map(|read| (&read.head.path, read.file)).collect();
        let heads: Vec<Vec<u8>> =
            read.par_iter().map(|read| encoded(&read.head).unwrap_or_default()).collect();
        let places = encoded(&places).unwrap_or_default();
        let documents = heads.iter().zip(read).flat_map(|(head, read)| [head.as_slice(), read.facts.bytes()]);
        let parts: Vec<&[u8]> = std::iter::once(places.as_slice()).chain(documents).collect();
        if self.ignore_state_folder().is_ok() {
            let _ = shelf::write(&self.state_folder().join(DOCUMENTS_FILE), &self.profile_stamp(), &parts);
        }
    }

    /// Git need not know of what is derived.
    pub(crate) fn ignore_state_folder(&self) -> Result<(), Error> {
        let file = self.state_folder().join(".gitignore");
        if file.exists() { Ok(()) } else { write_whole(&file, b"*\n") }
    }

    /// A value that changes with the profile, in every detail: with the program, which a [`Shelf`] tells, what reads documents.
    pub(crate) fn profile_stamp(&self) -> String {
        let profile = format!("{:?}", self.config().profile.text());
        blake3::hash(profile.as_bytes()).to_hex().to_string()
    }
}
