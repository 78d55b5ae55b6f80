//! A file mapped into memory: the one place with `unsafe`.

#![expect(
    unsafe_code,
    reason = "mapping a file is unsafe by its nature; the argument stands beside the call"
)]

use std::fs::File;
use std::io;
use std::ops::Deref;
use std::path::Path;

use memmap2::Mmap;

/// Bytes, wherever they lie.
pub(crate) enum Bytes {
    /// In memory.
    Owned(Vec<u8>),
    /// In a file.
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
        return Ok(Bytes::Owned(Vec::new())); // an empty file cannot be mapped everywhere
    }
    // SAFETY: `Mmap::map` asks that nobody changes or cuts the file while it is mapped. A snapshot is written to a
    // temporary file and put in place by a rename, so the file that is mapped here is never written to again by
    // casegraph: a newer snapshot is another file, and this one lives on until it is unmapped. The bytes are shared and
    // only read as `u8`, for which every value is valid; text is checked to be UTF-8 and every number against its bounds
    // each time it is read, so even a foreign program that wrote into the file could make answers wrong, but break
    // no rule of the language that this module relies on beyond the page being there. (A foreign program that cuts the
    // file short ends this process with SIGBUS, as it would any program that maps files.)
    let map = unsafe { Mmap::map(&file)? };
    Ok(Bytes::Mapped(map))
}
