//! The way from one topic to another, with the reason for every hop.
//!
//! # What a hop costs
//!
//! | hop | as written | the other way |
//! |---|---|---|
//! | from a stated prerequisite to what needs it | 8 | 12 |
//! | a stated relation | 10 | 12 |
//! | a link in the text of a page | 14 | 17 |
//! | between a topic and a pattern of its case studies | 18 + s | 18 + s |
//! | between a topic and a technology | 22 + s | 22 + s |
//! | between a topic and a company | 26 + s | 26 + s |
//!
//! `s` is twice the number of binary digits of how many topics share it: what all have in common says little. So two topics that
//! share a rare pattern are four stated hops apart, and a path goes over shared things only where relations take it far round.
//! A topic that has the name of the thing in its own, as Kafka Patterns has Kafka, is nearer to it: half before the `+`.
//! To step onto a topic that is not written costs 3 more.

use std::collections::BTreeSet;

use casegraph_analysis::{ConceptGraph, Group, Route, Step, WeightedGraph};
use casegraph_facts::{Kind, ThingId, slug};
use serde::Serialize;

use super::{Ground, PathOptions, Stop, Tie, Wood};

/// How to get from one thing to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PathReport {
    /// Where it starts.
    pub from: Stop,
    /// Where it ends.
    pub to: Stop,
    /// The ways, best first; none where there is none.
    pub ways: Vec<Way>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
}

/// One way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// The sum of the costs of its hops.
    pub cost: u64,
    /// Its hops in order; none where both ends are the same.
    pub hops: Vec<PathHop>,
}

/// From one stop to the next, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PathHop {
    /// Where it starts.
    pub from: Stop,
    /// Where it leads.
    pub to: Stop,
    /// What it costs.
    pub cost: u64,
    /// What both share, where nobody states that they are related: the weaker hop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<Stop>,
    /// Whether the relation is written the other way.
    pub against: bool,
    /// The occurrences behind it, strongest first; of a shared thing one in each topic.
    pub grounds: Vec<Ground>,
}

/// Two things with no way between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Apart {
    /// How many topics and names can be reached from the start, itself included.
    pub from_group: usize,
    /// Some topics among them, most connected first.
    pub from_members: Vec<Stop>,
    /// How many can be reached from the end.
    pub to_group: usize,
    /// Some topics among them.
    pub to_members: Vec<Stop>,
    /// Whether there would be a way without the restrictions that were asked for.
    pub restricted: bool,
    /// The one link that would join both groups, where they are apart: a topic of each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joining_link: Option<(Stop, Stop)>,
}

impl Wood<'_> {
    /// The best ways from `from` to `to`. See the top of this file for what hops cost; ways over the same stops are told once.
    /// Near-linear in the ties for the first way; each further one costs a search for every stop of the one before it.
    #[must_use]
    pub fn path(&self, from: &ThingId, to: &ThingId, options: &PathOptions) -> PathReport {
        let wanted = options.alternatives + 1;
        let graph = self.graph(options, from, to);
        let mut ends = vec![from];
        ends.extend(&options.via);
        ends.push(to);
        let mut routes = vec![Route { cost: 0, steps: Vec::new() }];
        for (start, end) in ends.iter().zip(ends.iter().skip(1)) {
            if start != end {
                routes = continued(&routes, &graph, start, end, wanted, from);
            }
        }
        let ways: Vec<Way> = routes.into_iter().take(wanted).map(|route| self.way(&route)).collect();
        let apart = ways.is_empty().then(|| self.apart(from, to, options));
        PathReport { from: self.stop(from), to: self.stop(to), ways, apart }
    }

    fn graph(&self, options: &PathOptions, from: &ThingId, to: &ThingId) -> WeightedGraph<ThingId> {
        let is_end = |id: &ThingId| id == from || id == to || options.via.contains(id);
        let open = |id: &ThingId| {
            !options.avoid.contains(id) && (!options.only_written || is_end(id) || self.places.is_written(id))
        };
        let mut steps = Vec::with_capacity(self.web.grounds().len() * 2);
        for (handle, ground) in self.web.grounds().iter().enumerate() {
            if !open(&ground.from) || !open(&ground.to) {
                continue;
            }
            let unwritten = |id: &ThingId| if self.places.is_written(id) { 0 } else { 3 };
            let (forth, back) = self.costs(ground, options.directed);
            let mut step = |from: &ThingId, to: &ThingId, cost: Option<u32>| {
                steps.extend(cost.map(|cost| Step {
                    from: from.clone(),
                    to: to.clone(),
                    cost: cost + unwritten(to),
                    handle,
                }));
            };
            step(&ground.from, &ground.to, forth);
            step(&ground.to, &ground.from, back);
        }
        let ends = [from, to].into_iter().filter(|id| !options.avoid.contains(id)).cloned();
        WeightedGraph::new(ends, steps)
    }

    /// What it costs to follow a tie as written, and the other way.
    fn costs(&self, ground: &Ground, directed: bool) -> (Option<u32>, Option<u32>) {
        let (forth, back) = match ground.tie {
            // A prerequisite is written where it is needed, and learnt before.
            Tie::Prerequisite if directed => return (None, Some(8)),
            Tie::Prerequisite => (12, 8),
            Tie::Related => (10, 12),
            Tie::Link => (14, 17),
            Tie::Uses => {
                let base = match ground.to.kind() {
                    Kind::Pattern => 18,
                    Kind::Technology => 22,
                    _ => 26,
                };
                let base = if self.is_namesake(&ground.from, &ground.to) { base / 2 } else { base };
                let cost = base + 2 * (u32::BITS - self.web.spread(&ground.to).leading_zeros());
                return (Some(cost), Some(cost));
            }
        };
        (Some(forth), (!directed).then_some(back))
    }

    /// Whether the topic has the name of the thing in its own: Kafka in Kafka Patterns.
    fn is_namesake(&self, topic: &ThingId, thing: &ThingId) -> bool {
        let (topic, thing) = (slug(topic.key()), slug(self.names().label(thing)));
        !thing.is_empty() && thing.split('-').all(|word| topic.split('-').any(|part| part == word))
    }

    fn way(&self, route: &Route<ThingId>) -> Way {
        let mut hops = Vec::new();
        let mut steps = route.steps.iter().peekable();
        while let Some(step) = steps.next() {
            let passes_a_name = step.to.kind() != Kind::Topic && step.from.kind() == Kind::Topic;
            if let Some(next) = steps.peek().filter(|_| passes_a_name) {
                let grounds = [self.web.grounds().get(step.handle), self.web.grounds().get(next.handle)];
                hops.push(PathHop {
                    from: self.stop(&step.from),
                    to: self.stop(&next.to),
                    cost: u64::from(step.cost) + u64::from(next.cost),
                    shared: Some(self.stop(&step.to)),
                    against: false,
                    grounds: grounds.into_iter().flatten().cloned().collect(),
                });
                steps.next();
                continue;
            }
            let grounds: Vec<Ground> = self.web.between(&step.from, &step.to).into_iter().cloned().collect();
            let against = grounds.iter().all(|ground| match ground.tie {
                Tie::Prerequisite => ground.to != step.from,
                Tie::Related | Tie::Link => ground.from != step.from,
                Tie::Uses => false,
            });
            hops.push(PathHop {
                from: self.stop(&step.from),
                to: self.stop(&step.to),
                cost: u64::from(step.cost),
                shared: None,
                against,
                grounds,
            });
        }
        Way { cost: route.cost, hops }
    }

    fn apart(&self, from: &ThingId, to: &ThingId, options: &PathOptions) -> Apart {
        let restricted =
            options.directed || options.only_written || !options.avoid.is_empty() || !options.via.is_empty();
        let pairs = self.web.grounds().iter().map(|ground| (ground.from.clone(), ground.to.clone()));
        let graph = ConceptGraph::new([from.clone(), to.clone()], pairs);
        let groups = graph.groups();
        let degrees = graph.degrees();
        let group_of = |id: &ThingId| groups.iter().find(|group| group.nodes.binary_search(id).is_ok());
        let alone = |id: &ThingId| Group { nodes: vec![id.clone()] };
        let of_from = group_of(from).cloned().unwrap_or_else(|| alone(from));
        let of_to = group_of(to).cloned().unwrap_or_else(|| alone(to));
        let members = |group: &Group<ThingId>, end: &ThingId| -> Vec<ThingId> {
            let inside = |id: &ThingId| id.kind() == Kind::Topic && group.nodes.binary_search(id).is_ok();
            let mut topics: Vec<ThingId> =
                degrees.iter().map(|(id, _)| id).filter(|id| inside(id)).cloned().collect();
            topics.sort_by_key(|id| (id != end, !self.places.is_written(id)));
            topics.truncate(50);
            topics
        };
        let (near_from, near_to) = (members(&of_from, from), members(&of_to, to));
        let same = of_from.nodes == of_to.nodes;
        let joining = || {
            let pairs = near_from.iter().flat_map(|a| near_to.iter().map(move |b| (a, b)));
            // Where both are written and lie in one category a link is most likely true; then the ends themselves, then hubs.
            let best = pairs.min_by_key(|(a, b)| {
                let unwritten = [*a, *b].into_iter().filter(|id| !self.places.is_written(id)).count();
                let category =
                    |id: &ThingId| self.facts.topics.iter().find(|topic| topic.id == *id)?.category.clone();
                (unwritten, category(a).is_none() || category(a) != category(b))
            })?;
            Some((self.stop(best.0), self.stop(best.1)))
        };
        let stops = |ids: &[ThingId]| ids.iter().take(5).map(|id| self.stop(id)).collect();
        Apart {
            from_group: of_from.nodes.len(),
            from_members: stops(&near_from),
            to_group: of_to.nodes.len(),
            to_members: stops(&near_to),
            restricted: restricted && same,
            joining_link: if same { None } else { joining() },
        }
    }
}

/// Each of `routes` with each of the best ways from `start` to `end` behind it, where no stop comes twice.
fn continued(
    routes: &[Route<ThingId>],
    graph: &WeightedGraph<ThingId>,
    start: &ThingId,
    end: &ThingId,
    wanted: usize,
    from: &ThingId,
) -> Vec<Route<ThingId>> {
    /// How many ways are looked at for each that is given: others may pass the same topics.
    const LOOKED_AT: usize = 6;
    let tails: Vec<Route<ThingId>> = graph.routes(start, end).take(wanted * LOOKED_AT).collect();
    let mut joined: Vec<Route<ThingId>> = Vec::new();
    for route in routes {
        let passed: BTreeSet<&ThingId> = std::iter::once(from).chain(route.stops()).collect();
        for tail in tails.iter().filter(|tail| !tail.stops().any(|stop| passed.contains(stop))) {
            let steps = route.steps.iter().chain(&tail.steps).cloned().collect();
            joined.push(Route { cost: route.cost + tail.cost, steps });
        }
    }
    joined.sort_by_key(|route| (route.cost, route.steps.len()));
    let mut told = BTreeSet::new();
    joined.retain(|route| {
        let topics: Vec<ThingId> =
            route.stops().filter(|stop| stop.kind() == Kind::Topic || *stop == end).cloned().collect();
        told.insert(topics)
    });
    joined.truncate(wanted * LOOKED_AT);
    joined
}
