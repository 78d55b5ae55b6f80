//! Sentences, and the text near a position in one.

use super::word::{REACH, ceil, floor, is_word, words};

/// Abbreviations: a full stop after them does not end a sentence.
const ABBREVIATIONS: [&str; 15] =
    ["e.g", "i.e", "vs", "etc", "approx", "cf", "Inc", "Ltd", "Corp", "Dr", "Mr", "St", "No", "Fig", "resp"];

/// The number of words on either side that are near.
const NEAR: usize = 12;

/// The sentences of a text as ranges of bytes. A sentence ends after `.`, `!`, `?` or `…`, and closing quotes and
/// brackets after that, before white space. Linear in the text.
pub(super) fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, first)) = chars.next() {
        if !is_stop(first) {
            continue;
        }
        let mut end = at + first.len_utf8();
        let mut single = true;
        while let Some((_, c)) = chars.next_if(|(_, c)| is_stop(*c)) {
            end += c.len_utf8();
            single = false;
        }
        while let Some((_, c)) = chars.next_if(|(_, c)| matches!(c, '"' | '”' | '’' | ')' | ']')) {
            end += c.len_utf8();
            single = false;
        }
        let before_space = chars.peek().is_some_and(|(_, c)| c.is_whitespace());
        if before_space
            && !(single && first == '.' && is_abbreviated(text.get(start..at).unwrap_or_default()))
        {
            found.push((start, end));
            start = end;
        }
    }
    found.push((start, text.len()));
    found
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Whether a text ends with an abbreviation.
fn is_abbreviated(before: &str) -> bool {
    ABBREVIATIONS.iter().any(|short| {
        before
            .strip_suffix(short)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| c.is_whitespace() || c == '('))
    })
}

/// A name in its sentence, with the text near it: at most twelve words and 200 bytes on either side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'t> {
    pub(super) text: &'t str,
    /// The start of the name.
    pub(super) start: usize,
    /// The end of the name.
    pub(super) end: usize,
    /// The part of the sentence before the name, up to the limit.
    pub(super) before: &'t str,
    /// The part of the sentence after the name, up to the limit.
    pub(super) after: &'t str,
    /// Whether `before` begins at the start of the sentence.
    pub(super) from_start: bool,
}

impl<'t> Surroundings<'t> {
    pub(super) fn new(text: &'t str, start: usize, end: usize, sentence: (usize, usize)) -> Self {
        let from = ceil(text, sentence.0.max(start.saturating_sub(REACH)));
        let to = floor(text, sentence.1.min(end + REACH)).max(end);
        Self {
            text,
            start,
            end,
            before: text.get(from..start).unwrap_or_default(),
            after: text.get(end..to).unwrap_or_default(),
            from_start: from == sentence.0,
        }
    }

    /// The text near the name, before and after it, each with its offset in the text.
    pub(super) fn near(&self) -> [(usize, &'t str); 2] {
        let from = words(self.before).rev().take(NEAR).last().map_or(self.before.len(), |(at, _)| at);
        let to = words(self.after).take(NEAR).last().map_or(0, |(at, word)| at + word.len());
        let before = self.before.get(from..).unwrap_or_default();
        let after = self.after.get(..to).unwrap_or_default();
        [(self.start - before.len(), before), (self.end, after)]
    }

    /// The words near the name.
    pub(super) fn near_words(&self) -> impl Iterator<Item = &'t str> {
        self.near().into_iter().flat_map(|(_, piece)| words(piece)).map(|(_, word)| word)
    }

    /// The word after the name, if only white space is between the two.
    pub(super) fn next_word(&self) -> &'t str {
        let rest = self.after.trim_start();
        if rest.len() == self.after.len() {
            return "";
        }
        let end = rest.find(|c: char| !is_word(c) && !matches!(c, '\'' | '’' | '-'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_a_stop_before_white_space() {
        let text = "One, e.g. Acme Inc. here. \"Two?\" (Three v1.2 …) Four";
        let found: Vec<&str> = sentences(text).into_iter().map(|(start, end)| &text[start..end]).collect();
        assert_eq!(found, ["One, e.g. Acme Inc. here.", " \"Two?\"", " (Three v1.2 …)", " Four"]);
        assert_eq!(sentences(""), [(0, 0)]);
    }

    #[test]
    fn at_most_twelve_words_are_near() {
        let text = "a b c d e f g h i j k l m n Go o p q. r";
        let around = Surroundings::new(text, 28, 30, (0, 37));
        assert_eq!(around.near(), [(4, "c d e f g h i j k l m n "), (30, " o p q.")]);
        assert_eq!(around.next_word(), "o");
    }
}
