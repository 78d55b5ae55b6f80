//! A file of several parts, each of which is read, checked and decoded without the others.
//!
//! ```text
//! length | postcard: program, stamp, where each part ends and its XXH3 (64 bits) | XXH3 of that (128 bits) | part | part | …
//! ```

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::atomic_file::replace_by;
use crate::error::Error;
use crate::program::program;

/// An open file. What is in it is read when it is asked for.
#[derive(Debug)]
pub struct Shelf {
    file: File,
    head: Head,
    /// The checksum of the head, which holds those of all parts.
    identity: u128,
    /// Where the first part begins.
    first: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    program: String,
    stamp: String,
    /// Where each part ends, counted from the first one's start, and its checksum.
    parts: Vec<(u64, u64)>,
}

impl Shelf {
    /// None if the file is missing, damaged in its head or cut, or was written by another program. Linear in the number of parts.
    pub fn open(file: &Path) -> Option<Self> {
        let mut file = File::open(file).ok()?;
        let bytes = file.metadata().ok()?.len();
        let mut length = [0; 8];
        file.read_exact(&mut length).ok()?;
        let length = u64::from_le_bytes(length);
        let first = length.checked_add(8 + 16).filter(|first| *first <= bytes)?;
        let mut head = vec![0; usize::try_from(length).ok()?];
        file.read_exact(&mut head).ok()?;
        let mut sum = [0; 16];
        file.read_exact(&mut sum).ok()?;
        let identity = xxh3_128(&head);
        if identity != u128::from_le_bytes(sum) {
            return None;
        }
        let head: Head = postcard::from_bytes(&head).ok()?;
        let end = head.parts.last().map_or(0, |(end, _)| *end);
        (head.program == program() && first.checked_add(end) == Some(bytes)).then_some(Self {
            file,
            head,
            identity,
            first,
        })
    }

    /// What the writer said that the parts depend on.
    pub fn stamp(&self) -> &str {
        &self.head.stamp
    }

    /// A value that no other file has.
    pub fn identity(&self) -> String {
        format!("{:032x}", self.identity)
    }

    /// How many parts there are.
    pub fn len(&self) -> usize {
        self.head.parts.len()
    }

    /// The bytes of a part; none if they are damaged.
    pub fn bytes(&self, at: usize) -> Option<Vec<u8>> {
        let (end, sum) = *self.head.parts.get(at)?;
        let start =
            at.checked_sub(1).and_then(|before| self.head.parts.get(before)).map_or(0, |(end, _)| *end);
        let mut bytes = vec![0; usize::try_from(end.checked_sub(start)?).ok()?];
        read_at(&self.file, &mut bytes, self.first.checked_add(start)?).ok()?;
        (xxh3_64(&bytes) == sum).then_some(bytes)
    }

    /// A part as the value that was encoded.
    pub fn part<T: DeserializeOwned>(&self, at: usize) -> Option<T> {
        postcard::from_bytes(&self.bytes(at)?).ok()
    }
}

/// Reads bytes at a place of a file, whatever other threads read.
#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], place: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, place)
}

#[cfg(windows)]
fn read_at(file: &File, bytes: &mut [u8], place: u64) -> io::Result<()> {
    let mut read = 0;
    while let Some(rest) = bytes.get_mut(read..).filter(|rest| !rest.is_empty()) {
        let at = place + u64::try_from(read).map_err(io::Error::other)?;
        match std::os::windows::fs::FileExt::seek_read(file, rest, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            more => read += more,
        }
    }
    Ok(())
}

/// Writes parts to a file, as a whole; gives its [`Shelf::identity`]. What a crash of the machine leaves of it is told by the
/// checksums, so nothing waits for the disk.
pub fn write(file: &Path, stamp: &str, parts: &[impl AsRef<[u8]>]) -> Result<String, Error> {
    let mut end = 0;
    let placed = parts.iter().map(|part| {
        let part = part.as_ref();
        end += u64::try_from(part.len()).unwrap_or(u64::MAX);
        (end, xxh3_64(part))
    });
    let head = Head { parts: placed.collect(), program: program(), stamp: stamp.to_owned() };
    let wrong = |error| Error::Write { path: file.to_owned(), source: io::Error::other(error) };
    let head = encoded(&head).ok_or("a part cannot be encoded").map_err(wrong)?;
    let length = u64::try_from(head.len()).unwrap_or(u64::MAX).to_le_bytes();
    let identity = xxh3_128(&head);
    replace_by(file, |file| {
        let mut file = io::BufWriter::with_capacity(1 << 18, file);
        let sum = identity.to_le_bytes();
        for bytes in [&length[..], &head, &sum].into_iter().chain(parts.iter().map(AsRef::as_ref)) {
            file.write_all(bytes)?;
        }
        file.flush()
    })?;
    Ok(format!("{identity:032x}"))
}

/// A value as bytes.
pub fn encoded<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}
