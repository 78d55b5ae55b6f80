//! What the program has to say about the text it read: a finding with its place, never an error that stops a run.

use serde::{Deserialize, Serialize};

use crate::DocPath;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something is wrong, and readers or queries will see it.
    Error,
    /// Something is probably wrong.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// All severities, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The literal of `cg:severity`, of reports and of configuration.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The severity with this code.
    ///
    /// ```
    /// use casegraph_facts::Severity;
    /// assert_eq!(Severity::parse("warning"), Some(Severity::Warning));
    /// assert_eq!(Severity::parse("Warning"), None);
    /// ```
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.code() == code)
    }
}

/// One finding about one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file it is about.
    pub path: DocPath,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1, where it is known.
    pub column: Option<u32>,
    /// How much it matters.
    pub severity: Severity,
    /// A short fixed name of the kind of finding, such as `invalid-utf8`.
    pub code: String,
    /// One sentence, lower case, without a final stop.
    pub message: String,
    /// What to do about it, where that is known.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A warning about a line.
    #[must_use]
    pub fn warning(path: &DocPath, line: u32, code: &str, message: String, help: &str) -> Self {
        Self {
            path: path.clone(),
            line,
            column: None,
            severity: Severity::Warning,
            code: code.to_owned(),
            message,
            help: Some(help.to_owned()),
        }
    }

    /// A warning that a file is not read.
    #[must_use]
    pub fn file_skipped(path: &DocPath, message: String, help: &str) -> Self {
        Self::warning(path, 1, "file-skipped", message, help)
    }
}

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
