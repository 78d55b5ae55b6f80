//! Sources, and the citations that name them.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;

/// A work that is cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its identity: the normalised URL, else kind and title.
    pub id: ThingId,
    /// What kind of work.
    pub kind: SourceKind,
    /// The title, from the fullest citation.
    pub title: String,
    /// The URL as written where it is cited first.
    pub url: Option<String>,
    /// Authors or speakers.
    pub authors: Vec<String>,
    /// Publisher, event or venue as written.
    pub publisher: Option<String>,
    /// The publisher as a known company.
    pub company: Option<ThingId>,
    /// The date, as precise as written.
    pub date: Option<String>,
}

/// What kind of work a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A post on a company's or a person's site.
    Blog,
    /// A talk at a conference.
    Talk,
    /// A paper.
    Paper,
    /// Documentation, standards.
    Doc,
    /// A video.
    Video,
    /// Books, articles and everything else.
    Reading,
}

impl SourceKind {
    /// All kinds, in the order of a sources file.
    pub const ALL: [Self; 6] = [Self::Blog, Self::Talk, Self::Paper, Self::Doc, Self::Video, Self::Reading];

    /// The literal written as `cg:sourceKind`.
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

/// A citation as written in its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// What is wrong with it, sorted.
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
    /// What the row says the source gives.
    pub remark: Option<String>,
}

/// A fault of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CitationFlag {
    /// The URL is a stand-in: `https://qcon.com/...`, `example.com`.
    PlaceholderUrl,
    /// There is no URL.
    NoUrl,
    /// The URL names a site, not a page.
    BareDomain,
    /// The URL lacks `https://`.
    NoScheme,
    /// What stands in the URL's place is none.
    NotAUrl,
    /// An author is a stand-in: `John Doe`.
    PlaceholderPerson,
}

impl CitationFlag {
    /// The literal written as `cg:flag`.
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
