//! Words with the shape of their capitals, which shows whether they can be part of a name.

use crate::names::word::is_word;

/// The shape of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// In lower case, with a capital inside only, or not a word: never part of a name.
    Word,
    /// One capital, at its start.
    Capitalised,
    /// Several capitals: `CockroachDB`, `NVM`.
    Marked,
}

/// A word with its position.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) shape: Shape,
    /// Whether it is a possessive: `Vitess's`.
    possessive: bool,
}

/// The words of a text: letters and digits, with `.`, `+`, `#`, `-`, `&` inside, without a possessive `'s`. Linear in
/// the text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let inner = |c: char| matches!(c, '.' | '+' | '#' | '-' | '&' | '\'' | '’');
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_word)?;
        let rest = text.get(start..)?;
        let whole = rest.find(|c: char| !is_word(c) && !inner(c)).map_or(rest, |end| rest.split_at(end).0);
        at = start + whole.len();
        let trimmed = whole.trim_end_matches(['.', '-', '&', '\'', '’']);
        let owner = trimmed.strip_suffix("'s").or_else(|| trimmed.strip_suffix("’s"));
        let word = owner.unwrap_or(trimmed);
        Some(Token {
            text: word,
            start,
            end: start + word.len(),
            shape: shape(word),
            possessive: owner.is_some() || trimmed.len() < whole.len(),
        })
    })
}

fn shape(word: &str) -> Shape {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let code = word.contains(['\'', '’', '_']) || word.trim_end_matches('#').contains('#');
    let compound = word.split('-').any(|part| part.starts_with(char::is_lowercase)); // CPU-bound
    let odd = code || compound || letters < 2 || letters * 2 < word.chars().count();
    match () {
        () if odd || !word.starts_with(char::is_uppercase) => Shape::Word,
        () if capitals > 1 && !word.contains('-') => Shape::Marked,
        () => Shape::Capitalised,
    }
}

impl<'t> Token<'t> {
    /// Whether the next word may belong to the same name.
    pub(super) fn may_go_on(&self) -> bool {
        !self.possessive
    }

    /// The parts of a compound: `Order` and `Service` of `OrderService`; the word itself if it is not a compound.
    pub(super) fn parts(&self) -> impl Iterator<Item = &'t str> {
        let text = self.text;
        let capital = |c: char| c.is_uppercase();
        let mut starts = vec![0];
        let mut before = None;
        for (at, c) in text.char_indices() {
            let next_is_small =
                text.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_lowercase));
            let begins = capital(c) && before.is_some_and(|b: char| !capital(b) || next_is_small);
            if begins || matches!(before, Some('-' | '.' | '&')) {
                starts.push(at);
            }
            before = Some(c);
        }
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
        let part =
            move |(start, end)| text.get(start..end).unwrap_or_default().trim_end_matches(['-', '.', '&']);
        starts.into_iter().zip(ends).map(part).filter(|part| !part.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_the_shape_of_their_capitals() {
        let text = "The OrderService's iOS app, T-Mobile. NVM_X C++ P99 Node.js x";
        let found: Vec<String> =
            tokens(text).map(|token| format!("{} {:?}", token.text, token.shape)).collect();
        assert_eq!(
            found,
            [
                "The Capitalised",
                "OrderService Marked",
                "iOS Word",
                "app Word",
                "T-Mobile Capitalised",
                "NVM_X Word",
                "C++ Word",
                "P99 Word",
                "Node.js Capitalised",
                "x Word"
            ]
        );
        let parts: Vec<&str> =
            tokens("RocksDBStore").flat_map(|token| token.parts().collect::<Vec<_>>()).collect();
        assert_eq!(parts, ["Rocks", "DB", "Store"]);
    }
}
