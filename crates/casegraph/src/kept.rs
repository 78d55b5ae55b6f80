//! What was read of each document is kept, so that a build reads only the files that have changed.
//!
//! A file's facts depend on its path, its bytes, the profile and the program. They are kept with what the file looked
//! like from outside: a file that looks the same is not read again, and one that was only touched (its bytes have the hash
//! that its facts tell) is read, but not taken apart again.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;

use casegraph_facts::{DocPath, DocumentFacts};
use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_128;

use crate::Error;
use crate::corpus::{Corpus, program};
use crate::output::{replace_by, write_whole};
use crate::scan::FileStamp;

/// In the corpus's state folder.
const DOCUMENTS_FILE: &str = "documents";

/// A document as it was read.
#[derive(Clone)]
pub(crate) struct Read {
    pub(crate) file: FileStamp,
    /// What other documents can see of it.
    pub(crate) head: DocumentFacts,
    /// All of its facts, as they are kept.
    facts: Vec<u8>,
    /// Whether it is kept already.
    is_kept: bool,
}

impl Read {
    /// What was read just now.
    pub(crate) fn of(file: FileStamp, facts: &DocumentFacts) -> Self {
        let head = facts.head();
        // Postcard refuses only values that do not know their own length; here there are none.
        Self { file, head, facts: postcard::to_stdvec(facts).unwrap_or_default(), is_kept: false }
    }

    /// Its facts.
    pub(crate) fn facts(&self) -> Option<DocumentFacts> {
        postcard::from_bytes(&self.facts).ok()
    }
}

/// What was kept of the documents of a corpus.
#[derive(Default)]
pub(crate) struct KeptDocuments {
    documents: HashMap<DocPath, Read>,
}

impl KeptDocuments {
    /// A document that looks as it did when it was read.
    pub(crate) fn unchanged(&self, path: &DocPath, file: FileStamp) -> Option<Read> {
        self.documents.get(path).filter(|kept| kept.file == file).cloned()
    }

    /// A document that has the bytes that it had when it was read.
    pub(crate) fn same_bytes(&self, path: &DocPath, file: FileStamp, bytes: &[u8]) -> Option<Read> {
        let kept = self.documents.get(path)?;
        let is_same = kept.facts()?.content_hash == blake3::hash(bytes).to_hex().as_str();
        // It looks otherwise now: that is kept anew.
        is_same.then(|| Read { file, is_kept: false, ..kept.clone() })
    }
}

impl Corpus {
    /// What was kept; nothing, if it was kept by another program or under another profile.
    pub(crate) fn kept_documents(&self) -> KeptDocuments {
        let kept = read::<(String, Vec<(FileStamp, DocumentFacts, Vec<u8>)>)>(
            &self.state_folder().join(DOCUMENTS_FILE),
        );
        let Some((_, documents)) = kept.filter(|(reader, _)| *reader == self.reader()) else {
            return KeptDocuments::default();
        };
        let documents = documents
            .into_iter()
            .map(|(file, head, facts)| (head.path.clone(), Read { file, head, facts, is_kept: true }));
        KeptDocuments { documents: documents.collect() }
    }

    /// Keeps what was read, if it is not what was kept before. A folder that cannot be written to keeps nothing.
    pub(crate) fn keep_documents(&self, kept: &KeptDocuments, read: &[Read]) {
        if read.len() == kept.documents.len() && read.iter().all(|read| read.is_kept) {
            return;
        }
        let documents: Vec<(FileStamp, &DocumentFacts, &[u8])> =
            read.iter().map(|read| (read.file, &read.head, read.facts.as_slice())).collect();
        let _ = self.keep(DOCUMENTS_FILE, &(self.reader(), documents));
    }

    /// Writes a value with a checksum before it to a file of the state folder. What a crash of the machine leaves of it is told by
    /// the checksum, so nothing waits for the disk.
    pub(crate) fn keep<T: Serialize>(&self, name: &str, value: &T) -> Result<(), Error> {
        self.ignore_state_folder()?;
        let file = self.state_folder().join(name);
        let value = postcard::to_stdvec(value)
            .map_err(|error| Error::Write { path: file.clone(), source: std::io::Error::other(error) })?;
        replace_by(&file, |file| {
            file.write_all(&xxh3_128(&value).to_le_bytes())?;
            file.write_all(&value)
        })
    }

    /// Git need not know of what is derived.
    pub(crate) fn ignore_state_folder(&self) -> Result<(), Error> {
        let file = self.state_folder().join(".gitignore");
        if file.exists() { Ok(()) } else { write_whole(&file, b"*\n") }
    }

    /// What reads the documents: the program, and the profile in every detail.
    fn reader(&self) -> String {
        let profile = format!("{:?}", self.config().profile.text());
        format!("{} {}", program(), blake3::hash(profile.as_bytes()).to_hex())
    }
}

/// A value that [`Corpus::keep`] wrote; none if the file is missing, damaged, or holds something else.
pub(crate) fn read<T: DeserializeOwned>(file: &Path) -> Option<T> {
    let bytes = std::fs::read(file).ok()?;
    let (sum, value) = bytes.split_first_chunk()?;
    if xxh3_128(value) != u128::from_le_bytes(*sum) {
        return None;
    }
    postcard::from_bytes(value).ok()
}
