//! The predicate id of each row, in two bytes per id if they fit, else in four.

use std::io;

/// Predicate ids in two bytes each while they fit, else in four.
pub(crate) enum PredicateIds {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Default for PredicateIds {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl PredicateIds {
    pub(crate) fn push(&mut self, id: u32) {
        match (&mut *self, u16::try_from(id)) {
            (Self::Narrow(ids), Ok(id)) => ids.push(id),
            (Self::Narrow(ids), Err(_)) => {
                let mut wide: Vec<u32> = ids.iter().map(|id| u32::from(*id)).collect();
                wide.push(id);
                *self = Self::Wide(wide);
            }
            (Self::Wide(ids), _) => ids.push(id),
        }
    }

    /// Passes them to `write` in chunks, little-endian.
    pub(crate) fn write(&self, mut write: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        const AT_ONCE: usize = 1 << 13;
        match self {
            Self::Narrow(ids) => ids.chunks(AT_ONCE).try_for_each(|ids| {
                let bytes: Vec<[u8; 2]> = ids.iter().map(|id| id.to_le_bytes()).collect();
                write(bytes.as_flattened())
            }),
            Self::Wide(ids) => ids.chunks(AT_ONCE).try_for_each(|ids| {
                let bytes: Vec<[u8; 4]> = ids.iter().map(|id| id.to_le_bytes()).collect();
                write(bytes.as_flattened())
            }),
        }
    }
}
