//! The beginning of a response, for error messages.

/// The length of an excerpt in characters.
const SHOWN: usize = 300;

/// The beginning of a body: one line of at most 300 characters, without markup.
#[must_use]
pub fn excerpt(body: &[u8]) -> String {
    shortened(&one_line(body))
}

/// The beginning of a body in one line, without markup, before it is shortened.
pub(crate) fn one_line(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..SHOWN * 8).unwrap_or(body));
    let mut plain = String::new();
    let mut rest = if text.trim_start().starts_with('<') { text.as_ref() } else { "" };
    if rest.is_empty() {
        plain.push_str(&text);
    }
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        plain.push(' ');
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line, shortened to the length of an excerpt.
pub(crate) fn shortened(line: &str) -> String {
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line.to_owned(),
    }
}
