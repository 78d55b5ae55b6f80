//! The index and its ranking, compared with the crate `bm25` over the texts themselves.

use std::collections::{BTreeMap, BTreeSet};

use bm25::{Embedder, EmbedderBuilder, Embedding, Scorer, Tokenizer};
use casegraph_facts::{Kind, Paragraph, ThingId, paragraphs, search_words};
use proptest::prelude::*;

use super::SearchKind;
use super::entries::Entry;
use super::index::{Index, Row};
use super::rank::{Ranking, rank};

const WORDS: [&str; 14] = [
    "cache",
    "caches",
    "Caching",
    "cached",
    "région",
    "Redis",
    "redos",
    "kafka",
    "2pc",
    "partition",
    "partitions",
    "partitioning",
    "ÉTAT",
    "a",
];

#[derive(Default)]
struct Words;

impl Tokenizer for Words {
    fn tokenize(&self, text: &str) -> Vec<String> {
        search_words(text).map(|(_, _, word)| word).collect()
    }
}

/// The result of a scan of all texts of these entries.
fn scanned(entries: &[(usize, &Entry<'_>)], query: &str) -> Ranking {
    let all: BTreeSet<String> = entries
        .iter()
        .flat_map(|(_, entry)| entry.all_texts().flat_map(|text| search_words(text).map(|(_, _, word)| word)))
        .collect();
    let count: usize = entries
        .iter()
        .map(|(_, entry)| entry.all_texts().map(|text| search_words(text).count()).sum::<usize>())
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "as the ranking does it")]
    let mean_length = count as f32 / entries.len().max(1) as f32;
    let embedder: Embedder<u32, Words> =
        EmbedderBuilder::<u32, Words>::with_avgdl(mean_length).tokenizer(Words).build();
    let mut scorer: Scorer<usize> = Scorer::new();
    for (at, entry) in entries {
        let texts = entry.texts.join(" ");
        let weighed = match entry.paragraph {
            Some(_) => texts,
            None => format!("{0} {0} {texts}", entry.label),
        };
        let empty = Embedding(Vec::new());
        scorer.upsert(at, if weighed.is_empty() { empty } else { embedder.embed(&weighed) });
    }
    let mut found: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
    let (mut read_as, mut searched) = (BTreeMap::new(), BTreeSet::new());
    for word in search_words(query).map(|(_, _, word)| word).collect::<BTreeSet<_>>() {
        let mut forms: Vec<String> = all.iter().filter(|form| form.starts_with(&word)).cloned().collect();
        let length = word.chars().count();
        if forms.first() == Some(&word) {
            forms.retain(|form| form.len() <= word.len() + 2);
        } else if forms.is_empty() && length >= 4 {
            let far = if length < 8 { 1 } else { 2 };
            let near = all.iter().filter(|form| strsim::damerau_levenshtein(&word, form) <= far);
            forms = near.cloned().collect();
        }
        let mut of_word: BTreeMap<usize, f32> = BTreeMap::new();
        for scored in forms.iter().flat_map(|form| scorer.matches(&embedder.embed(form))) {
            let best = of_word.entry(scored.id).or_default();
            *best = best.max(scored.score);
        }
        for (at, score) in of_word {
            let (_, entry) = entries.iter().find(|(own, _)| *own == at).unwrap();
            let sum = found.entry(at).or_default();
            *sum = (sum.0 + 1, sum.1 + if entry.paragraph.is_some() { score * 0.75 } else { score });
        }
        if forms.first().is_some_and(|form| *form != word) {
            read_as.insert(word, forms.iter().take(8).cloned().collect());
        }
        searched.extend(forms);
    }
    let mut ranked: Vec<(usize, (usize, f32))> = found.into_iter().collect();
    ranked.sort_by(|(a, of_a), (b, of_b)| {
        of_b.0.cmp(&of_a.0).then_with(|| of_b.1.total_cmp(&of_a.1)).then_with(|| a.cmp(b))
    });
    Ranking { ranked: ranked.into_iter().map(|(at, (_, score))| (at, score)).collect(), read_as, searched }
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    /// For any texts, words and kinds, the encoded index finds the same entries as a scan of all texts.
    #[test]
    fn the_index_finds_the_same_as_a_scan_of_all_texts(
        texts in prop::collection::vec((text(), text(), prop::sample::select(vec![
            SearchKind::Topic, SearchKind::Section, SearchKind::Paragraph,
        ])), 0..14),
        query in prop::collection::vec(prop::sample::select(vec![
            "cache", "cach", "cahce", "partitoin", "redis", "REDAS", "k", "état", "regi", "unheard", "2pc",
        ]), 0..4),
        kinds in prop::collection::btree_set(prop::sample::select(vec![
            SearchKind::Topic, SearchKind::Section, SearchKind::Paragraph,
        ]), 1..3),
    ) {
        let id = ThingId::new(Kind::Topic, "x");
        let read: Vec<Vec<Paragraph>> = texts.iter().map(|(_, text, _)| paragraphs(text.as_bytes())).collect();
        let entries: Vec<Entry<'_>> = texts
            .iter()
            .zip(&read)
            .map(|((label, text, kind), read)| Entry {
                id: &id,
                kind: *kind,
                label,
                path: None,
                line: 1,
                topic: None,
                texts: vec![text],
                paragraph: read.first().filter(|_| *kind == SearchKind::Paragraph),
                at: (None, 0),
            })
            .filter(|entry| entry.paragraph.is_some() || entry.kind != SearchKind::Paragraph)
            .collect();
        let query = query.join(" ");
        let wanted: Vec<(usize, &Entry<'_>)> =
            entries.iter().enumerate().filter(|(_, entry)| kinds.contains(&entry.kind)).collect();
        let expected = scanned(&wanted, &query);
        let made = Index::from_entries(&entries, |_| 0);
        let parts = made.encode().unwrap();
        let decoded = Index::decode([&parts[0], &parts[1], &parts[2], &parts[3]]).unwrap();
        let matches = |row: &Row| kinds.contains(&row.kind);
        prop_assert_eq!(&rank(&made, &query, &matches), &expected);
        prop_assert_eq!(&rank(&decoded, &query, &matches), &expected);
    }
}
