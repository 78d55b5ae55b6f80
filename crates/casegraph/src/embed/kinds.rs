//! What can stand between markers: one file a kind, one list of them all.

mod checks;
mod coverage;
mod gaps;
mod help;
mod map;
mod path;
mod plan;
mod queries;
mod query;
mod related;

use std::path::PathBuf;

use super::embedder::Help;
use crate::{Error, LinkBase, Session};
use casegraph_facts::FactSet;

/// A kind of block.
#[derive(Clone, Copy, Debug)]
pub struct EmbedKind {
    /// Its name in a marker.
    pub name: &'static str,
    /// How it is written in a marker.
    pub usage: &'static str,
    /// What it writes, one line.
    pub summary: &'static str,
    pub(super) fill: fn(&Request<'_>) -> Result<Filled, String>,
}

/// All kinds, by name.
pub const EMBED_KINDS: [EmbedKind; 10] = [
    checks::KIND,
    coverage::KIND,
    gaps::KIND,
    help::KIND,
    map::KIND,
    path::KIND,
    plan::KIND,
    queries::KIND,
    query::KIND,
    related::KIND,
];

/// What a block asks for, and what it may ask.
pub(super) struct Request<'a> {
    pub(super) session: &'a Session,
    /// From the Markdown file to the corpus.
    pub(super) links: LinkBase,
    /// Where the Markdown file is.
    pub(super) folder: PathBuf,
    /// The words after the kind.
    pub(super) words: &'a [String],
    pub(super) help: Help<'a>,
    pub(super) facts: &'a dyn Fn() -> Result<&'a FactSet, String>,
}

/// What a block is filled with.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) markdown: String,
    /// Files that belong to it.
    pub(super) files: Vec<(PathBuf, String)>,
    pub(super) notes: Vec<String>,
}

impl From<String> for Filled {
    fn from(markdown: String) -> Self {
        Self { markdown, ..Self::default() }
    }
}

/// What is wrong and what to do, in one line.
#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` calls")]
pub(super) fn said(error: Error) -> String {
    match error.help() {
        Some(help) => format!("{error}; {}", help.lines().map(str::trim).collect::<Vec<_>>().join(" ")),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::EMBED_KINDS;

    #[test]
    fn kinds_are_sorted_and_described() {
        assert!(EMBED_KINDS.is_sorted_by_key(|kind| kind.name));
        for kind in EMBED_KINDS {
            assert!(kind.usage.starts_with(kind.name) && !kind.summary.ends_with('.'), "{}", kind.name);
        }
    }
}
