//! Decodes the bytes of a file into text with the same lines.

use memchr::memchr2_iter;

/// The decoded text of a file, with the fault of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// The text without a byte order mark, with LF for CRLF, and with U+FFFD for invalid bytes.
    pub(crate) content: String,
    /// The fault of the bytes, if they have one.
    pub(crate) fault: Option<TextFault>,
}

/// A fault of the bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFault {
    /// Invalid UTF-8; the first invalid byte is on this line.
    InvalidUtf8 {
        /// From 1.
        line: u32,
    },
    /// UTF-16 with a byte order mark: supported here, but not by many other tools.
    Utf16,
    /// A NUL byte: the file is probably not text.
    Nul {
        /// From 1.
        line: u32,
    },
}

impl Text {
    /// Decodes a file: UTF-8 with or without a byte order mark, or UTF-16 with one. Other bytes are decoded as UTF-8
    /// with U+FFFD for invalid sequences. Linear in the bytes.
    pub(crate) fn decode(bytes: &[u8]) -> Self {
        let mut text = Self::with_line_endings(bytes);
        // Without CRLF the parser cannot treat the two kinds of line ends differently, as it does at the end of a code
        // span.
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

/// Converts byte offsets into lines. A line ends with LF, CRLF or a lone CR, as in `CommonMark` (section 2.1).
#[derive(Clone, Debug)]
pub(crate) struct LineIndex {
    starts: Vec<usize>,
    len: usize,
}

impl LineIndex {
    /// Finds the start of each line. Linear in the text.
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let before_end = |at: &usize| bytes.get(*at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
        let ends = memchr2_iter(b'\n', b'\r', bytes).filter(|at| !before_end(at));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { starts, len: text.len() }
    }

    /// The line, from 1, of the byte at `offset`. Logarithmic in the number of lines.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(line.max(1)).unwrap_or(u32::MAX)
    }

    /// The number of lines. A last line without a line end counts; an empty rest after the last line end does not.
    pub(crate) fn count(&self) -> u32 {
        let last_is_empty = self.starts.len() > 1 && self.starts.last() == Some(&self.len);
        u32::try_from(self.starts.len() - usize::from(last_is_empty)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_gives_text_and_faults() {
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
