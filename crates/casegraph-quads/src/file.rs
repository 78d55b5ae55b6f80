//! Writes a snapshot file sequentially; only the last blocks are in memory.

use std::io::{self, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::blocks::{BLOCK, checksum};
use crate::header::{Header, prelude};
use crate::numbers::to_u64;
use crate::section::Section;

/// The size of one write: a whole number of blocks.
const WRITE_SIZE: usize = 32 * BLOCK;

/// The most writes that are queued.
const QUEUED: usize = 4;

/// The body of a file while it is written. Another thread does the writing.
pub(crate) struct FileWriter {
    /// Bytes that are not queued yet.
    rest: Vec<u8>,
    /// The length of the body so far.
    length: u64,
    full: SyncSender<Vec<u8>>,
    /// Written buffers, to be reused.
    spent: Receiver<Vec<u8>>,
    pub(crate) header: Header,
}

impl FileWriter {
    /// Writes a file; `body` passes the sections and notes their offsets in the header.
    pub(crate) fn write<W: Write + Send>(
        mut to: W,
        label: &[u8],
        body: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        to.write_all(&prelude())?;
        let (full, filled) = sync_channel(QUEUED);
        let (emptied, spent) = sync_channel(QUEUED);
        std::thread::scope(|scope| {
            let writing = scope.spawn(|| write_blocks(&mut to, filled, &emptied));
            let rest = Vec::with_capacity(2 * WRITE_SIZE);
            let mut file = Self { rest, length: 0, full, spent, header: Header::default() };
            let written = body(&mut file).and_then(|()| file.send(file.rest.len()));
            let Self { length, mut header, full, .. } = file;
            drop(full); // ends the other thread
            let gone = |_| io::Error::other("the thread that writes the stored graph has panicked");
            let checksums = writing.join().map_err(gone)??;
            written?;
            label.clone_into(&mut header.label);
            Ok(header.bytes(length, &checksums))
        })
        .and_then(|header| {
            to.write_all(&header)?;
            to.write_all(&Header::trailer(&header))?;
            to.flush()
        })
    }

    /// Appends bytes to the body.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.length += to_u64(bytes.len());
        self.rest.extend_from_slice(bytes);
        if self.rest.len() >= WRITE_SIZE {
            self.send(self.rest.len() / BLOCK * BLOCK)?;
        }
        Ok(())
    }

    /// Queues the first `bytes` bytes. If that fails, the writing thread has failed; it returns the cause.
    fn send(&mut self, bytes: usize) -> io::Result<()> {
        let mut next = self.spent.try_recv().unwrap_or_else(|_| Vec::with_capacity(2 * WRITE_SIZE));
        next.clear();
        next.extend_from_slice(self.rest.get(bytes..).unwrap_or_default());
        self.rest.truncate(bytes);
        let full = std::mem::replace(&mut self.rest, next);
        self.full.send(full).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    /// Writes a section; `write` appends its bytes.
    pub(crate) fn section(&mut self, write: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<Section> {
        let start = self.length;
        write(self)?;
        Ok(Section { start, bytes: self.length - start })
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

/// Writes buffers as they arrive; returns the checksums of their blocks.
fn write_blocks(
    to: &mut impl Write,
    filled: Receiver<Vec<u8>>,
    emptied: &SyncSender<Vec<u8>>,
) -> io::Result<Vec<u64>> {
    let mut checksums = Vec::new();
    for blocks in filled {
        checksums.extend(blocks.chunks(BLOCK).map(checksum));
        to.write_all(&blocks)?;
        let _ = emptied.try_send(blocks); // a buffer that does not fit into the channel is dropped
    }
    Ok(checksums)
}
