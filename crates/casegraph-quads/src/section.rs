//! A section of the body: its offset and length.

/// A range of bytes of the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    /// The offset of the first byte in the body.
    pub(crate) start: u64,
    /// The number of bytes.
    pub(crate) bytes: u64,
}

impl Section {
    /// The number of rows, each of `width` numbers of four bytes.
    pub(crate) fn rows(self, width: u64) -> usize {
        usize::try_from(self.bytes / (4 * width)).unwrap_or(usize::MAX)
    }
}
