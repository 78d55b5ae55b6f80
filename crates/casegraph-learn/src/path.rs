//! The way from one topic to another, with the reason for every hop.
//!
//! What a hop costs is said in `roads.rs`.

use std::collections::BTreeSet;

use casegraph_analysis::{ConceptGraph, Group, Route};
use casegraph_facts::{Kind, ThingId};
use serde::Serialize;

use super::roads::{Roads, lost_of};
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
    /// What is written in the link, where it leads nowhere and exactly one page fits it: the weaker hop to the page that is
    /// probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<String>,
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

impl Wood {
    /// The best ways from `from` to `to`. Weights are in docs/learners.md; ways over the same stops are told once.
    /// Near-linear in the ties for the first way; each further one costs a search for every stop of the one before it.
    #[must_use]
    pub fn path(&self, from: &ThingId, to: &ThingId, options: &PathOptions) -> PathReport {
        let wanted = options.alternatives + 1;
        let roads = Roads::of(self, options, from, to);
        let mut ends = vec![from];
        ends.extend(&options.via);
        ends.push(to);
        let mut routes = vec![Route { cost: 0, steps: Vec::new() }];
        for (start, end) in ends.iter().zip(ends.iter().skip(1)) {
            if start != end {
                routes = continued(&routes, &roads, start, end, wanted, from);
            }
        }
        let ways: Vec<Way> = routes.into_iter().take(wanted).map(|route| self.way(&route)).collect();
        let apart = ways.is_empty().then(|| self.apart(from, to, options));
        PathReport { from: self.stop(from), to: self.stop(to), ways, apart }
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
                    lost: None,
                    against: false,
                    grounds: grounds.into_iter().flatten().cloned().collect(),
                });
                steps.next();
                continue;
            }
            let lost = lost_of(&self.web, step.handle);
            let grounds: Vec<Ground> = match lost {
                Some(lost) => lost.ground().into_iter().collect(),
                None => self.web.between(&step.from, &step.to).into_iter().cloned().collect(),
            };
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
                lost: lost.map(|lost| lost.href.clone()),
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
        let lost =
            self.web.lost().iter().filter_map(|lost| Some((lost.topic.clone(), lost.probably.clone()?)));
        let graph = ConceptGraph::new([from.clone(), to.clone()], pairs.chain(lost));
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
                let category = |id: &ThingId| self.things.topic(id)?.category.clone();
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
    roads: &Roads<'_>,
    start: &ThingId,
    end: &ThingId,
    wanted: usize,
    from: &ThingId,
) -> Vec<Route<ThingId>> {
    /// How many ways are looked at for each that is given: others may pass the same topics.
    const LOOKED_AT: usize = 6;
    let tails: Vec<Route<ThingId>> = roads.routes(start, end).take(wanted * LOOKED_AT).collect();
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
