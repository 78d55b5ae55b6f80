//! BM25 (Robertson and Walker, 1994) over the index; the tests compare it with the crate `bm25`.

use std::collections::{BTreeMap, BTreeSet};

use super::SearchKind;
use super::index::{Index, Row};
use super::words::forms;

/// The weight of a paragraph: a name with a word is about it; a paragraph may mention it in passing.
const IN_TEXT: f32 = 0.75;
/// Saturation: how soon a repeated word adds nothing.
const K1: f32 = 1.2;
/// The weight of the length of an entry.
const B: f32 = 0.75;

/// The ranked entries, and the forms of the words that were searched.
#[derive(Debug, PartialEq)]
pub(super) struct Ranking {
    /// Indices of rows with their scores, the best first.
    pub(super) ranked: Vec<(usize, f32)>,
    /// For typed words that are not in the index: the words searched instead, at most eight.
    pub(super) read_as: BTreeMap<String, Vec<String>>,
    /// All words that were searched.
    pub(super) searched: BTreeSet<String>,
}

/// Searches for the words of a query in the rows that `matches` accepts; other rows do not count for the rarity of a word either.
/// Rows with more of the words come first, then those with a higher score, then in their order. Linear in the rows and in the
/// postings of the words.
#[expect(clippy::cast_precision_loss, reason = "a score need not be exact")]
pub(super) fn rank(index: &Index<'_>, query: &str, matches: &dyn Fn(&Row) -> bool) -> Ranking {
    let accepted: Vec<bool> = index.rows.iter().map(matches).collect();
    let is_accepted = |at: usize| accepted.get(at).copied().unwrap_or_default();
    let own = || index.rows.iter().zip(&accepted).filter(|(_, accepted)| **accepted).map(|(row, _)| row);
    let rows = own().count();
    let words: usize = own().map(|row| row.words as usize).sum();
    let mean_length = words as f32 / rows.max(1) as f32;
    let is_used = |word: usize| index.postings(word).any(|(row, _)| is_accepted(row));
    let mut found: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
    let mut read_as = BTreeMap::new();
    let mut searched = BTreeSet::new();
    for (word, forms) in forms(query, index, is_used) {
        let mut of_word: BTreeMap<usize, f32> = BTreeMap::new();
        for form in forms.iter().filter_map(|form| index.number_of(form)) {
            let postings: Vec<(usize, u32)> =
                index.postings(form).filter(|(row, _)| is_accepted(*row)).collect();
            let rarity = rarity(rows as f32, postings.len() as f32);
            for (at, count) in postings {
                let Some(row) = index.rows.get(at) else { continue };
                let length = (row.words + row.name_words) as f32;
                let count = count as f32;
                let value = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * (length / mean_length)));
                let best = of_word.entry(at).or_default();
                *best = best.max(rarity * value);
            }
        }
        for (at, score) in of_word {
            let in_text = index.rows.get(at).is_some_and(|row| row.kind == SearchKind::Paragraph);
            let sum = found.entry(at).or_default();
            *sum = (sum.0 + 1, sum.1 + if in_text { score * IN_TEXT } else { score });
        }
        if forms.first().is_some_and(|form| *form != word) {
            read_as.insert(word, forms.iter().take(8).cloned().collect());
        }
        searched.extend(forms);
    }
    let mut ranked: Vec<(usize, f32, usize)> =
        found.into_iter().map(|(at, (count, score))| (count, score, at)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.total_cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    Ranking { ranked: ranked.into_iter().map(|(_, score, at)| (at, score)).collect(), read_as, searched }
}

/// The inverse document frequency of a word that this many of all rows have.
fn rarity(rows: f32, with_word: f32) -> f32 {
    (1.0 + (rows - with_word + 0.5) / (with_word + 0.5)).ln()
}
