//! An undirected graph of concepts: connected groups and degrees.

use std::collections::BTreeMap;

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::{EdgeRef as _, NodeIndexable as _};

/// An undirected graph over nodes of any ordered type. Parallel edges and loops are dropped.
#[derive(Clone, Debug)]
pub struct ConceptGraph<N> {
    pub(crate) graph: UnGraph<N, ()>,
}

/// A connected component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<N> {
    /// The nodes, sorted.
    pub nodes: Vec<N>,
}

impl<N: Ord + Clone> ConceptGraph<N> {
    /// A graph of these nodes and edges; the ends of edges become nodes too. The result does not depend on their order.
    /// Cost: sorting nodes and edges.
    pub fn new(nodes: impl IntoIterator<Item = N>, edges: impl IntoIterator<Item = (N, N)>) -> Self {
        let mut pairs: Vec<(N, N)> = edges
            .into_iter()
            .filter(|(from, to)| from != to)
            .map(|(from, to)| if from <= to { (from, to) } else { (to, from) })
            .collect();
        pairs.sort();
        pairs.dedup();
        let mut all: Vec<N> =
            nodes.into_iter().chain(pairs.iter().flat_map(|(from, to)| [from.clone(), to.clone()])).collect();
        all.sort();
        all.dedup();
        let mut graph = UnGraph::with_capacity(all.len(), pairs.len());
        let places: BTreeMap<N, NodeIndex> =
            all.into_iter().map(|node| (node.clone(), graph.add_node(node))).collect();
        for (from, to) in pairs {
            if let (Some(from), Some(to)) = (places.get(&from), places.get(&to)) {
                graph.add_edge(*from, *to, ());
            }
        }
        Self { graph }
    }

    /// The number of edges.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The connected components, largest first, equal ones by their first node. Near-linear in nodes and edges
    /// (union-find: Tarjan, 1975).
    #[must_use]
    pub fn groups(&self) -> Vec<Group<N>> {
        let mut sets = UnionFind::new(self.graph.node_bound());
        for edge in self.graph.edge_references() {
            sets.union(edge.source().index(), edge.target().index());
        }
        let mut groups: BTreeMap<usize, Vec<N>> = BTreeMap::new();
        for node in self.graph.node_indices() {
            groups
                .entry(sets.find_mut(node.index()))
                .or_default()
                .extend(self.graph.node_weight(node).cloned());
        }
        let mut groups: Vec<Group<N>> = groups
            .into_values()
            .map(|mut nodes| {
                nodes.sort();
                Group { nodes }
            })
            .collect();
        groups.sort_by(|a, b| b.nodes.len().cmp(&a.nodes.len()).then_with(|| a.nodes.cmp(&b.nodes)));
        groups
    }

    /// Nodes with the number of their neighbours, most first, equal ones sorted.
    #[must_use]
    pub fn degrees(&self) -> Vec<(N, usize)> {
        let degree = |node| self.graph.neighbors(node).count();
        let mut degrees: Vec<(N, usize)> = self
            .graph
            .node_indices()
            .filter_map(|node| Some((self.graph.node_weight(node)?.clone(), degree(node))))
            .collect();
        degrees.sort_by(|(a, more), (b, less)| less.cmp(more).then_with(|| a.cmp(b)));
        degrees
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn groups_and_degrees_of_a_small_graph() {
        // a - b - c   d - e   f
        let graph = ConceptGraph::new(["f"], [("a", "b"), ("b", "c"), ("c", "b"), ("e", "d"), ("a", "a")]);
        let groups: Vec<Vec<&str>> = graph.groups().into_iter().map(|group| group.nodes).collect();
        assert_eq!(groups, [vec!["a", "b", "c"], vec!["d", "e"], vec!["f"]]);
        assert_eq!(graph.degrees(), [("b", 2), ("a", 1), ("c", 1), ("d", 1), ("e", 1), ("f", 0)]);
        assert_eq!(graph.edge_count(), 3);
    }

    proptest! {
        /// Whatever the order of the edges, the answer is the same, and every edge lies within one group.
        #[test]
        fn groups_do_not_depend_on_order(mut edges in prop::collection::vec((0u8..20, 0u8..20), 0..40)) {
            let groups = ConceptGraph::new([], edges.clone()).groups();
            for (from, to) in edges.iter().filter(|(from, to)| from != to) {
                prop_assert!(groups.iter().any(|group| group.nodes.contains(from) && group.nodes.contains(to)));
            }
            edges.reverse();
            prop_assert_eq!(groups, ConceptGraph::new([], edges).groups());
        }
    }
}
