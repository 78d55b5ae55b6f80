//! The numbers of the vocabulary's IRIs, which a builder asks for at every triple.

/// So many are remembered at a time: more than the graph uses.
const PLACES: usize = 256;

/// Remembers numbers by where an IRI lies in the program: nothing is hashed or compared for one that was used before.
pub(super) struct Constants {
    known: Vec<Option<(usize, usize, u32)>>,
}

impl Default for Constants {
    fn default() -> Self {
        Self { known: vec![None; PLACES] }
    }
}

impl Constants {
    /// The number of an IRI; `ask` tells it for one that is not remembered.
    pub(super) fn number(&mut self, iri: &'static str, ask: impl FnOnce() -> u32) -> u32 {
        let (place, length) = (iri.as_ptr().addr(), iri.len());
        let Some(known) = self.known.get_mut((place ^ length) % PLACES) else { return ask() };
        match *known {
            Some((there, long, number)) if there == place && long == length => number,
            _ => {
                let number = ask();
                *known = Some((place, length, number));
                number
            }
        }
    }
}
