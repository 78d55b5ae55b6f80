//! A file of several parts, each of which can be decoded without the others.
//!
//! ```text
//! length | postcard: program, stamp, where each part ends | part | part | … | XXH3 of it all (128 bits)
//! ```

use std::io::Write as _;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::Error;
use crate::corpus::program;
use crate::output::replace_by;

/// An open file, held against its checksum.
pub(crate) struct Shelf {
    bytes: Vec<u8>,
    stamp: String,
    /// Where the parts begin and end in the bytes.
    parts: Vec<(usize, usize)>,
}

impl Shelf {
    /// None if the file is missing, damaged or was written by another program. Linear in its bytes.
    pub(crate) fn open(file: &Path) -> Option<Self> {
        let bytes = std::fs::read(file).ok()?;
        let (rest, sum) = bytes.split_last_chunk()?;
        if xxh3_128(rest) != u128::from_le_bytes(*sum) {
            return None;
        }
        let (length, rest) = rest.split_first_chunk()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
        let (by, stamp, ends) =
            postcard::from_bytes::<(String, String, Vec<usize>)>(rest.get(..length)?).ok()?;
        if by != program() {
            return None;
        }
        let first = size_of::<u64>() + length;
        let starts = std::iter::once(&0).chain(&ends);
        let parts = starts.zip(&ends).map(|(start, end)| (first + start, first + end)).collect();
        Some(Self { bytes, stamp, parts })
    }

    /// What the writer said that the parts depend on.
    pub(crate) fn stamp(&self) -> &str {
        &self.stamp
    }

    /// How many parts there are.
    pub(crate) fn len(&self) -> usize {
        self.parts.len()
    }

    /// The bytes of a part.
    pub(crate) fn bytes(&self, at: usize) -> Option<&[u8]> {
        let (start, end) = self.parts.get(at)?;
        self.bytes.get(*start..*end)
    }

    /// A part as the value that was encoded.
    pub(crate) fn part<T: DeserializeOwned>(&self, at: usize) -> Option<T> {
        postcard::from_bytes(self.bytes(at)?).ok()
    }
}

/// Writes parts to a file, as a whole. What a crash of the machine leaves of it is told by the checksum, so nothing waits for the
/// disk.
pub(crate) fn write(file: &Path, stamp: &str, parts: &[impl AsRef<[u8]>]) -> Result<(), Error> {
    let mut end = 0;
    let ends: Vec<usize> = parts
        .iter()
        .map(|part| {
            end += part.as_ref().len();
            end
        })
        .collect();
    let wrong = |error| Error::Write { path: file.to_owned(), source: std::io::Error::other(error) };
    let head = encoded(&(program(), stamp, ends)).ok_or("a part cannot be encoded").map_err(wrong)?;
    let length = u64::try_from(head.len()).unwrap_or(u64::MAX).to_le_bytes();
    replace_by(file, |file| {
        let (mut sum, mut file) = (Xxh3::new(), std::io::BufWriter::with_capacity(1 << 18, file));
        for bytes in [&length[..], &head].into_iter().chain(parts.iter().map(AsRef::as_ref)) {
            sum.update(bytes);
            file.write_all(bytes)?;
        }
        file.write_all(&sum.digest128().to_le_bytes())?;
        file.flush()
    })
}

/// A value as bytes.
pub(crate) fn encoded<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}
