//! Running text, which is searched for names.

use serde::{Deserialize, Serialize};

use crate::model::owner::Owner;
use crate::model::relation::Relation;

/// A unit of running text: one line without code and URLs, with the locations of its pieces. A paragraph, heading, list
/// item or table cell is one unit; a label in bold type at the start of a line begins another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// The part of the document that contains it.
    pub owner: Owner,
    /// Whether it belongs to the case study's own account, and not to its lists of mistakes, related patterns or
    /// resources.
    pub own_account: bool,
    /// The byte offset of the text after `**Context**:`; `None` if there is none.
    pub context_from: Option<u32>,
    /// The relation to the technologies and patterns that it names, if a rule says so of its section.
    pub states: Option<Relation>,
    /// Whether it is a cell of a Company column or a company in front matter: a list of names and not a sentence.
    pub company_cell: bool,
    /// Whether it describes works: a footnote, or a row or item of a sources file. Titles and people have capitals of
    /// their own.
    pub cites_works: bool,
    /// The text, with spaces for line breaks.
    pub text: String,
    /// Byte offset in `text` and line, ascending: the text from the offset on is on the line.
    pub line_starts: Vec<(u32, u32)>,
}

impl Prose {
    /// The line of the byte at `offset` of the text. Logarithmic in the number of lines.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> u32 {
        let after = self.line_starts.partition_point(|(start, _)| *start as usize <= offset);
        after.checked_sub(1).and_then(|index| self.line_starts.get(index)).map_or(1, |(_, line)| *line)
    }
}
