//! Running text in which names are looked for.

use serde::{Deserialize, Serialize};

use crate::model::owner::Owner;

/// A run of running text: no code, no URLs, one line, with the places of its pieces. A paragraph, heading, list item or
/// table cell is one; a label in bold type at the start of a line begins a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// What it stands in.
    pub owner: Owner,
    /// Whether it belongs to the case study's own account: not to its lists of mistakes, related patterns or resources.
    pub own_account: bool,
    /// Where the text after `**Context**:` begins in it, in bytes; none where there is none.
    pub context_from: Option<u32>,
    /// Whether it is a cell of a Company column or a company of front matter: a list of names, no sentence.
    pub company_cell: bool,
    /// Whether it tells of works: a footnote, a row or item of a sources file. Titles and people have capitals of their own.
    pub cites_works: bool,
    /// The text; line breaks are spaces.
    pub text: String,
    /// Byte offset in `text` and line, ascending: the text from this offset on stands on this line.
    pub line_starts: Vec<(u32, u32)>,
}

impl Prose {
    /// The line on which the byte at `offset` of the text stands.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> u32 {
        let after = self.line_starts.partition_point(|(start, _)| *start as usize <= offset);
        after.checked_sub(1).and_then(|index| self.line_starts.get(index)).map_or(1, |(_, line)| *line)
    }
}
