//! BM25 (Robertson and Walker, 1994), as the crate `bm25` computes it.

use std::collections::{BTreeMap, BTreeSet};

use bm25::{Embedder, EmbedderBuilder, Embedding, Scorer, Tokenizer};

use super::Entry;
use super::words::{Forms, words};

/// A name that holds a word is about it; a paragraph may mention it in passing.
const IN_TEXT: f32 = 0.75;

/// What was found, and how the words were read.
pub(super) struct Found {
    /// Entries with their scores, the best first.
    pub(super) ranked: Vec<(usize, f32)>,
    /// For words that nothing holds as they were typed: the words taken instead, at most eight.
    pub(super) read_as: BTreeMap<String, Vec<String>>,
    /// All words that were looked for.
    pub(super) meant: BTreeSet<String>,
}

#[derive(Default)]
struct Words;

impl Tokenizer for Words {
    fn tokenize(&self, text: &str) -> Vec<String> {
        words(text).map(|(_, _, word)| word).collect()
    }
}

/// Looks for the words of a query. What has more of them comes first, then what scores more, then what comes first.
pub(super) fn rank(entries: &[Entry<'_>], query: &str) -> Found {
    let forms = Forms::of(query, entries);
    let embedder: Embedder<u32, Words> =
        EmbedderBuilder::<u32, Words>::with_avgdl(forms.mean_length).tokenizer(Words).build();
    let mut scorer: Scorer<usize> = Scorer::new();
    // How rare a word is depends on how many entries there are, also on those without it.
    (0..entries.len()).for_each(|at| scorer.upsert(&at, Embedding(Vec::new())));
    for at in &forms.candidates {
        if let Some(entry) = entries.get(*at) {
            scorer.upsert(at, embedder.embed(&entry.weighed()));
        }
    }
    let mut found: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
    let mut read_as = BTreeMap::new();
    let mut meant = BTreeSet::new();
    for (word, forms) in forms.of_words {
        let mut of_word: BTreeMap<usize, f32> = BTreeMap::new();
        for form in &forms {
            for scored in scorer.matches(&embedder.embed(form)) {
                let best = of_word.entry(scored.id).or_default();
                *best = best.max(scored.score);
            }
        }
        for (at, score) in of_word {
            let in_text = entries.get(at).is_some_and(|entry| entry.paragraph.is_some());
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

impl Entry<'_> {
    /// Its text, with its name twice: a word of a title says more than one of a sentence.
    fn weighed(&self) -> String {
        if self.paragraph.is_some() {
            return self.texts.join(" ");
        }
        format!("{0} {0} {1}", self.label, self.texts.join(" "))
    }
}
