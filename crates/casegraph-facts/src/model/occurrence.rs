//! Occurrences: the evidence in the text behind every edge.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;
use crate::model::location::{DocPath, Lines};
use crate::model::relation::Relation;
use crate::model::rule::Rule;
use crate::model::source::Citation;
use crate::model::topic::TopicStatus;

/// An occurrence in the text: the evidence behind an edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// What it stands in.
    pub from: ThingId,
    /// What it leads to, if that was found.
    pub to: Option<ThingId>,
    /// The edges from `from` to `to` that it supports.
    pub asserts: Vec<Relation>,
    /// Where it stands.
    pub lines: Lines,
    /// The rule that found it.
    pub rule: Rule,
    /// What kind of occurrence it is, with what only that kind has.
    pub detail: Detail,
}

/// What one kind of occurrence has beyond the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// A source cited here.
    Citation(Citation),
    /// A link.
    Link(Link),
    /// A name found in prose.
    Mention {
        /// The text found.
        surface: String,
    },
    /// A number that a document claims.
    StatedCount {
        /// What is counted, in words.
        what: String,
        /// The number that is stated.
        stated: u64,
        /// The number that was counted.
        counted: u64,
        /// Whether the two agree.
        agrees: bool,
        /// The heading, cell or paragraph that states it.
        surface: String,
    },
    /// Nothing more: a plain `cg:Evidence`. Where a link supports a relation between topics, the link itself is that
    /// relation's evidence, and a second, plain one supports `cg:linksTo` between the documents.
    Plain,
    /// A row of a plan.
    PlanEntry {
        /// The status cell as written.
        stated_status: Option<String>,
        /// The priority it states.
        stated_priority: Option<u8>,
        /// The status that its words or marks mean, if they were understood.
        means: Option<TopicStatus>,
        /// Whether it is about the topic's sources file instead of its page.
        of_sources: bool,
    },
}

/// A link as written, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The target as written.
    pub href: String,
    /// The words that are linked.
    pub text: String,
    /// The words after the link in its list item.
    pub remark: Option<String>,
    /// `relative`, `https`, `mailto` and so on.
    pub scheme: String,
    /// The path inside the corpus that a relative target names.
    pub target_path: Option<DocPath>,
    /// What was found there; none for a link that leads outside.
    pub resolution: Option<Resolution>,
    /// The right relative path, when exactly one fits.
    pub suggestion: Option<String>,
    /// The section it stands in.
    pub section: Option<ThingId>,
    /// What the author states with it, though it leads to no topic.
    pub unresolved: Option<UnresolvedRelation>,
}

/// A relation that is stated with a link to nothing, so that the facts hold no edge for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnresolvedRelation {
    /// What is stated.
    pub relation: Relation,
    /// The topic of the one page that fits what is written, if there is one.
    pub suggested_target: Option<ThingId>,
}

/// What a relative link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Resolution {
    /// A file.
    File,
    /// A folder.
    Directory,
    /// Nothing.
    Missing,
    /// A file, but no such anchor in it.
    BadAnchor,
    /// A place outside the corpus; it is not looked at.
    OutsideRoot,
}

impl Resolution {
    /// The literal written as `cg:resolution`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Directory => "directory",
            Self::Missing => "missing",
            Self::BadAnchor => "bad-anchor",
            Self::OutsideRoot => "outside-root",
        }
    }
}
