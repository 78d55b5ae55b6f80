//! A snapshot: a graph as one immutable run of bytes that is queried in place, in memory or in a mapped file.
//!
//! ```text
//! prelude  magic, version
//! body     terms      keys, end offsets, and a hash table from key to term id
//!          graphs     per graph its entries: a subject and its first row
//!          rows       predicate and object; sorted by both within an entry
//!          subjects   per term the entries with this subject, in all graphs
//!          pairs      per predicate the object and subject of its triples, without duplicates, sorted by both
//! header   offset of each section, a checksum per block, the label; then its length, and a checksum of all but the body
//! ```
//!
//! All numbers are little-endian. Terms have ids in order of insertion; predicates have a second, short id. The triples of
//! a subject are adjacent within a graph; those of a predicate, or of a predicate and an object, are adjacent in the pairs
//! ("vertical partitioning"; Abadi et al., VLDB 2007). An object without a predicate is looked up under each predicate.
//!
//! The bytes are not trusted. The header is verified when a file is opened, a block of the body at its first access, and
//! every number is checked against the bounds of what it points into. A failed check is [`Damaged`].

use std::io::Write;
use std::ops::Range;
use std::path::Path;

use crate::blocks::Blocks;
use crate::damaged::{Damaged, SnapshotError};
use crate::file::FileWriter;
use crate::header::Header;
use crate::mapping::{self, Bytes};
use crate::matches::{GraphPattern, Pattern};
use crate::numbers::{partition_point, to_u32, to_u64};
use crate::quad_index::Quad;
use crate::section::Section;

/// An immutable graph, in memory or in a mapped file.
pub struct Snapshot {
    pub(crate) header: Header,
    pub(crate) body: Blocks,
}

impl Snapshot {
    /// Maps a file. The time depends on the length of the header only: some microseconds.
    pub fn open(path: &Path) -> Result<Self, SnapshotError> {
        Self::read(mapping::map(path)?)
    }

    /// A snapshot from the bytes of a file; each block is verified at its first access.
    pub(crate) fn read(bytes: Bytes) -> Result<Self, SnapshotError> {
        let (header, body, checksums) = Header::read(&bytes)?;
        Ok(Self { header, body: Blocks::unchecked(bytes, body, checksums) })
    }

    /// A snapshot from bytes that this process wrote; the blocks are not verified.
    pub(crate) fn trusted(bytes: Vec<u8>) -> Result<Self, SnapshotError> {
        let (header, body, _) = Header::read(&bytes)?;
        Ok(Self { header, body: Blocks::trusted(Bytes::Owned(bytes), body) })
    }

    /// The label that was written with the graph.
    #[must_use]
    pub fn label(&self) -> &[u8] {
        &self.header.label
    }

    /// Writes the snapshot with a label of the caller's choice.
    pub fn write(&self, label: &[u8], to: impl Write + Send) -> Result<(), SnapshotError> {
        let body = self.body.all()?;
        let put = |file: &mut FileWriter| {
            file.header = self.header.clone();
            file.put(body)
        };
        Ok(FileWriter::write(to, label, put)?)
    }

    /// A value that identifies this snapshot: a checksum over its checksums.
    pub(crate) fn identity(&self) -> u64 {
        self.header.identity
    }

    /// The number of quads.
    pub(crate) fn quads(&self) -> usize {
        self.header.row_objects.rows(1)
    }

    /// The number of quads of the graph with this name.
    pub(crate) fn quads_of(&self, name: u32) -> Result<usize, Damaged> {
        let Some(ordinal) = self.graph_named(name)? else { return Ok(0) };
        let entries = self.of_graph(ordinal)?;
        let first_row = |entry| self.u32(self.header.entries, 2, entry, 1);
        let rows = first_row(entries.start)?..first_row(entries.end)?;
        Ok(rows.len())
    }

    /// Whether it contains a quad.
    pub(crate) fn contains(&self, [s, p, o, graph]: Quad) -> Result<bool, Damaged> {
        let pattern = Pattern { subject: Some(s), predicate: Some(p), object: Some(o) };
        Ok(self.matches(pattern, GraphPattern::One(graph))?.next().transpose()?.is_some())
    }

    /// The number of distinct triples.
    #[cfg(test)]
    pub(crate) fn triples(&self) -> usize {
        self.header.pairs.rows(2)
    }

    /// The number of distinct terms.
    pub(crate) fn term_count(&self) -> u32 {
        to_u32(self.header.term_ends.rows(2))
    }

    /// The number of graphs, including the default graph if it is not empty.
    pub(crate) fn graph_count(&self) -> u32 {
        to_u32(self.header.graphs.rows(2).saturating_sub(1))
    }

    /// The term id of the name of the `ordinal`-th graph; [`DEFAULT_GRAPH`](crate::DEFAULT_GRAPH) for the default graph.
    pub(crate) fn graph_name(&self, ordinal: u32) -> Result<u32, Damaged> {
        self.u32(self.header.graphs, 2, ordinal, 0)
    }

    /// The ordinal of the graph with this name.
    pub(crate) fn graph_named(&self, name: u32) -> Result<Option<u32>, Damaged> {
        self.second_of(self.header.graph_names, name)
    }

    /// The entries of a graph: one per subject, sorted by subject.
    pub(crate) fn of_graph(&self, ordinal: u32) -> Result<Range<u32>, Damaged> {
        let start = self.u32(self.header.graphs, 2, ordinal, 1)?;
        Ok(start..self.u32(self.header.graphs, 2, ordinal + 1, 1)?)
    }

    /// The ordinal of the graph that contains an entry.
    pub(crate) fn graph_of(&self, entry: u32) -> Result<u32, Damaged> {
        let is_after = |ordinal| Ok(self.u32(self.header.graphs, 2, ordinal, 1)? > entry);
        partition_point(0..self.graph_count(), is_after)?.checked_sub(1).ok_or(Damaged)
    }

    /// The subject of an entry.
    pub(crate) fn subject(&self, entry: u32) -> Result<u32, Damaged> {
        self.u32(self.header.entries, 2, entry, 0)
    }

    /// The rows of an entry.
    pub(crate) fn rows(&self, entry: u32) -> Result<Range<u32>, Damaged> {
        let start = self.u32(self.header.entries, 2, entry, 1)?;
        Ok(start..self.u32(self.header.entries, 2, entry + 1, 1)?)
    }

    /// The positions in the list of entries by subject that belong to this subject.
    pub(crate) fn of_subject(&self, subject: u32) -> Result<Range<u32>, Damaged> {
        let starts = self.header.subject_starts;
        if subject >= self.term_count() {
            return Ok(0..0);
        }
        Ok(self.u32(starts, 1, subject, 0)?..self.u32(starts, 1, subject + 1, 0)?)
    }

    /// The entry at a position of the list of entries by subject.
    pub(crate) fn entry(&self, position: u32) -> Result<u32, Damaged> {
        self.u32(self.header.by_subject, 1, position, 0)
    }

    /// The predicate id of a row.
    pub(crate) fn row_predicate(&self, row: u32) -> Result<u32, Damaged> {
        let ids = self.header.row_predicates;
        if ids.bytes == 2 * to_u64(self.quads()) {
            self.body.half(ids, row.into()).map(u32::from)
        } else {
            self.u32(ids, 1, row, 0)
        }
    }

    /// The object of a row.
    pub(crate) fn object(&self, row: u32) -> Result<u32, Damaged> {
        self.u32(self.header.row_objects, 1, row, 0)
    }

    /// The number of predicates.
    pub(crate) fn predicate_count(&self) -> u32 {
        to_u32(self.header.predicates.rows(2).saturating_sub(1))
    }

    /// The predicate id of a term; `None` if it is not a predicate.
    pub(crate) fn predicate_id(&self, term: u32) -> Result<Option<u32>, Damaged> {
        self.second_of(self.header.predicate_ids, term)
    }

    /// The term id of a predicate.
    pub(crate) fn predicate_term(&self, predicate: u32) -> Result<u32, Damaged> {
        self.u32(self.header.predicates, 2, predicate, 0)
    }

    /// The pairs of a predicate, by its predicate id.
    pub(crate) fn of_predicate(&self, predicate: u32) -> Result<Range<u32>, Damaged> {
        let start = self.u32(self.header.predicates, 2, predicate, 1)?;
        Ok(start..self.u32(self.header.predicates, 2, predicate + 1, 1)?)
    }

    /// The object and the subject of a pair.
    pub(crate) fn pair(&self, row: u32) -> Result<[u32; 2], Damaged> {
        self.body.words(self.header.pairs, 2, row.into())
    }

    /// The second number of the row whose first number is `wanted`, in a section of two columns sorted by the first.
    fn second_of(&self, section: Section, wanted: u32) -> Result<Option<u32>, Damaged> {
        let count = to_u32(section.rows(2));
        let found = partition_point(0..count, |row| Ok(self.u32(section, 2, row, 0)? >= wanted))?;
        if found == count || self.u32(section, 2, found, 0)? != wanted {
            return Ok(None);
        }
        self.u32(section, 2, found, 1).map(Some)
    }

    fn u32(&self, section: Section, width: u32, row: u32, column: u32) -> Result<u32, Damaged> {
        let index = u64::from(row) * u64::from(width) + u64::from(column);
        self.body.word(section, index)
    }
}
