//! Words as they are compared, and the words that a typed one stands for.

use std::collections::BTreeSet;

use super::index::Index;

/// How many words a typed beginning may stand for.
const MOST_FORMS: usize = 64;

/// Words in lower case with the bytes they take: runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, usize, String)> + '_ {
    runs(text).map(|(start, run)| (start, start + run.len(), run.to_lowercase()))
}

/// Runs of letters and digits, with where they begin.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> + '_ {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(move |part| (part.as_ptr() as usize - text.as_ptr() as usize, part))
}

/// The typed words in their order, each with the words of the index that it stands for: itself with its plural, else those that
/// begin with it, else those one slip away, or two where it is long; sorted. `is_there` says which words of the index count.
pub(super) fn forms(
    query: &str,
    index: &Index<'_>,
    is_there: impl Fn(usize) -> bool,
) -> Vec<(String, Vec<String>)> {
    let typed: BTreeSet<String> = words(query).map(|(_, _, word)| word).collect();
    let of_word = |word: String| {
        let begins = index.beginning_with(&word).filter(|(at, _)| is_there(*at)).map(|(_, form)| form);
        let mut forms: Vec<String> = begins.take(MOST_FORMS).map(str::to_owned).collect();
        if forms.first() == Some(&word) {
            forms.retain(|form| form.len() <= word.len() + 2);
        } else if forms.is_empty() {
            forms = slips(&word, index, &is_there);
        }
        (word, forms)
    };
    typed.into_iter().map(of_word).collect()
}

/// The words of the index a slip away from a typed one. Linear in the words.
fn slips(typed: &str, index: &Index<'_>, is_there: &impl Fn(usize) -> bool) -> Vec<String> {
    let length = typed.chars().count();
    if !(4..=40).contains(&length) {
        return Vec::new();
    }
    let limit = if length < 8 { 1 } else { 2 };
    let is_near = |word: &str| {
        word.chars().count().abs_diff(length) <= limit && strsim::damerau_levenshtein(typed, word) <= limit
    };
    let near = index.beginning_with("").filter(|(at, word)| is_near(word) && is_there(*at));
    near.map(|(_, word)| word.to_owned()).collect()
}
