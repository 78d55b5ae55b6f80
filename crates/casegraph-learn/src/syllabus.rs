//! An order to read in: what is needed first, first; what was inferred said to be so.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_analysis::LearningOrder;
use casegraph_facts::{Kind, ThingId};
use serde::Serialize;

use super::needs::{Need, Needs, Rank, absent_stop, ranks};
use super::{Stop, Wood};
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

impl Wood {
    /// The reading order that ends at `goal`: a topic, or all topics of a domain, category or company. Pages of the steps are
    /// read from `corpus` to count their words. Near-linear in topics and ties.
    #[must_use]
    pub fn syllabus(&self, corpus: &Corpus, goal: &ThingId, options: &SyllabusOptions) -> Syllabus {
        let ranks = ranks(&self.things);
        let (needs, absent) = self.needs(&ranks);
        let mut of_company: BTreeMap<ThingId, Vec<(String, String)>> = BTreeMap::new();
        let goals: Vec<ThingId> = match goal.kind() {
            Kind::Topic => vec![goal.clone()],
            Kind::Company => {
                of_company = self.studies_of(goal);
                of_company.keys().cloned().collect()
            }
            _ => self
                .things
                .topics
                .iter()
                .filter(|topic| self.things.lies_in(topic, goal))
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

    /// The case studies of a company by their topics: titles and places.
    fn studies_of(&self, company: &ThingId) -> BTreeMap<ThingId, Vec<(String, String)>> {
        let mut found: BTreeMap<ThingId, Vec<(String, String)>> = BTreeMap::new();
        for study in self.things.companies.iter().filter(|study| study.company == *company) {
            found.entry(study.topic.clone()).or_default().push((study.title.clone(), study.place.clone()));
        }
        found
    }

    /// The minutes that the topic's page takes; words are counted in its text as it stands in the file.
    fn minutes(&self, corpus: &Corpus, id: &ThingId) -> Option<usize> {
        let page = self.things.topic(id)?.page.as_ref()?;
        let bytes = corpus.read(page).ok()?;
        let words = String::from_utf8_lossy(&bytes);
        let words = words.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        Some(words.div_ceil(WORDS_A_MINUTE).max(1))
    }
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
