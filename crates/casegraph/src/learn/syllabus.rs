//! An order to read in: what is needed first, first; what was inferred said to be so.
//!
//! # What a topic needs
//!
//! Stated prerequisites count as they are. Beside them, and marked as inferred:
//! - a related topic (whichever of both names the other) with a more urgent priority: the plan puts it before;
//! - a related topic of the same priority that stands earlier in the plan, where the later one names it;
//! - a topic whose name is among the key topics of the plan's row.
//!
//! A stated prerequisite whose page is not there is a step all the same, and says so; where exactly one page fits what is
//! written, that page is the step, marked as inferred.
//!
//! Inferred needs that would close a circle are left out. A circle of stated ones is named, and its topics stand together.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_analysis::LearningOrder;
use casegraph_facts::{FactSet, Kind, Relation, ThingId, Topic, label_of_name, slug};
use serde::Serialize;

use super::{Stop, Tie, Wood, path_and_line};
use crate::Corpus;

/// Words read in a minute, of technical prose.
const WORDS_A_MINUTE: usize = 200;

/// What of a reading order is wanted.
#[derive(Clone, Debug, Default)]
pub struct SyllabusOptions {
    /// Topics that the reader knows: they and what only they need are left out.
    pub known: Vec<ThingId>,
    /// At most so many steps: the nearest to the goal.
    pub max: Option<usize>,
    /// Leave out topics without a page, but for the goal.
    pub only_written: bool,
}

/// A reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Syllabus {
    /// What it leads to: a topic, a domain, a category or a company.
    pub goal: Stop,
    /// The steps in order.
    pub steps: Vec<SyllabusStep>,
    /// Topics whose stated prerequisites lead round in a circle.
    pub cycles: Vec<Vec<Stop>>,
    /// Minutes of reading, of all written steps.
    pub minutes: usize,
    /// Steps that belong here but are beyond the maximum.
    pub left_out: usize,
}

/// One topic to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SyllabusStep {
    /// The topic.
    pub topic: Stop,
    /// Minutes of reading; none where there is no page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<usize>,
    /// What of the other steps it needs first.
    pub needs: Vec<Need>,
    /// Its case studies of the company, for a company's reading order: title and place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub case_studies: Vec<(String, String)>,
}

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
type Rank = (u8, u32, u32, u32);
type Needs = BTreeMap<(ThingId, ThingId), Need>;

impl Wood<'_> {
    /// The reading order that ends at `goal`: a topic, or all topics of a domain, category or company. Pages of the steps are
    /// read from `corpus` to count their words. Near-linear in topics and ties.
    #[must_use]
    pub fn syllabus(&self, corpus: &Corpus, goal: &ThingId, options: &SyllabusOptions) -> Syllabus {
        let ranks = ranks(self.facts);
        let (needs, absent) = self.needs(&ranks);
        let mut of_company: BTreeMap<ThingId, Vec<(String, String)>> = BTreeMap::new();
        let goals: Vec<ThingId> = match goal.kind() {
            Kind::Topic => vec![goal.clone()],
            Kind::Company => {
                of_company = self.studies_of(goal);
                of_company.keys().cloned().collect()
            }
            _ => self
                .facts
                .topics
                .iter()
                .filter(|topic| self.lies_in(topic, goal))
                .map(|topic| topic.id.clone())
                .collect(),
        };
        let wanted = |id: &ThingId| {
            !options.known.contains(id) && (!options.only_written || self.places.is_written(id) || id == goal)
        };
        let mut chosen = closure(&goals, &needs, goal.kind() == Kind::Topic, &ranks, &wanted);
        let left_out = options.max.map_or(0, |max| chosen.len().saturating_sub(max));
        chosen.truncate(chosen.len() - left_out);
        let chosen: BTreeSet<&ThingId> = chosen.iter().collect();
        let ranked = |id: &ThingId| (ranks.get(id).copied().unwrap_or((9, 0, 0, 0)), id.clone());
        let pairs = needs.keys().filter(|(topic, need)| chosen.contains(topic) && chosen.contains(need));
        let order = LearningOrder::new(
            chosen.iter().map(|id| ranked(id)),
            pairs.map(|(topic, need)| (ranked(topic), ranked(need))),
        );
        let steps: Vec<SyllabusStep> = order
            .nodes
            .iter()
            .map(|(_, id)| {
                let own = needs.iter().filter(|((topic, need), _)| topic == id && chosen.contains(need));
                let mut own: Vec<Need> = own.map(|(_, need)| need.clone()).collect();
                own.sort_by(|a, b| (a.inferred, &a.label).cmp(&(b.inferred, &b.label)));
                SyllabusStep {
                    topic: absent_stop(id, &absent, &needs, &chosen).unwrap_or_else(|| self.stop(id)),
                    minutes: self.minutes(corpus, id),
                    needs: own,
                    case_studies: of_company.get(id).cloned().unwrap_or_default(),
                }
            })
            .collect();
        let cycles = order
            .cycles
            .iter()
            .map(|members| members.iter().map(|(_, id)| self.stop(id)).collect())
            .collect();
        let minutes = steps.iter().filter_map(|step| step.minutes).sum();
        Syllabus { goal: self.stop(goal), steps, cycles, minutes, left_out }
    }

    /// What every topic needs: stated, then inferred without closing a circle; and what is stated without being there.
    fn needs(&self, ranks: &BTreeMap<ThingId, Rank>) -> (Needs, BTreeMap<ThingId, Stop>) {
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
            .facts
            .topics
            .iter()
            .flat_map(|topic| {
                std::iter::once(&topic.label).chain(&topic.alternatives).map(|name| (slug(name), &topic.id))
            })
            .collect();
        for topic in &self.facts.topics {
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
        let nodes = self.facts.topics.iter().map(|topic| topic.id.clone());
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

    /// Adds stated prerequisites that lead nowhere, and gives what they name: one stop for all that write the same.
    fn lost_needs(&self, needs: &mut Needs) -> BTreeMap<ThingId, Stop> {
        let mut absent: BTreeMap<ThingId, Stop> = BTreeMap::new();
        for lost in self.web.lost() {
            let place = Some(path_and_line(&lost.path, lost.line));
            if let Some(probably) = &lost.probably {
                let reason = format!("stated as `{}`, which is not there: probably this page", lost.href);
                let label = self.names().label(probably).to_owned();
                let need = Need { id: probably.to_string(), label, inferred: true, reason, place };
                needs.entry((lost.topic.clone(), probably.clone())).or_insert(need);
                continue;
            }
            let id = ThingId::new(Kind::Topic, lost.href.trim_matches('/'));
            let name = lost.href.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            let stop = absent.entry(id.clone()).or_insert_with(|| Stop {
                id: id.to_string(),
                label: label_of_name(name.trim_end_matches(".md")),
                status: Some("absent"),
                priority: None,
                path: Some(lost.path.clone()),
                line: Some(lost.line),
            });
            let reason = format!("stated as `{}`, page missing", lost.href);
            let need = Need { id: id.to_string(), label: stop.label.clone(), inferred: false, reason, place };
            needs.entry((lost.topic.clone(), id)).or_insert(need);
        }
        absent
    }

    pub(super) fn lies_in(&self, topic: &Topic, part: &ThingId) -> bool {
        let Some(category) = &topic.category else { return false };
        let domain = || self.facts.categories.iter().find(|known| known.id == *category)?.domain.as_ref();
        category == part || domain() == Some(part)
    }

    /// The case studies of a company by their topics: titles and places.
    fn studies_of(&self, company: &ThingId) -> BTreeMap<ThingId, Vec<(String, String)>> {
        let mut found: BTreeMap<ThingId, Vec<(String, String)>> = BTreeMap::new();
        for document in &self.facts.documents {
            for study in &document.case_studies {
                let of_company = document.occurrences.iter().any(|occurrence| {
                    occurrence.from == study.id
                        && occurrence.to.as_ref() == Some(company)
                        && occurrence.asserts.contains(&Relation::Company)
                });
                if let (true, Some(topic)) = (of_company, &study.topic) {
                    let place = path_and_line(document.path.as_str(), study.lines.start());
                    found.entry(topic.clone()).or_default().push((study.title.clone(), place));
                }
            }
        }
        found
    }

    /// The minutes that the topic's page takes; words are counted in its text as it stands in the file.
    fn minutes(&self, corpus: &Corpus, id: &ThingId) -> Option<usize> {
        let at = self.facts.topics.binary_search_by(|topic| topic.id.cmp(id)).ok()?;
        let page = self.facts.topics.get(at)?.page.as_ref()?;
        let bytes = corpus.read(page).ok()?;
        let words = String::from_utf8_lossy(&bytes);
        let words = words.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        Some(words.div_ceil(WORDS_A_MINUTE).max(1))
    }
}

/// What is stated and not there, at the place where one of the chosen topics states it.
fn absent_stop(
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

/// The goals and what they need, nearest first: a stated need is one away, an inferred one two, at most four away in all
/// along inferred ones. For several goals inferred needs from outside are not followed.
fn closure(
    goals: &[ThingId],
    needs: &Needs,
    follow_inferred: bool,
    ranks: &BTreeMap<ThingId, Rank>,
    wanted: &dyn Fn(&ThingId) -> bool,
) -> Vec<ThingId> {
    const FARTHEST_INFERRED: u32 = 4;
    let mut distance: BTreeMap<ThingId, u32> = BTreeMap::new();
    let mut queue: BTreeSet<(u32, ThingId)> =
        goals.iter().filter(|id| wanted(id)).map(|id| (0, id.clone())).collect();
    while let Some((far, id)) = queue.pop_first() {
        if distance.contains_key(&id) {
            continue;
        }
        let first = (id.clone(), ThingId::new(Kind::Domain, ""));
        for ((topic, need), why) in needs.range(first..) {
            if *topic != id {
                break;
            }
            let next = far + if why.inferred { 2 } else { 1 };
            let near = !why.inferred || (follow_inferred && next <= FARTHEST_INFERRED);
            if near && wanted(need) {
                queue.insert((next, need.clone()));
            }
        }
        distance.insert(id, far);
    }
    let mut chosen: Vec<(u32, Option<&Rank>, ThingId)> =
        distance.into_iter().map(|(id, far)| (far, ranks.get(&id), id)).collect();
    chosen.sort();
    chosen.into_iter().map(|(_, _, id)| id).collect()
}

/// Where each topic stands in the plan; what no plan ranks comes last.
fn ranks(facts: &FactSet) -> BTreeMap<ThingId, Rank> {
    let domains: BTreeMap<&ThingId, u32> = facts
        .domains
        .iter()
        .zip(0..)
        .map(|(domain, at)| (&domain.id, domain.position.unwrap_or(at)))
        .collect();
    let categories: BTreeMap<&ThingId, (u32, u32)> = facts
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
    facts.topics.iter().map(|topic| (topic.id.clone(), rank(topic))).collect()
}
