//! All relations as weighted edges: the graph that routes are found in.
//!
//! # Costs
//!
//! | hop | as written | reversed |
//! |---|---|---|
//! | from a stated prerequisite to the topic that needs it | 8 | 12 |
//! | a stated relation | 10 | 12 |
//! | a link in the text of a page | 14 | 17 |
//! | a stated prerequisite whose target does not exist, to the suggested page | 14 | 18 |
//! | a stated relation whose target does not exist, to the suggested page | 16 | 18 |
//! | between a topic and a pattern of its case studies | 18 + s | 18 + s |
//! | between a topic and a technology | 22 + s | 22 + s |
//! | between a topic and a company | 26 + s | 26 + s |
//!
//! `s` is twice the number of binary digits of the number of topics that share the thing: a thing that all topics share says little.
//! So two topics that share a rare pattern are four stated hops apart, and a route passes shared things only if stated relations
//! make a long detour. If the name of a topic contains the name of the thing, as Kafka Patterns contains Kafka, the part before the
//! `+` is halved. A hop to a topic that is not written costs 3 more.

use std::collections::{HashMap, HashSet};

use casegraph_analysis::{Step, WeightedGraph, WeightedPath};
use casegraph_facts::{Kind, ThingId, slug};

use crate::path_options::PathOptions;
use crate::relations::{RelationKind, Relations};
use crate::topic_graph::TopicGraph;
use crate::unresolved::UnresolvedRelation;

/// The extra cost of a relation whose target does not exist, to the suggested page.
const UNRESOLVED_COST: u32 = 6;

/// The steps that a route may take. Nodes are numbers in the order of their things: of equally cheap routes the first in that order
/// is given.
pub(crate) struct RoutingGraph<'g> {
    things: Vec<&'g ThingId>,
    graph: WeightedGraph<usize>,
}

/// A relation before its cost is known.
struct WeightedEdge<'g> {
    /// The index of its evidence; above all of them, that of an unresolved relation.
    handle: usize,
    from: &'g ThingId,
    to: &'g ThingId,
    relation: RelationKind,
    is_unresolved: bool,
}

impl<'g> RoutingGraph<'g> {
    /// The steps that the options allow. Linear in the relations, but for sorting.
    pub(crate) fn new(
        topic_graph: &'g TopicGraph,
        options: &PathOptions,
        from: &'g ThingId,
        to: &'g ThingId,
    ) -> Self {
        let is_end = |id: &ThingId| id == from || id == to || options.via.contains(id);
        let open = |id: &ThingId| {
            !options.avoid.contains(id)
                && (!options.only_written || is_end(id) || topic_graph.labels.is_written(id))
        };
        let ends = [from, to].into_iter().filter(|id| !options.avoid.contains(id));
        let met: HashSet<&ThingId> =
            edges(&topic_graph.relations).flat_map(|edge| [edge.from, edge.to]).chain(ends.clone()).collect();
        let mut things: Vec<&ThingId> = met.into_iter().collect();
        things.sort_unstable();
        let nodes: HashMap<&ThingId, Node> = things
            .iter()
            .enumerate()
            .map(|(index, id)| (*id, Node::new(index, id, topic_graph, open(id))))
            .collect();
        let mut steps = Vec::new();
        for edge in edges(&topic_graph.relations) {
            let (Some(from), Some(to)) = (nodes.get(edge.from), nodes.get(edge.to)) else { continue };
            if !from.is_open || !to.is_open {
                continue;
            }
            let more = if edge.is_unresolved { UNRESOLVED_COST } else { 0 };
            let (forth, back) = costs(&edge, from, to, options.directed);
            let mut step = |from: &Node, to: &Node, cost: Option<u32>| {
                steps.extend(cost.map(|cost| Step {
                    from: from.index,
                    to: to.index,
                    cost: cost + more + to.unwritten_cost,
                    handle: edge.handle,
                }));
            };
            step(from, to, forth);
            step(to, from, back);
        }
        let ends: Vec<usize> = ends.filter_map(|id| nodes.get(id)).map(|node| node.index).collect();
        Self { graph: WeightedGraph::new(ends, steps), things }
    }

    /// The paths from one thing to another, the cheapest first, each computed when the iterator is advanced.
    pub(crate) fn paths(&self, from: &ThingId, to: &ThingId) -> impl Iterator<Item = WeightedPath<ThingId>> {
        let index = |id: &ThingId| self.things.binary_search(&id).ok();
        let paths = index(from).zip(index(to)).map(|(from, to)| self.graph.paths(&from, &to));
        let thing = |index: usize| self.things.get(index).map(|id| (*id).clone());
        paths.into_iter().flatten().map(move |path| {
            let steps = path.steps.iter().filter_map(|step| {
                Some(Step {
                    from: thing(step.from)?,
                    to: thing(step.to)?,
                    cost: step.cost,
                    handle: step.handle,
                })
            });
            WeightedPath { cost: path.cost, steps: steps.collect() }
        })
    }
}

/// The properties of a thing that the cost of a step depends on.
struct Node {
    index: usize,
    is_open: bool,
    /// The extra cost of a step onto it.
    unwritten_cost: u32,
    /// The words of its name.
    words: Vec<String>,
    /// Twice the number of binary digits of the number of topics that share it.
    degree_cost: u32,
}

impl Node {
    fn new(index: usize, id: &ThingId, topic_graph: &TopicGraph, is_open: bool) -> Self {
        let name = if id.kind() == Kind::Topic { id.key() } else { topic_graph.names().label(id) };
        let words = slug(name).split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Self {
            index,
            is_open,
            unwritten_cost: if topic_graph.labels.is_written(id) { 0 } else { 3 },
            words,
            degree_cost: 2 * (u32::BITS - topic_graph.relations.degree(id).leading_zeros()),
        }
    }

    /// Whether the name of this topic contains the name of the thing: Kafka in Kafka Patterns.
    fn is_named_after(&self, thing: &Self) -> bool {
        !thing.words.is_empty() && thing.words.iter().all(|word| self.words.contains(word))
    }
}

fn edges(relations: &Relations) -> impl Iterator<Item = WeightedEdge<'_>> {
    let evidence = relations.evidence().iter().enumerate().map(|(handle, one)| WeightedEdge {
        handle,
        from: &one.from,
        to: &one.to,
        relation: one.relation,
        is_unresolved: false,
    });
    let first_unresolved = relations.evidence().len();
    let unresolved = relations.unresolved().iter().enumerate().filter_map(move |(index, one)| {
        Some(WeightedEdge {
            handle: first_unresolved + index,
            from: &one.topic,
            to: one.suggested_target.as_ref()?,
            relation: one.relation,
            is_unresolved: true,
        })
    });
    evidence.chain(unresolved)
}

/// The unresolved relation that a step follows, if it follows one.
pub(crate) fn unresolved_at(relations: &Relations, handle: usize) -> Option<&UnresolvedRelation> {
    relations.unresolved().get(handle.checked_sub(relations.evidence().len())?)
}

/// The costs to follow a relation as written, and reversed.
fn costs(edge: &WeightedEdge<'_>, from: &Node, to: &Node, directed: bool) -> (Option<u32>, Option<u32>) {
    let (forth, back) = match edge.relation {
        // A prerequisite is written on the topic that needs it, and is learnt before.
        RelationKind::Prerequisite if directed => return (None, Some(8)),
        RelationKind::Prerequisite => (12, 8),
        RelationKind::Related => (10, 12),
        RelationKind::Link => (14, 17),
        RelationKind::Uses => {
            let base = match edge.to.kind() {
                Kind::Pattern => 18,
                Kind::Technology => 22,
                _ => 26,
            };
            let base = if from.is_named_after(to) { base / 2 } else { base };
            return (Some(base + to.degree_cost), Some(base + to.degree_cost));
        }
    };
    (Some(forth), (!directed).then_some(back))
}
