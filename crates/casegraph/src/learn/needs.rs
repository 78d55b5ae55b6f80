//! What a topic needs first: stated, or inferred and said to be so.
//!
//! Stated prerequisites count as they are. Beside them, and marked as inferred:
//! - a related topic (whichever of both names the other) with a more urgent priority: the plan puts it before;
//! - a related topic of the same priority that stands earlier in the plan, where the later one names it;
//! - a topic whose name is among the key topics of the plan's row.
//!
//! A stated prerequisite whose page is not there is a step all the same, and says so; where exactly one page fits what is
//! written, that page is the step, marked as inferred. So is one that is stated in plain words: the topic that is called so,
//! planned ones too, else a step without a page.
//!
//! Inferred needs that would close a circle are left out. A circle of stated ones is named, and its topics stand together.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_analysis::LearningOrder;
use casegraph_facts::{Kind, ThingId, Topic, label_of_name, path_and_line, slug};
use serde::Serialize;

use super::things::Things;
use super::{LostTie, Stop, Tie, Wood};

/// What a topic needs first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Need {
    /// The topic that is needed.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// Whether nobody states it.
    pub inferred: bool,
    /// Why.
    pub reason: String,
    /// Where that stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// A topic where it stands in the plan: priority, domain, category, line of the plan.
pub(super) type Rank = (u8, u32, u32, u32);
pub(super) type Needs = BTreeMap<(ThingId, ThingId), Need>;

impl Wood {
    /// What every topic needs: stated, then inferred without closing a circle; and what is stated without being there.
    pub(super) fn needs(&self, ranks: &BTreeMap<ThingId, Rank>) -> (Needs, BTreeMap<ThingId, Stop>) {
        let mut needs: Needs = BTreeMap::new();
        let label = |id: &ThingId| self.names().label(id).to_owned();
        for ground in self.web.grounds().iter().filter(|ground| ground.tie == Tie::Prerequisite) {
            let reason = ground.remark.clone().unwrap_or_else(|| "stated".to_owned());
            let need = Need {
                id: ground.to.to_string(),
                label: label(&ground.to),
                inferred: false,
                reason,
                place: Some(ground.place()),
            };
            needs.entry((ground.from.clone(), ground.to.clone())).or_insert(need);
        }
        let absent = self.lost_needs(&mut needs);
        let mut add = |topic: &ThingId, need: &ThingId, reason: String, place: Option<String>| {
            let inferred = Need { id: need.to_string(), label: label(need), inferred: true, reason, place };
            needs.entry((topic.clone(), need.clone())).or_insert(inferred);
        };
        for ground in self.web.grounds().iter().filter(|ground| ground.tie == Tie::Related) {
            let (Some(a), Some(b)) = (ranks.get(&ground.from), ranks.get(&ground.to)) else { continue };
            let place = Some(ground.place());
            if a.0 == b.0 {
                if b < a && a.0 <= 3 {
                    add(
                        &ground.from,
                        &ground.to,
                        "names it, and it stands earlier in the plan".to_owned(),
                        place,
                    );
                }
            } else {
                let (topic, need, low, high) = if a.0 > b.0 {
                    (&ground.from, &ground.to, a, b)
                } else {
                    (&ground.to, &ground.from, b, a)
                };
                if low.0 <= 3 {
                    add(topic, need, format!("related, and P{} before P{}", high.0, low.0), place);
                }
            }
        }
        let by_name: BTreeMap<String, &ThingId> = self
            .things
            .topics
            .iter()
            .flat_map(|topic| {
                std::iter::once(&topic.label).chain(&topic.alternatives).map(|name| (slug(name), &topic.id))
            })
            .collect();
        for topic in &self.things.topics {
            for key in &topic.key_topics {
                if let Some(need) = by_name.get(&slug(key)).filter(|need| ***need != topic.id) {
                    let place = topic
                        .planned_at
                        .as_ref()
                        .map(|(path, lines)| path_and_line(path.as_str(), lines.start()));
                    add(&topic.id, need, format!("the plan lists “{key}” among its key topics"), place);
                }
            }
        }
        let nodes = self.things.topics.iter().map(|topic| topic.id.clone());
        let circles = LearningOrder::new(nodes, needs.keys().cloned()).cycles;
        let mut circle_of: BTreeMap<ThingId, usize> = BTreeMap::new();
        for (at, members) in circles.into_iter().enumerate() {
            circle_of.extend(members.into_iter().map(|member| (member, at)));
        }
        needs.retain(|(topic, need), why| {
            let circle = circle_of.get(topic);
            !why.inferred || circle.is_none() || circle != circle_of.get(need)
        });
        (needs, absent)
    }

    /// Adds stated prerequisites that lead to no page, and gives what they name: one stop for all that write the same.
    fn lost_needs(&self, needs: &mut Needs) -> BTreeMap<ThingId, Stop> {
        let mut absent: BTreeMap<ThingId, Stop> = BTreeMap::new();
        for lost in self.web.lost().iter().filter(|lost| lost.tie == Tie::Prerequisite) {
            let (id, inferred, reason) = self.lost_need(lost);
            if id == lost.topic {
                continue;
            }
            let label = if self.things.topic(&id).is_some() {
                self.names().label(&id).to_owned()
            } else {
                absent.entry(id.clone()).or_insert_with(|| absent_of(&id, lost)).label.clone()
            };
            let place = Some(path_and_line(&lost.path, lost.line));
            let need = Need { id: id.to_string(), label, inferred, reason, place };
            needs.entry((lost.topic.clone(), id)).or_insert(need);
        }
        absent
    }

    /// What a lost prerequisite names: a topic, known or not; whether that is a guess, and why.
    fn lost_need(&self, lost: &LostTie) -> (ThingId, bool, String) {
        let href = &lost.href;
        if let Some(probably) = &lost.probably {
            return (
                probably.clone(),
                true,
                format!("stated as `{href}`, which is not there: probably this page"),
            );
        }
        if !lost.is_words {
            let id = ThingId::new(Kind::Topic, href.trim_matches('/'));
            return (id, false, format!("stated as `{href}`, page missing"));
        }
        match self.names().called(href, Kind::Topic) {
            Some(topic) => (topic.clone(), false, format!("stated as “{href}”")),
            None => (
                ThingId::new(Kind::Topic, slug(href)),
                false,
                format!("stated as “{href}”, which no page is called"),
            ),
        }
    }
}

/// The stop for what a lost prerequisite names.
fn absent_of(id: &ThingId, lost: &LostTie) -> Stop {
    let last = lost.href.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    Stop {
        id: id.to_string(),
        label: if lost.is_words { lost.href.clone() } else { label_of_name(last.trim_end_matches(".md")) },
        status: Some("absent"),
        priority: None,
        path: Some(lost.path.clone()),
        line: Some(lost.line),
    }
}

/// What is stated and not there, at the place where one of the chosen topics states it.
pub(super) fn absent_stop(
    id: &ThingId,
    absent: &BTreeMap<ThingId, Stop>,
    needs: &Needs,
    chosen: &BTreeSet<&ThingId>,
) -> Option<Stop> {
    let stop = absent.get(id)?;
    let mut stated = needs.iter().filter(|((topic, need), _)| need == id && chosen.contains(topic));
    let place = stated.find_map(|(_, need)| need.place.as_deref()?.rsplit_once(':'));
    let Some((path, line)) = place else { return Some(stop.clone()) };
    Some(Stop { path: Some(path.to_owned()), line: line.parse().ok(), ..stop.clone() })
}

/// Where each topic stands in the plan; what no plan ranks comes last.
pub(super) fn ranks(things: &Things) -> BTreeMap<ThingId, Rank> {
    let domains: BTreeMap<&ThingId, u32> = things
        .domains
        .iter()
        .zip(0..)
        .map(|(domain, at)| (&domain.id, domain.position.unwrap_or(at)))
        .collect();
    let categories: BTreeMap<&ThingId, (u32, u32)> = things
        .categories
        .iter()
        .zip(0..)
        .map(|(category, at)| {
            let domain = category.domain.as_ref().and_then(|domain| domains.get(domain)).copied();
            (&category.id, (domain.unwrap_or(u32::MAX), category.position.unwrap_or(at)))
        })
        .collect();
    let rank = |topic: &Topic| {
        let category = topic.category.as_ref().and_then(|category| categories.get(category)).copied();
        let (domain, category) = category.unwrap_or((u32::MAX, u32::MAX));
        let line = topic.planned_at.as_ref().map_or(u32::MAX, |(_, lines)| lines.start());
        (topic.priority.unwrap_or(9), domain, category, line)
    };
    things.topics.iter().map(|topic| (topic.id.clone(), rank(topic))).collect()
}
