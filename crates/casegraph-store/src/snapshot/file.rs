//! Writes a snapshot file from its start to its end, with nothing but its last block in memory.

use std::io::{self, Write};

use super::blocks::{BLOCK, checksum};
use super::header::{Header, prelude};
use super::{Section, to_u64};

/// So many bytes are written at once: a whole number of blocks.
const WRITTEN_AT_ONCE: usize = 32 * BLOCK;

/// A file that is being written.
pub(super) struct FileWriter<W> {
    to: W,
    /// What was given and is not written yet.
    rest: Vec<u8>,
    /// The number of bytes of the body that were given.
    given: u64,
    checksums: Vec<u64>,
    pub(super) header: Header,
}

impl<W: Write> FileWriter<W> {
    pub(super) fn new(mut to: W) -> io::Result<Self> {
        to.write_all(&prelude())?;
        let rest = Vec::with_capacity(2 * WRITTEN_AT_ONCE);
        Ok(Self { to, rest, given: 0, checksums: Vec::new(), header: Header::default() })
    }

    /// Writes the next bytes of the body.
    pub(super) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.given += to_u64(bytes.len());
        self.rest.extend_from_slice(bytes);
        if self.rest.len() >= WRITTEN_AT_ONCE {
            let whole = self.rest.len() / BLOCK * BLOCK;
            self.flush(whole)?;
        }
        Ok(())
    }

    fn flush(&mut self, bytes: usize) -> io::Result<()> {
        let blocks = self.rest.get(..bytes).unwrap_or_default();
        self.checksums.extend(blocks.chunks(BLOCK).map(checksum));
        self.to.write_all(blocks)?;
        self.rest.drain(..bytes);
        Ok(())
    }

    /// Writes a section; `write` gives its bytes.
    pub(super) fn section(&mut self, write: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<Section> {
        let start = self.given;
        write(self)?;
        Ok(Section { start, bytes: self.given - start })
    }

    /// Writes a section of numbers.
    pub(super) fn words<const N: usize>(
        &mut self,
        rows: impl IntoIterator<Item = [u32; N]>,
    ) -> io::Result<Section> {
        self.section(|file| {
            let mut bytes = Vec::with_capacity(BLOCK + 4 * N);
            for row in rows {
                bytes.extend_from_slice(row.map(u32::to_le_bytes).as_flattened());
                if bytes.len() >= BLOCK {
                    file.put(&bytes)?;
                    bytes.clear();
                }
            }
            file.put(&bytes)
        })
    }

    /// Writes what stands after the body.
    pub(super) fn finish(mut self, label: &[u8]) -> io::Result<()> {
        self.flush(self.rest.len())?;
        self.header.label = label.to_vec();
        let header = self.header.bytes(self.given, &self.checksums);
        self.to.write_all(&header)?;
        self.to.write_all(&Header::trailer(&header))?;
        self.to.flush()
    }
}
