//! Words in the form in which they are compared, and the indexed words that a typed one stands for.

use std::collections::BTreeSet;

use casegraph_facts::query_words;

use super::index::Index;

/// The maximum number of words that a typed beginning may stand for.
const MOST_FORMS: usize = 64;

/// The typed words in their order, each with the indexed words that it stands for: itself with its plural, else those that begin
/// with it, else those one typo away, or two if it is long; sorted. `is_used` says which words of the index count.
pub(super) fn forms(
    query: &str,
    index: &Index<'_>,
    is_used: impl Fn(usize) -> bool,
) -> Vec<(String, Vec<String>)> {
    let typed: BTreeSet<String> = query_words(query).collect();
    let of_word = |word: String| {
        let begins = index.beginning_with(&word).filter(|(at, _)| is_used(*at)).map(|(_, form)| form);
        let mut forms: Vec<String> = begins.take(MOST_FORMS).map(str::to_owned).collect();
        if forms.first() == Some(&word) {
            forms.retain(|form| form.len() <= word.len() + 2);
        } else if forms.is_empty() {
            forms = typos_of(&word, index, &is_used);
        }
        (word, forms)
    };
    typed.into_iter().map(of_word).collect()
}

/// The words of the index a typo away from a typed one. Linear in the words.
fn typos_of(typed: &str, index: &Index<'_>, is_used: &impl Fn(usize) -> bool) -> Vec<String> {
    let length = typed.chars().count();
    if !(4..=40).contains(&length) {
        return Vec::new();
    }
    let limit = if length < 8 { 1 } else { 2 };
    let is_near = |word: &str| {
        word.chars().count().abs_diff(length) <= limit && strsim::damerau_levenshtein(typed, word) <= limit
    };
    let near = index.beginning_with("").filter(|(at, word)| is_near(word) && is_used(*at));
    near.map(|(_, word)| word.to_owned()).collect()
}
