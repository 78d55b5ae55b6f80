//! Text that was recognised as relevant and not understood.

use serde::{Deserialize, Serialize};

use crate::model::location::DocPath;

/// The kinds of text that can fail to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnreadKind {
    /// A section of unknown kind inside a case study or a sources file.
    Section,
    /// A table of unknown shape in a document whose tables are read.
    Table,
    /// A row or list item of a plan or sources file that names nothing.
    Row,
    /// A value of front matter that should refer to a page and does not.
    Reference,
    /// A code fence that is never closed, so that the rest of the file is code.
    Fence,
    /// A plan that names no topic.
    Plan,
    /// A page that no rule takes.
    Page,
    /// A key of front matter that nothing reads.
    Key,
    /// A heading of no kind.
    Heading,
    /// A table of no kind: its columns.
    Columns,
}

impl UnreadKind {
    /// The noun for one.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Section => "section of unknown kind",
            Self::Table => "table of unknown shape",
            Self::Row => "row that names nothing",
            Self::Reference => "front matter reference without a page",
            Self::Fence => "unclosed code fence",
            Self::Plan => "plan without topics",
            Self::Page => "page that no rule takes",
            Self::Key => "front matter key that nothing reads",
            Self::Heading => "heading of no kind",
            Self::Columns => "table of no kind",
        }
    }

    /// The noun for several.
    #[must_use]
    pub fn nouns(self) -> &'static str {
        match self {
            Self::Section => "sections of unknown kind",
            Self::Table => "tables of unknown shape",
            Self::Row => "rows that name nothing",
            Self::Reference => "front matter references without a page",
            Self::Fence => "unclosed code fences",
            Self::Plan => "plans without topics",
            Self::Page => "pages that no rule takes",
            Self::Key => "front matter keys that nothing reads",
            Self::Heading => "headings of no kind",
            Self::Columns => "tables of no kind",
        }
    }
}

/// Text that was recognised as relevant and not understood. Reporting it is the rule: silence would be a bug.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unread {
    /// The kind of text.
    pub kind: UnreadKind,
    /// The file.
    pub path: DocPath,
    /// The line, from 1.
    pub line: u32,
    /// The text, shortened.
    pub text: String,
}
