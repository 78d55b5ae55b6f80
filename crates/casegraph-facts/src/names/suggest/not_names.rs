//! Capitalised words that are not names of companies, technologies or patterns.

use crate::names::word_list::NOT_NAMES;

/// Extensions of file names, which are not products.
const FILE_ENDINGS: [&str; 11] =
    ["adoc", "csv", "html", "json", "md", "proto", "sql", "toml", "txt", "xml", "yaml"];

/// Whether a word is never a name: a listed word, the plural of one, or a file name.
pub(super) fn is_never_a_name(word: &str) -> bool {
    let is_file = word.rsplit_once('.').is_some_and(|(_, ending)| FILE_ENDINGS.contains(&ending));
    let singular = word.strip_suffix('s');
    is_file || NOT_NAMES.contains(word) || singular.is_some_and(|word| NOT_NAMES.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_never_a_name;

    #[test]
    fn listed_words_their_plurals_and_files_are_not_names() {
        assert!(is_never_a_name("Monday") && is_never_a_name("APIs") && is_never_a_name("README.md"));
        assert!(!is_never_a_name("Vitess") && !is_never_a_name("Node.js"));
    }
}
