//! What was read of each document is kept, so that a build reads only the files that have changed.
//!
//! A file's facts depend on its path, its bytes, the profile and the program. They are kept with what the file looked
//! like from outside: a file that looks the same is not read again, and one that was only touched (its bytes have the hash
//! that its facts tell) is read, but not taken apart again.

use std::collections::HashMap;
use std::path::Path;

use casegraph_facts::{DocPath, DocumentFacts};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;
use crate::corpus::{Corpus, program};
use crate::output::write_whole;
use crate::scan::FileStamp;

/// In the corpus's state folder.
const DOCUMENTS_FILE: &str = "documents";

/// A document as it was read.
pub(crate) struct Read {
    pub(crate) file: FileStamp,
    pub(crate) facts: DocumentFacts,
    /// Whether it was not read now, but before.
    pub(crate) is_kept: bool,
}

/// What was kept of the documents of a corpus.
#[derive(Default)]
pub(crate) struct KeptDocuments {
    documents: HashMap<DocPath, (FileStamp, Vec<u8>)>,
}

impl KeptDocuments {
    /// The facts of a document that looks as it did when it was read.
    pub(crate) fn unchanged(&self, path: &DocPath, file: FileStamp) -> Option<DocumentFacts> {
        let (stamp, facts) = self.documents.get(path)?;
        if *stamp == file { postcard::from_bytes(facts).ok() } else { None }
    }

    /// The facts of a document that has the bytes that it had when it was read.
    pub(crate) fn same_bytes(&self, path: &DocPath, bytes: &[u8]) -> Option<DocumentFacts> {
        let (_, facts) = self.documents.get(path)?;
        let facts: DocumentFacts = postcard::from_bytes(facts).ok()?;
        (facts.content_hash == blake3::hash(bytes).to_hex().as_str()).then_some(facts)
    }
}

impl Corpus {
    /// What was kept; nothing, if it was kept by another program or under another profile.
    pub(crate) fn kept_documents(&self) -> KeptDocuments {
        let kept =
            read::<(String, Vec<(DocPath, FileStamp, Vec<u8>)>)>(&self.state_folder().join(DOCUMENTS_FILE));
        let Some((_, documents)) = kept.filter(|(reader, _)| *reader == self.reader()) else {
            return KeptDocuments::default();
        };
        let documents = documents.into_iter().map(|(path, file, facts)| (path, (file, facts)));
        KeptDocuments { documents: documents.collect() }
    }

    /// Keeps what was read, if it is not what was kept before. A folder that cannot be written to keeps nothing.
    pub(crate) fn keep_documents(&self, kept: &KeptDocuments, read: &[Read]) {
        if read.len() == kept.documents.len() && read.iter().all(|read| read.is_kept) {
            return;
        }
        let documents: Vec<(&DocPath, FileStamp, Vec<u8>)> = read
            .par_iter()
            .filter_map(|read| Some((&read.facts.path, read.file, postcard::to_stdvec(&read.facts).ok()?)))
            .collect();
        let _ = self.keep(DOCUMENTS_FILE, &(self.reader(), documents));
    }

    /// Writes a value with a checksum before it to a file of the state folder.
    pub(crate) fn keep<T: Serialize>(&self, name: &str, value: &T) -> Result<(), Error> {
        self.ignore_state_folder()?;
        let file = self.state_folder().join(name);
        let value = postcard::to_stdvec(value)
            .map_err(|error| Error::Write { path: file.clone(), source: std::io::Error::other(error) })?;
        let mut bytes = blake3::hash(&value).as_bytes().to_vec();
        bytes.extend(value);
        write_whole(&file, &bytes)
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
    let (sum, value) = bytes.split_first_chunk::<{ blake3::OUT_LEN }>()?;
    if blake3::hash(value) != *sum {
        return None;
    }
    postcard::from_bytes(value).ok()
}
