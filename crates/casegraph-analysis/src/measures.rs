//! Articulation points and betweenness of a graph.

use std::collections::VecDeque;

use petgraph::algo::articulation_points::articulation_points;
use petgraph::graph::NodeIndex;

use crate::ConceptGraph;

impl<N: Ord + Clone> ConceptGraph<N> {
    /// The nodes whose removal splits their group (articulation points), sorted (Tarjan, 1972). Linear in nodes and edges.
    #[must_use]
    pub fn articulation_points(&self) -> Vec<N> {
        let found = articulation_points(&self.graph);
        let mut points: Vec<N> =
            found.into_iter().filter_map(|at| self.graph.node_weight(at).cloned()).collect();
        points.sort();
        points
    }

    /// For every node the share of shortest paths between two others that pass through it, from 0 to 1; highest first, equal ones
    /// sorted (betweenness: Freeman, 1977, by the algorithm of Brandes, 2001). O(nodes · edges).
    #[must_use]
    pub fn betweenness(&self) -> Vec<(N, f64)> {
        let count = self.graph.node_count();
        let mut score = vec![0.0f64; count];
        for source in self.graph.node_indices() {
            self.add_paths_from(source, &mut score);
        }
        // Every pair was counted from both of its ends.
        let others = u32::try_from(count.saturating_sub(1)).map_or(1.0, f64::from);
        let pairs = (others * (others - 1.0)).max(1.0);
        let mut ranked: Vec<(N, f64)> = self
            .graph
            .node_indices()
            .filter_map(|at| Some((self.graph.node_weight(at)?.clone(), score.get(at.index())? / pairs)))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked
    }

    /// One breadth-first search, then the shares of its paths from the farthest node back.
    fn add_paths_from(&self, source: NodeIndex, score: &mut [f64]) {
        #[derive(Clone, Default)]
        struct Reached {
            far: Option<u32>,
            paths: f64,
            share: f64,
            before: Vec<NodeIndex>,
        }
        let mut reached = vec![Reached::default(); self.graph.node_count()];
        if let Some(start) = reached.get_mut(source.index()) {
            (start.far, start.paths) = (Some(0), 1.0);
        }
        let mut order = Vec::new();
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            order.push(node);
            let Some((Some(far), paths)) = reached.get(node.index()).map(|here| (here.far, here.paths))
            else {
                continue;
            };
            for next in self.graph.neighbors(node) {
                let Some(there) = reached.get_mut(next.index()) else { continue };
                if there.far.is_none() {
                    there.far = Some(far + 1);
                    queue.push_back(next);
                }
                if there.far == Some(far + 1) {
                    there.paths += paths;
                    there.before.push(node);
                }
            }
        }
        for node in order.into_iter().rev() {
            let Some(Reached { paths, share, before, .. }) = reached.get(node.index()).cloned() else {
                continue;
            };
            for earlier in before {
                if let Some(earlier) = reached.get_mut(earlier.index()) {
                    earlier.share += earlier.paths / paths * (1.0 + share);
                }
            }
            if let (true, Some(sum)) = (node != source, score.get_mut(node.index())) {
                *sum += share;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_middle_of_two_triangles() {
        // a - b - c - a,  c - d,  d - e - f - d;  g alone
        let edges = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e"), ("e", "f"), ("f", "d")];
        let graph = ConceptGraph::new(["g"], edges);
        assert_eq!(graph.articulation_points(), ["c", "d"]);
        // The paths from a and b to d, e, f pass through c: 6 of the 15 pairs of the six others. The same holds for d.
        let shown: Vec<String> =
            graph.betweenness().iter().map(|(node, share)| format!("{node} {share:.2}")).collect();
        assert_eq!(shown, ["c 0.40", "d 0.40", "a 0.00", "b 0.00", "e 0.00", "f 0.00", "g 0.00"]);
    }

    proptest! {
        /// Removing an articulation point makes more groups, removing any other node does not; every share is in 0..=1.
        #[test]
        fn articulation_points_split_their_group(edges in prop::collection::vec((0u8..9, 0u8..9), 0..16)) {
            let graph = ConceptGraph::new(0..9, edges.clone());
            let points = graph.articulation_points();
            for node in 0..9 {
                let rest = edges.iter().copied().filter(|(from, to)| *from != node && *to != node);
                let without = ConceptGraph::new((0..9).filter(|other| *other != node), rest).groups().len();
                let alone = usize::from(graph.degrees().contains(&(node, 0)));
                prop_assert_eq!(points.contains(&node), without + alone > graph.groups().len(), "{}", node);
            }
            prop_assert!(graph.betweenness().iter().all(|(_, share)| (0.0..=1.0).contains(share)));
        }
    }
}
