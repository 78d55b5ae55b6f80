//! Terms held once, with a number each: what a graph of millions of quads is made of.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use indexmap::IndexSet;
use oxigraph::model::{NamedNode, Term};

/// Hands out a number for each different term, in the order in which they come.
#[derive(Default)]
pub(crate) struct TermNumbers {
    terms: IndexSet<Term, RandomState>,
    constants: HashMap<&'static str, u32, RandomState>,
}

impl TermNumbers {
    /// The number of an IRI that is known to be valid.
    pub(crate) fn iri(&mut self, iri: String) -> u32 {
        self.term(NamedNode::new_unchecked(iri).into())
    }

    /// The number of an IRI of the vocabulary; nothing is allocated when it was asked for before.
    pub(crate) fn constant(&mut self, iri: &'static str) -> u32 {
        if let Some(number) = self.constants.get(iri) {
            return *number;
        }
        let number = self.iri(iri.to_owned());
        self.constants.insert(iri, number);
        number
    }

    /// The number of any term.
    pub(crate) fn term(&mut self, term: Term) -> u32 {
        // A graph of 2^32 different terms needs hundreds of gigabytes; this saturates long after memory is gone.
        u32::try_from(self.terms.insert_full(term).0).unwrap_or(u32::MAX)
    }

    /// All terms; the number of each is its place.
    pub(crate) fn into_terms(self) -> impl Iterator<Item = Term> {
        self.terms.into_iter()
    }
}
