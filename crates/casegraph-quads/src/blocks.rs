//! The body in blocks, each held against its checksum when it is first touched.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use crate::damaged::Damaged;
use crate::mapping::Bytes;
use crate::section::Section;

/// The bytes that one checksum covers: what is first touched costs a check of this many bytes.
pub(crate) const BLOCK: usize = 16 * 1024;

const BLOCK_BYTES: u64 = BLOCK as u64;

/// The checksum of one block: XXH3, 64 bits. It finds accidents; nobody is kept from forging a file of their own.
pub(crate) fn checksum(block: &[u8]) -> u64 {
    xxh3_64(block)
}

/// The body.
pub(crate) struct Blocks {
    bytes: Bytes,
    /// Where the body lies in them.
    body: Range<usize>,
    checks: Option<Checks>,
}

/// What the blocks must be, and which of them are known to be right: a bit a block.
struct Checks {
    checksums: Vec<u64>,
    right: Vec<AtomicU64>,
}

impl Blocks {
    /// A body that was just made.
    pub(crate) fn trusted(bytes: Bytes, body: Range<usize>) -> Self {
        Self { bytes, body, checks: None }
    }

    /// The body of a file.
    pub(crate) fn unchecked(bytes: Bytes, body: Range<usize>, checksums: Vec<u64>) -> Self {
        let right = checksums.chunks(64).map(|_| AtomicU64::new(0)).collect();
        Self { bytes, body, checks: Some(Checks { checksums, right }) }
    }

    /// The whole body.
    pub(crate) fn all(&self) -> Result<&[u8], Damaged> {
        self.get(0..u64::try_from(self.raw().len()).map_err(|_| Damaged)?)
    }

    /// Bytes of a section.
    pub(crate) fn part(&self, section: Section, range: Range<u64>) -> Result<&[u8], Damaged> {
        if range.start > range.end || range.end > section.bytes {
            return Err(Damaged);
        }
        self.get(section.start + range.start..section.start + range.end)
    }

    /// The short number at a place of a section.
    pub(crate) fn half(&self, section: Section, place: u64) -> Result<u16, Damaged> {
        let bytes = self.part(section, place * 2..(place + 1) * 2)?;
        bytes.try_into().map(u16::from_le_bytes).map_err(|_| Damaged)
    }

    /// The number at a place of a section.
    pub(crate) fn word(&self, section: Section, place: u64) -> Result<u32, Damaged> {
        let [word] = self.words(section, 1, place)?;
        Ok(word)
    }

    /// The numbers of a row of a section whose rows are `width` numbers wide.
    pub(crate) fn words<const N: usize>(
        &self,
        section: Section,
        width: u64,
        row: u64,
    ) -> Result<[u32; N], Damaged> {
        let start = row * width * 4;
        let bytes = self.part(section, start..start + 4 * u64::try_from(N).unwrap_or_default())?;
        let (chunks, _) = bytes.as_chunks();
        Ok(std::array::from_fn(|at| chunks.get(at).map_or(0, |chunk| u32::from_le_bytes(*chunk))))
    }

    /// The long number at a place of a section.
    pub(crate) fn long(&self, section: Section, place: u64) -> Result<u64, Damaged> {
        let bytes = self.part(section, place * 8..(place + 1) * 8)?;
        bytes.try_into().map(u64::from_le_bytes).map_err(|_| Damaged)
    }

    fn get(&self, range: Range<u64>) -> Result<&[u8], Damaged> {
        if let Some(checks) = &self.checks
            && range.start < range.end
        {
            let (first, last) = (range.start / BLOCK_BYTES, (range.end - 1) / BLOCK_BYTES);
            if !checks.is_right(first) || first != last {
                for block in first..=last {
                    checks.check(block, self.raw())?;
                }
            }
        }
        slice(self.raw(), range)
    }

    fn raw(&self) -> &[u8] {
        self.bytes.get(self.body.clone()).unwrap_or_default()
    }
}

impl Checks {
    /// Whether a block was checked before, and found to be right.
    fn is_right(&self, block: u64) -> bool {
        // Relaxed is enough: the bytes never change, and a thread that does not see the bit checks once more.
        let bits = usize::try_from(block / 64).ok().and_then(|at| self.right.get(at));
        bits.is_some_and(|bits| bits.load(Ordering::Relaxed) & 1 << (block % 64) != 0)
    }

    fn check(&self, block: u64, body: &[u8]) -> Result<(), Damaged> {
        if self.is_right(block) {
            return Ok(());
        }
        let at = usize::try_from(block).map_err(|_| Damaged)?;
        let length = u64::try_from(body.len()).map_err(|_| Damaged)?;
        let bytes = slice(body, block * BLOCK_BYTES..length.min((block + 1) * BLOCK_BYTES))?;
        if self.checksums.get(at) != Some(&checksum(bytes)) {
            return Err(Damaged);
        }
        self.right.get(at / 64).ok_or(Damaged)?.fetch_or(1 << (at % 64), Ordering::Relaxed);
        Ok(())
    }
}

fn slice(bytes: &[u8], range: Range<u64>) -> Result<&[u8], Damaged> {
    let place = |at: u64| usize::try_from(at).map_err(|_| Damaged);
    bytes.get(place(range.start)?..place(range.end)?).ok_or(Damaged)
}
