//! Relations that authors state and whose target does not exist: a broken link, or plain words.

use casegraph_facts::{Detail, Document, Kind, Occurrence, Profile, Relation, Rule, ThingId};
use serde::{Deserialize, Serialize};

use crate::relations::{Evidence, RelationKind, Subjects};

/// A stated prerequisite or relation whose target page does not exist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnresolvedRelation {
    /// The topic whose page states it.
    pub topic: ThingId,
    /// The kind of relation.
    pub relation: RelationKind,
    /// The target as written: a path, or plain words.
    pub href: String,
    /// The topic of the one page that fits the written path.
    pub suggested_target: Option<ThingId>,
    /// Whether the target is plain words, which name a subject and no path.
    pub is_words: bool,
    /// The document that states it.
    pub path: String,
    /// The first line, from 1.
    pub line: u32,
    /// The last line.
    pub end_line: u32,
    /// The words that are linked, or the key of the front matter.
    pub quote: String,
    /// The author's own words after the link.
    pub remark: Option<String>,
}

impl UnresolvedRelation {
    /// The relation to the suggested target, if there is one.
    pub(crate) fn evidence(&self) -> Option<Evidence> {
        Some(Evidence {
            from: self.topic.clone(),
            to: self.suggested_target.clone()?,
            relation: self.relation,
            path: self.path.clone(),
            line: self.line,
            end_line: self.end_line,
            quote: self.quote.clone(),
            remark: self.remark.clone(),
        })
    }
}

/// The relation that an occurrence states, if its target does not exist. Of plain words only prerequisites count: a path can visit
/// no page for them.
pub(crate) fn unresolved_relation(
    document: &Document,
    occurrence: &Occurrence,
    subjects: &Subjects,
    profile: &Profile,
) -> Option<UnresolvedRelation> {
    let Detail::Link(link) = &occurrence.detail else { return None };
    let stated = |key: &str| profile.text().front_matter.relations.get(key).copied();
    let is_words = occurrence.rule == Rule::FrontMatterReference && link.resolution.is_none();
    let (relation, suggested_target) = match &link.unresolved {
        Some(lost) => (lost.relation, lost.suggested_target.clone()),
        None if is_words => {
            (stated(&link.text).filter(|relation| *relation == Relation::Prerequisite)?, None)
        }
        None => return None,
    };
    let relation = match relation {
        Relation::Prerequisite => RelationKind::Prerequisite,
        Relation::RelatedPattern => RelationKind::Related,
        _ => return None,
    };
    Some(UnresolvedRelation {
        topic: subjects.get(&occurrence.from).filter(|topic| topic.kind() == Kind::Topic)?.clone(),
        relation,
        href: link.href.clone(),
        suggested_target,
        is_words,
        path: document.path.to_string(),
        line: occurrence.lines.start(),
        end_line: occurrence.lines.end(),
        quote: link.text.clone(),
        remark: link.remark.clone(),
    })
}
