//! Words as they are compared, and the words that a typed one stands for.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::Entry;

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

/// What the words of a query stand for in some entries.
pub(super) struct Forms {
    /// The typed words, each with the words of the entries that it stands for: itself, else those that begin with it, else those
    /// a slip away; sorted.
    pub(super) of_words: Vec<(String, Vec<String>)>,
    /// The entries that hold any of them.
    pub(super) candidates: Vec<usize>,
    /// How many words an entry has, on the average.
    pub(super) mean_length: f32,
}

impl Forms {
    /// Reads all entries once, and once more for words that nothing begins with.
    #[expect(clippy::cast_precision_loss, reason = "a mean need not be exact")]
    pub(super) fn of(query: &str, entries: &[Entry<'_>]) -> Self {
        let typed: BTreeSet<String> = words(query).map(|(_, _, word)| word).collect();
        let typed: Vec<String> = typed.into_iter().collect();
        let seen: Vec<(usize, Vec<BTreeSet<String>>)> =
            entries.par_iter().map(|entry| beginnings(entry, &typed)).collect();
        let count: usize = seen.iter().map(|(count, _)| count).sum();
        let mut candidates: BTreeSet<usize> = BTreeSet::new();
        let mut of_words: Vec<(String, BTreeSet<String>)> =
            typed.into_iter().map(|word| (word, BTreeSet::new())).collect();
        for (at, (_, begins)) in seen.into_iter().enumerate() {
            for (own, (_, known)) in begins.into_iter().zip(&mut of_words) {
                if !own.is_empty() {
                    candidates.insert(at);
                    known.extend(own);
                }
            }
        }
        let unknown: Vec<String> =
            of_words.iter().filter(|(_, known)| known.is_empty()).map(|(word, _)| word.clone()).collect();
        let slips = slips(&unknown, entries);
        candidates.extend(slips.iter().map(|(.., at)| *at));
        let of_words = of_words
            .into_iter()
            .map(|(word, known)| {
                let mut forms: Vec<String> = known.into_iter().take(MOST_FORMS).collect();
                if forms.first() == Some(&word) {
                    // The word itself, with its plural.
                    forms.retain(|form| form.len() <= word.len() + 2);
                } else if forms.is_empty() {
                    let of_word = slips.iter().filter(|(typed, _, _)| *typed == word);
                    let near: BTreeSet<&String> = of_word.map(|(_, near, _)| near).collect();
                    forms = near.into_iter().cloned().collect();
                }
                (word, forms)
            })
            .collect();
        let mean_length = count as f32 / entries.len().max(1) as f32;
        Self { of_words, candidates: candidates.into_iter().collect(), mean_length }
    }
}

/// How many words an entry has, and for each typed word those of them that begin with it.
fn beginnings(entry: &Entry<'_>, typed: &[String]) -> (usize, Vec<BTreeSet<String>>) {
    let mut count = 0;
    let mut begins = vec![BTreeSet::new(); typed.len()];
    for (_, run) in entry.all_texts().flat_map(runs) {
        count += 1;
        for (word, known) in typed.iter().zip(&mut begins) {
            if begins_with(run, word) {
                known.insert(run.to_lowercase());
            }
        }
    }
    (count, begins)
}

/// Whether a run begins with a word in lower case, in any case. Most are ASCII, and need no copy.
fn begins_with(run: &str, word: &str) -> bool {
    if run.is_ascii() {
        return run.get(..word.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(word));
    }
    run.to_lowercase().starts_with(word)
}

/// The words one slip away from a typed one, or two where it is long: typed, found, and the entry.
fn slips<'w>(typed: &'w [String], entries: &[Entry<'_>]) -> Vec<(&'w str, String, usize)> {
    let typed: Vec<(&str, usize)> = typed
        .iter()
        .map(|word| (word.as_str(), word.chars().count()))
        .filter(|(_, length)| (4..=40).contains(length))
        .collect();
    if typed.is_empty() {
        return Vec::new();
    }
    let of_entry = |(at, entry): (usize, &Entry<'_>)| {
        let mut found = BTreeSet::new();
        for (_, run) in entry.all_texts().flat_map(runs) {
            let length = run.chars().count();
            for (word, typed_length) in &typed {
                let limit = if *typed_length < 8 { 1 } else { 2 };
                if length.abs_diff(*typed_length) <= limit {
                    let run = run.to_lowercase();
                    if strsim::damerau_levenshtein(word, &run) <= limit {
                        found.insert((*word, run, at));
                    }
                }
            }
        }
        found.into_iter().collect::<Vec<_>>()
    };
    entries.par_iter().enumerate().flat_map_iter(of_entry).collect()
}

impl<'f> Entry<'f> {
    /// Its name and its texts.
    pub(super) fn all_texts(&self) -> impl Iterator<Item = &'f str> + '_ {
        // The name of a paragraph's section is not what it says.
        let label = Some(self.label).filter(|_| self.paragraph.is_none());
        label.into_iter().chain(self.texts.iter().copied())
    }
}
