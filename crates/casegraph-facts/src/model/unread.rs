//! What was seen in a text and not understood.

use serde::{Deserialize, Serialize};

use crate::model::location::DocPath;

/// What kind of thing was seen and not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnreadKind {
    /// A section of no known kind inside a case study or a sources file.
    Section,
    /// A table of no known shape where tables are read.
    Table,
    /// A row or list item of a plan or sources file that names nothing.
    Row,
    /// A value of front matter that leads to no page.
    Reference,
    /// A code fence that is never closed: all after it is code.
    Fence,
    /// A plan in which nothing names a topic.
    Plan,
}

impl UnreadKind {
    /// The noun for one of them.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Section => "section of no known kind",
            Self::Table => "table of no known shape",
            Self::Row => "row that names nothing",
            Self::Reference => "reference of front matter that leads to no page",
            Self::Fence => "code fence that is never closed",
            Self::Plan => "plan that names no topic",
        }
    }

    /// The noun for several.
    #[must_use]
    pub fn nouns(self) -> &'static str {
        match self {
            Self::Section => "sections of no known kind",
            Self::Table => "tables of no known shape",
            Self::Row => "rows that name nothing",
            Self::Reference => "references of front matter that lead to no page",
            Self::Fence => "code fences that are never closed",
            Self::Plan => "plans that name no topic",
        }
    }
}

/// Something that was seen and not understood: silence would be a bug.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unread {
    /// What kind of thing.
    pub kind: UnreadKind,
    /// The file.
    pub path: DocPath,
    /// The line, from 1.
    pub line: u32,
    /// The text that was not understood, shortened.
    pub text: String,
}
