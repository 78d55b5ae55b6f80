//! The snapshot: a graph as one immutable run of bytes that is asked where it lies, in memory or in a mapped file.
//!
//! ```text
//! prelude  magic, version
//! body     terms    their keys, where each ends, and a table that finds them
//!          graphs   for each graph its entries: a subject and where its rows begin
//!          rows     predicate and object; of one entry sorted by both
//!          subjects for each term the entries of which it is the subject, whatever their graph
//!          pairs    for each predicate object and subject of its triples, each once, sorted by both
//! header   where each section of the body lies, a checksum a block, the label; its length, and a checksum of all but the body
//! ```
//!
//! Everything is little-endian. A term is a number, in the order in which terms came; predicates have short codes besides. A
//! subject's triples lie together in each graph; those of a predicate, or of a predicate and an object, lie together in the
//! pairs ("vertical partitioning"; Abadi and others, VLDB 2007). An object alone is looked for under each predicate, of which
//! there are few.
//!
//! Nothing in the bytes is trusted. The header is checked when a file is opened; a block of the body when it is first
//! touched; and every number is held against the bounds of what it points into. What does not hold is [`Damaged`].

use std::io::Write;
use std::ops::Range;
use std::path::Path;

use crate::blocks::Blocks;
use crate::damaged::{Damaged, SnapshotError};
use crate::file::FileWriter;
use crate::header::Header;
use crate::mapping::{self, Bytes};
use crate::matches::{GraphPattern, Pattern};
use crate::numbers::{first, to_u32, to_u64};
use crate::quad_index::Quad;
use crate::section::Section;

/// A graph that answers patterns.
pub struct Snapshot {
    pub(crate) header: Header,
    pub(crate) body: Blocks,
}

impl Snapshot {
    /// Maps a file. Takes time with the length of its header only: some microseconds.
    pub fn open(path: &Path) -> Result<Self, SnapshotError> {
        Self::read(mapping::map(path)?)
    }

    /// A snapshot from the bytes that were written.
    pub(crate) fn read(bytes: Bytes) -> Result<Self, SnapshotError> {
        let (header, body, checksums) = Header::read(&bytes)?;
        Ok(Self { header, body: Blocks::unchecked(bytes, body, checksums) })
    }

    /// A snapshot from bytes that were written just now.
    pub(crate) fn trusted(bytes: Vec<u8>) -> Result<Self, SnapshotError> {
        let (header, body, _) = Header::read(&bytes)?;
        Ok(Self { header, body: Blocks::trusted(Bytes::Owned(bytes), body) })
    }

    /// What was written beside the graph.
    #[must_use]
    pub fn label(&self) -> &[u8] {
        &self.header.label
    }

    /// Writes the snapshot with a label of the writer's choice.
    pub fn write(&self, label: &[u8], to: impl Write + Send) -> Result<(), SnapshotError> {
        let body = self.body.all()?;
        let put = |file: &mut FileWriter| {
            file.header = self.header.clone();
            file.put(body)
        };
        Ok(FileWriter::write(to, label, put)?)
    }

    /// A value that no other snapshot has.
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

    /// Whether it holds a quad.
    pub(crate) fn contains(&self, [s, p, o, graph]: Quad) -> Result<bool, Damaged> {
        let pattern = Pattern { subject: Some(s), predicate: Some(p), object: Some(o) };
        Ok(self.matches(pattern, GraphPattern::One(graph))?.next().transpose()?.is_some())
    }

    /// The number of different triples.
    #[cfg(test)]
    pub(crate) fn triples(&self) -> usize {
        self.header.pairs.rows(2)
    }

    /// The number of different terms.
    pub(crate) fn term_count(&self) -> u32 {
        to_u32(self.header.term_ends.rows(2))
    }

    /// The number of graphs, the default one among them if it holds anything.
    pub(crate) fn graph_count(&self) -> u32 {
        to_u32(self.header.graphs.rows(2).saturating_sub(1))
    }

    /// The term that names the `ordinal`-th graph; [`DEFAULT_GRAPH`] for the default graph.
    pub(crate) fn graph_name(&self, ordinal: u32) -> Result<u32, Damaged> {
        self.u32(self.header.graphs, 2, ordinal, 0)
    }

    /// Which graph has this name.
    pub(crate) fn graph_named(&self, name: u32) -> Result<Option<u32>, Damaged> {
        self.second_of(self.header.graph_names, name)
    }

    /// The entries of a graph: one for each subject, sorted by it.
    pub(crate) fn of_graph(&self, ordinal: u32) -> Result<Range<u32>, Damaged> {
        let start = self.u32(self.header.graphs, 2, ordinal, 1)?;
        Ok(start..self.u32(self.header.graphs, 2, ordinal + 1, 1)?)
    }

    /// The graph that an entry stands in.
    pub(crate) fn graph_of(&self, entry: u32) -> Result<u32, Damaged> {
        let after =
            first(0..self.graph_count(), |ordinal| Ok(self.u32(self.header.graphs, 2, ordinal, 1)? > entry))?;
        after.checked_sub(1).ok_or(Damaged)
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

    /// Places in the list of entries by subject: those of this one.
    pub(crate) fn of_subject(&self, subject: u32) -> Result<Range<u32>, Damaged> {
        let starts = self.header.subject_starts;
        if subject >= self.term_count() {
            return Ok(0..0);
        }
        Ok(self.u32(starts, 1, subject, 0)?..self.u32(starts, 1, subject + 1, 0)?)
    }

    /// The entry at a place of the list of entries by subject.
    pub(crate) fn entry(&self, place: u32) -> Result<u32, Damaged> {
        self.u32(self.header.by_subject, 1, place, 0)
    }

    /// The code of a row's predicate.
    pub(crate) fn code(&self, row: u32) -> Result<u32, Damaged> {
        let codes = self.header.row_codes;
        if codes.bytes == 2 * to_u64(self.quads()) {
            self.body.half(codes, row.into()).map(u32::from)
        } else {
            self.u32(codes, 1, row, 0)
        }
    }

    /// The object of a row.
    pub(crate) fn object(&self, row: u32) -> Result<u32, Damaged> {
        self.u32(self.header.row_objects, 1, row, 0)
    }

    /// How many predicates there are.
    pub(crate) fn code_count(&self) -> u32 {
        to_u32(self.header.predicates.rows(2).saturating_sub(1))
    }

    /// The code of a predicate, if the term is one.
    pub(crate) fn code_of(&self, predicate: u32) -> Result<Option<u32>, Damaged> {
        self.second_of(self.header.predicate_codes, predicate)
    }

    /// The predicate with this code.
    pub(crate) fn predicate(&self, code: u32) -> Result<u32, Damaged> {
        self.u32(self.header.predicates, 2, code, 0)
    }

    /// The pairs of a predicate, by its code.
    pub(crate) fn of_predicate(&self, code: u32) -> Result<Range<u32>, Damaged> {
        let start = self.u32(self.header.predicates, 2, code, 1)?;
        Ok(start..self.u32(self.header.predicates, 2, code + 1, 1)?)
    }

    /// Object and subject of a pair.
    pub(crate) fn pair(&self, row: u32) -> Result<[u32; 2], Damaged> {
        self.body.words(self.header.pairs, 2, row.into())
    }

    /// The second number of the row whose first is `wanted`, in a section of two columns sorted by the first.
    fn second_of(&self, section: Section, wanted: u32) -> Result<Option<u32>, Damaged> {
        let count = to_u32(section.rows(2));
        let found = first(0..count, |row| Ok(self.u32(section, 2, row, 0)? >= wanted))?;
        if found == count || self.u32(section, 2, found, 0)? != wanted {
            return Ok(None);
        }
        self.u32(section, 2, found, 1).map(Some)
    }

    fn u32(&self, section: Section, width: u32, row: u32, column: u32) -> Result<u32, Damaged> {
        let place = u64::from(row) * u64::from(width) + u64::from(column);
        self.body.word(section, place)
    }
}
