//! The excerpt of a hit: its title or its best sentence, with the words highlighted, and the line of the first match.

use std::collections::BTreeSet;

use casegraph_facts::{is_unspaced, search_words};

use super::Hit;
use super::entries::Entry;
use crate::topic_graph::TopicGraph;
use crate::topic_ref::path_and_line;

/// The maximum length in bytes, except to complete a word.
const LONGEST: usize = 240;
/// The number of bytes before the first match, if the beginning is cut off.
const BEFORE: usize = 80;

impl TopicGraph {
    pub(super) fn hit(&self, entry: &Entry<'_>, score: f32, searched: &BTreeSet<String>) -> Hit {
        let count = |text: &str| {
            let found = search_words(text).map(|(_, _, word)| word).filter(|word| searched.contains(word));
            found.collect::<BTreeSet<_>>().len()
        };
        // The title, unless a sentence has more of the words; of equal sentences the first. A paragraph has no title of its own.
        let mut best = if entry.paragraph.is_some() { "" } else { entry.label };
        for sentence in entry.texts.iter().flat_map(|text| sentences(text)) {
            if count(sentence) > count(best) {
                best = sentence;
            }
        }
        let highlights = |text: &str| -> Vec<(usize, usize)> {
            let found = search_words(text).filter(|(_, _, word)| searched.contains(word));
            let mut ranges: Vec<(usize, usize)> = Vec::new();
            for (start, end, _) in found {
                match ranges.last_mut() {
                    Some(last) if start < last.1 => last.1 = end.max(last.1), // words that overlap
                    _ => ranges.push((start, end)),
                }
            }
            ranges
        };
        let first = highlights(best).first().map_or(0, |(start, _)| *start);
        let line = entry.paragraph.map_or(entry.line, |paragraph| {
            let sentence = best.as_ptr() as usize - paragraph.text.as_ptr() as usize;
            paragraph.line_at(sentence + first)
        });
        let text = shortened(best, first);
        let mut thing = self.topic_ref(entry.id);
        entry.label.clone_into(&mut thing.label);
        Hit {
            thing,
            kind: entry.kind,
            location: entry.path.map(|path| path_and_line(path, line)),
            highlights: highlights(&text),
            text,
            score: (f64::from(score) * 1000.0).round() / 1000.0,
        }
    }
}

/// The sentences of a text: they end with a full stop and a space, or with that of an East Asian script.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let of_spaced = text.split_inclusive(". ");
    of_spaced.flat_map(|part| part.split_inclusive(['。', '！', '？'])).map(str::trim)
}

/// The part of a text around this byte, in whole words, with `…` where text is cut off.
fn shortened(text: &str, around: usize) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let is_space = |at: &usize| text.as_bytes().get(*at).is_some_and(u8::is_ascii_whitespace);
    // Before a character of a script without spaces a text may be cut too.
    let may_cut = |at: &usize| {
        is_space(at) || text.get(*at..).and_then(|rest| rest.chars().next()).is_some_and(is_unspaced)
    };
    let from = around.saturating_sub(BEFORE);
    let after_space = |at: usize| if is_space(&at) { at + 1 } else { at };
    let start = if from == 0 { 0 } else { (from..around).find(may_cut).map_or(around, after_space) };
    let end = (start + LONGEST..text.len()).find(may_cut).unwrap_or(text.len());
    let shown = text.get(start..end).unwrap_or(text);
    let [before, after] = [start > 0, end < text.len()].map(|cut| if cut { "…" } else { "" });
    format!("{before}{shown}{after}")
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_sentences_are_cut_at_words_around_the_match() {
        let text = "word ".repeat(40) + "found " + &"after ".repeat(60);
        let cut = shortened(&text, text.find("found").unwrap());
        assert!(cut.starts_with("…word") && cut.ends_with("after…") && cut.contains(" found "), "{cut}");
        assert!(cut.len() < 260, "{}", cut.len());
        assert_eq!(shortened("short", 0), "short");
        let unbroken = "é".repeat(400);
        assert_eq!(shortened(&unbroken, 0), unbroken);
    }
}
