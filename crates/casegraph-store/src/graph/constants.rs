//! A cache of the term ids of vocabulary IRIs, which a builder needs for every triple.

/// The number of slots: more than there are vocabulary IRIs.
const SLOTS: usize = 256;

/// Maps the address of a constant to its term id, so that no text is hashed or compared.
pub(super) struct Constants {
    slots: Vec<Option<(usize, usize, u32)>>,
}

impl Default for Constants {
    fn default() -> Self {
        Self { slots: vec![None; SLOTS] }
    }
}

impl Constants {
    /// The term id of an IRI; `find` computes it if it is not in the cache.
    pub(super) fn id(&mut self, iri: &'static str, find: impl FnOnce() -> u32) -> u32 {
        let (address, length) = (iri.as_ptr().addr(), iri.len());
        let Some(slot) = self.slots.get_mut((address ^ length) % SLOTS) else { return find() };
        match *slot {
            Some((known_address, known_length, id)) if (known_address, known_length) == (address, length) => {
                id
            }
            _ => {
                let id = find();
                *slot = Some((address, length, id));
                id
            }
        }
    }
}
