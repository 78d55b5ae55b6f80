//! Character references of HTML (`&amp;`, `&#x2F;`) in attributes and addresses.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// The longest character reference of HTML has 33 characters.
const LONGEST: usize = 34;

/// The text with its character references replaced by their characters. What is no reference stays. Linear in the text.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let window: usize = from.char_indices().nth(LONGEST).map_or(from.len(), |(end, _)| end);
        let end = from.get(..window).and_then(|window| window.find(';')).map(|end| end + 1);
        let decoded = end.and_then(|end| Some((character(from.get(..end)?)?, end)));
        let taken = if let Some((text, end)) = decoded {
            out.push_str(&text);
            end
        } else {
            out.push('&');
            1
        };
        rest = from.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The characters that one reference stands for. Markdown has the same references, so its parser has the table.
fn character(reference: &str) -> Option<String> {
    let name = reference.strip_prefix('&')?.strip_suffix(';')?;
    let digits = name.strip_prefix('#').unwrap_or(name);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let text: String = Parser::new(reference)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (text != reference).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_become_characters_and_the_rest_stays() {
        for (text, decoded) in [
            ("a?x=1&amp;y=2", "a?x=1&y=2"),
            ("&#x2F;a&#47;b", "/a/b"),
            ("caf&eacute;.png", "café.png"),
            ("a&b;c & d &nothing; &", "a&b;c & d &nothing; &"),
            ("&;&#;&#x;", "&;&#;&#x;"),
        ] {
            assert_eq!(decode(text), decoded, "{text}");
        }
    }
}
