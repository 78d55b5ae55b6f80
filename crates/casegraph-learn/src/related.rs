//! The related topics of a topic: those that authors state, and similar ones that nobody has linked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use casegraph_analysis::{Similar, Similarity};
use casegraph_facts::{DocPath, Kind, ThingId};
use serde::Serialize;

use crate::path_markdown::linked;
use crate::relations::{Evidence, RelationKind};
use crate::topic_graph::TopicGraph;
use crate::topic_ref::TopicRef;

/// The related topics of a topic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelatedReport {
    /// The topic.
    pub topic: TopicRef,
    /// The topics that it names and that name it, those that it names first, then by label.
    pub stated: Vec<(TopicRef, Vec<Evidence>)>,
    /// Similar topics that are not linked, most similar first.
    pub suggested: Vec<Suggestion>,
}

/// A missing link.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suggestion {
    /// The topic that could name the other.
    pub from: TopicRef,
    /// The other.
    pub to: TopicRef,
    /// The measure of Adamic and Adar, to three digits: each shared thing counts 1 / ln(number of topics with it).
    pub score: f64,
    /// The things that both share, the rarest first.
    pub shared: Vec<Shared>,
}

/// A thing that two topics share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shared {
    /// The pattern, technology, company or source; or the topic that is related to both.
    pub thing: TopicRef,
    /// The kind of thing.
    pub kind: &'static str,
    /// The number of topics with it.
    pub topics: usize,
    /// The occurrences in the text, one in each topic; empty for a source.
    pub evidence: Vec<Evidence>,
}

impl TopicGraph {
    /// The related topics of `topic`, with at most `limit` suggestions. Linear in the relations.
    #[must_use]
    pub fn related(&self, topic: &ThingId, limit: usize) -> RelatedReport {
        let similarity = Similarity::new(self.relations.features());
        let suggested = self.missing_links(&similarity, topic).take(limit).collect();
        RelatedReport { topic: self.topic_ref(topic), stated: self.stated(topic), suggested }
    }

    /// The topics that a topic names and that name it, those that it names first, then by label.
    pub(crate) fn stated(&self, topic: &ThingId) -> Vec<(TopicRef, Vec<Evidence>)> {
        let mut by_topic: BTreeMap<&ThingId, Vec<Evidence>> = BTreeMap::new();
        for one in self.relations.evidence().iter().filter(|one| one.relation != RelationKind::Uses) {
            if one.from == *topic {
                by_topic.entry(&one.to).or_default().push(one.clone());
            } else if one.to == *topic {
                by_topic.entry(&one.from).or_default().push(one.clone());
            }
        }
        let mut stated: Vec<(TopicRef, Vec<Evidence>)> = by_topic
            .into_iter()
            .map(|(other, mut evidence)| {
                evidence.sort_by_key(|one| (one.from != *topic, one.relation));
                (self.topic_ref(other), evidence)
            })
            .collect();
        stated.sort_by(|(a, of_a), (b, of_b)| {
            let inward = |evidence: &[Evidence]| evidence.first().is_none_or(|one| one.from != *topic);
            (inward(of_a), &a.label, &a.id).cmp(&(inward(of_b), &b.label, &b.id))
        });
        stated
    }

    /// Similar topics that have no relation to this one, most similar first.
    fn missing_links<'g>(
        &'g self,
        similarity: &'g Similarity<ThingId, ThingId>,
        topic: &'g ThingId,
    ) -> impl Iterator<Item = Suggestion> + 'g {
        let similar = similarity.similar_to(topic).into_iter();
        let unlinked = similar.filter(move |similar| {
            similar.node.kind() == Kind::Topic && self.relations.between(topic, &similar.node).is_empty()
        });
        unlinked.map(move |similar| self.suggestion(similarity, topic, &similar))
    }

    fn suggestion(
        &self,
        similarity: &Similarity<ThingId, ThingId>,
        topic: &ThingId,
        similar: &Similar<ThingId, ThingId>,
    ) -> Suggestion {
        let shared = |thing: &ThingId| Shared {
            thing: self.topic_ref(thing),
            kind: thing.kind().prefix(),
            topics: similarity.holders(thing),
            evidence: [topic, &similar.node]
                .into_iter()
                .filter_map(|topic| self.relations.between(topic, thing).into_iter().next().cloned())
                .collect(),
        };
        Suggestion {
            from: self.topic_ref(topic),
            to: self.topic_ref(&similar.node),
            score: (similar.score * 1000.0).round() / 1000.0,
            shared: similar.shared.iter().map(shared).collect(),
        }
    }
}

/// The missing links of a whole collection, each pair once, most similar first, at most `limit`; between topics that have pages.
/// Pairs that share a single thing are left out. Time is linear in the pairs of topics that share a thing.
#[must_use]
pub fn suggestions(topic_graph: &TopicGraph, limit: usize) -> Vec<Suggestion> {
    let similarity = Similarity::new(topic_graph.relations.features());
    let written = |id: &ThingId| id.kind() == Kind::Topic && topic_graph.labels.is_written(id);
    let unlinked = |a: &ThingId, b: &ThingId| topic_graph.relations.between(a, b).is_empty();
    let closest = similarity.closest_pairs(limit, written, unlinked).into_iter();
    let found = closest.filter_map(|(from, to, _)| {
        Some(topic_graph.suggestion(&similarity, &from, &similarity.between(&from, &to)?))
    });
    found.collect()
}

impl Suggestion {
    /// The things that both share, in words: the first `limit`.
    #[must_use]
    pub fn reason(&self, limit: usize) -> String {
        let word = |shared: &Shared| match shared.kind {
            "source" => format!("the source “{}”", shared.thing.label),
            "topic" => format!("relations to {}", shared.thing.label),
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

/// Suggestions as Markdown: for each page the list items to add to its related topics, to paste and reword.
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
        for (topic, evidence) in &self.stated {
            let Some(first) = evidence.first() else { continue };
            let remark = first.remark.as_ref().map_or(String::new(), |remark| format!(" - {remark}"));
            let _ = writeln!(out, "- {}{remark} (`{}`)", linked(topic), first.location());
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
