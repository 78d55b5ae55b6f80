//! An inverted index: which entry has which word how often. Ranking reads nothing else, so no text is read to answer.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use casegraph_facts::{FactSet, Paragraph, search_words};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::SearchKind;
use super::entries::{Entry, entries};

/// An entry without its texts. Numbers count from 1; 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(super) kind: SearchKind,
    /// The document that contains it, or that names it first.
    pub(super) document: u32,
    /// Its number in its own list: topics, the document's case studies, sections or paragraphs, sources, names.
    pub(super) item: u32,
    /// The line, if there is a document.
    pub(super) line: u32,
    /// The topic that it belongs to.
    pub(super) topic: u32,
    /// The number of its words, the label counted once.
    pub(super) words: u32,
    /// The number of words of the label.
    pub(super) name_words: u32,
}

/// An inverted index over the entries of a collection.
pub struct Index<'b> {
    pub(super) rows: Vec<Row>,
    /// Sorted.
    words: Vec<Cow<'b, str>>,
    /// For each word the end of its postings in the bytes.
    ends: Vec<u32>,
    postings: Cow<'b, [u8]>,
}

impl<'b> Index<'b> {
    /// Indexes all entries of a collection; `texts` are the paragraphs of each document. Linear in the texts, on all processors.
    #[must_use]
    pub fn from_facts(facts: &FactSet, texts: &[Vec<Paragraph>]) -> Index<'static> {
        let entries = entries(facts, texts);
        let topic = |entry: &Entry<'_>| {
            let at = facts.topics.binary_search_by(|topic| Some(&topic.id).cmp(&entry.topic)).ok();
            number(at)
        };
        Index::from_entries(&entries, topic)
    }

    pub(super) fn from_entries(
        entries: &[Entry<'_>],
        topic: impl Fn(&Entry<'_>) -> u32 + Sync,
    ) -> Index<'static> {
        let read: Vec<(Row, BTreeMap<String, u32>)> =
            entries.par_iter().map(|entry| row(entry, topic(entry))).collect();
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut postings: Vec<Vec<(u32, u32)>> = Vec::new();
        let mut rows = Vec::with_capacity(read.len());
        for (nth, (row, counts)) in (0..).zip(read) {
            rows.push(row);
            for (word, count) in counts {
                let at = *numbers.entry(word).or_insert(postings.len());
                if at == postings.len() {
                    postings.push(Vec::new());
                }
                if let Some(of_word) = postings.get_mut(at) {
                    of_word.push((nth, count));
                }
            }
        }
        let mut sorted: Vec<(String, usize)> = numbers.into_iter().collect();
        sorted.sort_unstable();
        let (mut words, mut ends, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
        for (word, at) in sorted {
            words.push(Cow::Owned(word));
            let mut before = 0;
            for (row, count) in postings.get(at).into_iter().flatten() {
                write_number(row - before, &mut bytes);
                write_number(*count, &mut bytes);
                before = *row;
            }
            ends.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        }
        Index { rows, words, ends, postings: Cow::Owned(bytes) }
    }

    /// The parts that [`Index::decode`] reads: rows, words, ends, postings. `None` if it is too large to be stored.
    #[must_use]
    pub fn encode(&self) -> Option<Vec<Vec<u8>>> {
        let words: Vec<&str> = self.words.iter().map(Cow::as_ref).collect();
        let too_large = self.postings.len() >= u32::MAX as usize;
        let encoded = [postcard::to_stdvec(&self.rows), postcard::to_stdvec(&self.ends)];
        let [rows, ends] = encoded.map(Result::ok);
        (!too_large).then_some(vec![rows?, words.join("\n").into_bytes(), ends?, self.postings.to_vec()])
    }

    /// The index that was encoded; it borrows its words and postings. `None` if a part is corrupt.
    #[must_use]
    pub fn decode(parts: [&'b [u8]; 4]) -> Option<Self> {
        let [rows, words, ends, postings] = parts;
        let words = std::str::from_utf8(words).ok()?.lines().map(Cow::Borrowed).collect();
        Some(Self {
            rows: postcard::from_bytes(rows).ok()?,
            words,
            ends: postcard::from_bytes(ends).ok()?,
            postings: Cow::Borrowed(postings),
        })
    }

    /// The words with this beginning and their numbers, sorted.
    pub(super) fn beginning_with<'i>(
        &'i self,
        beginning: &'i str,
    ) -> impl Iterator<Item = (usize, &'i str)> + 'i {
        let first = self.words.partition_point(|word| word.as_ref() < beginning);
        let rest = self.words.iter().map(Cow::as_ref).enumerate().skip(first);
        rest.take_while(move |(_, word)| word.starts_with(beginning))
    }

    /// The number of a word.
    pub(super) fn number_of(&self, word: &str) -> Option<usize> {
        self.words.binary_search_by(|known| known.as_ref().cmp(word)).ok()
    }

    /// The rows that have the word with this number, in order, and how often; a word of a label counts twice.
    pub(super) fn postings(&self, at: usize) -> impl Iterator<Item = (usize, u32)> {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        let mut bytes = self.postings.get(start..end(at)).unwrap_or_default();
        let mut row = 0;
        std::iter::from_fn(move || {
            row += read_number(&mut bytes)?;
            Some((row as usize, read_number(&mut bytes)?))
        })
    }
}

/// An entry as a row, and how often it has each of its words.
fn row(entry: &Entry<'_>, topic: u32) -> (Row, BTreeMap<String, u32>) {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut all = 0;
    for (_, _, word) in entry.all_texts().flat_map(search_words) {
        all += 1;
        *counts.entry(word).or_default() += 1;
    }
    let mut name_words = 0;
    if entry.paragraph.is_none() {
        // A word of a title counts more than one of a sentence.
        for (_, _, word) in search_words(entry.label) {
            name_words += 1;
            *counts.entry(word).or_default() += 1;
        }
    }
    let (document, item) = entry.at;
    let row = Row {
        kind: entry.kind,
        document: number(document),
        item: number(Some(item)),
        line: if document.is_some() { entry.line } else { 0 },
        topic,
        words: all,
        name_words,
    };
    (row, counts)
}

/// The number of an index, from 1; 0 is none.
fn number(at: Option<usize>) -> u32 {
    at.map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX))
}

/// Variable-length encoding: seven bits a byte, the lowest first; all bytes but the last have the eighth bit set.
fn write_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

fn read_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in [0, 7, 14, 21, 28] {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
