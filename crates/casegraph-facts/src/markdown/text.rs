//! Bytes on disk as text whose lines are those of the file.

use memchr::memchr2_iter;

/// A file's text, decoded, with what was wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// The text without a byte order mark, lines ended by LF where the file has CRLF; bytes that are no text are U+FFFD.
    pub(crate) content: String,
    /// What is wrong with the bytes, if anything.
    pub(crate) fault: Option<TextFault>,
}

/// What can be wrong with a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFault {
    /// Not UTF-8; the first wrong byte stands on this line.
    InvalidUtf8 {
        /// From 1.
        line: u32,
    },
    /// UTF-16 with a byte order mark: read, but other programs will not.
    Utf16,
    /// A NUL byte: probably no text at all.
    Nul {
        /// From 1.
        line: u32,
    },
}

impl Text {
    /// Decodes a file: UTF-8 with or without a byte order mark, UTF-16 with one; everything else is read as UTF-8 with
    /// U+FFFD for what is none. Linear in the bytes.
    pub(crate) fn decode(bytes: &[u8]) -> Self {
        let mut text = Self::with_line_endings(bytes);
        // A parser that sees no CRLF cannot differ in what it makes of one, as it does at the edge of a code span.
        if text.content.contains("\r\n") {
            text.content = text.content.replace("\r\n", "\n");
        }
        text
    }

    fn with_line_endings(bytes: &[u8]) -> Self {
        if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
            return Self::from_utf16(rest, u16::from_le_bytes);
        }
        if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
            return Self::from_utf16(rest, u16::from_be_bytes);
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                let nul = text.bytes().position(|byte| byte == 0);
                Self {
                    content: text.to_owned(),
                    fault: nul.map(|at| TextFault::Nul { line: line_of(bytes, at) }),
                }
            }
            Err(error) => Self {
                content: String::from_utf8_lossy(bytes).into_owned(),
                fault: Some(TextFault::InvalidUtf8 { line: line_of(bytes, error.valid_up_to()) }),
            },
        }
    }

    fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Self {
        let units = bytes.chunks(2).map(|pair| match pair {
            [first, second] => unit([*first, *second]),
            _ => 0xfffd,
        });
        let content =
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        Self { content, fault: Some(TextFault::Utf16) }
    }
}

fn line_of(bytes: &[u8], at: usize) -> u32 {
    let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or(bytes));
    LineIndex::new(&before).line(before.len())
}

/// Byte offsets as lines: where every line of a text begins. A line ends with LF, CRLF or a lone CR, as in `CommonMark`
/// (section 2.1).
#[derive(Clone, Debug)]
pub(crate) struct LineIndex {
    starts: Vec<usize>,
    len: usize,
}

impl LineIndex {
    /// Finds all line starts. Linear in the text.
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let before_end = |at: &usize| bytes.get(*at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
        let ends = memchr2_iter(b'\n', b'\r', bytes).filter(|at| !before_end(at));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { starts, len: text.len() }
    }

    /// The line, from 1, on which the byte at `offset` stands. Logarithmic in the number of lines.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line.max(1)).unwrap_or(u32::MAX)
    }

    /// The number of lines; a last line without a line ending counts, nothing after a last line ending does not.
    pub(crate) fn count(&self) -> u32 {
        let last_is_empty = self.starts.len() > 1 && self.starts.last() == Some(&self.len);
        u32::try_from(self.starts.len() - usize::from(last_is_empty)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_text_and_faults() {
        let cases: [(&[u8], &str, Option<TextFault>); 6] = [
            (b"\xef\xbb\xbf# A", "# A", None),
            (b"a\nb\xffc", "a\nb\u{fffd}c", Some(TextFault::InvalidUtf8 { line: 2 })),
            (b"\xff\xfea\0b\0", "ab", Some(TextFault::Utf16)),
            (b"\xfe\xff\0a\0b", "ab", Some(TextFault::Utf16)),
            (b"a\r\nb\0", "a\nb\0", Some(TextFault::Nul { line: 2 })),
            (b"", "", None),
        ];
        for (bytes, content, fault) in cases {
            assert_eq!(Text::decode(bytes), Text { content: content.to_owned(), fault });
        }
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        for text in ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc"] {
            let index = LineIndex::new(text);
            assert_eq!(index.line(text.len() - 1), 3, "{text:?}");
            assert_eq!(index.line(0), 1);
            assert_eq!(index.count(), 3);
        }
        assert_eq!(LineIndex::new("a\n").count(), 1);
        assert_eq!(LineIndex::new("").count(), 1);
    }
}
