//! Text that was encoded twice: UTF-8 bytes read as another encoding and saved as UTF-8 again, so that `✅` reads `âœ…` or
//! `‚úÖ`.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252, WINDOWS_1254};

/// A text put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repaired {
    pub(crate) text: String,
    /// The encoding that the bytes were taken for.
    pub(crate) taken_for: &'static str,
    /// How many characters were damaged.
    pub(crate) count: usize,
    /// Byte offset of the first in the damaged text.
    pub(crate) first: usize,
    /// Places that look damaged too, but have lost a byte; the offset of the first.
    pub(crate) lost: Option<(usize, usize)>,
}

impl Repaired {
    /// Whether `iconv` can turn the damaged text back: nothing is lost, and no character of the encoding is one that
    /// `iconv` knows otherwise.
    pub(crate) fn can_be_turned_back(&self, damaged: &str) -> bool {
        let encoding = Encoding::for_label(self.taken_for.as_bytes());
        let turned_back = encoding.map(|encoding| encoding.encode(damaged));
        let sound =
            turned_back.is_some_and(|(bytes, _, failed)| !failed && std::str::from_utf8(&bytes).is_ok());
        sound && self.lost.is_none() && !damaged.contains('\u{f8ff}')
    }
}

/// Puts a text right whose characters were encoded twice; none if there is nothing to mend. Lines stay as they are. A few
/// two-letter coincidences are left alone: there must be a sequence of three bytes, or several of two. Linear in the text.
pub(crate) fn repair(text: &str) -> Option<Repaired> {
    if !may_be_damaged(text.as_bytes()) {
        return None;
    }
    let encodings = [WINDOWS_1254, MACINTOSH, WINDOWS_1252]; // of equal ones the last is taken
    encodings.into_iter().filter_map(|encoding| repair_as(text, encoding)).max_by_key(|found| found.count)
}

/// Whether a text holds a character that damage begins with: one of `âÃÂðğ‚√¬` or U+F8FF. Looks at bytes only, for most
/// texts hold none.
fn may_be_damaged(text: &[u8]) -> bool {
    text.windows(2).any(|pair| {
        matches!(
            pair,
            [0xc3, 0x82 | 0x83 | 0xa2 | 0xb0]
                | [0xc4, 0x9f]
                | [0xc2, 0xac]
                | [0x80, 0x9a]
                | [0xe2, 0x88]
                | [0xef, 0xa3]
        )
    })
}

fn repair_as(text: &str, encoding: &'static Encoding) -> Option<Repaired> {
    let mut out = String::with_capacity(text.len());
    let (mut count, mut long, mut first) = (0, false, None);
    let mut lost: Option<(usize, usize)> = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((mended, taken)) = sequence(rest, encoding) {
            first.get_or_insert(text.len() - rest.len());
            long |= mended.len_utf8() > 2;
            count += 1;
            out.push(mended);
            rest = rest.get(taken..)?;
        } else {
            if has_lost_a_byte(rest, encoding) {
                let at = text.len() - rest.len();
                lost = Some(lost.map_or((1, at), |(count, first)| (count + 1, first)));
            }
            out.push(c);
            rest = rest.get(c.len_utf8()..)?;
        }
    }
    let sure = long || count >= 3;
    sure.then_some(Repaired { text: out, taken_for: encoding.name(), count, first: first?, lost })
}

/// The character whose UTF-8 bytes, read in `encoding`, are the beginning of `text`, and how much of it they are.
fn sequence(text: &str, encoding: &'static Encoding) -> Option<(char, usize)> {
    let mut bytes = Vec::with_capacity(4);
    let mut taken = 0;
    let mut needed = 1;
    for c in text.chars().take(4) {
        let byte = byte_of(c, encoding)?;
        if bytes.is_empty() {
            needed = match byte {
                0xc2..=0xdf => 2,
                0xe0..=0xef => 3,
                0xf0..=0xf4 => 4,
                _ => return None,
            };
        }
        bytes.push(byte);
        taken += c.len_utf8();
        if bytes.len() == needed {
            let mended = std::str::from_utf8(&bytes).ok()?.chars().next()?;
            return (!mended.is_control()).then_some((mended, taken));
        }
    }
    None
}

/// Whether a text begins like a damaged character of three bytes whose last or middle byte is gone.
fn has_lost_a_byte(text: &str, encoding: &'static Encoding) -> bool {
    let mut bytes = text.chars().map(|c| byte_of(c, encoding));
    matches!((bytes.next().flatten(), bytes.next().flatten()), (Some(0xe2 | 0xf0), Some(0x80..=0xbf)))
}

/// The single byte at or above 0x80 that a character is in `encoding`.
fn byte_of(c: char, encoding: &'static Encoding) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    let mut buffer = [0; 4];
    let (bytes, _, failed) = encoding.encode(c.encode_utf8(&mut buffer));
    match (&*bytes, failed) {
        ([byte], false) if *byte >= 0x80 => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_encoded_twice_is_put_right() {
        let cases = [
            ("âœ… done â†’ next", "✅ done → next", "windows-1252"),
            ("‚úÖ and \u{f8ff}üéâ", "✅ and 🎉", "macintosh"),
            ("ğŸ˜± here", "😱 here", "windows-1254"),
            ("â”œâ”€â”€ a", "├── a", "windows-1252"),
        ];
        for (damaged, text, taken_for) in cases {
            let found = repair(damaged).unwrap();
            assert_eq!((found.text.as_str(), found.taken_for), (text, taken_for));
        }
    }

    #[test]
    fn good_text_is_left_alone() {
        for text in ["✅ café — naïve “quotes”", "Ângström √2 ≈ 1.4", "Ã© once", "plain", "日本語"]
        {
            assert_eq!(repair(text), None, "{text}");
        }
    }
}
