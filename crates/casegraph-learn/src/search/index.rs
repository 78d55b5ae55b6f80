//! Which entry holds which word how often: all that ranking looks at, so that no text is read to answer.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use casegraph_facts::{FactSet, Paragraph};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::SearchKind;
use super::entries::{Entry, entries};
use super::words::words;

/// An entry without its texts. Places in lists count from 1; 0 is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(super) kind: SearchKind,
    /// The document that it stands in, or that names it first.
    pub(super) document: u32,
    /// Its place in the list that it is of: topics, the document's case studies, sections or paragraphs, sources, names.
    pub(super) item: u32,
    /// The line, where a document is told.
    pub(super) line: u32,
    /// The topic that it belongs to.
    pub(super) topic: u32,
    /// How many words it has, its name counted once.
    pub(super) words: u32,
    /// How many of them are its name's.
    pub(super) name_words: u32,
}

/// An inverted index.
pub(crate) struct Index<'b> {
    pub(super) rows: Vec<Row>,
    /// Sorted.
    words: Vec<Cow<'b, str>>,
    /// For each word where its holders end in the bytes.
    ends: Vec<u32>,
    holders: Cow<'b, [u8]>,
}

impl<'b> Index<'b> {
    /// Of all entries of a corpus. Linear in the texts, on all processors.
    pub(crate) fn of(facts: &FactSet, texts: &[Vec<Paragraph>]) -> Index<'static> {
        let entries = entries(facts, texts);
        let topic = |entry: &Entry<'_>| {
            let at = facts.topics.binary_search_by(|topic| Some(&topic.id).cmp(&entry.topic)).ok();
            place(at)
        };
        Index::of_entries(&entries, topic)
    }

    pub(super) fn of_entries(
        entries: &[Entry<'_>],
        topic: impl Fn(&Entry<'_>) -> u32 + Sync,
    ) -> Index<'static> {
        let read: Vec<(Row, BTreeMap<String, u32>)> =
            entries.par_iter().map(|entry| row(entry, topic(entry))).collect();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut holders: Vec<Vec<(u32, u32)>> = Vec::new();
        let mut rows = Vec::with_capacity(read.len());
        for (nth, (row, counts)) in (0..).zip(read) {
            rows.push(row);
            for (word, count) in counts {
                let at = *places.entry(word).or_insert(holders.len());
                if at == holders.len() {
                    holders.push(Vec::new());
                }
                if let Some(of_word) = holders.get_mut(at) {
                    of_word.push((nth, count));
                }
            }
        }
        let mut sorted: Vec<(String, usize)> = places.into_iter().collect();
        sorted.sort_unstable();
        let (mut words, mut ends, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
        for (word, at) in sorted {
            words.push(Cow::Owned(word));
            let mut before = 0;
            for (row, count) in holders.get(at).into_iter().flatten() {
                write_number(row - before, &mut bytes);
                write_number(*count, &mut bytes);
                before = *row;
            }
            ends.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        }
        Index { rows, words, ends, holders: Cow::Owned(bytes) }
    }

    /// The parts that [`Index::read`] reads: rows, words, ends, holders. None where it is too large to be kept.
    pub(crate) fn parts(&self) -> Option<Vec<Vec<u8>>> {
        let words: Vec<&str> = self.words.iter().map(Cow::as_ref).collect();
        let too_large = self.holders.len() >= u32::MAX as usize;
        let encoded = [postcard::to_stdvec(&self.rows), postcard::to_stdvec(&self.ends)];
        let [rows, ends] = encoded.map(Result::ok);
        (!too_large).then_some(vec![rows?, words.join("\n").into_bytes(), ends?, self.holders.to_vec()])
    }

    /// The index that was kept; it borrows its words and holders.
    pub(crate) fn read(parts: [&'b [u8]; 4]) -> Option<Self> {
        let [rows, words, ends, holders] = parts;
        let words = std::str::from_utf8(words).ok()?.lines().map(Cow::Borrowed).collect();
        Some(Self {
            rows: postcard::from_bytes(rows).ok()?,
            words,
            ends: postcard::from_bytes(ends).ok()?,
            holders: Cow::Borrowed(holders),
        })
    }

    /// The words with this beginning and their places, sorted.
    pub(super) fn beginning_with<'i>(
        &'i self,
        beginning: &'i str,
    ) -> impl Iterator<Item = (usize, &'i str)> + 'i {
        let first = self.words.partition_point(|word| word.as_ref() < beginning);
        let rest = self.words.iter().map(Cow::as_ref).enumerate().skip(first);
        rest.take_while(move |(_, word)| word.starts_with(beginning))
    }

    /// The place of a word.
    pub(super) fn place(&self, word: &str) -> Option<usize> {
        self.words.binary_search_by(|known| known.as_ref().cmp(word)).ok()
    }

    /// The rows that hold the word at this place, in order, and how often, where a word of a name counts twice.
    pub(super) fn holders(&self, at: usize) -> impl Iterator<Item = (usize, u32)> {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        let mut bytes = self.holders.get(start..end(at)).unwrap_or_default();
        let mut row = 0;
        std::iter::from_fn(move || {
            row += read_number(&mut bytes)?;
            Some((row as usize, read_number(&mut bytes)?))
        })
    }
}

/// An entry as a row, and how often it holds each of its words.
fn row(entry: &Entry<'_>, topic: u32) -> (Row, BTreeMap<String, u32>) {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut all = 0;
    for (_, _, word) in entry.all_texts().flat_map(words) {
        all += 1;
        *counts.entry(word).or_default() += 1;
    }
    let mut name_words = 0;
    if entry.paragraph.is_none() {
        // A word of a title says more than one of a sentence.
        for (_, _, word) in words(entry.label) {
            name_words += 1;
            *counts.entry(word).or_default() += 1;
        }
    }
    let (document, item) = entry.at;
    let row = Row {
        kind: entry.kind,
        document: place(document),
        item: place(Some(item)),
        line: if document.is_some() { entry.line } else { 0 },
        topic,
        words: all,
        name_words,
    };
    (row, counts)
}

/// A place in a list, from 1; 0 is none.
fn place(at: Option<usize>) -> u32 {
    at.map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX))
}

/// Seven bits a byte, the lowest first; all but the last have the eighth set.
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
