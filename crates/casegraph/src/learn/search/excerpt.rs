//! What is shown of something found: its title or its best sentence, with the words marked and the line they stand on.

use std::collections::BTreeSet;

use casegraph_facts::path_and_line;

use super::Hit;
use super::entries::Entry;
use super::words::words;
use crate::learn::Wood;

/// No excerpt is longer, in bytes, but for what completes a word.
const LONGEST: usize = 240;
/// What stands before the first word found, where the beginning has to go.
const BEFORE: usize = 80;

impl Wood {
    pub(super) fn hit(&self, entry: &Entry<'_>, score: f32, meant: &BTreeSet<String>) -> Hit {
        let count = |text: &str| {
            let found = words(text).map(|(_, _, word)| word).filter(|word| meant.contains(word));
            found.collect::<BTreeSet<_>>().len()
        };
        // The title, unless a sentence holds more; of sentences the first. A paragraph has no title of its own.
        let mut best = if entry.paragraph.is_some() { "" } else { entry.label };
        for sentence in entry.texts.iter().flat_map(|text| text.split_inclusive(". ")).map(str::trim) {
            if count(sentence) > count(best) {
                best = sentence;
            }
        }
        let marks = |text: &str| -> Vec<(usize, usize)> {
            words(text)
                .filter(|(_, _, word)| meant.contains(word))
                .map(|(start, end, _)| (start, end))
                .collect()
        };
        let first = marks(best).first().map_or(0, |(start, _)| *start);
        let line = entry.paragraph.map_or(entry.line, |paragraph| {
            let sentence = best.as_ptr() as usize - paragraph.text.as_ptr() as usize;
            paragraph.line_at(sentence + first)
        });
        let text = shortened(best, first);
        let mut thing = self.stop(entry.id);
        entry.label.clone_into(&mut thing.label);
        Hit {
            thing,
            kind: entry.kind,
            place: entry.path.map(|path| path_and_line(path, line)),
            marks: marks(&text),
            text,
            score: (f64::from(score) * 1000.0).round() / 1000.0,
        }
    }
}

/// The part of a text around this byte, in whole words, with `…` where something is left out.
fn shortened(text: &str, around: usize) -> String {
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    let is_space = |at: &usize| text.as_bytes().get(*at).is_some_and(u8::is_ascii_whitespace);
    let from = around.saturating_sub(BEFORE);
    let start = if from == 0 { 0 } else { (from..around).find(is_space).map_or(around, |at| at + 1) };
    let end = (start + LONGEST..text.len()).find(is_space).unwrap_or(text.len());
    let shown = text.get(start..end).unwrap_or(text);
    let [before, after] = [start > 0, end < text.len()].map(|cut| if cut { "…" } else { "" });
    format!("{before}{shown}{after}")
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_sentences_are_cut_at_words_around_what_was_found() {
        let text = "word ".repeat(40) + "found " + &"after ".repeat(60);
        let cut = shortened(&text, text.find("found").unwrap());
        assert!(cut.starts_with("…word") && cut.ends_with("after…") && cut.contains(" found "), "{cut}");
        assert!(cut.len() < 260, "{}", cut.len());
        assert_eq!(shortened("short", 0), "short");
        let unbroken = "é".repeat(400);
        assert_eq!(shortened(&unbroken, 0), unbroken);
    }
}
