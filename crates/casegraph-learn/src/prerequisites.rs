//! The prerequisites of topics: stated, or inferred and marked as inferred.
//!
//! Stated prerequisites count as they are. These are inferred:
//! - a related topic (whichever of both names the other) with a more urgent priority: the plan puts it first;
//! - a related topic of the same priority that is earlier in the plan, if the later one names it;
//! - a topic whose name is among the key topics of the plan's row.
//!
//! A stated prerequisite whose page does not exist is a step all the same, marked as absent. If exactly one page fits the written
//! target, that page is the step, marked as inferred. The same holds for a prerequisite in plain words: the topic with that name,
//! planned ones too, else a step without a page.
//!
//! Inferred prerequisites that would close a cycle are left out. A cycle of stated ones is reported, and its topics are adjacent.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_analysis::LearningOrder;
use casegraph_facts::{Kind, ThingId, Topic, label_of_name, slug};
use serde::Serialize;

use crate::entities::Entities;
use crate::relations::RelationKind;
use crate::topic_graph::TopicGraph;
use crate::topic_ref::{RefStatus, TopicRef, path_and_line};
use crate::unresolved::UnresolvedRelation;

/// A topic to learn before another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Prerequisite {
    /// The topic to learn first.
    pub id: String,
    /// Its name.
    pub label: String,
    /// Whether no author states it.
    pub inferred: bool,
    /// Why it comes first.
    pub reason: String,
    /// The location of the reason: `path:line`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
}

/// The rank of a topic in the plan: priority, domain, category, line of the plan.
pub(crate) type Rank = (u8, u32, u32, u32);

/// By topic and prerequisite.
pub(crate) type Prerequisites = BTreeMap<(ThingId, ThingId), Prerequisite>;

impl TopicGraph {
    /// The prerequisites of every topic: stated, then inferred without closing a cycle; and the absent topics among them.
    pub(crate) fn prerequisites(
        &self,
        ranks: &BTreeMap<ThingId, Rank>,
    ) -> (Prerequisites, BTreeMap<ThingId, TopicRef>) {
        let mut found: Prerequisites = BTreeMap::new();
        let label = |id: &ThingId| self.names().label(id).to_owned();
        let of_kind =
            |kind: RelationKind| self.relations.evidence().iter().filter(move |one| one.relation == kind);
        for one in of_kind(RelationKind::Prerequisite) {
            let stated = Prerequisite {
                id: one.to.to_string(),
                label: label(&one.to),
                inferred: false,
                reason: one.remark.clone().unwrap_or_else(|| "stated".to_owned()),
                location: Some(one.location()),
            };
            found.entry((one.from.clone(), one.to.clone())).or_insert(stated);
        }
        let absent = self.add_unresolved(&mut found);
        let mut add = |topic: &ThingId, first: &ThingId, reason: String, location: Option<String>| {
            let inferred =
                Prerequisite { id: first.to_string(), label: label(first), inferred: true, reason, location };
            found.entry((topic.clone(), first.clone())).or_insert(inferred);
        };
        for one in of_kind(RelationKind::Related) {
            let (Some(a), Some(b)) = (ranks.get(&one.from), ranks.get(&one.to)) else { continue };
            let location = Some(one.location());
            if a.0 == b.0 {
                if b < a && a.0 <= 3 {
                    let reason = "names it, and it is earlier in the plan".to_owned();
                    add(&one.from, &one.to, reason, location);
                }
            } else {
                let (topic, first, low, high) =
                    if a.0 > b.0 { (&one.from, &one.to, a, b) } else { (&one.to, &one.from, b, a) };
                if low.0 <= 3 {
                    add(topic, first, format!("related, and P{} before P{}", high.0, low.0), location);
                }
            }
        }
        let by_name: BTreeMap<String, &ThingId> = self
            .entities
            .topics
            .iter()
            .flat_map(|topic| {
                std::iter::once(&topic.label).chain(&topic.alternatives).map(|name| (slug(name), &topic.id))
            })
            .collect();
        for topic in &self.entities.topics {
            for key in &topic.key_topics {
                if let Some(first) = by_name.get(&slug(key)).filter(|first| ***first != topic.id) {
                    let location = topic
                        .planned_at
                        .as_ref()
                        .map(|(path, lines)| path_and_line(path.as_str(), lines.start()));
                    add(&topic.id, first, format!("the plan lists “{key}” among its key topics"), location);
                }
            }
        }
        let nodes = self.entities.topics.iter().map(|topic| topic.id.clone());
        let cycles = LearningOrder::new(nodes, found.keys().cloned()).cycles;
        let mut cycle_of: BTreeMap<ThingId, usize> = BTreeMap::new();
        for (index, members) in cycles.into_iter().enumerate() {
            cycle_of.extend(members.into_iter().map(|member| (member, index)));
        }
        found.retain(|(topic, first), prerequisite| {
            let cycle = cycle_of.get(topic);
            !prerequisite.inferred || cycle.is_none() || cycle != cycle_of.get(first)
        });
        (found, absent)
    }

    /// Adds stated prerequisites whose page does not exist, and returns the absent topics: one for all that write the same target.
    fn add_unresolved(&self, found: &mut Prerequisites) -> BTreeMap<ThingId, TopicRef> {
        let mut absent: BTreeMap<ThingId, TopicRef> = BTreeMap::new();
        let stated = self.relations.unresolved().iter();
        for unresolved in stated.filter(|one| one.relation == RelationKind::Prerequisite) {
            let (id, inferred, reason) = self.target_of(unresolved);
            if id == unresolved.topic {
                continue;
            }
            let label = if self.entities.topic(&id).is_some() {
                self.names().label(&id).to_owned()
            } else {
                absent.entry(id.clone()).or_insert_with(|| absent_ref(&id, unresolved)).label.clone()
            };
            let location = Some(path_and_line(&unresolved.path, unresolved.line));
            let prerequisite = Prerequisite { id: id.to_string(), label, inferred, reason, location };
            found.entry((unresolved.topic.clone(), id)).or_insert(prerequisite);
        }
        absent
    }

    /// The topic that an unresolved prerequisite names, known or not; whether that is a guess, and why.
    fn target_of(&self, unresolved: &UnresolvedRelation) -> (ThingId, bool, String) {
        let href = &unresolved.href;
        if let Some(target) = &unresolved.suggested_target {
            let reason = format!("stated as `{href}`, which does not exist: probably this page");
            return (target.clone(), true, reason);
        }
        if !unresolved.is_words {
            let id = ThingId::new(Kind::Topic, href.trim_matches('/'));
            return (id, false, format!("stated as `{href}`, page missing"));
        }
        match self.names().called(href, Kind::Topic) {
            Some(topic) => (topic.clone(), false, format!("stated as “{href}”")),
            None => (
                ThingId::new(Kind::Topic, slug(href)),
                false,
                format!("stated as “{href}”, and no page has that name"),
            ),
        }
    }
}

/// The reference to a topic that does not exist.
fn absent_ref(id: &ThingId, unresolved: &UnresolvedRelation) -> TopicRef {
    let href = &unresolved.href;
    let last = href.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let label = if unresolved.is_words { href.clone() } else { label_of_name(last.trim_end_matches(".md")) };
    TopicRef {
        id: id.to_string(),
        label,
        status: Some(RefStatus::Absent),
        priority: None,
        path: Some(unresolved.path.clone()),
        line: Some(unresolved.line),
    }
}

/// An absent topic, at the location where one of the chosen topics states it.
pub(crate) fn absent_step(
    id: &ThingId,
    absent: &BTreeMap<ThingId, TopicRef>,
    prerequisites: &Prerequisites,
    chosen: &BTreeSet<&ThingId>,
) -> Option<TopicRef> {
    let topic = absent.get(id)?;
    let mut stated = prerequisites.iter().filter(|((by, first), _)| first == id && chosen.contains(by));
    let location = stated.find_map(|(_, prerequisite)| prerequisite.location.as_deref()?.rsplit_once(':'));
    let Some((path, line)) = location else { return Some(topic.clone()) };
    Some(TopicRef { path: Some(path.to_owned()), line: line.parse().ok(), ..topic.clone() })
}

/// The rank of each topic in the plan; topics that no plan ranks come last.
pub(crate) fn ranks(entities: &Entities) -> BTreeMap<ThingId, Rank> {
    let domains: BTreeMap<&ThingId, u32> = entities
        .domains
        .iter()
        .zip(0..)
        .map(|(domain, index)| (&domain.id, domain.position.unwrap_or(index)))
        .collect();
    let categories: BTreeMap<&ThingId, (u32, u32)> = entities
        .categories
        .iter()
        .zip(0..)
        .map(|(category, index)| {
            let domain = category.domain.as_ref().and_then(|domain| domains.get(domain)).copied();
            (&category.id, (domain.unwrap_or(u32::MAX), category.position.unwrap_or(index)))
        })
        .collect();
    let rank = |topic: &Topic| {
        let category = topic.category.as_ref().and_then(|category| categories.get(category)).copied();
        let (domain, category) = category.unwrap_or((u32::MAX, u32::MAX));
        let line = topic.planned_at.as_ref().map_or(u32::MAX, |(_, lines)| lines.start());
        (topic.priority.unwrap_or(9), domain, category, line)
    };
    entities.topics.iter().map(|topic| (topic.id.clone(), rank(topic))).collect()
}
