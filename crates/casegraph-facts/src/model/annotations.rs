//! Annotations of a document: what its text contains besides facts. The gap checks query these.

use serde::{Deserialize, Serialize};

use crate::model::location::Lines;
use crate::model::source::SourceKind;

/// All annotations of one document, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotations {
    /// The number of words outside headings, code included.
    pub words: u32,
    /// Comments that suppress findings.
    pub suppressions: Vec<Suppression>,
    /// Code blocks.
    pub code: Vec<CodeBlock>,
    /// Claims about the number of sources.
    pub claims: Vec<SourceClaim>,
    /// Text in brackets that may be a placeholder of a template. Of a template: all of it. Of a page, after
    /// [`join`](crate::join()): the text that a template contains too.
    pub placeholders: Vec<Placeholder>,
}

/// A comment `<!-- casegraph:ignore CODE reason -->`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The code of the findings; empty if the comment names none.
    pub code: String,
    /// The reason.
    pub reason: String,
    /// The line of the comment.
    pub line: u32,
    /// The lines whose findings are suppressed; `None` for the whole file.
    pub lines: Option<Lines>,
}

/// A code block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeBlock {
    /// The language of its fence in lower case; `None` for indented code and fences without a language.
    pub language: Option<String>,
    /// The case study that contains it: an index into those of the document.
    pub case_study: Option<usize>,
    /// The lines of the block.
    pub lines: Lines,
}

/// A claim about the sources of a page, such as "15+ engineering blogs".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceClaim {
    /// The kind of source; `None` for all kinds.
    pub kind: Option<SourceKind>,
    /// The stated number.
    pub stated: u32,
    /// The text of the claim.
    pub text: String,
    /// The line of the claim.
    pub line: u32,
}

/// Text in brackets that is a placeholder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placeholder {
    /// The text with its brackets.
    pub text: String,
    /// The line of the text.
    pub line: u32,
}
