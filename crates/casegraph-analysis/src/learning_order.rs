//! What to take first: an order in which everything comes after what it needs.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// Nodes in an order to take them in, and where no such order exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearningOrder<N> {
    /// Every node once; each after all that it needs, but for those in a cycle with it.
    pub nodes: Vec<N>,
    /// Nodes that need one another in a circle, each circle sorted; circles by their first node.
    pub cycles: Vec<Vec<N>>,
}

impl<N: Ord + Clone> LearningOrder<N> {
    /// Orders `nodes` by `needs`: pairs of a node and what it needs; pairs with an unknown end are left out. Of nodes that could
    /// come next, the least one comes next, so put what decides first into the front of `N`. Nodes of a cycle stand together.
    /// (Kahn, 1962, over the strongly connected components of Tarjan, 1972.) O((nodes + pairs) · log nodes).
    pub fn new(nodes: impl IntoIterator<Item = N>, needs: impl IntoIterator<Item = (N, N)>) -> Self {
        let all: BTreeSet<N> = nodes.into_iter().collect();
        let mut graph: DiGraph<&N, ()> = DiGraph::new();
        let places: BTreeMap<&N, NodeIndex> = all.iter().map(|node| (node, graph.add_node(node))).collect();
        let pairs: BTreeSet<(N, N)> = needs.into_iter().filter(|(node, need)| node != need).collect();
        for (node, need) in &pairs {
            if let (Some(node), Some(need)) = (places.get(node), places.get(need)) {
                graph.add_edge(*need, *node, ());
            }
        }
        let mut circles: Vec<Vec<N>> = Vec::new();
        for mut members in tarjan_scc(&graph) {
            members.sort();
            circles
                .push(members.into_iter().filter_map(|at| graph.node_weight(at).copied().cloned()).collect());
        }
        let mut circle_of: BTreeMap<&N, usize> = BTreeMap::new();
        for (at, members) in circles.iter().enumerate() {
            circle_of.extend(members.iter().map(|member| (member, at)));
        }
        let mut after: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut waiting: BTreeMap<usize, usize> = BTreeMap::new();
        for (node, need) in &pairs {
            if let (Some(node), Some(need)) = (circle_of.get(node), circle_of.get(need))
                && node != need
                && after.entry(*need).or_default().insert(*node)
            {
                *waiting.entry(*node).or_default() += 1;
            }
        }
        let mut ready: BinaryHeap<Reverse<(&[N], usize)>> = circles
            .iter()
            .enumerate()
            .filter(|(at, _)| !waiting.contains_key(at))
            .map(|(at, members)| Reverse((members.as_slice(), at)))
            .collect();
        let mut order = Vec::with_capacity(all.len());
        while let Some(Reverse((members, at))) = ready.pop() {
            order.extend_from_slice(members);
            for next in after.remove(&at).unwrap_or_default() {
                let left = waiting.entry(next).or_default();
                *left = left.saturating_sub(1);
                if *left == 0
                    && let Some(members) = circles.get(next)
                {
                    ready.push(Reverse((members, next)));
                }
            }
        }
        let mut cycles: Vec<Vec<N>> = circles.iter().filter(|members| members.len() > 1).cloned().collect();
        cycles.sort();
        Self { nodes: order, cycles }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_needed_comes_first_and_the_least_of_those_that_could() {
        let order =
            LearningOrder::new(["a", "b", "c", "d", "e"], [("a", "d"), ("b", "a"), ("c", "a"), ("e", "x")]);
        assert_eq!(order.nodes, ["d", "a", "b", "c", "e"]);
        assert!(order.cycles.is_empty());
    }

    #[test]
    fn a_cycle_is_named_and_stands_together() {
        // b and d need each other; a needs d, d needs e.
        let order =
            LearningOrder::new(["a", "b", "c", "d", "e"], [("a", "d"), ("b", "d"), ("d", "b"), ("d", "e")]);
        assert_eq!(order.nodes, ["c", "e", "b", "d", "a"]);
        assert_eq!(order.cycles, [["b", "d"]]);
    }

    proptest! {
        /// Every node comes once and after what it needs, unless a cycle holds both; the order of the pairs does not matter.
        #[test]
        fn the_order_is_topological(mut needs in prop::collection::vec((0u8..15, 0u8..15), 0..40)) {
            let order = LearningOrder::new(0..15, needs.clone());
            let at = |node: u8| order.nodes.iter().position(|other| *other == node).unwrap();
            prop_assert_eq!(order.nodes.iter().copied().collect::<BTreeSet<_>>(), (0..15).collect::<BTreeSet<_>>());
            for (node, need) in needs.iter().filter(|(node, need)| node != need) {
                let circle = order.cycles.iter().any(|members| members.contains(node) && members.contains(need));
                prop_assert!(circle || at(*need) < at(*node), "{} needs {}: {:?}", node, need, order);
            }
            needs.reverse();
            prop_assert_eq!(order, LearningOrder::new(0..15, needs));
        }
    }
}
