//! The words and symbols that state a status in a plan.

use crate::profile::normal_form::normal_form;

/// A word or symbol that states a status.
#[derive(Clone, Debug)]
pub(super) enum StatusWord {
    /// A symbol at the start of the cell.
    Symbol(String),
    /// The whole cell, in normal form.
    Words(String),
}

impl StatusWord {
    /// A status word of a profile: text without letters and digits is a symbol.
    pub(super) fn new(word: &str) -> Self {
        if word.chars().all(|c| !c.is_alphanumeric()) {
            Self::Symbol(word.to_owned())
        } else {
            Self::Words(normal_form(word))
        }
    }

    /// Whether a cell states it; `normal` is the cell in normal form.
    pub(super) fn matches(&self, cell: &str, normal: &str) -> bool {
        match self {
            Self::Symbol(symbol) => cell.starts_with(symbol.as_str()),
            Self::Words(words) => normal == words,
        }
    }
}
