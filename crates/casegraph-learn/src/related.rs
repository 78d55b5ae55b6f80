//! What belongs to a topic: what its author says, and what nobody has linked yet.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casegraph_analysis::{Alike, Likeness};
use casegraph_facts::{DocPath, Kind, ThingId};
use serde::Serialize;

use super::path_markdown::linked;
use super::{Ground, Stop, Tie, Wood};

/// What a topic is related to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelatedReport {
    /// The topic.
    pub topic: Stop,
    /// What it and others state, those that it names first, then by label.
    pub stated: Vec<(Stop, Vec<Ground>)>,
    /// What is not linked yet, most alike first.
    pub suggested: Vec<Suggestion>,
}

/// A link that is missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// The topic that could name the other.
    pub from: Stop,
    /// The other.
    pub to: Stop,
    /// Adamic and Adar's measure over what both share, to three digits: each shared thing counts 1 / ln(how many topics have it).
    pub score: f64,
    /// What both share, that which says most first.
    pub shared: Vec<Shared>,
}

/// What two topics share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// The pattern, technology, company or source; or the topic that is tied to both.
    pub thing: Stop,
    /// What kind of thing it is.
    pub kind: &'static str,
    /// How many topics have it.
    pub topics: usize,
    /// Where it stands in each, where it is a name.
    pub grounds: Vec<Ground>,
}

impl Wood {
    /// What `topic` is related to, with at most `limit` suggestions. Linear in the ties.
    #[must_use]
    pub fn related(&self, topic: &ThingId, limit: usize) -> RelatedReport {
        let likeness = Likeness::new(self.web.features());
        let suggested = self.missing(&likeness, topic).take(limit).collect();
        RelatedReport { topic: self.stop(topic), stated: self.stated(topic), suggested }
    }

    /// What a topic and others state of one another, those that it names first, then by label.
    pub(super) fn stated(&self, topic: &ThingId) -> Vec<(Stop, Vec<Ground>)> {
        let mut ties: BTreeMap<&ThingId, Vec<Ground>> = BTreeMap::new();
        for ground in self.web.grounds().iter().filter(|ground| ground.tie != Tie::Uses) {
            if ground.from == *topic {
                ties.entry(&ground.to).or_default().push(ground.clone());
            } else if ground.to == *topic {
                ties.entry(&ground.from).or_default().push(ground.clone());
            }
        }
        let mut stated: Vec<(Stop, Vec<Ground>)> = ties
            .into_iter()
            .map(|(other, mut grounds)| {
                grounds.sort_by_key(|ground| (ground.from != *topic, ground.tie));
                (self.stop(other), grounds)
            })
            .collect();
        stated.sort_by(|(a, of_a), (b, of_b)| {
            let inward = |grounds: &[Ground]| grounds.first().is_none_or(|ground| ground.from != *topic);
            (inward(of_a), &a.label, &a.id).cmp(&(inward(of_b), &b.label, &b.id))
        });
        stated
    }

    /// Topics like this one without a tie to it, most alike first.
    fn missing<'w>(
        &'w self,
        likeness: &'w Likeness<ThingId, ThingId>,
        topic: &'w ThingId,
    ) -> impl Iterator<Item = Suggestion> + 'w {
        let alike = likeness.of(topic).into_iter();
        let free = alike.filter(move |alike| {
            alike.node.kind() == Kind::Topic && self.web.between(topic, &alike.node).is_empty()
        });
        free.map(move |alike| self.suggestion(likeness, topic, &alike))
    }

    fn suggestion(
        &self,
        likeness: &Likeness<ThingId, ThingId>,
        topic: &ThingId,
        alike: &Alike<ThingId, ThingId>,
    ) -> Suggestion {
        let shared = |thing: &ThingId| Shared {
            thing: self.stop(thing),
            kind: thing.kind().prefix(),
            topics: likeness.holders(thing),
            grounds: [topic, &alike.node]
                .into_iter()
                .filter_map(|topic| self.web.between(topic, thing).into_iter().next().cloned())
                .collect(),
        };
        Suggestion {
            from: self.stop(topic),
            to: self.stop(&alike.node),
            score: (alike.score * 1000.0).round() / 1000.0,
            shared: alike.shared.iter().map(shared).collect(),
        }
    }
}

/// The links that are missing from a whole corpus, each pair once, most alike first, at most `limit`; between topics that have
/// pages. Pairs that share a single thing are left out. Time is linear in the pairs of topics that share a thing.
#[must_use]
pub fn suggestions(wood: &Wood, limit: usize) -> Vec<Suggestion> {
    let likeness = Likeness::new(wood.web.features());
    let written = |id: &ThingId| id.kind() == Kind::Topic && wood.places.is_written(id);
    let apart = |a: &ThingId, b: &ThingId| wood.web.between(a, b).is_empty();
    let closest = likeness.closest(limit, written, apart).into_iter();
    let told = closest
        .filter_map(|(from, to, _)| Some(wood.suggestion(&likeness, &from, &likeness.between(&from, &to)?)));
    told.collect()
}

impl Suggestion {
    /// What both share, in words: the first `limit`.
    #[must_use]
    pub fn reason(&self, limit: usize) -> String {
        let word = |shared: &Shared| match shared.kind {
            "source" => format!("the source “{}”", shared.thing.label),
            "topic" => format!("ties to {}", shared.thing.label),
            _ => shared.thing.label.clone(),
        };
        let words: Vec<String> = self.shared.iter().take(limit).map(word).collect();
        let more = match self.shared.len().saturating_sub(limit) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("both have {}{more}", words.join(", "))
    }
}

/// Suggestions as Markdown: for each page the list items to add to its related topics, ready to be pasted and reworded.
#[must_use]
pub fn suggestions_markdown(suggestions: &[Suggestion]) -> String {
    let mut pages: BTreeMap<&str, Vec<&Suggestion>> = BTreeMap::new();
    for suggestion in suggestions {
        pages.entry(suggestion.from.path.as_deref().unwrap_or_default()).or_default().push(suggestion);
    }
    let mut out = String::new();
    for (page, suggestions) in pages {
        let _ = write!(out, "{}<!-- {page} -->\n\n", if out.is_empty() { "" } else { "\n" });
        for suggestion in suggestions {
            let to = suggestion.to.path.as_deref().and_then(DocPath::new);
            let link =
                DocPath::new(page).zip(to).map(|(page, to)| page.relative_link_to(&to)).unwrap_or_default();
            let _ = writeln!(
                out,
                "- [{}]({}) - {}",
                suggestion.to.label,
                link.replace(' ', "%20"),
                suggestion.reason(3)
            );
        }
    }
    out
}

impl RelatedReport {
    /// As Markdown: stated relations, then suggestions.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("## Related to {}\n\n", self.topic.label);
        for (stop, grounds) in &self.stated {
            let Some(ground) = grounds.first() else { continue };
            let remark = ground.remark.as_ref().map_or(String::new(), |remark| format!(" - {remark}"));
            let _ = writeln!(out, "- {}{remark} (`{}`)", linked(stop), ground.place());
        }
        if !self.suggested.is_empty() {
            out.push_str("\nNot linked yet:\n\n");
        }
        for suggestion in &self.suggested {
            let _ = writeln!(out, "- {} - {}", linked(&suggestion.to), suggestion.reason(4));
        }
        out
    }
}
