//! Writes a snapshot file from its start to its end, with nothing but its last blocks in memory.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::blocks::{BLOCK, checksum};
use crate::header::{Header, prelude};
use crate::numbers::to_u64;
use crate::section::Section;

/// So many bytes are written at once: a whole number of blocks.
const WRITTEN_AT_ONCE: usize = 32 * BLOCK;

/// So many of them wait to be written.
const WAITING: usize = 4;

/// The body of a file that is being written. What was given is put on the disk by another thread.
pub(crate) struct FileWriter {
    /// What was given and is not sent yet.
    rest: Vec<u8>,
    /// The number of bytes of the body that were given.
    given: u64,
    full: SyncSender<Vec<u8>>,
    /// Buffers that were written, to be filled again.
    spent: Receiver<Vec<u8>>,
    pub(crate) header: Header,
}

impl FileWriter {
    /// Writes a file; `body` gives what stands in it, and where.
    pub(crate) fn write<W: Write + Send>(
        mut to: W,
        label: &[u8],
        body: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        to.write_all(&prelude())?;
        let (full, filled) = sync_channel(WAITING);
        let (emptied, spent) = sync_channel(WAITING);
        std::thread::scope(|scope| {
            let writing = scope.spawn(|| write_blocks(&mut to, filled, &emptied));
            let rest = Vec::with_capacity(2 * WRITTEN_AT_ONCE);
            let mut file = Self { rest, given: 0, full, spent, header: Header::default() };
            let given = body(&mut file).and_then(|()| file.send(file.rest.len()));
            let Self { given: bytes, mut header, full, .. } = file;
            drop(full); // nothing more comes
            let gone = |_| io::Error::other("the thread that writes the stored graph is gone");
            let checksums = writing.join().map_err(gone)??;
            given?;
            label.clone_into(&mut header.label);
            Ok(header.bytes(bytes, &checksums))
        })
        .and_then(|header| {
            to.write_all(&header)?;
            to.write_all(&Header::trailer(&header))?;
            to.flush()
        })
    }

    /// Writes the next bytes of the body.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.given += to_u64(bytes.len());
        self.rest.extend_from_slice(bytes);
        if self.rest.len() >= WRITTEN_AT_ONCE {
            self.send(self.rest.len() / BLOCK * BLOCK)?;
        }
        Ok(())
    }

    /// Sends that many bytes to be written. An error is that of the writing thread, which says more of it.
    fn send(&mut self, bytes: usize) -> io::Result<()> {
        let mut next = self.spent.try_recv().unwrap_or_else(|_| Vec::with_capacity(2 * WRITTEN_AT_ONCE));
        next.clear();
        next.extend_from_slice(self.rest.get(bytes..).unwrap_or_default());
        self.rest.truncate(bytes);
        let full = std::mem::replace(&mut self.rest, next);
        self.full.send(full).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    /// Writes a section; `write` gives its bytes.
    pub(crate) fn section(&mut self, write: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<Section> {
        let start = self.given;
        write(self)?;
        Ok(Section { start, bytes: self.given - start })
    }

    /// Writes a section of numbers.
    pub(crate) fn words<const N: usize>(
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
}

/// Writes blocks as they come; gives their checksums.
fn write_blocks(
    to: &mut impl Write,
    filled: Receiver<Vec<u8>>,
    emptied: &SyncSender<Vec<u8>>,
) -> io::Result<Vec<u64>> {
    let mut checksums = Vec::new();
    for blocks in filled {
        checksums.extend(blocks.chunks(BLOCK).map(checksum));
        to.write_all(&blocks)?;
        let _ = emptied.try_send(blocks); // one too many is dropped
    }
    Ok(checksums)
}
