//! What a kind of block is: its name, its request, and the Markdown that it writes.

use std::path::PathBuf;

use crate::error::Error;
use crate::link_base::LinkBase;
use casegraph_corpus::Build;
use casegraph_corpus::Session;

/// The help text of a command of the program, if there is such a command. Who calls the library knows its commands.
pub type Help<'a> = &'a dyn Fn(&str) -> Option<String>;

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
    pub(super) build: &'a dyn Fn() -> Result<&'a Build, String>,
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
pub(super) fn one_line(error: impl Into<Error>) -> String {
    let error = error.into();
    match error.help() {
        Some(help) => format!("{error}; {}", help.lines().map(str::trim).collect::<Vec<_>>().join(" ")),
        None => error.to_string(),
    }
}
