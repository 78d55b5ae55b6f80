//! A kind of block: its name, its request and its result.

use std::path::PathBuf;

use crate::error::Error;
use crate::link_base::LinkBase;
use casegraph_corpus::Build;
use casegraph_corpus::Session;

/// Returns the help text of a command of the program, if the command exists. The caller of the library knows the commands.
pub type Help<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A kind of block.
#[derive(Clone, Copy, Debug)]
pub struct EmbedKind {
    /// Its name in a marker.
    pub name: &'static str,
    /// Its syntax in a marker.
    pub usage: &'static str,
    /// A summary of its output, one line.
    pub summary: &'static str,
    pub(super) fill: fn(&Request<'_>) -> Result<Filled, String>,
}

/// The input of a block.
pub(super) struct Request<'a> {
    pub(super) session: &'a Session,
    /// Links from the Markdown file to the corpus.
    pub(super) links: LinkBase,
    /// The folder of the Markdown file.
    pub(super) folder: PathBuf,
    /// The words after the kind.
    pub(super) words: &'a [String],
    pub(super) help: Help<'a>,
    pub(super) build: &'a dyn Fn() -> Result<&'a Build, String>,
}

/// The output of a block.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) markdown: String,
    /// Files that belong to the block.
    pub(super) files: Vec<(PathBuf, String)>,
    pub(super) notes: Vec<String>,
}

impl From<String> for Filled {
    fn from(markdown: String) -> Self {
        Self { markdown, ..Self::default() }
    }
}

/// An error with its advice, in one line.
pub(super) fn one_line(error: impl Into<Error>) -> String {
    let error = error.into();
    match error.help() {
        Some(help) => format!("{error}; {}", help.lines().map(str::trim).collect::<Vec<_>>().join(" ")),
        None => error.to_string(),
    }
}
