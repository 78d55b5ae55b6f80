//! What a document's text holds beside its facts: how much of it there is, code, template text that nobody replaced,
//! claims about its sources, and comments that switch findings off. The gap checks ask for these.

use serde::{Deserialize, Serialize};

use crate::model::location::Lines;
use crate::model::source::SourceKind;

/// All marks of one document, each list in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotations {
    /// The number of words that are not headings; code counts.
    pub words: u32,
    /// Comments that switch findings off.
    pub suppressions: Vec<Suppression>,
    /// Code blocks.
    pub code: Vec<CodeBlock>,
    /// Claims about how many sources there are.
    pub claims: Vec<SourceClaim>,
    /// Words in brackets that may be a template's: of a template all of them, after [`join`](crate::join()) of a page those
    /// that a template has too.
    pub placeholders: Vec<Placeholder>,
}

/// A comment `<!-- casegraph:ignore CODE reason -->`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppression {
    /// The code of the findings; empty where the comment names none.
    pub code: String,
    /// Why.
    pub reason: String,
    /// Where the comment stands.
    pub line: u32,
    /// The lines it is about; none for the whole file.
    pub lines: Option<Lines>,
}

/// A code block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeBlock {
    /// The language that its fence names, in lower case; none for indented code and fences without one.
    pub language: Option<String>,
    /// The case study it stands in: an index into the document's.
    pub case_study: Option<usize>,
    /// Where it stands.
    pub lines: Lines,
}

/// "15+ engineering blogs": a claim about the sources of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceClaim {
    /// What kind of source; none for all kinds.
    pub kind: Option<SourceKind>,
    /// The number.
    pub stated: u32,
    /// The words of the claim.
    pub text: String,
    /// Where it stands.
    pub line: u32,
}

/// Words in brackets that stand for something to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placeholder {
    /// The words with their brackets.
    pub text: String,
    /// Where it stands.
    pub line: u32,
}
