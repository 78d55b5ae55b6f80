//! Errors in the table `[gaps]` of casegraph.toml that only the checks can see.

use casegraph_corpus::{Session, TextError};

/// An error at the first occurrence of a word in the table.
pub(crate) fn config_error(session: &Session, word: &str, message: String) -> TextError {
    let file = session.corpus().config_file();
    let text = std::fs::read_to_string(&file).unwrap_or_default();
    let from = text.find("[gaps").or_else(|| text.find("[[gaps")).unwrap_or_default();
    let at = text.get(from..).and_then(|rest| rest.find(word)).map_or(0, |at| from + at);
    TextError::new(file.display().to_string(), &text, at..at + word.len(), message)
}
