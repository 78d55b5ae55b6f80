//! Edges that an author states in a key, column, section, title, folder or item.

use serde::{Deserialize, Serialize};

use crate::model::id::Kind;
use crate::model::location::Lines;
use crate::model::owner::Owner;
use crate::model::relation::Relation;
use crate::model::rule::Rule;

/// An edge that an author states, between a part of the document and something that it names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StatedEdge {
    /// The part of the document that the edge is about.
    pub owner: Owner,
    /// The relation.
    pub relation: Relation,
    /// What the name is: a company, a pattern, a technology. `None` for a technology or a pattern, or for another page.
    pub kind: Option<Kind>,
    /// The name as written.
    pub name: String,
    /// The target, if the name is a link.
    pub href: Option<String>,
    /// Whether a name that no vocabulary has becomes a name of the corpus.
    pub is_name: bool,
    /// Whether the edge leads from the named thing to the part of the document: a company that uses the pattern of the page.
    pub reversed: bool,
    /// The technology or pattern at the other end, if it is not the part of the document: the subject of a list of users.
    pub subject: Option<String>,
    /// The lines of the statement.
    pub lines: Lines,
    /// The rule that found it.
    pub rule: Rule,
}
