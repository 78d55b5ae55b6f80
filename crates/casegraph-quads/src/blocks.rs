//! The body in blocks, each verified against its checksum at its first access.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use crate::damaged::Damaged;
use crate::mapping::Bytes;
use crate::section::Section;

/// The number of bytes per checksum: the first access to a block verifies this many bytes.
pub(crate) const BLOCK: usize = 16 * 1024;

const BLOCK_BYTES: u64 = BLOCK as u64;

/// The checksum of a block: XXH3, 64 bits. It detects accidental damage, not forgery.
pub(crate) fn checksum(block: &[u8]) -> u64 {
    xxh3_64(block)
}

/// The body.
pub(crate) struct Blocks {
    bytes: Bytes,
    /// The range of the body.
    body: Range<usize>,
    checks: Option<Checks>,
}

/// The expected checksums, and a bit per block: whether it was verified.
struct Checks {
    checksums: Vec<u64>,
    verified: Vec<AtomicU64>,
}

impl Blocks {
    /// A body that this process wrote; it is not verified.
    pub(crate) fn trusted(bytes: Bytes, body: Range<usize>) -> Self {
        Self { bytes, body, checks: None }
    }

    /// The body of a file, to be verified.
    pub(crate) fn unchecked(bytes: Bytes, body: Range<usize>, checksums: Vec<u64>) -> Self {
        let verified = checksums.chunks(64).map(|_| AtomicU64::new(0)).collect();
        Self { bytes, body, checks: Some(Checks { checksums, verified }) }
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

    /// The number of two bytes at an index of a section.
    pub(crate) fn half(&self, section: Section, index: u64) -> Result<u16, Damaged> {
        let bytes = self.part(section, index * 2..(index + 1) * 2)?;
        bytes.try_into().map(u16::from_le_bytes).map_err(|_| Damaged)
    }

    /// The number of four bytes at an index of a section.
    pub(crate) fn word(&self, section: Section, index: u64) -> Result<u32, Damaged> {
        let [word] = self.words(section, 1, index)?;
        Ok(word)
    }

    /// The first `N` numbers of a row, in a section of rows of `width` numbers.
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

    /// The number of eight bytes at an index of a section.
    pub(crate) fn long(&self, section: Section, index: u64) -> Result<u64, Damaged> {
        let bytes = self.part(section, index * 8..(index + 1) * 8)?;
        bytes.try_into().map(u64::from_le_bytes).map_err(|_| Damaged)
    }

    fn get(&self, range: Range<u64>) -> Result<&[u8], Damaged> {
        if let Some(checks) = &self.checks
            && range.start < range.end
        {
            let (first, last) = (range.start / BLOCK_BYTES, (range.end - 1) / BLOCK_BYTES);
            if !checks.is_verified(first) || first != last {
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
    /// Whether a block was verified before.
    fn is_verified(&self, block: u64) -> bool {
        // Relaxed is enough: the bytes never change, and a thread that does not see the bit verifies the block again.
        let bits = usize::try_from(block / 64).ok().and_then(|at| self.verified.get(at));
        bits.is_some_and(|bits| bits.load(Ordering::Relaxed) & 1 << (block % 64) != 0)
    }

    fn check(&self, block: u64, body: &[u8]) -> Result<(), Damaged> {
        if self.is_verified(block) {
            return Ok(());
        }
        let at = usize::try_from(block).map_err(|_| Damaged)?;
        let length = u64::try_from(body.len()).map_err(|_| Damaged)?;
        let bytes = slice(body, block * BLOCK_BYTES..length.min((block + 1) * BLOCK_BYTES))?;
        if self.checksums.get(at) != Some(&checksum(bytes)) {
            return Err(Damaged);
        }
        self.verified.get(at / 64).ok_or(Damaged)?.fetch_or(1 << (at % 64), Ordering::Relaxed);
        Ok(())
    }
}

fn slice(bytes: &[u8], range: Range<u64>) -> Result<&[u8], Damaged> {
    let offset = |at: u64| usize::try_from(at).map_err(|_| Damaged);
    bytes.get(offset(range.start)?..offset(range.end)?).ok_or(Damaged)
}
