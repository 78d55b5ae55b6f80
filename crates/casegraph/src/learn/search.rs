//! Words looked for in everything that has a name or a sentence of its own: topics, case studies, sections, sources, names.
//!
//! Ranked by BM25 (Robertson and Walker, 1994) as the crate `bm25` computes it. A word that stands nowhere as it is stands for
//! the words that begin with it, and one of four letters and more that still finds nothing for those one slip away. What has more
//! of the words comes first.

use std::collections::{BTreeMap, BTreeSet};

use bm25::{Embedder, EmbedderBuilder, Embedding, Scorer, Tokenizer};
use casegraph_facts::{FactSet, Kind, ThingId};
use serde::Serialize;

use super::{Stop, Wood, path_and_line};

/// What to look in.
#[derive(Clone, Debug, Default)]
pub struct SearchOptions {
    /// Only these kinds; all where there are none.
    pub kinds: Vec<Kind>,
    /// Only what belongs to topics of this category or domain.
    pub part: Option<ThingId>,
    /// Only case studies of this company, and what is said in them.
    pub company: Option<ThingId>,
    /// At most so many hits.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchReport {
    /// How many things fit, shown or not.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// For words that nothing holds as they were typed: the words taken instead, at most eight.
    pub read_as: BTreeMap<String, Vec<String>>,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// What.
    pub thing: Stop,
    /// Which kind of thing: `topic`, `case-study`, `section`, `source`, `pattern`, `technology`, `company`.
    pub kind: &'static str,
    /// Where it stands, as editors open it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The title, or the sentence of it that holds most of the words.
    pub text: String,
    /// Bytes of `text` that are the words, in order.
    pub marks: Vec<(usize, usize)>,
    /// How well it fits, to three digits.
    pub score: f64,
}

struct Entry<'f> {
    id: &'f ThingId,
    label: &'f str,
    place: Option<(String, u32)>,
    topic: Option<&'f ThingId>,
    company: bool,
    texts: Vec<&'f str>,
}

/// Words as they are compared: runs of letters and digits in lower case.
#[derive(Default)]
struct Words;

impl Tokenizer for Words {
    fn tokenize(&self, text: &str) -> Vec<String> {
        words(text).map(|(_, _, word)| word).collect()
    }
}

impl Wood<'_> {
    /// Looks for words. Linear in the titles and sentences of the corpus.
    #[must_use]
    pub fn search(&self, query: &str, options: &SearchOptions) -> SearchReport {
        let entries: Vec<Entry<'_>> = entries(self.facts, options.company.as_ref())
            .into_iter()
            .filter(|entry| self.fits(entry, options))
            .collect();
        let texts: Vec<String> =
            entries.iter().map(|entry| format!("{0} {0} {1}", entry.label, entry.texts.join(" "))).collect();
        let known: BTreeSet<String> = texts.iter().flat_map(|text| Words.tokenize(text)).collect();
        let all: Vec<&str> = texts.iter().map(String::as_str).collect();
        let embedder: Embedder<u32, Words> =
            EmbedderBuilder::with_tokenizer_and_fit_to_corpus(Words, &all).build();
        let mut scorer: Scorer<usize> = Scorer::new();
        for (at, text) in texts.iter().enumerate() {
            scorer.upsert(&at, embedder.embed(text));
        }
        let mut found: BTreeMap<usize, (usize, f32)> = BTreeMap::new();
        let mut read_as = BTreeMap::new();
        let mut meant: BTreeSet<String> = BTreeSet::new();
        for word in Words.tokenize(query).into_iter().collect::<BTreeSet<String>>() {
            let forms = forms(&word, &known);
            if forms.first().is_some_and(|form| *form != word) {
                read_as.insert(word, forms.iter().take(8).cloned().collect());
            }
            let mut of_word: BTreeMap<usize, f32> = BTreeMap::new();
            for form in &forms {
                let embedding: Embedding = embedder.embed(form);
                for scored in scorer.matches(&embedding) {
                    let best = of_word.entry(scored.id).or_default();
                    *best = best.max(scored.score);
                }
            }
            for (at, score) in of_word {
                let sum = found.entry(at).or_default();
                *sum = (sum.0 + 1, sum.1 + score);
            }
            meant.extend(forms);
        }
        let mut ranked: Vec<(usize, f32, usize)> =
            found.into_iter().map(|(at, (count, score))| (count, score, at)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| b.1.total_cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
        let total = ranked.len();
        let hits = ranked
            .into_iter()
            .take(options.limit)
            .filter_map(|(_, score, at)| Some(self.hit(entries.get(at)?, score, &meant)))
            .collect();
        SearchReport { total, hits, read_as }
    }

    fn fits(&self, entry: &Entry<'_>, options: &SearchOptions) -> bool {
        let kind = options.kinds.is_empty() || options.kinds.contains(&entry.id.kind());
        let part = options.part.as_ref().is_none_or(|part| {
            let at =
                entry.topic.and_then(|id| self.facts.topics.binary_search_by(|topic| topic.id.cmp(id)).ok());
            at.and_then(|at| self.facts.topics.get(at)).is_some_and(|topic| self.lies_in(topic, part))
        });
        kind && part && (options.company.is_none() || entry.company)
    }

    fn hit(&self, entry: &Entry<'_>, score: f32, meant: &BTreeSet<String>) -> Hit {
        let sentences = entry.texts.iter().flat_map(|text| text.split_inclusive(". ")).map(str::trim);
        let count = |text: &str| {
            words(text)
                .filter(|(_, _, word)| meant.contains(word))
                .map(|(_, _, word)| word)
                .collect::<BTreeSet<_>>()
                .len()
        };
        // The title, unless a sentence holds more; of sentences the first.
        let mut best = entry.label;
        for sentence in sentences {
            if count(sentence) > count(best) {
                best = sentence;
            }
        }
        let marks = words(best)
            .filter(|(_, _, word)| meant.contains(word))
            .map(|(start, end, _)| (start, end))
            .collect();
        let mut thing = self.stop(entry.id);
        entry.label.clone_into(&mut thing.label);
        Hit {
            thing,
            kind: kind_word(entry.id.kind()),
            place: entry.place.as_ref().map(|(path, line)| path_and_line(path, *line)),
            text: best.to_owned(),
            marks,
            score: (f64::from(score) * 1000.0).round() / 1000.0,
        }
    }
}

/// What a kind of thing is called in options and reports.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::CaseStudy => "case-study",
        Kind::Section => "section",
        other => other.prefix(),
    }
}

/// The known words that a typed word stands for: itself, else those that begin with it, else those a slip away; sorted.
fn forms(word: &str, known: &BTreeSet<String>) -> Vec<String> {
    let begins = |known: &&String| known.starts_with(word);
    let mut forms: Vec<String> =
        known.range(word.to_owned()..).take_while(begins).take(64).cloned().collect();
    let length = word.chars().count();
    if forms.first().is_some_and(|first| first == word) {
        // The word itself, with its plural.
        forms.retain(|form| form.len() <= word.len() + 2);
    } else if forms.is_empty() && (4..=40).contains(&length) {
        let limit = if length < 8 { 1 } else { 2 };
        let near = |other: &&String| strsim::damerau_levenshtein(word, other) <= limit;
        let alike = |other: &&String| other.chars().count().abs_diff(length) <= limit;
        forms = known.iter().filter(alike).filter(near).cloned().collect();
    }
    forms
}

/// Words with the bytes they take.
fn words(text: &str) -> impl Iterator<Item = (usize, usize, String)> + '_ {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(move |part| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        (start, start + part.len(), part.to_lowercase())
    })
}

/// Everything that can be found, in a fixed order.
fn entries<'f>(facts: &'f FactSet, company: Option<&ThingId>) -> Vec<Entry<'f>> {
    let mut entries = Vec::new();
    for topic in &facts.topics {
        let page = topic.page.as_ref().map(|page| (page.to_string(), 1));
        let plan = || topic.planned_at.as_ref().map(|(path, lines)| (path.to_string(), lines.start()));
        entries.push(Entry {
            id: &topic.id,
            label: &topic.label,
            place: page.or_else(plan),
            topic: Some(&topic.id),
            company: false,
            texts: topic.alternatives.iter().chain(&topic.key_topics).map(String::as_str).collect(),
        });
    }
    let mut first: BTreeMap<&ThingId, (String, u32)> = BTreeMap::new();
    let mut of_company: BTreeSet<&ThingId> = BTreeSet::new();
    for document in &facts.documents {
        for occurrence in &document.occurrences {
            let Some(to) = &occurrence.to else { continue };
            if company == Some(to) {
                of_company.insert(&occurrence.from);
            }
            first.entry(to).or_insert_with(|| (document.path.to_string(), occurrence.lines.start()));
        }
        let topic = document.about.as_ref();
        for study in &document.case_studies {
            let texts = [&study.context, &study.quick_answer, &study.key_insight];
            entries.push(Entry {
                id: &study.id,
                label: &study.title,
                place: Some((document.path.to_string(), study.lines.start())),
                topic: study.topic.as_ref().or(topic),
                company: of_company.contains(&study.id),
                texts: texts.into_iter().flatten().map(String::as_str).collect(),
            });
        }
        for section in &document.sections {
            entries.push(Entry {
                id: &section.id,
                label: &section.name,
                place: Some((document.path.to_string(), section.lines.start())),
                topic,
                company: of_company.contains(&section.part_of),
                texts: Vec::new(),
            });
        }
    }
    for source in &facts.sources {
        entries.push(Entry {
            id: &source.id,
            label: &source.title,
            place: first.get(&source.id).cloned(),
            topic: None,
            company: company.is_some() && source.company.as_ref() == company,
            texts: source.authors.iter().chain(&source.publisher).map(String::as_str).collect(),
        });
    }
    for name in &facts.names {
        entries.push(Entry {
            id: &name.id,
            label: &name.label,
            place: first.get(&name.id).cloned(),
            topic: None,
            company: company == Some(&name.id),
            texts: name.alternatives.iter().map(String::as_str).collect(),
        });
    }
    entries
}
