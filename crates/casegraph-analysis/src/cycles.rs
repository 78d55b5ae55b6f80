//! Cycles of a directed graph.

use std::collections::BTreeMap;

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// The groups of nodes that reach one another along directed edges, each sorted, by their first node; a node with an edge
/// to itself is a group too. Linear in the edges but for sorting them (strongly connected components: Tarjan, 1972).
pub fn cycles<N: Ord + Clone>(edges: impl IntoIterator<Item = (N, N)>) -> Vec<Vec<N>> {
    let mut edges: Vec<(N, N)> = edges.into_iter().collect();
    edges.sort();
    edges.dedup();
    let mut graph: DiGraph<N, ()> = DiGraph::new();
    let mut places: BTreeMap<N, NodeIndex> = BTreeMap::new();
    let mut loops = Vec::new();
    for (from, to) in edges {
        if from == to {
            loops.push(vec![from]);
            continue;
        }
        let mut place = |node: N| *places.entry(node.clone()).or_insert_with(|| graph.add_node(node));
        let (from, to) = (place(from), place(to));
        graph.add_edge(from, to, ());
    }
    let name = |place: &NodeIndex| graph.node_weight(*place).cloned();
    let groups = tarjan_scc(&graph);
    let long = groups.iter().filter(|group| group.len() > 1);
    let mut found: Vec<Vec<N>> = long.map(|group| group.iter().filter_map(name).collect()).collect();
    for group in &mut found {
        group.sort();
    }
    loops.retain(|own| !found.iter().any(|group| own.iter().all(|node| group.contains(node))));
    found.extend(loops);
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn cycles_are_found_and_orders_are_not() {
        assert_eq!(cycles([(1, 2), (2, 3), (1, 3)]), Vec::<Vec<i32>>::new());
        assert_eq!(cycles([(3, 1), (1, 2), (2, 3), (3, 4), (5, 5), (1, 1)]), [vec![1, 2, 3], vec![5]]);
    }
}
