//! Occurrences in the text: the evidence for edges.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;
use crate::model::location::{DocPath, Lines};
use crate::model::relation::Relation;
use crate::model::rule::Rule;
use crate::model::source::Citation;
use crate::model::topic::TopicStatus;

/// An occurrence in the text: the evidence for an edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The thing that contains it.
    pub from: ThingId,
    /// The thing that it refers to, if that was found.
    pub to: Option<ThingId>,
    /// The edges from `from` to `to` for which it is evidence.
    pub asserts: Vec<Relation>,
    /// The lines of the occurrence.
    pub lines: Lines,
    /// The rule that found it.
    pub rule: Rule,
    /// The kind of occurrence, with the data of that kind.
    pub detail: Detail,
}

/// The data of one kind of occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// A citation of a source.
    Citation(Citation),
    /// A link.
    Link(Link),
    /// A name in running text.
    Mention {
        /// The text of the name.
        surface: String,
    },
    /// A number that a document states.
    StatedCount {
        /// The things counted, in words.
        what: String,
        /// The stated number.
        stated: u64,
        /// The counted number.
        counted: u64,
        /// Whether the two agree.
        agrees: bool,
        /// The heading, cell or paragraph that states it.
        surface: String,
    },
    /// No data: a plain `cg:Evidence`. If a link is evidence for a relation between topics, the link itself is that
    /// evidence, and a second, plain occurrence is evidence for `cg:linksTo` between the documents.
    Plain,
    /// An entry of a plan.
    PlanEntry {
        /// The status cell as written.
        stated_status: Option<String>,
        /// The stated priority.
        stated_priority: Option<u8>,
        /// The status that the cell means, if it was understood.
        means: Option<TopicStatus>,
        /// Whether the entry is about the sources file of the topic and not about its page.
        of_sources: bool,
    },
}

/// A link as written, and its target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The target as written.
    pub href: String,
    /// The link text.
    pub text: String,
    /// The text after the link in its list item.
    pub remark: Option<String>,
    /// The scheme: `relative`, `https`, `mailto` and so on.
    pub scheme: String,
    /// The path inside the corpus that a relative target names.
    pub target_path: Option<DocPath>,
    /// The result of resolving it; `None` for a link to an address outside of the corpus.
    pub resolution: Option<Resolution>,
    /// The correct relative path, if exactly one file fits.
    pub suggestion: Option<String>,
    /// The section that contains the link.
    pub section: Option<ThingId>,
    /// The relation that the author states with the link, if the link resolves to no topic.
    pub unresolved: Option<UnresolvedRelation>,
}

/// A relation that is stated with a broken link, so that the facts have no edge for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnresolvedRelation {
    /// The stated relation.
    pub relation: Relation,
    /// The topic of the one page that the link may mean, if there is one.
    pub suggested_target: Option<ThingId>,
}

/// The result of resolving a relative link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Resolution {
    /// A file.
    File,
    /// A folder.
    Directory,
    /// Nothing.
    Missing,
    /// A file that has no such anchor.
    BadAnchor,
    /// A path outside of the corpus, which is not checked.
    OutsideRoot,
}

impl Resolution {
    /// The literal of `cg:resolution`.
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
