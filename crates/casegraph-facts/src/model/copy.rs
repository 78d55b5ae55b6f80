//! Copies of a page: translations, versions, editions.

use serde::{Deserialize, Serialize};

use crate::model::location::DocPath;

/// The kinds of copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyKind {
    /// The same in another language.
    Language,
    /// The same in another version.
    Version,
    /// The same at another time.
    Edition,
}

impl CopyKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Language, Self::Version, Self::Edition];

    /// The name of its group in a pattern of copies.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Version => "version",
            Self::Edition => "edition",
        }
    }
}

/// A page that is a copy, as its path says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyFacts {
    /// The kind of copy.
    pub kind: CopyKind,
    /// The language, version or edition: `de`.
    pub value: String,
    /// The part of the path that the original has too.
    pub same: String,
    /// Paths at which the original may be, the most likely first.
    pub candidates: Vec<DocPath>,
}
