//! The terms of a snapshot: from id to term, and from key to id.

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
    /// The term with this id.
    pub(crate) fn get(self, id: u32) -> Result<TermRef<'a>, Damaged> {
        read_key(self.key(id)?).ok_or(Damaged)
    }

    /// The id of the term with this key and hash; `None` if the snapshot lacks it. Reads one or two terms.
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
                Some(id) if self.key(id)? == key => return Ok(Some(id)),
                Some(_) => {}
            }
        }
        Ok(None)
    }

    fn key(self, id: u32) -> Result<&'a str, Damaged> {
        let (header, body) = (&self.snapshot.header, &self.snapshot.body);
        let id = u64::from(id);
        let start = match id.checked_sub(1) {
            Some(before) => body.long(header.term_ends, before)?,
            None => 0,
        };
        let end = body.long(header.term_ends, id)?;
        std::str::from_utf8(body.part(header.term_text, start..end)?).map_err(|_| Damaged)
    }
}
