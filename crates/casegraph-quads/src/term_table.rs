//! A table that stores each term once and gives it an id.
//!
//! The hash table uses open addressing with linear probing (Knuth, The Art of Computer Programming 3, section 6.4,
//! algorithm L), so that it can be written to a file and queried there.

use xxhash_rust::xxh3::xxh3_64;

/// The content of an empty slot; other slots hold a term id plus one.
pub(crate) const FREE: u32 = 0;

/// The hash of a key: XXH3 of its bytes, the same on every machine.
pub(crate) fn hash(key: &str) -> u64 {
    xxh3_64(key.as_bytes())
}

/// The probe sequence of a hash: the slots of a table of `size` (a power of two), in the order in which they are searched.
pub(crate) fn probes(hash: u64, size: usize) -> impl Iterator<Item = usize> {
    let mask = size.wrapping_sub(1);
    // The low bits, so that machines of 32 bits compute the same.
    let start = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or_default();
    (0..size).map(move |step| start.wrapping_add(step) & mask)
}

/// Assigns an id to each distinct key, in order of insertion.
#[derive(Clone, Debug)]
pub(crate) struct TermTable {
    text: String,
    /// The end offset of the key of each term in `text`.
    ends: Vec<usize>,
    hashes: Vec<u64>,
    slots: Vec<u32>,
}

impl Default for TermTable {
    fn default() -> Self {
        Self { text: String::new(), ends: Vec::new(), hashes: Vec::new(), slots: vec![FREE; 8] }
    }
}

impl TermTable {
    /// The id of a key; a new key gets the next id.
    pub(crate) fn id(&mut self, key: &str) -> u32 {
        self.id_of_hashed(hash(key), key)
    }

    /// Like [`TermTable::id`], for a key whose hash is known.
    pub(crate) fn id_of_hashed(&mut self, hash: u64, key: &str) -> u32 {
        for at in probes(hash, self.slots.len()) {
            match self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
                Some(id) if self.hash_of(id) == Some(hash) && self.get(id) == key => {
                    return id;
                }
                Some(_) => {}
                None => return self.add(hash, key, at),
            }
        }
        0 // unreachable: half of the slots are free
    }

    /// The id of a key; `None` if the table does not have the key.
    pub(crate) fn find(&self, hash: u64, key: &str) -> Option<u32> {
        let slots =
            probes(hash, self.slots.len()).map(|at| self.slots.get(at).and_then(|slot| slot.checked_sub(1)));
        let mut held = slots.map_while(|id| id);
        held.find(|id| self.hash_of(*id) == Some(hash) && self.get(*id) == key)
    }

    fn add(&mut self, hash: u64, key: &str, slot: usize) -> u32 {
        // A graph of 2^32 distinct terms needs hundreds of gigabytes; memory runs out before this saturates.
        let id = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX - 1);
        self.text.push_str(key);
        self.ends.push(self.text.len());
        self.hashes.push(hash);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = id + 1;
        }
        // At least half of the slots are free, so a search takes one or two probes.
        if self.hashes.len() * 2 > self.slots.len() {
            self.grow();
        }
        id
    }

    /// Doubles the slots. Terms are inserted by id, so the slots depend on the terms only, and not on how the table grew.
    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let mut slots = vec![FREE; size];
        for (id, hash) in (1_u32..).zip(&self.hashes) {
            let free = probes(*hash, size).find(|at| slots.get(*at) == Some(&FREE));
            if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
                *slot = id;
            }
        }
        self.slots = slots;
    }

    /// The hash of the key of a term.
    pub(crate) fn hash_of(&self, id: u32) -> Option<u64> {
        self.hashes.get(usize::try_from(id).ok()?).copied()
    }

    /// The key of a term; empty for an unknown id.
    pub(crate) fn get(&self, id: u32) -> &str {
        let at = usize::try_from(id).unwrap_or(usize::MAX);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// The number of terms.
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The hashes and keys of all terms, by id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &str)> {
        let mut start = 0;
        self.hashes.iter().zip(&self.ends).map(move |(hash, end)| {
            let key = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            (*hash, key)
        })
    }

    /// The keys of all terms, concatenated.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The end offset of each key in [`TermTable::text`].
    pub(crate) fn ends(&self) -> &[usize] {
        &self.ends
    }

    /// The slots of the hash table: a power of two, at least half of them free.
    pub(crate) fn slots(&self) -> &[u32] {
        &self.slots
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_distinct_key_gets_the_next_id(
            keys in prop::collection::vec("[a-c]{0,3}", 0..200),
        ) {
            let (mut table, mut known) = (TermTable::default(), HashMap::new());
            for key in &keys {
                let next = u32::try_from(known.len()).unwrap();
                let expected = *known.entry(key).or_insert(next);
                prop_assert_eq!(table.id(key), expected);
                prop_assert_eq!(table.get(expected), key);
            }
            prop_assert_eq!(table.len(), known.len());
            prop_assert!(table.slots().len().is_power_of_two() && table.slots().len() >= 2 * table.len());
        }
    }

    #[test]
    fn keys_with_the_same_hash_have_different_ids() {
        let mut table = TermTable::default();
        let given: Vec<u32> = ["a", "b", "a", "c", "b"].map(|key| table.id_of_hashed(7, key)).into();
        assert_eq!(given, [0, 1, 0, 2, 1]);
    }
}
