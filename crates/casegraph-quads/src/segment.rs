//! The triples of one graph as they are collected: a document at a time, on whichever thread.

use oxrdf::TermRef;

use crate::key::{write_iri, write_key, write_text, write_typed};
use crate::term_table::TermNumbers;

/// Triples of one graph, each as often as it comes, with terms numbered on their own.
#[derive(Clone, Debug, Default)]
pub struct Segment {
    /// The name of the graph; none for the default graph.
    name: Option<u32>,
    terms: TermNumbers,
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

    /// A segment of the graph that a term names; of the default graph where there is none.
    #[must_use]
    pub fn of(name: Option<TermRef<'_>>) -> Self {
        let mut segment = Self::default();
        segment.name = name.map(|name| segment.term(name));
        segment
    }

    /// The number of an IRI that is known to be valid.
    pub fn iri(&mut self, iri: &str) -> u32 {
        self.keyed(|key| write_iri(iri, key))
    }

    /// The number of a plain string.
    pub fn text(&mut self, text: &str) -> u32 {
        self.keyed(|key| write_text(text, key))
    }

    /// The number of a literal of a datatype that is not `xsd:string`.
    pub fn typed(&mut self, text: &str, datatype: &str) -> u32 {
        self.keyed(|key| write_typed(text, datatype, key))
    }

    /// The number of any term.
    pub fn term(&mut self, term: TermRef<'_>) -> u32 {
        self.keyed(|key| write_key(term, key))
    }

    fn keyed(&mut self, write: impl FnOnce(&mut String)) -> u32 {
        self.key.clear();
        write(&mut self.key);
        self.terms.number(&self.key)
    }

    /// Adds a triple of numbers that this segment gave.
    pub fn add(&mut self, subject: u32, predicate: u32, object: u32) {
        self.triples.push([subject, predicate, object]);
    }

    /// Makes a term the subject of all triples from `start` on.
    pub fn set_subject(&mut self, start: usize, subject: u32) {
        for triple in self.triples.iter_mut().skip(start) {
            triple[0] = subject;
        }
    }

    /// The hash of the key of a term of this segment.
    #[must_use]
    pub fn hash_of(&self, number: u32) -> u64 {
        self.terms.hash_of(number).unwrap_or_default()
    }

    pub(crate) fn name(&self) -> Option<u32> {
        self.name
    }

    pub(crate) fn terms(&self) -> &TermNumbers {
        &self.terms
    }

    /// The triples, in the order in which they were added.
    #[must_use]
    pub fn triples(&self) -> &[[u32; 3]] {
        &self.triples
    }
}
