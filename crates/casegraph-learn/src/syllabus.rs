//! An order to read topics in: prerequisites first, inferred ones marked as inferred.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_analysis::LearningOrder;
use casegraph_facts::{DocPath, Kind, ThingId};
use serde::Serialize;

use crate::prerequisites::{Prerequisite, Prerequisites, Rank, absent_step, ranks};
use crate::topic_graph::TopicGraph;
use crate::topic_ref::TopicRef;

/// The number of words of technical prose that a reader reads in a minute.
const WORDS_A_MINUTE: usize = 200;

/// Restrictions on a reading order.
#[derive(Clone, Debug, Default)]
pub struct SyllabusOptions {
    /// Topics that the reader knows: they and their own prerequisites are left out.
    pub known: Vec<ThingId>,
    /// The maximum number of steps: the nearest to the goal.
    pub max: Option<usize>,
    /// Leave out topics without a page, except the goal.
    pub only_written: bool,
}

/// A reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Syllabus {
    /// The goal: a topic, a domain, a category or a company.
    pub goal: TopicRef,
    /// The steps in order.
    pub steps: Vec<SyllabusStep>,
    /// Topics whose stated prerequisites form a cycle.
    pub cycles: Vec<Vec<TopicRef>>,
    /// Minutes of reading of all written steps.
    pub minutes: usize,
    /// The number of steps beyond the maximum.
    pub left_out: usize,
}

/// One topic to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SyllabusStep {
    /// The topic.
    pub topic: TopicRef,
    /// Minutes of reading; `None` for a topic without a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<usize>,
    /// Those of the other steps that come first.
    pub prerequisites: Vec<Prerequisite>,
    /// Its case studies of the company, for a company's reading order: title and location.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub case_studies: Vec<(String, String)>,
}

impl TopicGraph {
    /// The reading order that ends at `goal`: a topic, or all topics of a domain, category or company. `page_words` gives the
    /// number of words of a page ([`count_words`]), for the reading time. Near-linear in topics and relations.
    #[must_use]
    pub fn syllabus(
        &self,
        goal: &ThingId,
        options: &SyllabusOptions,
        page_words: &dyn Fn(&DocPath) -> Option<usize>,
    ) -> Syllabus {
        let ranks = ranks(&self.entities);
        let (prerequisites, absent) = self.prerequisites(&ranks);
        let mut of_company: BTreeMap<ThingId, Vec<(String, String)>> = BTreeMap::new();
        let goals: Vec<ThingId> = match goal.kind() {
            Kind::Topic => vec![goal.clone()],
            Kind::Company => {
                of_company = self.studies_of(goal);
                of_company.keys().cloned().collect()
            }
            _ => self
                .entities
                .topics
                .iter()
                .filter(|topic| self.entities.belongs_to(topic, goal))
                .map(|topic| topic.id.clone())
                .collect(),
        };
        let wanted = |id: &ThingId| {
            !options.known.contains(id) && (!options.only_written || self.labels.is_written(id) || id == goal)
        };
        let mut chosen = closure(&goals, &prerequisites, goal.kind() == Kind::Topic, &ranks, &wanted);
        let left_out = options.max.map_or(0, |max| chosen.len().saturating_sub(max));
        chosen.truncate(chosen.len() - left_out);
        let chosen: BTreeSet<&ThingId> = chosen.iter().collect();
        let ranked = |id: &ThingId| (ranks.get(id).copied().unwrap_or((9, 0, 0, 0)), id.clone());
        let pairs =
            prerequisites.keys().filter(|(topic, first)| chosen.contains(topic) && chosen.contains(first));
        let order = LearningOrder::new(
            chosen.iter().map(|id| ranked(id)),
            pairs.map(|(topic, first)| (ranked(topic), ranked(first))),
        );
        let steps: Vec<SyllabusStep> = order
            .nodes
            .iter()
            .map(|(_, id)| {
                let own =
                    prerequisites.iter().filter(|((topic, first), _)| topic == id && chosen.contains(first));
                let mut own: Vec<Prerequisite> = own.map(|(_, first)| first.clone()).collect();
                own.sort_by(|a, b| (a.inferred, &a.label).cmp(&(b.inferred, &b.label)));
                SyllabusStep {
                    topic: absent_step(id, &absent, &prerequisites, &chosen)
                        .unwrap_or_else(|| self.topic_ref(id)),
                    minutes: self.minutes(id, page_words),
                    prerequisites: own,
                    case_studies: of_company.get(id).cloned().unwrap_or_default(),
                }
            })
            .collect();
        let cycles = order
            .cycles
            .iter()
            .map(|members| members.iter().map(|(_, id)| self.topic_ref(id)).collect())
            .collect();
        let minutes = steps.iter().filter_map(|step| step.minutes).sum();
        Syllabus { goal: self.topic_ref(goal), steps, cycles, minutes, left_out }
    }

    /// The case studies of a company by their topics: titles and locations.
    fn studies_of(&self, company: &ThingId) -> BTreeMap<ThingId, Vec<(String, String)>> {
        let mut found: BTreeMap<ThingId, Vec<(String, String)>> = BTreeMap::new();
        for study in self.entities.company_studies.iter().filter(|study| study.company == *company) {
            found.entry(study.topic.clone()).or_default().push((study.title.clone(), study.location.clone()));
        }
        found
    }

    /// The minutes to read the topic's page.
    fn minutes(&self, id: &ThingId, page_words: &dyn Fn(&DocPath) -> Option<usize>) -> Option<usize> {
        let words = page_words(self.entities.topic(id)?.page.as_ref()?)?;
        Some(words.div_ceil(WORDS_A_MINUTE).max(1))
    }
}

/// The number of words of a text that has a letter in each: all words of the file, headings and code included.
#[must_use]
pub fn count_words(text: &[u8]) -> usize {
    let text = String::from_utf8_lossy(text);
    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}

/// The goals and their prerequisites, nearest first: a stated one adds 1 to the distance, an inferred one 2; inferred ones are
/// followed up to a distance of 4. For several goals inferred prerequisites are not followed.
fn closure(
    goals: &[ThingId],
    prerequisites: &Prerequisites,
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
        let first_key = (id.clone(), ThingId::new(Kind::Domain, ""));
        for ((topic, first), prerequisite) in prerequisites.range(first_key..) {
            if *topic != id {
                break;
            }
            let next = far + if prerequisite.inferred { 2 } else { 1 };
            let near = !prerequisite.inferred || (follow_inferred && next <= FARTHEST_INFERRED);
            if near && wanted(first) {
                queue.insert((next, first.clone()));
            }
        }
        distance.insert(id, far);
    }
    let mut chosen: Vec<(u32, Option<&Rank>, ThingId)> =
        distance.into_iter().map(|(id, far)| (far, ranks.get(&id), id)).collect();
    chosen.sort();
    chosen.into_iter().map(|(_, _, id)| id).collect()
}
