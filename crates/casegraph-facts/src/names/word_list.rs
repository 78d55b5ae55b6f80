//! Word lists: the files of `words/`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Capitalised words that are never names.
pub(super) static NOT_NAMES: WordList = WordList::new(|| parse(include_str!("../../words/not-names.txt")));

/// Words that may open a sentence before a name; in lower case.
pub(super) static SENTENCE_OPENERS: WordList =
    WordList::new(|| parse(include_str!("../../words/sentence-openers.txt")));

/// Words that follow a name at the start of a sentence; in lower case.
pub(super) static VERBS_AFTER_NAMES: WordList =
    WordList::new(|| parse(include_str!("../../words/verbs-after-names.txt")));

/// A list of words, parsed at its first use.
pub(super) struct WordList(LazyLock<HashSet<&'static str>>);

impl WordList {
    const fn new(read: fn() -> HashSet<&'static str>) -> Self {
        Self(LazyLock::new(read))
    }

    /// Whether the list contains a word in exactly this spelling.
    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// The lines of a file, without empty lines and comments.
fn parse(text: &'static str) -> HashSet<&'static str> {
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_group_of_a_word_file_is_sorted_and_has_each_word_once() {
        let files = [
            include_str!("../../words/not-names.txt"),
            include_str!("../../words/sentence-openers.txt"),
            include_str!("../../words/verbs-after-names.txt"),
        ];
        for group in files.iter().flat_map(|file| file.split("\n\n")) {
            let words: Vec<&str> = group.lines().filter(|line| !line.starts_with("# ")).collect();
            assert!(words.is_sorted_by(|a, b| a < b), "{words:?}");
        }
    }

    #[test]
    fn comments_are_not_words() {
        assert!(NOT_NAMES.contains("Monday") && NOT_NAMES.contains("API"));
        assert!(!NOT_NAMES.contains("") && !NOT_NAMES.contains("Vitess"));
        assert!(SENTENCE_OPENERS.contains("with") && VERBS_AFTER_NAMES.contains("runs"));
    }
}
