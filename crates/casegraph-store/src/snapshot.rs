//! The snapshot: a graph as one immutable run of bytes that is asked where it lies, in memory or in a mapped file.
//!
//! ```text
//! header   magic, version, lengths, where each section lies, a checksum a block, the label; a checksum of it all
//! body     terms     texts of all terms, sorted (blank nodes, IRIs, literals), and where each begins
//!          spo       triples sorted by subject, predicate, object; where each subject begins
//!          pos osp   the same triples in two other orders, without the column that they are found by
//!          graphs    for each graph the places of its triples in spo; for each triple its graph
//! ```
//!
//! Everything is little-endian. A term is the number of its place among the sorted terms, so equal terms are equal
//! numbers and each order of the triples is found by one look and a binary search (the "six-fold index" of Hexastore,
//! Weiss and others, VLDB 2008, in the three orders that patterns of triples need).
//!
//! Nothing in the bytes is trusted. The header is checked when a file is opened; a block of the body when it is first
//! touched; and every number is held against the bounds of what it points into. What does not hold is [`Damaged`].

mod blocks;
mod header;
mod mapping;
mod matches;
mod ordered;
mod section;
mod terms;
#[cfg(test)]
mod tests;
mod writer;

use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use thiserror::Error;

use crate::WriteError;
use blocks::Blocks;
use header::Header;
#[cfg(test)]
use matches::Match;
pub(crate) use matches::{GraphPattern, Matches, Pattern};
pub(crate) use section::Section;
pub(crate) use terms::compare;

/// The format's version; a file of another one is not read.
const VERSION: u32 = 1;

/// Stands for the default graph among the graphs, where terms have smaller numbers.
pub(crate) const DEFAULT_GRAPH: u32 = u32::MAX;

/// A triple in more than one graph has this bit set, and the place of the list of its graphs below it.
const MANY: u32 = 1 << 31;

/// Bytes that do not hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the stored graph is damaged")]
pub(crate) struct Damaged;

/// Why a file is no graph that this program can open.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The file cannot be read.
    #[error("the stored graph cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The file is something else.
    #[error("the file is no stored graph of casegraph")]
    Foreign,
    /// Another version of casegraph wrote it.
    #[error("the stored graph has version {found} of its format; this casegraph reads version {VERSION}")]
    Version {
        /// The version that the file states.
        found: u32,
    },
    /// The bytes do not hold together: cut off, overwritten, or changed.
    #[error("the stored graph is damaged")]
    Damaged,
}

impl From<Damaged> for SnapshotError {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

impl From<Damaged> for WriteError {
    fn from(damaged: Damaged) -> Self {
        Self::Damaged(damaged.into())
    }
}

/// A graph that answers patterns.
pub(crate) struct Snapshot {
    header: Header,
    body: Blocks,
}

impl Snapshot {
    /// Maps a file. Takes time with the length of its header only: some microseconds.
    pub(crate) fn open(path: &Path) -> Result<Self, SnapshotError> {
        Self::read(mapping::map(path)?)
    }

    /// A snapshot from the bytes that [`Self::write`] wrote.
    fn read(bytes: mapping::Bytes) -> Result<Self, SnapshotError> {
        let (header, start, checksums) = Header::read(&bytes)?;
        Ok(Self { header, body: Blocks::unchecked(bytes, start, checksums) })
    }

    /// What was written beside the graph.
    pub(crate) fn label(&self) -> &[u8] {
        &self.header.label
    }

    /// Writes the snapshot with a label of the writer's choice.
    pub(crate) fn write(&self, label: &[u8], mut to: impl Write) -> Result<(), SnapshotError> {
        let body = self.body.all()?;
        to.write_all(&self.header.with_label(label).bytes(body))?;
        to.write_all(body)?;
        Ok(())
    }

    /// The number of quads.
    pub(crate) fn quads(&self) -> usize {
        self.header.graph_triples.rows(1)
    }

    /// The number of different triples.
    pub(crate) fn triples(&self) -> u32 {
        to_u32(self.header.spo.rows(3))
    }

    /// The number of different terms.
    pub(crate) fn term_count(&self) -> u32 {
        to_u32(self.header.term_starts.rows(2).saturating_sub(1))
    }

    /// The number of graphs, the default one among them if it holds anything.
    pub(crate) fn graph_count(&self) -> u32 {
        to_u32(self.header.graphs.rows(2).saturating_sub(1))
    }

    /// The term that names the `ordinal`-th graph; [`DEFAULT_GRAPH`] for the default graph, which comes last.
    pub(crate) fn graph_name(&self, ordinal: u32) -> Result<u32, Damaged> {
        self.u32(self.header.graphs, 2, ordinal, 0)
    }

    /// Which graph has this name.
    pub(crate) fn graph_named(&self, name: u32) -> Result<Option<u32>, Damaged> {
        let found = first(0..self.graph_count(), |ordinal| Ok(self.graph_name(ordinal)? >= name))?;
        let is_it = found < self.graph_count() && self.graph_name(found)? == name;
        Ok(is_it.then_some(found))
    }

    /// Where the triples of a graph are listed.
    pub(crate) fn of_graph(&self, ordinal: u32) -> Result<Range<u32>, Damaged> {
        let start = self.u32(self.header.graphs, 2, ordinal, 1)?;
        Ok(start..self.u32(self.header.graphs, 2, ordinal + 1, 1)?)
    }

    /// The triple at a place of the graphs' lists.
    pub(crate) fn listed(&self, place: u32) -> Result<u32, Damaged> {
        self.u32(self.header.graph_triples, 1, place, 0)
    }

    /// The graphs that a triple stands in, by their ordinals.
    pub(crate) fn graphs_of(&self, triple: u32) -> Result<Graphs, Damaged> {
        let graph = self.u32(self.header.triple_graph, 1, triple, 0)?;
        if graph & MANY == 0 {
            return Ok(Graphs::One(graph));
        }
        let start = graph & !MANY;
        let end = self.u32(self.header.many_graphs, 1, start, 0)?.checked_add(start + 1);
        Ok(Graphs::Many(start + 1..end.ok_or(Damaged)?))
    }

    /// The graph at a place of a list of many.
    pub(crate) fn one_of_many(&self, place: u32) -> Result<u32, Damaged> {
        self.u32(self.header.many_graphs, 1, place, 0)
    }

    /// Subject, predicate and object of the triple at a place.
    pub(crate) fn triple(&self, place: u32) -> Result<[u32; 3], Damaged> {
        self.body.words(self.header.spo, 3, place.into())
    }

    fn predicate(&self, place: u32) -> Result<u32, Damaged> {
        self.u32(self.header.spo, 3, place, 1)
    }

    fn object(&self, place: u32) -> Result<u32, Damaged> {
        self.u32(self.header.spo, 3, place, 2)
    }

    /// The places of a subject's triples.
    fn of_subject(&self, subject: u32) -> Result<Range<u32>, Damaged> {
        self.starts(self.header.subject_starts, subject)
    }

    /// The rows of an object in the order object, subject, predicate.
    fn of_object(&self, object: u32) -> Result<Range<u32>, Damaged> {
        self.starts(self.header.object_starts, object)
    }

    /// The rows of a predicate in the order predicate, object, subject.
    fn of_predicate(&self, predicate: u32) -> Result<Range<u32>, Damaged> {
        let predicates = self.header.predicates;
        let count = to_u32(predicates.rows(2).saturating_sub(1));
        let found = first(0..count, |at| Ok(self.u32(predicates, 2, at, 0)? >= predicate))?;
        if found == count || self.u32(predicates, 2, found, 0)? != predicate {
            return Ok(0..0);
        }
        Ok(self.u32(predicates, 2, found, 1)?..self.u32(predicates, 2, found + 1, 1)?)
    }

    /// Object and subject at a row of a predicate.
    fn object_subject(&self, row: u32) -> Result<[u32; 2], Damaged> {
        self.body.words(self.header.pos, 2, row.into())
    }

    /// Subject and predicate at a row of an object.
    fn subject_predicate(&self, row: u32) -> Result<[u32; 2], Damaged> {
        self.body.words(self.header.osp, 2, row.into())
    }

    fn starts(&self, section: Section, term: u32) -> Result<Range<u32>, Damaged> {
        if term >= self.term_count() {
            return Ok(0..0);
        }
        Ok(self.u32(section, 1, term, 0)?..self.u32(section, 1, term + 1, 0)?)
    }

    fn u32(&self, section: Section, width: u32, row: u32, column: u32) -> Result<u32, Damaged> {
        let place = u64::from(row) * u64::from(width) + u64::from(column);
        self.body.word(section, place)
    }
}

/// The graphs of a triple.
#[derive(Clone)]
pub(crate) enum Graphs {
    /// The only one.
    One(u32),
    /// Places in the lists of graphs.
    Many(Range<u32>),
}

/// The first number of a range from which on `holds` is true; its end if it never is.
fn first(range: Range<u32>, holds: impl Fn(u32) -> Result<bool, Damaged>) -> Result<u32, Damaged> {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if holds(middle)? {
            end = middle;
        } else {
            start = middle + 1;
        }
    }
    Ok(start)
}

/// A count as a number of a place; counts are checked against the limit when a snapshot is written.
fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn to_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
