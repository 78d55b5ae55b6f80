//! The header: what the file is, where each section of its body lies, and what the blocks' checksums are.

use super::blocks::{checksum, checksums};
use super::{Section, SnapshotError, VERSION, to_u32, to_u64};

const MAGIC: [u8; 8] = *b"casegrph";

/// Magic, version and section count; the file's length, the header's length and checksum.
const PRELUDE: usize = 40;

/// Where the header's checksum stands in it.
const SUM: std::ops::Range<usize> = 32..40;

macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// What the file says about itself.
        #[derive(Clone, Debug, Default)]
        pub(crate) struct Header {
            $($(#[$doc])* pub(super) $name: Section,)*
            /// The number of blank nodes: they come first among the terms.
            pub(super) blanks: u32,
            /// The number of IRIs: they come next; the rest are literals.
            pub(super) iris: u32,
            /// What the writer wanted to find again.
            pub(super) label: Vec<u8>,
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
    /// Where the text of each term begins; one more for the end. Eight bytes each.
    term_starts,
    /// The texts of the terms.
    term_text,
    /// For each literal, which tag it has.
    literal_tags,
    /// Where the text of each tag begins; one more for the end. Eight bytes each.
    tag_starts,
    /// The texts of the tags: `@` and a language, or `^` and a datatype.
    tag_text,
    /// Triples: subject, predicate, object.
    spo,
    /// For each term, the first triple of which it is the subject; one more for the end.
    subject_starts,
    /// Predicate and its first row in `pos`; one more for the end.
    predicates,
    /// Object and subject, by predicate.
    pos,
    /// For each term, the first row in `osp`; one more for the end.
    object_starts,
    /// Subject and predicate, by object.
    osp,
    /// Name of a graph and its first place in `graph_triples`; one more for the end.
    graphs,
    /// Places of triples, by graph.
    graph_triples,
    /// For each triple its graph, or where the list of its graphs stands.
    triple_graph,
    /// Lists of graphs: their number, then each.
    many_graphs,
}

impl Header {
    /// The same with another label.
    pub(super) fn with_label(&self, label: &[u8]) -> Self {
        Self { label: label.to_vec(), ..self.clone() }
    }

    /// The header of a body.
    pub(super) fn bytes(&self, body: &[u8]) -> Vec<u8> {
        let sections = self.sections();
        let checksums = checksums(body);
        let mut bytes = Vec::new();
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(to_u32(sections.len()).to_le_bytes());
        bytes.extend([0; PRELUDE - 16]); // lengths and checksum, below
        bytes.extend(self.blanks.to_le_bytes());
        bytes.extend(self.iris.to_le_bytes());
        for section in sections {
            bytes.extend(section.start.to_le_bytes());
            bytes.extend(section.bytes.to_le_bytes());
        }
        bytes.extend(to_u64(checksums.len()).to_le_bytes());
        for sum in checksums {
            bytes.extend(sum.to_le_bytes());
        }
        bytes.extend(to_u64(self.label.len()).to_le_bytes());
        bytes.extend(&self.label);
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        let lengths = [to_u64(bytes.len() + body.len()), to_u64(bytes.len())];
        for (slot, byte) in
            bytes.iter_mut().skip(16).zip(lengths.iter().flat_map(|length| length.to_le_bytes()))
        {
            *slot = byte;
        }
        let sum = checksum(&bytes);
        for (slot, byte) in bytes.iter_mut().skip(SUM.start).zip(sum.to_le_bytes()) {
            *slot = byte;
        }
        bytes
    }

    /// Reads the header at the start of a file; gives where the body begins, and the checksums of its blocks.
    pub(super) fn read(file: &[u8]) -> Result<(Self, usize, Vec<u64>), SnapshotError> {
        let mut reader = Reader { bytes: file };
        if reader.take(8).map_err(|_| SnapshotError::Foreign)? != MAGIC {
            return Err(SnapshotError::Foreign);
        }
        let found = reader.u32()?;
        if found != VERSION {
            return Err(SnapshotError::Version { found });
        }
        let mut header = Self::default();
        if reader.u32()? != to_u32(header.sections().len()) || reader.u64()? != to_u64(file.len()) {
            return Err(SnapshotError::Damaged);
        }
        let start = usize::try_from(reader.u64()?).map_err(|_| SnapshotError::Damaged)?;
        let sum = reader.u64()?;
        let mut own = file.get(..start).ok_or(SnapshotError::Damaged)?.to_vec();
        own.get_mut(SUM).ok_or(SnapshotError::Damaged)?.fill(0);
        if checksum(&own) != sum {
            return Err(SnapshotError::Damaged);
        }
        header.blanks = reader.u32()?;
        header.iris = reader.u32()?;
        let body = to_u64(file.len() - start);
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
        Ok((header, start, checksums))
    }
}

/// Takes bytes off the front.
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
