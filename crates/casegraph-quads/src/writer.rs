//! Writes the parts of a snapshot as the sections of a body.

use std::io::{self, Write};

use crate::builder::{SnapshotParts, slot};
use crate::file::FileWriter;
use crate::numbers::{to_u32, to_u64};
use crate::snapshot::Snapshot;

impl SnapshotParts {
    /// The number of quads.
    #[must_use]
    pub fn quads(&self) -> usize {
        self.row_objects.len()
    }

    /// Writes the snapshot with a label of the caller's choice. The same segments and label give the same bytes.
    pub fn write(&self, label: &[u8], to: impl Write + Send) -> io::Result<()> {
        FileWriter::write(to, label, |file| self.write_body(file))
    }

    fn write_body(&self, file: &mut FileWriter) -> io::Result<()> {
        let ends = self.terms.ends().iter().map(|end| to_u64(*end).to_le_bytes());
        file.header.term_ends = file.section(|file| file.put(ends.collect::<Vec<_>>().as_flattened()))?;
        file.header.term_text = file.section(|file| file.put(self.terms.text().as_bytes()))?;
        file.header.term_slots = file.words(self.terms.slots().iter().map(|slot| [*slot]))?;
        let mut by_name: Vec<[u32; 2]> = (0..).zip(&self.graphs).map(|(at, [name, _])| [*name, at]).collect();
        by_name.sort_unstable();
        file.header.graph_names = file.words(by_name)?;
        let end = [0, to_u32(self.entries.len())];
        file.header.graphs = file.words(self.graphs.iter().copied().chain([end]))?;
        let (starts, by_subject) = self.by_subject();
        file.header.subject_starts = file.words(starts.into_iter().map(|start| [start]))?;
        file.header.by_subject = file.words(by_subject.into_iter().map(|entry| [entry]))?;
        let end = [0, to_u32(self.row_objects.len())];
        file.header.entries = file.words(self.entries.iter().copied().chain([end]))?;
        file.header.row_predicates =
            file.section(|file| self.row_predicates.write(|bytes| file.put(bytes)))?;
        file.header.row_objects = file.words(self.row_objects.iter().map(|object| [*object]))?;
        let mut ids: Vec<[u32; 2]> = (0..).zip(&self.predicates).map(|(id, term)| [*term, id]).collect();
        ids.sort_unstable();
        file.header.predicate_ids = file.words(ids)?;
        let mut start = 0;
        let mut starts: Vec<[u32; 2]> = Vec::with_capacity(self.predicates.len() + 1);
        for (term, pairs) in self.predicates.iter().zip(&self.pairs) {
            starts.push([*term, start]);
            start += to_u32(pairs.len());
        }
        starts.push([0, start]);
        file.header.predicates = file.words(starts)?;
        let halves = |pair: &u64| [to_u32(pair >> 32), to_u32(pair & u64::from(u32::MAX))];
        file.header.pairs = file.words(self.pairs.iter().flatten().map(halves))?;
        Ok(())
    }

    /// The snapshot in memory.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "writing to a vector does not fail, and the written bytes are valid"
    )]
    #[must_use]
    pub fn in_memory(&self) -> Snapshot {
        let mut bytes = Vec::new();
        self.write(&[], &mut bytes).expect("writing to a vector does not fail");
        Snapshot::trusted(bytes).expect("the written bytes are valid")
    }

    /// The entries sorted by subject, preceded by the first index of each term in that list (and its length at the end).
    fn by_subject(&self) -> (Vec<u32>, Vec<u32>) {
        let mut starts = vec![0_u32; self.terms.len() + 1];
        for [subject, _] in &self.entries {
            if let Some(count) = slot(&mut starts, *subject) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut starts {
            (*count, sum) = (sum, sum + *count);
        }
        let mut next = starts.clone();
        let mut sorted = vec![0; self.entries.len()];
        for (entry, [subject, _]) in (0..).zip(&self.entries) {
            let Some(index) = slot(&mut next, *subject) else { continue };
            if let Some(slot) = slot(&mut sorted, *index) {
                *slot = entry;
            }
            *index += 1;
        }
        (starts, sorted)
    }
}
