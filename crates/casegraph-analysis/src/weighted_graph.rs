//! A directed graph with weighted steps: the cheapest path, and the next cheapest ones.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef as _;

/// A directed step between two nodes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step<N> {
    /// The node it starts at.
    pub from: N,
    /// The node it leads to.
    pub to: N,
    /// Its cost; a cost of 0 counts as 1, so that no path contains a loop.
    pub cost: u32,
    /// The caller's handle for the step, such as an index of its evidence.
    pub handle: usize,
}

/// A path from one node to another that visits no node twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeightedPath<N> {
    /// The sum of the costs of its steps.
    pub cost: u64,
    /// Its steps in order; empty if start and end are the same.
    pub steps: Vec<Step<N>>,
}

impl<N: Clone> WeightedPath<N> {
    /// The nodes after the start, in order.
    pub fn stops(&self) -> impl Iterator<Item = &N> {
        self.steps.iter().map(|step| &step.to)
    }
}

/// A directed graph over nodes of any ordered kind. Of parallel steps the cheapest is kept, then the lowest handle.
#[derive(Clone, Debug)]
pub struct WeightedGraph<N> {
    graph: DiGraph<N, (u32, usize)>,
}

impl<N: Ord + Clone> WeightedGraph<N> {
    /// A graph of these nodes and steps; the ends of steps become nodes too. The result does not depend on their order, but
    /// for the handles they bring. Cost: sorting nodes and steps.
    pub fn new(nodes: impl IntoIterator<Item = N>, steps: impl IntoIterator<Item = Step<N>>) -> Self {
        let steps: Vec<Step<N>> = steps.into_iter().filter(|step| step.from != step.to).collect();
        let ends = steps.iter().flat_map(|step| [step.from.clone(), step.to.clone()]);
        let mut all: Vec<N> = nodes.into_iter().chain(ends).collect();
        all.sort();
        all.dedup();
        let place = |node: &N| all.binary_search(node).unwrap_or_default();
        let mut edges: Vec<(usize, usize, u32, usize)> = steps
            .iter()
            .map(|step| (place(&step.from), place(&step.to), step.cost.max(1), step.handle))
            .collect();
        edges.sort_unstable();
        edges.dedup_by_key(|(from, to, ..)| (*from, *to));
        let mut graph = DiGraph::with_capacity(all.len(), edges.len());
        for node in all {
            graph.add_node(node);
        }
        for (from, to, cost, handle) in edges {
            graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), (cost, handle));
        }
        Self { graph }
    }

    /// The cheapest path (Dijkstra, 1959); `None` if there is none or an end is unknown. Of equally cheap paths the
    /// one with fewer steps, then the one whose nodes, seen from the end, come first. O((nodes + steps) · log nodes).
    pub fn shortest_path(&self, from: &N, to: &N) -> Option<WeightedPath<N>> {
        self.paths(from, to).next()
    }

    /// The paths that visit no node twice, cheapest first (Yen, 1971), each computed when the iterator is advanced. Each costs one
    /// search for every step of the path before it.
    pub fn paths(&self, from: &N, to: &N) -> WeightedPaths<'_, N> {
        let mut candidates = BTreeSet::new();
        let target = self.place(to);
        if let (Some(from), Some(to)) = (self.place(from), target)
            && let Some(path) = self.search(from, to, &BTreeSet::new(), &BTreeSet::new())
        {
            candidates.insert((self.price(&path), path.len(), path));
        }
        WeightedPaths { graph: self, target, returned: Vec::new(), candidates }
    }

    fn place(&self, node: &N) -> Option<NodeIndex> {
        // Nodes are sorted: so is their index.
        let (mut low, mut high) = (0, self.graph.node_count());
        while low < high {
            let middle = low.midpoint(high);
            match self.graph.node_weight(NodeIndex::new(middle))?.cmp(node) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(NodeIndex::new(middle)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The cheapest path as nodes, without blocked nodes and blocked first steps of `from`.
    fn search(
        &self,
        from: NodeIndex,
        to: NodeIndex,
        blocked: &BTreeSet<NodeIndex>,
        blocked_first: &BTreeSet<NodeIndex>,
    ) -> Option<Vec<NodeIndex>> {
        const FAR: (u64, u32, u32) = (u64::MAX, u32::MAX, u32::MAX);
        // For each node: cost, steps, and the node before it.
        let mut reached = vec![FAR; self.graph.node_count()];
        let mut queue = BinaryHeap::new();
        *reached.get_mut(from.index())? = (0, 0, u32::MAX);
        queue.push(Reverse((0u64, 0u32, from)));
        while let Some(Reverse((cost, steps, node))) = queue.pop() {
            if node == to {
                break;
            }
            if reached.get(node.index()).is_none_or(|best| (best.0, best.1) < (cost, steps)) {
                continue;
            }
            for edge in self.graph.edges(node) {
                let next = edge.target();
                if blocked.contains(&next) || (node == from && blocked_first.contains(&next)) {
                    continue;
                }
                let before = u32::try_from(node.index()).unwrap_or(u32::MAX);
                let found = (cost + u64::from(edge.weight().0), steps + 1, before);
                let Some(best) = reached.get_mut(next.index()) else { continue };
                if found < *best {
                    if (found.0, found.1) < (best.0, best.1) {
                        queue.push(Reverse((found.0, found.1, next)));
                    }
                    *best = found;
                }
            }
        }
        if *reached.get(to.index())? == FAR {
            return None;
        }
        let mut path = vec![to];
        let mut node = to;
        while node != from {
            node = NodeIndex::new(reached.get(node.index())?.2 as usize);
            path.push(node);
        }
        path.reverse();
        Some(path)
    }

    fn price(&self, path: &[NodeIndex]) -> u64 {
        let pairs = path.iter().zip(path.iter().skip(1));
        pairs.filter_map(|(from, to)| self.weight(*from, *to)).map(|(cost, _)| u64::from(cost)).sum()
    }

    fn weight(&self, from: NodeIndex, to: NodeIndex) -> Option<(u32, usize)> {
        self.graph.edge_weight(self.graph.find_edge(from, to)?).copied()
    }

    fn weighted_path(&self, cost: u64, path: &[NodeIndex]) -> WeightedPath<N> {
        let step = |(from, to): (&NodeIndex, &NodeIndex)| {
            let (cost, handle) = self.weight(*from, *to)?;
            let node = |index: &NodeIndex| self.graph.node_weight(*index).cloned();
            Some(Step { from: node(from)?, to: node(to)?, cost, handle })
        };
        WeightedPath { cost, steps: path.iter().zip(path.iter().skip(1)).filter_map(step).collect() }
    }
}

/// The paths between two nodes, cheapest first.
#[derive(Debug)]
pub struct WeightedPaths<'g, N> {
    graph: &'g WeightedGraph<N>,
    target: Option<NodeIndex>,
    returned: Vec<Vec<NodeIndex>>,
    /// Paths found and not yet returned: cost, length, nodes.
    candidates: BTreeSet<(u64, usize, Vec<NodeIndex>)>,
}

impl<N: Ord + Clone> WeightedPaths<'_, N> {
    /// Yen's step: every path that leaves the last one at one of its nodes, as no path returned before does.
    fn branch(&mut self) {
        let (Some(target), Some(last)) = (self.target, self.returned.last()) else { return };
        for at in 0..last.len().saturating_sub(1) {
            let (Some(root), Some(spur)) = (last.get(..=at), last.get(at)) else { continue };
            let taken: BTreeSet<NodeIndex> = self
                .returned
                .iter()
                .filter(|path| path.starts_with(root))
                .filter_map(|path| path.get(at + 1).copied())
                .collect();
            let behind: BTreeSet<NodeIndex> = root.iter().take(at).copied().collect();
            if let Some(rest) = self.graph.search(*spur, target, &behind, &taken) {
                let path: Vec<NodeIndex> = root.iter().take(at).copied().chain(rest).collect();
                self.candidates.insert((self.graph.price(&path), path.len(), path));
            }
        }
    }
}

impl<N: Ord + Clone> Iterator for WeightedPaths<'_, N> {
    type Item = WeightedPath<N>;

    fn next(&mut self) -> Option<WeightedPath<N>> {
        self.branch();
        let (cost, _, path) = self.candidates.pop_first()?;
        let found = self.graph.weighted_path(cost, &path);
        self.returned.push(path);
        Some(found)
    }
}

#[cfg(test)]
mod tests;
