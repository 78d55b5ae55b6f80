//! Sources, and citations of them.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;

/// A cited work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The identity: the normalised URL, else kind and title.
    pub id: ThingId,
    /// The kind of work.
    pub kind: SourceKind,
    /// The title, from the first citation that has one; citations in lists of sources come first.
    pub title: String,
    /// The URL as the first citation writes it.
    pub url: Option<String>,
    /// The authors or speakers.
    pub authors: Vec<String>,
    /// The publisher, event or venue as written.
    pub publisher: Option<String>,
    /// The publisher as a known company.
    pub company: Option<ThingId>,
    /// The date, as precise as written.
    pub date: Option<String>,
}

/// The kind of work that a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A post on the site of a company or person.
    Blog,
    /// A talk at a conference.
    Talk,
    /// A research paper.
    Paper,
    /// Documentation, standards.
    Doc,
    /// A video.
    Video,
    /// A book, an article, or anything else.
    Reading,
}

impl SourceKind {
    /// All kinds, in the order of a sources file.
    pub const ALL: [Self; 6] = [Self::Blog, Self::Talk, Self::Paper, Self::Doc, Self::Video, Self::Reading];

    /// The literal of `cg:sourceKind`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Blog => "blog",
            Self::Talk => "talk",
            Self::Paper => "paper",
            Self::Doc => "doc",
            Self::Video => "video",
            Self::Reading => "reading",
        }
    }
}

/// A citation as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The faults, sorted.
    pub flags: Vec<CitationFlag>,
    /// The URL as written.
    pub url: Option<String>,
    /// The title as written.
    pub title: String,
    /// Authors as written.
    pub authors: Vec<String>,
    /// The publisher as written.
    pub publisher: Option<String>,
    /// The date as written.
    pub date: Option<String>,
    /// The remark of the row: what the source is used for.
    pub remark: Option<String>,
}

/// A fault of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CitationFlag {
    /// The URL is a placeholder: `https://qcon.com/...`, `example.com`.
    PlaceholderUrl,
    /// The URL is missing.
    NoUrl,
    /// The URL names a site, not a page.
    BareDomain,
    /// The URL lacks `https://`.
    NoScheme,
    /// The text in place of the URL is not a URL.
    NotAUrl,
    /// An author is a placeholder: `John Doe`.
    PlaceholderPerson,
}

impl CitationFlag {
    /// The literal of `cg:flag`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::PlaceholderUrl => "placeholder-url",
            Self::NoUrl => "no-url",
            Self::BareDomain => "bare-domain",
            Self::NoScheme => "no-scheme",
            Self::NotAUrl => "not-a-url",
            Self::PlaceholderPerson => "placeholder-person",
        }
    }
}
