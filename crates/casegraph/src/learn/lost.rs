//! What authors state of a topic, and that leads to no page: a link to nothing, or plain words.

use casegraph_facts::{Detail, Document, Kind, Occurrence, Profile, Relation, Rule, ThingId};
use serde::{Deserialize, Serialize};

use super::web::Subjects;
use super::{Ground, Tie};

/// A prerequisite or a relation that is stated of a topic, and whose page is not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LostTie {
    /// The topic that it is stated of.
    pub topic: ThingId,
    /// What is stated.
    pub tie: Tie,
    /// What it leads to, as written: a path, or plain words.
    pub href: String,
    /// The topic of the one page that fits what is written.
    pub probably: Option<ThingId>,
    /// Whether it is plain words, which name a subject and no place.
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

impl LostTie {
    /// The tie to the page that is probably meant, if there is one.
    pub(super) fn ground(&self) -> Option<Ground> {
        Some(Ground {
            from: self.topic.clone(),
            to: self.probably.clone()?,
            tie: self.tie,
            path: self.path.clone(),
            line: self.line,
            end_line: self.end_line,
            quote: self.quote.clone(),
            remark: self.remark.clone(),
        })
    }
}

/// What an occurrence states and leads nowhere. Of plain words only prerequisites count: what they relate to cannot be visited.
pub(super) fn lost_tie(
    document: &Document,
    occurrence: &Occurrence,
    topic_of: &Subjects,
    profile: &Profile,
) -> Option<LostTie> {
    let Detail::Link(link) = &occurrence.detail else { return None };
    let stated = |key: &str| profile.text().front_matter.relations.get(key).copied();
    let is_words = occurrence.rule == Rule::FrontMatterReference && link.resolution.is_none();
    let (relation, probably) = match &link.unresolved {
        Some(lost) => (lost.relation, lost.suggested_target.clone()),
        None if is_words => {
            (stated(&link.text).filter(|relation| *relation == Relation::Prerequisite)?, None)
        }
        None => return None,
    };
    let tie = match relation {
        Relation::Prerequisite => Tie::Prerequisite,
        Relation::RelatedPattern => Tie::Related,
        _ => return None,
    };
    Some(LostTie {
        topic: topic_of.get(&occurrence.from).filter(|topic| topic.kind() == Kind::Topic)?.clone(),
        tie,
        href: link.href.clone(),
        probably,
        is_words,
        path: document.path.to_string(),
        line: occurrence.lines.start(),
        end_line: occurrence.lines.end(),
        quote: link.text.clone(),
        remark: link.remark.clone(),
    })
}
