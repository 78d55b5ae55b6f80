//! Percent-encoding of keys in IRIs ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986), section 2.1). Letters of all
//! scripts remain as they are ([RFC 3987](https://www.rfc-editor.org/rfc/rfc3987), section 2.2).

/// Appends a key without encoding `/`. The segments `.` and `..` are encoded, since resolving an IRI removes them.
pub(super) fn push_path(iri: &mut String, key: &str) {
    // Fast path: nearly all keys need no encoding and have no segment that begins with a dot.
    let plain = key.bytes().try_fold(b'/', |before, byte| {
        let kept = byte == b'/' || KEPT.get(usize::from(byte)).copied().unwrap_or_default();
        (kept && !(before == b'/' && byte == b'.')).then_some(byte)
    });
    if plain.is_some() {
        iri.push_str(key);
        return;
    }
    for (index, part) in key.split('/').enumerate() {
        if index > 0 {
            iri.push('/');
        }
        match part {
            "." => iri.push_str("%2E"),
            ".." => iri.push_str("%2E%2E"),
            part => push_text(iri, part),
        }
    }
}

/// Appends a text.
pub(super) fn push_text(iri: &mut String, text: &str) {
    if text.bytes().all(|byte| KEPT.get(usize::from(byte)).copied().unwrap_or_default()) {
        iri.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.find(|c| !is_kept(c)) {
        let (kept, coded) = rest.split_at(at);
        iri.push_str(kept);
        let mut chars = coded.chars();
        chars.next().into_iter().for_each(|c| push_byte_codes(iri, c));
        rest = chars.as_str();
    }
    iri.push_str(rest);
}

/// Appends the codes of the bytes of a character.
pub(super) fn push_byte_codes(iri: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        iri.push('%');
        for digit in [byte >> 4, byte & 15] {
            iri.extend(char::from_digit(u32::from(digit), 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
}

/// The bytes of ASCII characters that are not encoded.
static KEPT: [bool; 256] = {
    let mut kept = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        #[expect(clippy::indexing_slicing, reason = "a byte below 128, in a constant")]
        {
            kept[byte as usize] = is_kept_ascii(byte);
        }
        byte += 1;
    }
    kept
};

const fn is_kept_ascii(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&'..=b'.' | b';' | b'=' | b':' | b'@')
}

/// `ipchar` of RFC 3987 without `%` and without invisible characters (section 4.1 forbids bidirectional formatting).
fn is_kept(c: char) -> bool {
    if let Ok(byte) = u8::try_from(c)
        && byte.is_ascii()
    {
        return is_kept_ascii(byte);
    }
    let is_allowed = match c {
        '\u{a0}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{ffef}'
        | '\u{e1000}'..='\u{efffd}' => true,
        '\u{10000}'..='\u{dffff}' => u32::from(c) & 0xffff < 0xfffe,
        _ => false,
    };
    let is_invisible =
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    is_allowed && !is_invisible && !c.is_whitespace()
}

/// Decodes percent-encoding: the inverse of [`push_path`]. A `%` without a code remains; a text that does not decode to
/// UTF-8 is returned unchanged.
pub(crate) fn decoded(key: &str) -> String {
    let mut bytes = Vec::with_capacity(key.len());
    let mut rest = key.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(|_| *first == b'%');
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| key.to_owned())
}
