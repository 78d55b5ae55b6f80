//! Terms held once, with a number each: what a graph of millions of quads is made of.
//!
//! The table that finds a term again is a plain one (open addressing with linear probing; Knuth, The Art of Computer
//! Programming 3, section 6.4, algorithm L), so that it can be written to a file and asked there.

use xxhash_rust::xxh3::xxh3_64;

/// Stands in a slot that holds no term; others hold a term's number and one.
pub(crate) const FREE: u32 = 0;

/// Where the search for a key begins, before it is cut to the size of the table: XXH3 of its bytes, the same on every machine.
pub(crate) fn hash(key: &str) -> u64 {
    xxh3_64(key.as_bytes())
}

/// The slots of a table of `size` (a power of two) in the order in which a key with this hash is looked for in them.
pub(crate) fn probes(hash: u64, size: usize) -> impl Iterator<Item = usize> {
    let mask = size.wrapping_sub(1);
    // The low bits are as good as any; on a machine of 32 bits the high ones are cut off.
    let start = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or_default();
    (0..size).map(move |step| start.wrapping_add(step) & mask)
}

/// Hands out a number for each different term key, in the order in which they come.
#[derive(Clone, Debug)]
pub(crate) struct TermNumbers {
    text: String,
    /// Where the text of each term ends.
    ends: Vec<usize>,
    hashes: Vec<u64>,
    slots: Vec<u32>,
}

impl Default for TermNumbers {
    fn default() -> Self {
        Self { text: String::new(), ends: Vec::new(), hashes: Vec::new(), slots: vec![FREE; 8] }
    }
}

impl TermNumbers {
    /// The number of a term; a new one for a key that was not there before.
    pub(crate) fn number(&mut self, key: &str) -> u32 {
        self.number_of_hashed(hash(key), key)
    }

    /// The same for a key whose hash is known.
    pub(crate) fn number_of_hashed(&mut self, hash: u64, key: &str) -> u32 {
        for at in probes(hash, self.slots.len()) {
            match self.slots.get(at).and_then(|slot| slot.checked_sub(1)) {
                Some(number) if self.hash_of(number) == Some(hash) && self.get(number) == key => {
                    return number;
                }
                Some(_) => {}
                None => return self.add(hash, key, at),
            }
        }
        0 // there always is a free slot
    }

    /// The number of a key that has one.
    pub(crate) fn find(&self, hash: u64, key: &str) -> Option<u32> {
        let slots =
            probes(hash, self.slots.len()).map(|at| self.slots.get(at).and_then(|slot| slot.checked_sub(1)));
        let mut held = slots.map_while(|number| number);
        held.find(|number| self.hash_of(*number) == Some(hash) && self.get(*number) == key)
    }

    fn add(&mut self, hash: u64, key: &str, slot: usize) -> u32 {
        // A graph of 2^32 different terms needs hundreds of gigabytes; this saturates long after memory is gone.
        let number = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX - 1);
        self.text.push_str(key);
        self.ends.push(self.text.len());
        self.hashes.push(hash);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = number + 1;
        }
        // Half of the slots stay free: a search takes one or two looks.
        if self.hashes.len() * 2 > self.slots.len() {
            self.grow();
        }
        number
    }

    /// Twice the slots. Terms go in by number, so a table depends on the terms alone and not on how it grew.
    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let mut slots = vec![FREE; size];
        for (number, hash) in (1_u32..).zip(&self.hashes) {
            let free = probes(*hash, size).find(|at| slots.get(*at) == Some(&FREE));
            if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
                *slot = number;
            }
        }
        self.slots = slots;
    }

    /// The hash of the key of a term.
    pub(crate) fn hash_of(&self, number: u32) -> Option<u64> {
        self.hashes.get(usize::try_from(number).ok()?).copied()
    }

    /// The key of a term; empty for a number that was not given.
    pub(crate) fn get(&self, number: u32) -> &str {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.get(at).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// How many terms there are.
    pub(crate) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The hashes and keys of all terms, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u64, &str)> {
        let mut start = 0;
        self.hashes.iter().zip(&self.ends).map(move |(hash, end)| {
            let key = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            (*hash, key)
        })
    }

    /// The keys of all terms, one after another.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where the key of each term ends in that text.
    pub(crate) fn ends(&self) -> &[usize] {
        &self.ends
    }

    /// The table that finds a term by its key: a power of two of slots, more than half of them free.
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
        fn equal_keys_have_one_number_in_the_order_in_which_they_come(
            keys in prop::collection::vec("[a-c]{0,3}", 0..200),
        ) {
            let (mut numbers, mut known) = (TermNumbers::default(), HashMap::new());
            for key in &keys {
                let next = u32::try_from(known.len()).unwrap();
                let expected = *known.entry(key).or_insert(next);
                prop_assert_eq!(numbers.number(key), expected);
                prop_assert_eq!(numbers.get(expected), key);
            }
            prop_assert_eq!(numbers.len(), known.len());
            prop_assert!(numbers.slots().len().is_power_of_two() && numbers.slots().len() >= 2 * numbers.len());
        }
    }

    #[test]
    fn other_keys_with_the_same_hash_have_other_numbers() {
        let mut numbers = TermNumbers::default();
        let given: Vec<u32> = ["a", "b", "a", "c", "b"].map(|key| numbers.number_of_hashed(7, key)).into();
        assert_eq!(given, [0, 1, 0, 2, 1]);
    }
}
