//! Terms by their numbers, and numbers by their terms.

use oxrdf::TermRef;

use crate::damaged::Damaged;
use crate::key::read_key;
use crate::snapshot::Snapshot;
use crate::term_table::probes;

/// The terms of a snapshot.
#[derive(Clone, Copy)]
pub(crate) struct TermRefs<'a> {
    snapshot: &'a Snapshot,
}

impl Snapshot {
    /// The terms.
    pub(crate) fn terms(&self) -> TermRefs<'_> {
        TermRefs { snapshot: self }
    }
}

impl<'a> TermRefs<'a> {
    /// The term with this number.
    pub(crate) fn get(self, number: u32) -> Result<TermRef<'a>, Damaged> {
        read_key(self.key(number)?).ok_or(Damaged)
    }

    /// The number of the term with this key and its hash, if the snapshot has it. Takes one or two looks at terms.
    pub(crate) fn find_key(self, hash: u64, key: &str) -> Result<Option<u32>, Damaged> {
        let slots = self.snapshot.header.term_slots;
        let size = slots.rows(1);
        if !size.is_power_of_two() {
            return Err(Damaged);
        }
        for at in probes(hash, size) {
            let slot = self.snapshot.body.word(slots, u64::try_from(at).map_err(|_| Damaged)?)?;
            match slot.checked_sub(1) {
                None => return Ok(None),
                Some(number) if self.key(number)? == key => return Ok(Some(number)),
                Some(_) => {}
            }
        }
        Ok(None)
    }

    fn key(self, number: u32) -> Result<&'a str, Damaged> {
        let (header, body) = (&self.snapshot.header, &self.snapshot.body);
        let number = u64::from(number);
        let start = match number.checked_sub(1) {
            Some(before) => body.long(header.term_ends, before)?,
            None => 0,
        };
        let end = body.long(header.term_ends, number)?;
        std::str::from_utf8(body.part(header.term_text, start..end)?).map_err(|_| Damaged)
    }
}
