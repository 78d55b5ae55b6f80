//! The triples of one graph while they are collected; segments are independent, so they can be built in parallel.

use oxrdf::TermRef;

use crate::key::{write_iri, write_key, write_text, write_typed};
use crate::term_table::TermTable;

/// Triples of one graph in the order of insertion, with duplicates, and with term ids of their own.
#[derive(Clone, Debug, Default)]
pub struct Segment {
    /// The id of the name of the graph; `None` for the default graph.
    name: Option<u32>,
    terms: TermTable,
    triples: Vec<[u32; 3]>,
    key: String,
}

impl Segment {
    /// A segment of the graph with this name.
    #[must_use]
    pub fn named(iri: &str) -> Self {
        let mut segment = Self::default();
        segment.name = Some(segment.iri(iri));
        segment
    }

    /// A segment of the graph with this term as its name; of the default graph without a name.
    #[must_use]
    pub fn with_name(name: Option<TermRef<'_>>) -> Self {
        let mut segment = Self::default();
        segment.name = name.map(|name| segment.term(name));
        segment
    }

    /// The id of an IRI that is known to be valid.
    pub fn iri(&mut self, iri: &str) -> u32 {
        self.keyed(|key| write_iri(iri, key))
    }

    /// The id of a plain string.
    pub fn text(&mut self, text: &str) -> u32 {
        self.keyed(|key| write_text(text, key))
    }

    /// The id of a literal with a datatype other than `xsd:string`.
    pub fn typed(&mut self, text: &str, datatype: &str) -> u32 {
        self.keyed(|key| write_typed(text, datatype, key))
    }

    /// The id of any term.
    pub fn term(&mut self, term: TermRef<'_>) -> u32 {
        self.keyed(|key| write_key(term, key))
    }

    fn keyed(&mut self, write: impl FnOnce(&mut String)) -> u32 {
        self.key.clear();
        write(&mut self.key);
        self.terms.id(&self.key)
    }

    /// Adds a triple of ids of this segment.
    pub fn add(&mut self, subject: u32, predicate: u32, object: u32) {
        self.triples.push([subject, predicate, object]);
    }

    /// Sets the subject of all triples from index `start` on.
    pub fn set_subject(&mut self, start: usize, subject: u32) {
        for triple in self.triples.iter_mut().skip(start) {
            triple[0] = subject;
        }
    }

    /// The hash of the key of a term.
    #[must_use]
    pub fn hash_of(&self, id: u32) -> u64 {
        self.terms.hash_of(id).unwrap_or_default()
    }

    pub(crate) fn name(&self) -> Option<u32> {
        self.name
    }

    pub(crate) fn terms(&self) -> &TermTable {
        &self.terms
    }

    /// The triples, in the order of insertion.
    #[must_use]
    pub fn triples(&self) -> &[[u32; 3]] {
        &self.triples
    }
}
