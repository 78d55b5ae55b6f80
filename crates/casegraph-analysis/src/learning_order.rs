//! A topological order by prerequisites, with the cycles that have no such order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// Nodes in the order to learn them, and the cycles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearningOrder<N> {
    /// Every node once; each after its prerequisites, except those in a cycle with it.
    pub nodes: Vec<N>,
    /// Nodes that need one another, each cycle sorted; cycles by their first node.
    pub cycles: Vec<Vec<N>>,
}

impl<N: Ord + Clone> LearningOrder<N> {
    /// Orders `nodes` by `prerequisites`: pairs of a node and its prerequisite; pairs with an unknown end are left out. Of nodes
    /// that could come next, the least one comes next, so the first field of `N` decides first. Nodes of a cycle are adjacent.
    /// (Kahn, 1962, over the strongly connected components of Tarjan, 1972.) O((nodes + pairs) · log nodes).
    pub fn new(nodes: impl IntoIterator<Item = N>, prerequisites: impl IntoIterator<Item = (N, N)>) -> Self {
        let all: BTreeSet<N> = nodes.into_iter().collect();
        let mut graph: DiGraph<&N, ()> = DiGraph::new();
        let places: BTreeMap<&N, NodeIndex> = all.iter().map(|node| (node, graph.add_node(node))).collect();
        let pairs: BTreeSet<(N, N)> =
            prerequisites.into_iter().filter(|(node, first)| node != first).collect();
        for (node, first) in &pairs {
            if let (Some(node), Some(first)) = (places.get(node), places.get(first)) {
                graph.add_edge(*first, *node, ());
            }
        }
        let mut components: Vec<Vec<N>> = Vec::new();
        for mut members in tarjan_scc(&graph) {
            members.sort();
            components
                .push(members.into_iter().filter_map(|at| graph.node_weight(at).copied().cloned()).collect());
        }
        let mut component_of: BTreeMap<&N, usize> = BTreeMap::new();
        for (at, members) in components.iter().enumerate() {
            component_of.extend(members.iter().map(|member| (member, at)));
        }
        let mut after: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        let mut waiting: BTreeMap<usize, usize> = BTreeMap::new();
        for (node, first) in &pairs {
            if let (Some(node), Some(first)) = (component_of.get(node), component_of.get(first))
                && node != first
                && after.entry(*first).or_default().insert(*node)
            {
                *waiting.entry(*node).or_default() += 1;
            }
        }
        let mut ready: BinaryHeap<Reverse<(&[N], usize)>> = components
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
                    && let Some(members) = components.get(next)
                {
                    ready.push(Reverse((members, next)));
                }
            }
        }
        let mut cycles: Vec<Vec<N>> =
            components.iter().filter(|members| members.len() > 1).cloned().collect();
        cycles.sort();
        Self { nodes: order, cycles }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prerequisites_come_first_and_then_the_least_node() {
        let order =
            LearningOrder::new(["a", "b", "c", "d", "e"], [("a", "d"), ("b", "a"), ("c", "a"), ("e", "x")]);
        assert_eq!(order.nodes, ["d", "a", "b", "c", "e"]);
        assert!(order.cycles.is_empty());
    }

    #[test]
    fn a_cycle_is_reported_and_its_nodes_are_adjacent() {
        // b and d need each other; a needs d, d needs e.
        let order =
            LearningOrder::new(["a", "b", "c", "d", "e"], [("a", "d"), ("b", "d"), ("d", "b"), ("d", "e")]);
        assert_eq!(order.nodes, ["c", "e", "b", "d", "a"]);
        assert_eq!(order.cycles, [["b", "d"]]);
    }

    proptest! {
        /// Every node comes once and after its prerequisites, unless a cycle contains both; the order of the pairs does not matter.
        #[test]
        fn the_order_is_topological(mut needs in prop::collection::vec((0u8..15, 0u8..15), 0..40)) {
            let order = LearningOrder::new(0..15, needs.clone());
            let at = |node: u8| order.nodes.iter().position(|other| *other == node).unwrap();
            prop_assert_eq!(order.nodes.iter().copied().collect::<BTreeSet<_>>(), (0..15).collect::<BTreeSet<_>>());
            for (node, need) in needs.iter().filter(|(node, need)| node != need) {
                let in_cycle = order.cycles.iter().any(|members| members.contains(node) && members.contains(need));
                prop_assert!(in_cycle || at(*need) < at(*node), "{} needs {}: {:?}", node, need, order);
            }
            needs.reverse();
            prop_assert_eq!(order, LearningOrder::new(0..15, needs));
        }
    }
}
