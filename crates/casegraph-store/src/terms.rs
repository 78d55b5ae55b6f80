//! Terms held once, with a number each: what a graph of millions of quads is made of.

use std::collections::HashMap;

use oxigraph::model::{NamedNode, Term};

use crate::snapshot::compare;

/// Hands out a number for each different term.
#[derive(Default)]
pub(crate) struct TermNumbers {
    numbers: HashMap<Term, u32>,
    constants: HashMap<&'static str, u32>,
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
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(term).or_insert(next)
    }

    /// All terms in order, and for each number handed out the term's place in that order.
    pub(crate) fn sorted(self) -> (Vec<Term>, Vec<u32>) {
        let mut entries: Vec<(Term, u32)> = self.numbers.into_iter().collect();
        entries.sort_unstable_by(|(a, _), (b, _)| compare(a.as_ref(), b.as_ref()));
        let mut places = vec![0; entries.len()];
        for (place, (_, number)) in (0_u32..).zip(&entries) {
            if let Some(slot) = usize::try_from(*number).ok().and_then(|number| places.get_mut(number)) {
                *slot = place;
            }
        }
        (entries.into_iter().map(|(term, _)| term).collect(), places)
    }
}
