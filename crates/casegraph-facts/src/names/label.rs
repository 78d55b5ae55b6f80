//! Labels and phrases, made ready to be looked for.

use super::word::{has_capital, is_whole, is_word};

/// Whether some text can be both labels: they are the same, or differ in case only and one of them is matched in any case.
#[must_use]
pub fn labels_collide(one: &str, other: &str) -> bool {
    one == other || (one.eq_ignore_ascii_case(other) && !(has_capital(one) && has_capital(other)))
}

/// Whether a phrase holds a label as whole words, in any ASCII case.
#[must_use]
pub fn holds_label(phrase: &str, label: &str) -> bool {
    Overlay::new(phrase, label).is_some()
}

/// What keeps a label of a term from counting wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Guard {
    /// Nothing.
    Plain,
    /// It is also an ordinary word.
    Ordinary,
    /// Its capital does not settle what it is.
    Ambiguous,
    /// The text says that it is a company, and a vocabulary that it is something else: it is a company in company cells only.
    CellOnly,
}

/// A label and the terms it may stand for.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) has_capital: bool,
    pub(super) meanings: Vec<Meaning>,
}

/// One term that a label may stand for.
#[derive(Debug)]
pub(super) struct Meaning {
    /// An index in the registry's terms.
    pub(super) term: usize,
    pub(super) guard: Guard,
    /// Phrases in which the label is not this name.
    pub(super) never: Vec<Overlay>,
    /// Phrases in which it is; only of guarded labels.
    pub(super) always: Vec<Overlay>,
    /// What makes it this name when it stands near; only of guarded labels.
    pub(super) near: Vec<Phrase>,
}

impl Label {
    /// Whether the text from `start` to `end` is this label as a word of its own: written as the label is if that has a
    /// capital, and no part of an address.
    pub(super) fn fits(&self, text: &str, start: usize, end: usize) -> bool {
        let (Some(before), Some(surface), Some(after)) =
            (text.get(..start), text.get(start..end), text.get(end..))
        else {
            return false;
        };
        if self.has_capital && surface != self.text {
            return false;
        }
        let goes_on = self.text.ends_with(is_word) && after.starts_with(is_word);
        if before.ends_with(is_word) || goes_on {
            return false;
        }
        let joins_words = |first: Option<char>, second: Option<char>| matches!((first, second), (Some('.' | '@'), Some(c)) if is_word(c));
        let (mut next, mut last) = (after.chars(), before.chars().rev());
        !joins_words(next.next(), next.next()) && !joins_words(last.next(), last.next())
    }
}

/// A phrase that holds a label: it can be laid over a text so that the label in it falls on a given place.
#[derive(Clone, Debug)]
pub(super) struct Overlay {
    phrase: String,
    /// Where the label begins in the phrase, each time it does.
    places: Vec<usize>,
}

impl Overlay {
    /// None for a phrase that does not hold the label.
    pub(super) fn new(phrase: &str, label: &str) -> Option<Self> {
        if phrase.len() < label.len() {
            return None;
        }
        let (phrase, label) = (phrase.to_ascii_lowercase(), label.to_ascii_lowercase());
        let places = phrase.match_indices(&label).map(|(at, _)| at);
        let places: Vec<usize> = places.filter(|at| is_whole(&phrase, *at, at + label.len())).collect();
        (!places.is_empty()).then_some(Self { phrase, places })
    }

    pub(super) fn len(&self) -> usize {
        self.phrase.len()
    }

    /// Whether the phrase stands in the text, as whole words in any ASCII case, with the label at `at`.
    pub(super) fn stands(&self, text: &str, at: usize) -> bool {
        self.places.iter().any(|place| {
            let Some(start) = at.checked_sub(*place) else { return false };
            let end = start + self.phrase.len();
            text.get(start..end).is_some_and(|found| found.eq_ignore_ascii_case(&self.phrase))
                && is_whole(text, start, end)
        })
    }
}

/// A word or phrase of evidence.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    text: String,
    has_capital: bool,
}

impl Phrase {
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), has_capital: has_capital(text) }
    }

    /// Whether it stands in `piece`, which begins at `offset` of `text`: whole words, a final `s` allowed. `lower` is the
    /// piece in lower case.
    pub(super) fn stands_in(&self, text: &str, offset: usize, piece: &str, lower: &str) -> bool {
        let piece = if self.has_capital { piece } else { lower };
        piece.match_indices(&self.text).any(|(at, found)| {
            let (start, end) = (offset + at, offset + at + found.len());
            let plural = text.get(end..).is_some_and(|after| after.starts_with('s'));
            is_whole(text, start, end) || (plural && is_whole(text, start, end + 1))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_collide_when_some_text_is_both() {
        assert!(labels_collide("Go", "Go") && labels_collide("API gateway", "api gateway"));
        assert!(!labels_collide("GO", "Go") && !labels_collide("lease", "leases"));
    }

    #[test]
    fn a_phrase_is_laid_over_the_label_in_it() {
        let phrase = Overlay::new("from Go to", "Go").unwrap();
        let stands = |text: &str| phrase.stands(text, text.find("Go").unwrap());
        assert!(
            stands("moved from Go to Rust") && stands("From Go to Rust") && !stands("Go to Rust, from Go")
        );
        assert!(!holds_label("Google Cloud", "Go") && holds_label("Go's own", "Go"));
    }
}
