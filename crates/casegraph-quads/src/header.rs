//! The header: the offset of each section of the body, and the checksums of the blocks. It follows the body, so that a file
//! is written sequentially.

use std::ops::Range;

use crate::blocks::checksum;
use crate::damaged::SnapshotError;
use crate::numbers::to_u64;
use crate::section::Section;

/// The version of the format; files of other versions are not read.
pub(crate) const VERSION: u32 = 2;

const MAGIC: [u8; 8] = *b"casegrph";

/// The length of magic number and version, padded.
const PRELUDE: usize = 16;

/// The length of what follows the header: its length, and a checksum.
const TRAILER: usize = 16;

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// Offsets and checksums of a file.
        #[derive(Clone, Debug, Default)]
        pub(crate) struct Header {
            $($(#[$doc])* pub(crate) $name: Section,)*
            /// The checksum of everything but the body. It covers the checksums of the blocks, so it identifies the file.
            pub(crate) identity: u64,
            /// The label that the writer chose.
            pub(crate) label: Vec<u8>,
        }

        impl Header {
            fn sections(&self) -> Vec<Section> {
                vec![$(self.$name),*]
            }

            fn sections_mut(&mut self) -> Vec<&mut Section> {
                vec![$(&mut self.$name),*]
            }
        }
    };
}

sections! {
    /// The end offset of the key of each term, in eight bytes.
    term_ends,
    /// The keys of the terms, concatenated.
    term_text,
    /// The hash table from key to term: a power of two of slots, each 0 or a term id plus one.
    term_slots,
    /// Name and first entry of each graph; one more row for the end.
    graphs,
    /// Name of each graph and its index in `graphs`, sorted by name.
    graph_names,
    /// Subject and first row of each entry, sorted by graph and subject; one more row for the end.
    entries,
    /// For each term the first index in `by_subject`; one more for the end.
    subject_starts,
    /// Entries, sorted by subject.
    by_subject,
    /// The predicate id of each row, in two bytes or four.
    row_predicates,
    /// The object of each row.
    row_objects,
    /// For each predicate id its term and its first pair; one more row for the end.
    predicates,
    /// Term and predicate id of each predicate, sorted by term.
    predicate_ids,
    /// Object and subject of each triple, sorted by predicate, object and subject.
    pairs,
}

impl Header {
    /// The bytes of the header of a body with this length and these checksums.
    pub(crate) fn bytes(&self, body: u64, checksums: &[u64]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(1024 + checksums.len() * 8);
        bytes.extend(body.to_le_bytes());
        for section in self.sections() {
            bytes.extend(section.start.to_le_bytes());
            bytes.extend(section.bytes.to_le_bytes());
        }
        bytes.extend(to_u64(checksums.len()).to_le_bytes());
        for sum in checksums {
            bytes.extend(sum.to_le_bytes());
        }
        bytes.extend(to_u64(self.label.len()).to_le_bytes());
        bytes.extend(&self.label);
        bytes
    }

    /// The bytes that follow the header: its length, and the checksum of everything but the body.
    pub(crate) fn trailer(header: &[u8]) -> [u8; TRAILER] {
        let length = to_u64(header.len()).to_le_bytes();
        let sum = checksum(&[&prelude(), header, &length].concat()).to_le_bytes();
        let mut trailer = [0; TRAILER];
        for (slot, byte) in trailer.iter_mut().zip(length.into_iter().chain(sum)) {
            *slot = byte;
        }
        trailer
    }

    /// Reads the header of a file; returns it with the range of the body and the checksums of the blocks.
    pub(crate) fn read(file: &[u8]) -> Result<(Self, Range<usize>, Vec<u64>), SnapshotError> {
        let mut reader = Reader { bytes: file };
        if reader.take(8).map_err(|_| SnapshotError::Foreign)? != MAGIC {
            return Err(SnapshotError::Foreign);
        }
        let found = reader.u32()?;
        if found != VERSION {
            return Err(SnapshotError::Version { found });
        }
        let end = file.len().checked_sub(TRAILER).ok_or(SnapshotError::Damaged)?;
        let (rest, trailer) = file.split_at_checked(end).ok_or(SnapshotError::Damaged)?;
        let mut reader = Reader { bytes: trailer };
        let length = usize::try_from(reader.u64()?).map_err(|_| SnapshotError::Damaged)?;
        let identity = reader.u64()?;
        let start =
            end.checked_sub(length).filter(|start| *start >= PRELUDE).ok_or(SnapshotError::Damaged)?;
        let own = rest.get(start..).ok_or(SnapshotError::Damaged)?;
        if file.get(..PRELUDE) != Some(&prelude()) || trailer != Self::trailer(own) {
            return Err(SnapshotError::Damaged);
        }
        let (mut reader, mut header) = (Reader { bytes: own }, Self { identity, ..Self::default() });
        let body = reader.u64()?;
        if body != to_u64(start - PRELUDE) {
            return Err(SnapshotError::Damaged);
        }
        for section in header.sections_mut() {
            section.start = reader.u64()?;
            section.bytes = reader.u64()?;
            if section.start.checked_add(section.bytes).is_none_or(|end| end > body) {
                return Err(SnapshotError::Damaged);
            }
        }
        let mut checksums = Vec::new();
        for _ in 0..reader.u64()? {
            checksums.push(reader.u64()?);
        }
        let label = usize::try_from(reader.u64()?).map_err(|_| SnapshotError::Damaged)?;
        header.label = reader.take(label)?.to_vec();
        Ok((header, PRELUDE..start, checksums))
    }
}

/// The first bytes of a file.
pub(crate) fn prelude() -> [u8; PRELUDE] {
    let mut prelude = [0; PRELUDE];
    for (slot, byte) in prelude.iter_mut().zip(MAGIC.into_iter().chain(VERSION.to_le_bytes())) {
        *slot = byte;
    }
    prelude
}

/// Reads numbers from a slice.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], SnapshotError> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(SnapshotError::Damaged)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn u32(&mut self) -> Result<u32, SnapshotError> {
        self.take(4)?.try_into().map(u32::from_le_bytes).map_err(|_| SnapshotError::Damaged)
    }

    fn u64(&mut self) -> Result<u64, SnapshotError> {
        self.take(8)?.try_into().map(u64::from_le_bytes).map_err(|_| SnapshotError::Damaged)
    }
}
