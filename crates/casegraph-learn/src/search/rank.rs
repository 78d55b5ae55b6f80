//! BM25 (Robertson and Walker, 1994) over the index; in tests it is held against the crate `bm25`.

use std::collections::{BTreeMap, BTreeSet};

use super::SearchKind;
use super::index::{Index, Row};
use super::words::forms;

/// A name that holds a word is about it; a paragraph may mention it in passing.
const IN_TEXT: f32 = 0.75;
/// How soon a word that comes again counts no more.
const K1: f32 = 1.2;
/// How much the length of an entry counts.
const B: f32 = 0.75;

/// What was found, and how the words were read.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    /// Places of rows with their scores, the best first.
    pub(super) ranked: Vec<(usize, f32)>,
    /// For words that nothing holds as they were typed: the words taken instead, at most eight.
    pub(super) read_as: BTreeMap<String, Vec<String>>,
    /// All words that were looked for.
    pub(super) meant: BTreeSet<String>,
}

/// Looks for the words of a query in the rows that `fits` accepts: no other counts, also not for how rare a word is. What has
/// more of the words comes first, then what scores more, then what comes first. Linear in the rows and in the holders of the words.
#[expect(clippy::cast_precision_loss, reason = "a score need not be exact")]
pub(super) fn rank(index: &Index<'_>, query: &str, fits: &dyn Fn(&Row) -> bool) -> Found {
    let fitting: Vec<bool> = index.rows.iter().map(fits).collect();
    let is_fitting = |at: usize| fitting.get(at).copied().unwrap_or_default();
    let own = || index.rows.iter().zip(&fitting).filter(|(_, fits)| **fits).map(|(row, _)| row);
    let rows = own().count();
    let words: usize = own().map(|row| row.words as usize).sum();
    let mean_length = words as f32 / rows.max(1) as f32;
    let is_there = |word: usize| index.holders(word).any(|(row, _)| is_fitting(row));
    let mut found: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
    let mut read_as = BTreeMap::new();
    let mut meant = BTreeSet::new();
    for (word, forms) in forms(query, index, is_there) {
        let mut of_word: BTreeMap<usize, f32> = BTreeMap::new();
        for form in forms.iter().filter_map(|form| index.place(form)) {
            let holders: Vec<(usize, u32)> =
                index.holders(form).filter(|(row, _)| is_fitting(*row)).collect();
            let rarity = rarity(rows as f32, holders.len() as f32);
            for (at, count) in holders {
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
        meant.extend(forms);
    }
    let mut ranked: Vec<(usize, f32, usize)> =
        found.into_iter().map(|(at, (count, score))| (count, score, at)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.total_cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    Found { ranked: ranked.into_iter().map(|(_, score, at)| (at, score)).collect(), read_as, meant }
}

/// How much a word says that this many of all rows hold.
fn rarity(rows: f32, holders: f32) -> f32 {
    (1.0 + (rows - holders + 0.5) / (holders + 0.5)).ln()
}
