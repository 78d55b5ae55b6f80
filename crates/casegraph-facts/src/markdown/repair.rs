//! Repairs double encoding: UTF-8 bytes that were decoded in another encoding and encoded as UTF-8 again, so that `✅`
//! became `âœ…` or `‚úÖ`.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252, WINDOWS_1254};

/// A repaired text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repaired {
    pub(crate) text: String,
    /// The encoding in which the bytes were decoded.
    pub(crate) taken_for: &'static str,
    /// The number of damaged characters.
    pub(crate) count: usize,
    /// The byte offset of the first one in the damaged text.
    pub(crate) first: usize,
    /// The number of places that look damaged and have lost a byte, and the byte offset of the first.
    pub(crate) lost: Option<(usize, usize)>,
}

impl Repaired {
    /// Whether `iconv` can undo the damage: no byte is lost, and no character is one that `iconv` maps differently.
    pub(crate) fn can_be_turned_back(&self, damaged: &str) -> bool {
        let encoding = Encoding::for_label(self.taken_for.as_bytes());
        let turned_back = encoding.map(|encoding| encoding.encode(damaged));
        let sound =
            turned_back.is_some_and(|(bytes, _, failed)| !failed && std::str::from_utf8(&bytes).is_ok());
        sound && self.lost.is_none() && !damaged.contains('\u{f8ff}')
    }
}

/// Repairs a text with doubly encoded characters; `None` if there is nothing to repair. Line ends stay. One or two
/// damaged sequences of two bytes may be coincidence and are left as they are; a sequence of three bytes is not. Linear
/// in the text.
pub(crate) fn repair(text: &str) -> Option<Repaired> {
    if !may_be_damaged(text.as_bytes()) {
        return None;
    }
    let encodings = [WINDOWS_1254, MACINTOSH, WINDOWS_1252]; // of equal counts the last wins
    encodings.into_iter().filter_map(|encoding| repair_as(text, encoding)).max_by_key(|found| found.count)
}

/// Whether a text contains a character that a damaged sequence begins with: one of `âÃÂðğ‚√¬` or U+F8FF. A fast test on
/// bytes, since most texts contain none.
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

/// The character whose UTF-8 bytes, decoded in `encoding`, begin `text`, and their length in `text`.
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

/// Whether a text begins with a damaged character of three bytes that has lost its middle or last byte.
fn has_lost_a_byte(text: &str, encoding: &'static Encoding) -> bool {
    let mut bytes = text.chars().map(|c| byte_of(c, encoding));
    matches!((bytes.next().flatten(), bytes.next().flatten()), (Some(0xe2 | 0xf0), Some(0x80..=0xbf)))
}

/// The byte of a character in `encoding`, if it is a single byte at or above 0x80.
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
    fn doubly_encoded_text_is_repaired() {
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
    fn undamaged_text_is_unchanged() {
        for text in ["✅ café — naïve “quotes”", "Ângström √2 ≈ 1.4", "Ã© once", "plain", "日本語"]
        {
            assert_eq!(repair(text), None, "{text}");
        }
    }
}
