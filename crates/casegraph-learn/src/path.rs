//! The routes from one topic to another, with the evidence for every hop.
//!
//! `route_costs.rs` says what a hop costs.

use std::collections::BTreeSet;

use casegraph_analysis::{ConceptGraph, Group, WeightedPath};
use casegraph_facts::{Kind, ThingId};
use serde::Serialize;

use crate::path_options::PathOptions;
use crate::relations::{Evidence, RelationKind};
use crate::route_costs::{RoutingGraph, unresolved_at};
use crate::topic_graph::TopicGraph;
use crate::topic_ref::TopicRef;

/// The routes from one thing to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PathReport {
    /// The start.
    pub from: TopicRef,
    /// The end.
    pub to: TopicRef,
    /// The routes, best first; empty if there is none.
    pub routes: Vec<Route>,
    /// Why there is no route.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disconnected: Option<Disconnected>,
}

/// One route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Route {
    /// The sum of the costs of its hops.
    pub cost: u64,
    /// Its hops in order; empty if both ends are the same.
    pub hops: Vec<PathHop>,
}

/// A hop from one thing to the next, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PathHop {
    /// The start of the hop.
    pub from: TopicRef,
    /// The end of the hop.
    pub to: TopicRef,
    /// Its cost.
    pub cost: u64,
    /// The thing that both use, if no author states that they are related: a weak hop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared: Option<TopicRef>,
    /// The target of the link as written, if it does not exist and exactly one page fits: a weak hop to the page that fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unresolved: Option<String>,
    /// Whether the relation is written in the other direction.
    pub reversed: bool,
    /// The occurrences in the text, strongest first; of a shared thing one in each topic.
    pub evidence: Vec<Evidence>,
}

/// Why there is no route between two things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Disconnected {
    /// The number of topics and names that can be reached from the start, itself included.
    pub from_group: usize,
    /// Some topics among them, most connected first.
    pub from_members: Vec<TopicRef>,
    /// The number that can be reached from the end.
    pub to_group: usize,
    /// Some topics among them.
    pub to_members: Vec<TopicRef>,
    /// Whether there is a route without the restrictions that were asked for.
    pub restricted: bool,
    /// The link that would join both groups, if they are separate: a topic of each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joining_link: Option<(TopicRef, TopicRef)>,
}

impl TopicGraph {
    /// The best routes from `from` to `to`. Costs are in docs/learners.md; of several routes through the same topics one is given.
    /// Near-linear in the relations for the first route; each further one costs a search for every topic of the one before it.
    #[must_use]
    pub fn path(&self, from: &ThingId, to: &ThingId, options: &PathOptions) -> PathReport {
        let wanted = options.alternatives + 1;
        let routing = RoutingGraph::new(self, options, from, to);
        let mut ends = vec![from];
        ends.extend(&options.via);
        ends.push(to);
        let mut paths = vec![WeightedPath { cost: 0, steps: Vec::new() }];
        for (start, end) in ends.iter().zip(ends.iter().skip(1)) {
            if start != end {
                paths = extended(&paths, &routing, start, end, wanted, from);
            }
        }
        let routes: Vec<Route> = paths.into_iter().take(wanted).map(|path| self.route(&path)).collect();
        let disconnected = routes.is_empty().then(|| self.disconnected(from, to, options));
        PathReport { from: self.topic_ref(from), to: self.topic_ref(to), routes, disconnected }
    }

    fn route(&self, path: &WeightedPath<ThingId>) -> Route {
        let mut hops = Vec::new();
        let mut steps = path.steps.iter().peekable();
        while let Some(step) = steps.next() {
            let passes_a_name = step.to.kind() != Kind::Topic && step.from.kind() == Kind::Topic;
            if let Some(next) = steps.peek().filter(|_| passes_a_name) {
                let all = self.relations.evidence();
                let evidence = [all.get(step.handle), all.get(next.handle)];
                hops.push(PathHop {
                    from: self.topic_ref(&step.from),
                    to: self.topic_ref(&next.to),
                    cost: u64::from(step.cost) + u64::from(next.cost),
                    shared: Some(self.topic_ref(&step.to)),
                    unresolved: None,
                    reversed: false,
                    evidence: evidence.into_iter().flatten().cloned().collect(),
                });
                steps.next();
                continue;
            }
            let unresolved = unresolved_at(&self.relations, step.handle);
            let evidence: Vec<Evidence> = match unresolved {
                Some(unresolved) => unresolved.evidence().into_iter().collect(),
                None => self.relations.between(&step.from, &step.to).into_iter().cloned().collect(),
            };
            let reversed = evidence.iter().all(|one| match one.relation {
                RelationKind::Prerequisite => one.to != step.from,
                RelationKind::Related | RelationKind::Link => one.from != step.from,
                RelationKind::Uses => false,
            });
            hops.push(PathHop {
                from: self.topic_ref(&step.from),
                to: self.topic_ref(&step.to),
                cost: u64::from(step.cost),
                shared: None,
                unresolved: unresolved.map(|unresolved| unresolved.href.clone()),
                reversed,
                evidence,
            });
        }
        Route { cost: path.cost, hops }
    }

    fn disconnected(&self, from: &ThingId, to: &ThingId, options: &PathOptions) -> Disconnected {
        let restricted =
            options.directed || options.only_written || !options.avoid.is_empty() || !options.via.is_empty();
        let pairs = self.relations.evidence().iter().map(|one| (one.from.clone(), one.to.clone()));
        let suggested =
            self.relations.unresolved().iter().filter_map(|unresolved| {
                Some((unresolved.topic.clone(), unresolved.suggested_target.clone()?))
            });
        let graph = ConceptGraph::new([from.clone(), to.clone()], pairs.chain(suggested));
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
            topics.sort_by_key(|id| (id != end, !self.labels.is_written(id)));
            topics.truncate(50);
            topics
        };
        let (near_from, near_to) = (members(&of_from, from), members(&of_to, to));
        let same = of_from.nodes == of_to.nodes;
        let joining = || {
            let pairs = near_from.iter().flat_map(|a| near_to.iter().map(move |b| (a, b)));
            // A link between two written topics of one category is most likely to be right; then the ends themselves, then hubs.
            let best = pairs.min_by_key(|(a, b)| {
                let unwritten = [*a, *b].into_iter().filter(|id| !self.labels.is_written(id)).count();
                let category = |id: &ThingId| self.entities.topic(id)?.category.clone();
                (unwritten, category(a).is_none() || category(a) != category(b))
            })?;
            Some((self.topic_ref(best.0), self.topic_ref(best.1)))
        };
        let shown = |ids: &[ThingId]| ids.iter().take(5).map(|id| self.topic_ref(id)).collect();
        Disconnected {
            from_group: of_from.nodes.len(),
            from_members: shown(&near_from),
            to_group: of_to.nodes.len(),
            to_members: shown(&near_to),
            restricted: restricted && same,
            joining_link: if same { None } else { joining() },
        }
    }
}

/// Each of `paths`, continued by each of the best paths from `start` to `end`, if no node comes twice.
fn extended(
    paths: &[WeightedPath<ThingId>],
    routing: &RoutingGraph<'_>,
    start: &ThingId,
    end: &ThingId,
    wanted: usize,
    from: &ThingId,
) -> Vec<WeightedPath<ThingId>> {
    /// For each wanted route so many paths are computed: several may pass the same topics.
    const LOOKED_AT: usize = 6;
    let tails: Vec<WeightedPath<ThingId>> = routing.paths(start, end).take(wanted * LOOKED_AT).collect();
    let mut joined: Vec<WeightedPath<ThingId>> = Vec::new();
    for path in paths {
        let passed: BTreeSet<&ThingId> = std::iter::once(from).chain(path.stops()).collect();
        for tail in tails.iter().filter(|tail| !tail.stops().any(|stop| passed.contains(stop))) {
            let steps = path.steps.iter().chain(&tail.steps).cloned().collect();
            joined.push(WeightedPath { cost: path.cost + tail.cost, steps });
        }
    }
    joined.sort_by_key(|path| (path.cost, path.steps.len()));
    let mut seen = BTreeSet::new();
    joined.retain(|path| {
        let topics: Vec<ThingId> =
            path.stops().filter(|stop| stop.kind() == Kind::Topic || *stop == end).cloned().collect();
        seen.insert(topics)
    });
    joined.truncate(wanted * LOOKED_AT);
    joined
}
