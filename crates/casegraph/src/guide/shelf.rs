//! A file of several parts, each of which can be decoded without the others.
//!
//! ```text
//! XXH3 of the rest (128 bits) | postcard: program, stamp, where each part ends | part | part | …
//! ```

use std::io::Write as _;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::xxh3_128;

use crate::Error;
use crate::corpus::program;
use crate::output::replace_by;

/// An open file, held against its checksum.
pub(super) struct Shelf {
    bytes: Vec<u8>,
    stamp: String,
    /// Where the parts begin and end in the bytes.
    parts: Vec<(usize, usize)>,
}

impl Shelf {
    /// None if the file is missing, damaged or was written by another program. Linear in its bytes.
    pub(super) fn open(file: &Path) -> Option<Self> {
        let bytes = std::fs::read(file).ok()?;
        let (sum, rest) = bytes.split_first_chunk()?;
        if xxh3_128(rest) != u128::from_le_bytes(*sum) {
            return None;
        }
        let ((by, stamp, ends), parts) =
            postcard::take_from_bytes::<(String, String, Vec<usize>)>(rest).ok()?;
        if by != program() {
            return None;
        }
        let first = bytes.len() - parts.len();
        let starts = std::iter::once(&0).chain(&ends);
        let parts = starts.zip(&ends).map(|(start, end)| (first + start, first + end)).collect();
        Some(Self { bytes, stamp, parts })
    }

    /// What the writer said that the parts depend on.
    pub(super) fn stamp(&self) -> &str {
        &self.stamp
    }

    /// How many parts there are.
    pub(super) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The bytes of a part.
    pub(super) fn bytes(&self, at: usize) -> Option<&[u8]> {
        let (start, end) = self.parts.get(at)?;
        self.bytes.get(*start..*end)
    }

    /// A part as the value that was encoded.
    pub(super) fn part<T: DeserializeOwned>(&self, at: usize) -> Option<T> {
        postcard::from_bytes(self.bytes(at)?).ok()
    }
}

/// Writes parts to a file, as a whole.
pub(super) fn write(file: &Path, stamp: &str, parts: &[Vec<u8>]) -> Result<(), Error> {
    let mut end = 0;
    let ends: Vec<usize> = parts
        .iter()
        .map(|part| {
            end += part.len();
            end
        })
        .collect();
    let wrong = |error| Error::Write { path: file.to_owned(), source: std::io::Error::other(error) };
    let mut bytes = encoded(&(program(), stamp, ends)).ok_or("a part cannot be encoded").map_err(wrong)?;
    for part in parts {
        bytes.extend_from_slice(part);
    }
    // What a crash of the machine leaves of it is told by the checksum, so nothing waits for the disk.
    replace_by(file, |file| {
        file.write_all(&xxh3_128(&bytes).to_le_bytes())?;
        file.write_all(&bytes)
    })
}

/// A value as bytes.
pub(super) fn encoded<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}
