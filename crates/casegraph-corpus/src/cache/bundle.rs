//! A cache file of several parts, each of which can be read, checked and decoded without the others.
//!
//! ```text
//! length of the header | header (postcard): program, stamp, end and XXH3-64 of each part | XXH3-128 of the header | part | part | …
//! ```

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::atomic_file::write_unsynced;
use crate::error::Error;
use crate::program::program_id;

/// An open cache file of several parts. A part is read when it is asked for.
#[derive(Debug)]
pub struct Bundle {
    file: File,
    header: Header,
    /// The checksum of the header, which holds the checksums of all parts.
    identity: u128,
    /// The offset of the first part.
    first: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Header {
    program: String,
    stamp: String,
    /// The end of each part, counted from the start of the first one, and its checksum.
    parts: Vec<(u64, u64)>,
}

impl Bundle {
    /// Opens a file; `None` if it is missing, truncated, damaged in its header, or written by another program. Linear in the number
    /// of parts.
    #[must_use]
    pub fn open(file: &Path) -> Option<Self> {
        let mut file = File::open(file).ok()?;
        let bytes = file.metadata().ok()?.len();
        let mut length = [0; 8];
        file.read_exact(&mut length).ok()?;
        let length = u64::from_le_bytes(length);
        let first = length.checked_add(8 + 16).filter(|first| *first <= bytes)?;
        let mut header = vec![0; usize::try_from(length).ok()?];
        file.read_exact(&mut header).ok()?;
        let mut sum = [0; 16];
        file.read_exact(&mut sum).ok()?;
        let identity = xxh3_128(&header);
        if identity != u128::from_le_bytes(sum) {
            return None;
        }
        let header: Header = postcard::from_bytes(&header).ok()?;
        let end = header.parts.last().map_or(0, |(end, _)| *end);
        (header.program == program_id() && first.checked_add(end) == Some(bytes)).then_some(Self {
            file,
            header,
            identity,
            first,
        })
    }

    /// Writes parts to a file, atomically, and returns its [`Bundle::identity`]. The write is not synced: the checksums show if a
    /// crash of the machine damaged the file.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn write(file: &Path, stamp: &str, parts: &[impl AsRef<[u8]>]) -> Result<String, Error> {
        let mut end = 0;
        let ends = parts.iter().map(|part| {
            let part = part.as_ref();
            end += u64::try_from(part.len()).unwrap_or(u64::MAX);
            (end, xxh3_64(part))
        });
        let header = Header { parts: ends.collect(), program: program_id(), stamp: stamp.to_owned() };
        let failed = |error| Error::Write { path: file.to_owned(), source: io::Error::other(error) };
        let header = encode_part(&header).ok_or("the header cannot be encoded").map_err(failed)?;
        let length = u64::try_from(header.len()).unwrap_or(u64::MAX).to_le_bytes();
        let identity = xxh3_128(&header);
        write_unsynced(file, |file| {
            let mut file = io::BufWriter::with_capacity(1 << 18, file);
            let sum = identity.to_le_bytes();
            for bytes in [&length[..], &header, &sum].into_iter().chain(parts.iter().map(AsRef::as_ref)) {
                file.write_all(bytes)?;
            }
            file.flush()
        })?;
        Ok(format!("{identity:032x}"))
    }

    /// The stamp that the writer gave: a value for all that the parts depend on.
    #[must_use]
    pub fn stamp(&self) -> &str {
        &self.header.stamp
    }

    /// A value that differs from that of every other file.
    #[must_use]
    pub fn identity(&self) -> String {
        format!("{:032x}", self.identity)
    }

    /// The number of parts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.header.parts.len()
    }

    /// Whether it has no parts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of a part; `None` if there is no such part or it is damaged.
    #[must_use]
    pub fn bytes(&self, at: usize) -> Option<Vec<u8>> {
        let (end, sum) = *self.header.parts.get(at)?;
        let start =
            at.checked_sub(1).and_then(|before| self.header.parts.get(before)).map_or(0, |(end, _)| *end);
        let mut bytes = vec![0; usize::try_from(end.checked_sub(start)?).ok()?];
        read_at(&self.file, &mut bytes, self.first.checked_add(start)?).ok()?;
        (xxh3_64(&bytes) == sum).then_some(bytes)
    }

    /// A part, decoded by postcard.
    #[must_use]
    pub fn part<T: DeserializeOwned>(&self, at: usize) -> Option<T> {
        postcard::from_bytes(&self.bytes(at)?).ok()
    }
}

/// Reads bytes at an offset of a file, independently of other threads.
#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    let mut read = 0;
    while let Some(rest) = bytes.get_mut(read..).filter(|rest| !rest.is_empty()) {
        let at = offset + u64::try_from(read).map_err(io::Error::other)?;
        match std::os::windows::fs::FileExt::seek_read(file, rest, at)? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            more => read += more,
        }
    }
    Ok(())
}

/// Encodes a value as a part, by postcard.
#[must_use]
pub fn encode_part<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_or_truncated_file_has_no_parts() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bundle");
        assert!(Bundle::open(&file).is_none(), "missing");
        let parts = [b"one".to_vec(), Vec::new(), b"three".to_vec()];
        let identity = Bundle::write(&file, "stamp", &parts).unwrap();
        let read = || -> Option<[Vec<u8>; 3]> {
            let bundle = Bundle::open(&file)?;
            assert_eq!((bundle.len(), bundle.bytes(3)), (3, None));
            Some([bundle.bytes(0)?, bundle.bytes(1)?, bundle.bytes(2)?])
        };
        assert_eq!(read(), Some(parts));
        let bundle = Bundle::open(&file).unwrap();
        assert_eq!((bundle.stamp(), bundle.identity()), ("stamp", identity));
        let whole = std::fs::read(&file).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            std::fs::write(&file, damaged).unwrap();
            assert_eq!(read(), None, "byte {at}");
            std::fs::write(&file, &whole[..at]).unwrap();
            assert!(Bundle::open(&file).is_none(), "{at} bytes");
        }
    }
}
