//! Labels and phrases, prepared for matching.

use super::word::{has_capital, is_whole, is_word};

/// Whether some text matches both labels: they are equal, or differ in case only and one of them matches in any case.
#[must_use]
pub fn labels_collide(one: &str, other: &str) -> bool {
    one == other || (one.eq_ignore_ascii_case(other) && !(has_capital(one) && has_capital(other)))
}

/// Whether a phrase contains a label as whole words, in any ASCII case.
#[must_use]
pub fn holds_label(phrase: &str, label: &str) -> bool {
    Overlay::new(phrase, label).is_some()
}

/// The guard of a label: the reason that it does not count everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Guard {
    /// No guard.
    Plain,
    /// It is also an ordinary word.
    Ordinary,
    /// Its capital does not identify it.
    Ambiguous,
    /// The text marks it as a company, and a vocabulary has it as something else: it is a company in company cells
    /// only.
    CellOnly,
}

/// A label, and the terms that it may mean.
#[derive(Debug)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) has_capital: bool,
    pub(super) meanings: Vec<Meaning>,
}

/// A term that a label may mean.
#[derive(Debug)]
pub(super) struct Meaning {
    /// The number of the term in the lexicon.
    pub(super) term: usize,
    pub(super) guard: Guard,
    /// Phrases in which the label does not have this meaning.
    pub(super) never: Vec<Overlay>,
    /// Phrases in which it has this meaning; only for guarded labels.
    pub(super) always: Vec<Overlay>,
    /// Evidence near the label that it has this meaning; only for guarded labels.
    pub(super) near: Vec<Phrase>,
}

impl Label {
    /// Whether the text from `start` to `end` is this label as whole words, with its spelling if that has a capital,
    /// and not part of a URL.
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

/// A phrase that contains a label, to be compared with a text so that the two labels coincide.
#[derive(Clone, Debug)]
pub(super) struct Overlay {
    phrase: String,
    /// The offsets of the label in the phrase.
    places: Vec<usize>,
}

impl Overlay {
    /// `None` if the phrase does not contain the label.
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

    /// Whether the text contains the phrase, as whole words in any ASCII case, with the label at `at`.
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

    /// Whether `piece`, which begins at `offset` of `text`, contains it as whole words, with an optional final `s`.
    /// `lower` is the piece in lower case.
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
    fn a_phrase_matches_around_its_label() {
        let phrase = Overlay::new("from Go to", "Go").unwrap();
        let stands = |text: &str| phrase.stands(text, text.find("Go").unwrap());
        assert!(
            stands("moved from Go to Rust") && stands("From Go to Rust") && !stands("Go to Rust, from Go")
        );
        assert!(!holds_label("Google Cloud", "Go") && holds_label("Go's own", "Go"));
    }
}
