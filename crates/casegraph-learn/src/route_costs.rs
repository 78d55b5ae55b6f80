//! All ties as priced steps: what paths are found in.
//!
//! # What a hop costs
//!
//! | hop | as written | the other way |
//! |---|---|---|
//! | from a stated prerequisite to what needs it | 8 | 12 |
//! | a stated relation | 10 | 12 |
//! | a link in the text of a page | 14 | 17 |
//! | a stated prerequisite whose link leads nowhere, to the page that is probably meant | 14 | 18 |
//! | a stated relation whose link leads nowhere, the same | 16 | 18 |
//! | between a topic and a pattern of its case studies | 18 + s | 18 + s |
//! | between a topic and a technology | 22 + s | 22 + s |
//! | between a topic and a company | 26 + s | 26 + s |
//!
//! `s` is twice the number of binary digits of how many topics share it: what all have in common says little. So two topics that
//! share a rare pattern are four stated hops apart, and a path goes over shared things only where relations take it far round.
//! A topic that has the name of the thing in its own, as Kafka Patterns has Kafka, is nearer to it: half before the `+`.
//! To step onto a topic that is not written costs 3 more.

use std::collections::{HashMap, HashSet};

use casegraph_analysis::{Route, Step, WeightedGraph};
use casegraph_facts::{Kind, ThingId, slug};

use super::{LostTie, PathOptions, Tie, Web, Wood};

/// What a tie costs more whose link leads nowhere, to the page that is probably meant.
const LOST: u32 = 6;

/// The steps that may be taken. Nodes are numbers in the order of their things: of equally cheap ways the first in that order is told.
pub(super) struct Roads<'w> {
    things: Vec<&'w ThingId>,
    graph: WeightedGraph<usize>,
}

/// A tie before it is priced.
struct Road<'w> {
    /// The place of its ground in the web; behind them all, that of a lost tie.
    handle: usize,
    from: &'w ThingId,
    to: &'w ThingId,
    tie: Tie,
    is_lost: bool,
}

impl<'w> Roads<'w> {
    /// The steps that the options leave open. Linear in the ties, but for sorting.
    pub(super) fn of(wood: &'w Wood, options: &PathOptions, from: &'w ThingId, to: &'w ThingId) -> Self {
        let is_end = |id: &ThingId| id == from || id == to || options.via.contains(id);
        let open = |id: &ThingId| {
            !options.avoid.contains(id) && (!options.only_written || is_end(id) || wood.places.is_written(id))
        };
        let ends = [from, to].into_iter().filter(|id| !options.avoid.contains(id));
        let met: HashSet<&ThingId> =
            roads(&wood.web).flat_map(|road| [road.from, road.to]).chain(ends.clone()).collect();
        let mut things: Vec<&ThingId> = met.into_iter().collect();
        things.sort_unstable();
        let nodes: HashMap<&ThingId, Node> =
            things.iter().enumerate().map(|(at, id)| (*id, Node::of(at, id, wood, open(id)))).collect();
        let mut steps = Vec::new();
        for road in roads(&wood.web) {
            let (Some(from), Some(to)) = (nodes.get(road.from), nodes.get(road.to)) else { continue };
            if !from.is_open || !to.is_open {
                continue;
            }
            let more = if road.is_lost { LOST } else { 0 };
            let (forth, back) = costs(&road, from, to, options.directed);
            let mut step = |from: &Node, to: &Node, cost: Option<u32>| {
                steps.extend(cost.map(|cost| Step {
                    from: from.place,
                    to: to.place,
                    cost: cost + more + to.unwritten,
                    handle: road.handle,
                }));
            };
            step(from, to, forth);
            step(to, from, back);
        }
        let ends: Vec<usize> = ends.filter_map(|id| nodes.get(id)).map(|node| node.place).collect();
        Self { graph: WeightedGraph::new(ends, steps), things }
    }

    /// The ways from one thing to another, the cheapest first, each found when it is asked for.
    pub(super) fn routes(&self, from: &ThingId, to: &ThingId) -> impl Iterator<Item = Route<ThingId>> {
        let place = |id: &ThingId| self.things.binary_search(&id).ok();
        let routes = place(from).zip(place(to)).map(|(from, to)| self.graph.routes(&from, &to));
        let thing = |at: usize| self.things.get(at).map(|id| (*id).clone());
        routes.into_iter().flatten().map(move |route| {
            let steps = route.steps.iter().filter_map(|step| {
                Some(Step {
                    from: thing(step.from)?,
                    to: thing(step.to)?,
                    cost: step.cost,
                    handle: step.handle,
                })
            });
            Route { cost: route.cost, steps: steps.collect() }
        })
    }
}

/// What the price of a step depends on.
struct Node {
    place: usize,
    is_open: bool,
    /// What it costs more to step onto it.
    unwritten: u32,
    /// The words of a topic's own name, or of what topics share.
    words: Vec<String>,
    /// Twice the number of binary digits of how many topics share it.
    spread: u32,
}

impl Node {
    fn of(place: usize, id: &ThingId, wood: &Wood, is_open: bool) -> Self {
        let name = if id.kind() == Kind::Topic { id.key() } else { wood.names().label(id) };
        let words = slug(name).split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        Self {
            place,
            is_open,
            unwritten: if wood.places.is_written(id) { 0 } else { 3 },
            words,
            spread: 2 * (u32::BITS - wood.web.spread(id).leading_zeros()),
        }
    }

    /// Whether the topic has the name of the thing in its own: Kafka in Kafka Patterns.
    fn is_namesake(&self, thing: &Self) -> bool {
        !thing.words.is_empty() && thing.words.iter().all(|word| self.words.contains(word))
    }
}

fn roads(web: &Web) -> impl Iterator<Item = Road<'_>> {
    let grounds = web.grounds().iter().enumerate().map(|(handle, ground)| Road {
        handle,
        from: &ground.from,
        to: &ground.to,
        tie: ground.tie,
        is_lost: false,
    });
    let behind = web.grounds().len();
    let lost = web.lost().iter().enumerate().filter_map(move |(at, lost)| {
        let to = lost.probably.as_ref()?;
        Some(Road { handle: behind + at, from: &lost.topic, to, tie: lost.tie, is_lost: true })
    });
    grounds.chain(lost)
}

/// The lost tie that a step follows, if it follows one.
pub(super) fn lost_of(web: &Web, handle: usize) -> Option<&LostTie> {
    web.lost().get(handle.checked_sub(web.grounds().len())?)
}

/// What it costs to follow a tie as written, and the other way.
fn costs(road: &Road<'_>, from: &Node, to: &Node, directed: bool) -> (Option<u32>, Option<u32>) {
    let (forth, back) = match road.tie {
        // A prerequisite is written where it is needed, and learnt before.
        Tie::Prerequisite if directed => return (None, Some(8)),
        Tie::Prerequisite => (12, 8),
        Tie::Related => (10, 12),
        Tie::Link => (14, 17),
        Tie::Uses => {
            let base = match road.to.kind() {
                Kind::Pattern => 18,
                Kind::Technology => 22,
                _ => 26,
            };
            let base = if from.is_namesake(to) { base / 2 } else { base };
            return (Some(base + to.spread), Some(base + to.spread));
        }
    };
    (Some(forth), (!directed).then_some(back))
}
