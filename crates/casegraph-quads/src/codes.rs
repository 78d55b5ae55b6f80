//! The codes of predicates, row by row, in as few bytes as hold them all.

use std::io;

/// Codes in two bytes each while they fit, else in four.
pub(crate) enum Codes {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl Codes {
    pub(crate) fn push(&mut self, code: u32) {
        match (&mut *self, u16::try_from(code)) {
            (Self::Narrow(codes), Ok(code)) => codes.push(code),
            (Self::Narrow(codes), Err(_)) => {
                let mut wide: Vec<u32> = codes.iter().map(|code| u32::from(*code)).collect();
                wide.push(code);
                *self = Self::Wide(wide);
            }
            (Self::Wide(codes), _) => codes.push(code),
        }
    }

    /// Gives them to `write`, little-endian, some at a time.
    pub(crate) fn write(&self, mut write: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        const AT_ONCE: usize = 1 << 13;
        match self {
            Self::Narrow(codes) => codes.chunks(AT_ONCE).try_for_each(|codes| {
                let bytes: Vec<[u8; 2]> = codes.iter().map(|code| code.to_le_bytes()).collect();
                write(bytes.as_flattened())
            }),
            Self::Wide(codes) => codes.chunks(AT_ONCE).try_for_each(|codes| {
                let bytes: Vec<[u8; 4]> = codes.iter().map(|code| code.to_le_bytes()).collect();
                write(bytes.as_flattened())
            }),
        }
    }
}
