//! Mapping a file into memory: the only module with `unsafe`.

#![expect(unsafe_code, reason = "mapping a file is unsafe; the safety argument is next to the call")]

use std::fs::File;
use std::io;
use std::ops::Deref;
use std::path::Path;

use memmap2::Mmap;

/// Bytes in memory or in a mapped file.
pub(crate) enum Bytes {
    /// Bytes in memory.
    Owned(Vec<u8>),
    /// Bytes of a mapped file.
    Mapped(Mmap),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

/// Maps a whole file for reading.
pub(crate) fn map(path: &Path) -> io::Result<Bytes> {
    let file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Ok(Bytes::Owned(Vec::new())); // some systems cannot map an empty file
    }
    // SAFETY: `Mmap::map` requires that nobody modifies or truncates the file while it is mapped. casegraph writes a
    // snapshot to a temporary file and renames it, so it never writes to a file that may be mapped: a newer snapshot is
    // another file, and the mapped one exists until it is unmapped. The bytes are only read as `u8`, for which every
    // value is valid; text is checked to be UTF-8, and numbers are checked against their bounds, at each read. So
    // another program that writes into the file can cause wrong answers, but no undefined behaviour that this module
    // could prevent. (If another program truncates the file, the process ends with SIGBUS, like any program that maps
    // files.)
    let map = unsafe { Mmap::map(&file)? };
    Ok(Bytes::Mapped(map))
}
