//! Decides whether a guarded label is the name, by nearby words and by its position in the sentence.

use super::label::Meaning;
use super::sentence::Surroundings;
use super::word::{ends, has_capital, is_capitalised, is_word, words};
use super::word_list::{SENTENCE_OPENERS, VERBS_AFTER_NAMES};

/// Words that titles write in lower case too, so that they do not show that a text is a sentence.
const SMALL: [&str; 28] = [
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "its", "no",
    "not", "of", "on", "or", "over", "per", "s", "the", "to", "via", "vs", "with",
];

/// Words that, after a hyphen, make a name part of a compound: `Envoy-based`.
const COMPOUNDS: [&str; 13] = [
    "backed",
    "based",
    "compatible",
    "driven",
    "hosted",
    "like",
    "managed",
    "native",
    "only",
    "powered",
    "specific",
    "style",
    "written",
];

/// Whether the hyphens around a guarded label, if there are any, allow it to be the name.
pub(super) fn hyphens_allow(text: &str, start: usize, end: usize) -> bool {
    if text.get(..start).is_some_and(|before| before.ends_with('-')) {
        return false;
    }
    let Some(rest) = text.get(end..).and_then(|after| after.strip_prefix('-')) else { return true };
    COMPOUNDS.iter().any(|compound| {
        let word = rest.get(..compound.len()).filter(|word| word.eq_ignore_ascii_case(compound));
        word.is_some() && ends(rest, compound.len())
    })
}

/// Whether a phrase around the label, or evidence near it, shows that it is the name.
pub(super) fn has_evidence(around: &Surroundings<'_>, meaning: &Meaning) -> bool {
    if meaning.always.iter().any(|phrase| phrase.stands(around.text, around.start)) {
        return true;
    }
    around.near().into_iter().any(|(offset, piece)| {
        let lower = piece.to_ascii_lowercase();
        meaning.near.iter().any(|phrase| phrase.stands_in(around.text, offset, piece, &lower))
    })
}

/// Whether the position of the label rules out that its capital is that of a sentence or title. True for a label whose
/// capitals say nothing: all in lower case, or none.
pub(super) fn has_position(around: &Surroundings<'_>, label: &str) -> bool {
    if !has_capital(label) || !label.chars().any(char::is_lowercase) {
        return true;
    }
    let next = around.next_word();
    match inside(around) {
        Some(before) => is_sentence(around) && !is_capitalised(next) && previous_word_allows(around, before),
        None => is_possessive(around.after) || VERBS_AFTER_NAMES.contains(next),
    }
}

/// The text before the name without white space, if the name is inside a sentence: after a word, a comma, or a closing
/// character. Quotes around the name alone are ignored; after any other opening quote, its capital may be that of a
/// quoted sentence.
pub(super) fn inside<'t>(around: &Surroundings<'t>) -> Option<&'t str> {
    let is_quote = |c: char| matches!(c, '"' | '“' | '‘' | '\'');
    let mut before = around.before;
    if before.ends_with(is_quote) {
        let closed = around.after.trim_start_matches([',', '.']).starts_with(['"', '”', '’', '\'']);
        before = closed.then(|| before.trim_end_matches(is_quote))?;
    }
    let before = before.trim_end();
    let last = before.chars().next_back()?;
    let closes = matches!(last, ',' | ')' | '%' | '”' | '’' | '"' | '\'');
    (is_word(last) || closes).then_some(before)
}

/// Whether there is a nearby word in lower case that titles do not have.
pub(super) fn is_sentence(around: &Surroundings<'_>) -> bool {
    around.near_words().any(|word| {
        word.starts_with(char::is_lowercase) && !SMALL.iter().any(|small| word.eq_ignore_ascii_case(small))
    })
}

/// Whether the word before the name, if there is one, cannot be part of a longer name: it has no capital, it is a
/// possessive (`Uber's`), or its capital is that of the sentence.
fn previous_word_allows(around: &Surroundings<'_>, before: &str) -> bool {
    if !before.ends_with(|c: char| is_word(c) || c == '’') {
        return true;
    }
    let Some((at, word)) = words(before).next_back() else { return true };
    if !word.starts_with(char::is_uppercase) || word.ends_with("'s") || word.ends_with("’s") {
        return true;
    }
    let earlier = before.get(..at).unwrap_or_default();
    let is_first = around.from_start && !earlier.contains(is_word);
    let opens = is_first || opens_clause(earlier);
    opens && SENTENCE_OPENERS.contains(&word.to_ascii_lowercase())
}

/// Whether a clause with a capital may begin after the text: after `:`, `;` or a dash.
fn opens_clause(before: &str) -> bool {
    let trimmed = before.trim_end();
    trimmed.ends_with([':', ';', '—', '–']) || (trimmed.ends_with(" -") && trimmed.len() < before.len())
}

/// Whether a text begins with `'s` and a word.
fn is_possessive(after: &str) -> bool {
    let rest = after.strip_prefix("'s").or_else(|| after.strip_prefix("’s"));
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(is_word))
}
