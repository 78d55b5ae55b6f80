//! Words of running text, and whole-word tests.

/// The number of bytes that are read on each side of a name.
pub(super) const REACH: usize = 200;

/// Whether a character is part of a word.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether no word character is directly before the byte at `at`.
pub(super) fn begins(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|before| before.ends_with(is_word))
}

/// Whether no word character is directly after the byte at `at`.
pub(super) fn ends(text: &str, at: usize) -> bool {
    !text.get(at..).is_some_and(|after| after.starts_with(is_word))
}

/// Whether the text from `start` to `end` is whole words. A symbol at an end of it is not part of a word, and needs no
/// space.
pub(super) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let Some(found) = text.get(start..end) else { return false };
    (!found.starts_with(is_word) || begins(text, start)) && (!found.ends_with(is_word) || ends(text, end))
}

/// The words of a piece of text with their offsets. Symbols inside a word are part of it: `open-source`, `CI/CD`,
/// `Node.js`, `Rust's`.
pub(super) fn words(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    let joins = |c: char| matches!(c, '\'' | '’' | '.' | '+' | '#' | '/' | '-');
    text.split(move |c: char| !is_word(c) && !joins(c)).filter_map(move |piece| {
        let word = piece.trim_start_matches(joins);
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (!word.is_empty()).then_some((start, word))
    })
}

/// Whether a text contains a capital.
pub(super) fn has_capital(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
}

/// Whether a word begins with a capital and has a letter in lower case: `Express`, not `API`, not `I`.
pub(super) fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().nth(1).is_some()
        && word.chars().any(char::is_lowercase)
}

/// The nearest character boundary at or after `at`.
pub(super) fn ceil(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// The nearest character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_inside_a_word_are_part_of_it() {
        let text = "It's open-source: Node.js' CI/CD, «é».";
        let found: Vec<(usize, &str)> = words(text).collect();
        assert_eq!(found, [(0, "It's"), (5, "open-source"), (18, "Node.js'"), (27, "CI/CD"), (36, "é")]);
    }

    #[test]
    fn a_symbol_at_an_end_needs_no_space() {
        assert!(is_whole("C++20", 0, 3) && !is_whole("C++20", 0, 4));
    }
}
