//! Relations between things.

use serde::{Deserialize, Serialize};

use crate::model::id::ThingId;

/// A relation between two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Topic or pattern to topic or pattern, directed as written.
    RelatedPattern,
    /// Topic to the topic a reader should know first.
    Prerequisite,
    /// Case study or company to pattern or technology.
    Uses,
    /// Case study, metric or topic to source.
    Cites,
    /// Document or case study to company, pattern or technology.
    Mentions,
    /// Document to document.
    LinksTo,
    /// Case study to company.
    Company,
    /// A related pattern in both directions; inferred.
    Related,
    /// Case study or company to the pattern or technology that it moved away from.
    Replaced,
    /// Case study or company to the pattern or technology that it considered and turned down.
    Rejected,
    /// Decision to the decision that it replaces.
    Supersedes,
}

/// An edge without evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edge {
    /// The subject.
    pub from: ThingId,
    /// The relation.
    pub relation: Relation,
    /// The object.
    pub to: ThingId,
}
