//! Similarity of two nodes by the features they share.

use std::collections::{BTreeMap, BinaryHeap};

use crate::similarity::pair::Pair;

mod pair;

/// Nodes and their features: the two sides of a bipartite graph.
///
/// The measure is that of Adamic and Adar (2003): the sum of `1 / ln(n)` over all features that two nodes share, where `n` is the
/// number of nodes with that feature. A feature of two nodes weighs most; a feature of all nodes weighs little.
///
/// ```
/// use casegraph_analysis::Similarity;
///
/// let similarity = Similarity::new([("a", "redis"), ("b", "redis"), ("b", "kafka"), ("c", "kafka"), ("d", "kafka")]);
/// let similar: Vec<&str> = similarity.similar_to(&"b").iter().map(|similar| similar.node).collect();
/// assert_eq!(similar, ["a", "c", "d"], "two nodes have redis, three have kafka");
/// ```
#[derive(Clone, Debug)]
pub struct Similarity<N, F> {
    nodes: Vec<Node<N>>,
    features: Vec<Feature<F>>,
    /// The index of each node in `nodes`.
    node_indices: BTreeMap<N, usize>,
    /// The index of each feature in `features`.
    feature_indices: BTreeMap<F, usize>,
}

#[derive(Clone, Debug)]
struct Node<N> {
    node: N,
    /// Indices of its features: the rarest first, equally rare ones sorted.
    features: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Feature<F> {
    feature: F,
    /// Indices of the nodes with this feature, sorted.
    holders: Vec<usize>,
}

/// A node that is similar to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar<N, F> {
    /// The node.
    pub node: N,
    /// The measure: higher is more similar.
    pub score: f64,
    /// The features of both, the rarest first.
    pub shared: Vec<F>,
}

impl<N: Ord + Clone, F: Ord + Clone> Similarity<N, F> {
    /// From pairs of a node and a feature, in any order; duplicate pairs count once. Cost: sorting the pairs.
    pub fn new(pairs: impl IntoIterator<Item = (N, F)>) -> Self {
        let mut pairs: Vec<(N, F)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut nodes: Vec<Node<N>> = Vec::new();
        let mut holders: BTreeMap<F, Vec<usize>> = BTreeMap::new();
        for (node, feature) in pairs {
            if nodes.last().is_none_or(|last| last.node != node) {
                nodes.push(Node { node, features: Vec::new() });
            }
            holders.entry(feature).or_default().push(nodes.len() - 1);
        }
        let features: Vec<Feature<F>> =
            holders.into_iter().map(|(feature, holders)| Feature { feature, holders }).collect();
        let mut rarest_first: Vec<(usize, &Feature<F>)> = features.iter().enumerate().collect();
        rarest_first.sort_by_key(|(_, feature)| feature.holders.len());
        for (at, feature) in rarest_first {
            for holder in &feature.holders {
                if let Some(node) = nodes.get_mut(*holder) {
                    node.features.push(at);
                }
            }
        }
        let node_indices = nodes.iter().enumerate().map(|(at, node)| (node.node.clone(), at)).collect();
        let feature_indices =
            features.iter().enumerate().map(|(at, feature)| (feature.feature.clone(), at)).collect();
        Self { nodes, features, node_indices, feature_indices }
    }

    /// The number of nodes with this feature.
    pub fn holders(&self, feature: &F) -> usize {
        let feature = self.feature_indices.get(feature).and_then(|at| self.features.get(*at));
        feature.map_or(0, |feature| feature.holders.len())
    }

    /// All nodes that share a feature with `node`, most similar first, equally similar ones sorted. Linear in the holders of the
    /// node's features, but for sorting.
    pub fn similar_to(&self, node: &N) -> Vec<Similar<N, F>> {
        let Some((place, node)) =
            self.node_indices.get(node).and_then(|at| Some((*at, self.nodes.get(*at)?)))
        else {
            return Vec::new();
        };
        let mut shared: BTreeMap<usize, Vec<&Feature<F>>> = BTreeMap::new();
        for feature in self.features_of(node) {
            for other in feature.holders.iter().filter(|other| **other != place) {
                shared.entry(*other).or_default().push(feature);
            }
        }
        let similar = shared
            .into_iter()
            .filter_map(|(other, features)| Some(Self::similar(self.nodes.get(other)?, &features)));
        let mut similar: Vec<Similar<N, F>> = similar.collect();
        similar.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        similar
    }

    /// The similarity of `b` to `a`; `None` if they share no feature. Linear in the features of both.
    pub fn between(&self, a: &N, b: &N) -> Option<Similar<N, F>> {
        let node = |node: &N| self.node_indices.get(node).and_then(|at| Some((*at, self.nodes.get(*at)?)));
        let ((_, a), (place, b)) = (node(a)?, node(b)?);
        let both = |feature: &&Feature<F>| feature.holders.binary_search(&place).is_ok();
        let shared: Vec<&Feature<F>> = self.features_of(a).filter(both).collect();
        (!shared.is_empty()).then(|| Self::similar(b, &shared))
    }

    /// The `limit` most similar pairs that share at least two features, each once with its lesser node first: most similar first,
    /// equally similar ones sorted. `among` accepts both nodes, and `wanted` accepts the pair; `wanted` is called only for pairs
    /// that could be among the best. Time is linear in the pairs of holders of each feature; memory in the nodes.
    pub fn closest_pairs(
        &self,
        limit: usize,
        among: impl Fn(&N) -> bool,
        wanted: impl Fn(&N, &N) -> bool,
    ) -> Vec<(N, N, f64)> {
        let among: Vec<bool> = self.nodes.iter().map(|node| among(&node.node)).collect();
        let is_among = |at: usize| among.get(at).copied().unwrap_or_default();
        let mut best: BinaryHeap<Pair<'_, N>> = BinaryHeap::new(); // the worst of them on top
        let mut sums: Vec<(f64, u32)> = vec![(0.0, 0); self.nodes.len()];
        for (place, node) in self.nodes.iter().enumerate().filter(|(at, _)| is_among(*at)) {
            let mut met: Vec<usize> = Vec::new();
            for feature in self.features_of(node) {
                let weight = feature.weight();
                let after = feature.holders.partition_point(|other| *other <= place);
                for other in feature.holders.iter().skip(after) {
                    if let Some(sum) = sums.get_mut(*other) {
                        if sum.1 == 0 {
                            met.push(*other);
                        }
                        *sum = (sum.0 + weight, sum.1 + 1);
                    }
                }
            }
            met.sort_unstable();
            for other in met {
                let Some(sum) = sums.get_mut(other) else { continue };
                let (score, count) = std::mem::take(sum);
                let Some(other) = self.nodes.get(other).filter(|_| count > 1 && is_among(other)) else {
                    continue;
                };
                let pair = Pair { score, a: &node.node, b: &other.node };
                let full = best.len() >= limit;
                if (full && best.peek().is_none_or(|worst| *worst <= pair)) || !wanted(pair.a, pair.b) {
                    continue;
                }
                best.push(pair);
                if full {
                    best.pop();
                }
            }
        }
        best.into_sorted_vec().into_iter().map(|pair| (pair.a.clone(), pair.b.clone(), pair.score)).collect()
    }

    fn features_of<'l>(&'l self, node: &'l Node<N>) -> impl Iterator<Item = &'l Feature<F>> {
        node.features.iter().filter_map(|at| self.features.get(*at))
    }

    fn similar(other: &Node<N>, shared: &[&Feature<F>]) -> Similar<N, F> {
        Similar {
            node: other.node.clone(),
            score: shared.iter().map(|feature| feature.weight()).sum(),
            shared: shared.iter().map(|feature| feature.feature.clone()).collect(),
        }
    }
}

impl<F> Feature<F> {
    /// `1 / ln(n)` for a feature of `n` nodes; it is shared, so `n` is 2 or more.
    fn weight(&self) -> f64 {
        let holders = u32::try_from(self.holders.len()).unwrap_or(u32::MAX).max(2);
        1.0 / f64::from(holders).ln()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rare_features_weigh_most() {
        // redis: a b c d, leases: a b, kafka: c d e
        let pairs = [
            ("a", "redis"),
            ("b", "redis"),
            ("c", "redis"),
            ("d", "redis"),
            ("a", "leases"),
            ("b", "leases"),
        ];
        let similarity =
            Similarity::new(pairs.into_iter().chain([("c", "kafka"), ("d", "kafka"), ("e", "kafka")]));
        let of = |node| -> Vec<String> {
            let similar = similarity.similar_to(&node).into_iter();
            similar
                .map(|similar| format!("{} {:.3} {:?}", similar.node, similar.score, similar.shared))
                .collect()
        };
        // 1/ln 2 = 1.443, 1/ln 3 = 0.910, 1/ln 4 = 0.721
        assert_eq!(
            of("a"),
            [r#"b 2.164 ["leases", "redis"]"#, r#"c 0.721 ["redis"]"#, r#"d 0.721 ["redis"]"#]
        );
        assert_eq!(of("e"), [r#"c 0.910 ["kafka"]"#, r#"d 0.910 ["kafka"]"#]);
        assert!(of("x").is_empty());
    }

    proptest! {
        /// The closest pairs are the best of the pairs that `similar_to` gives for every node; the order of the input does not
        /// matter.
        #[test]
        fn the_closest_pairs_are_the_best_of_all(
            mut pairs in prop::collection::vec((0u8..12, 0u8..10), 0..60),
            limit in 0usize..12,
        ) {
            let similarity = Similarity::new(pairs.clone());
            let among = |node: &u8| !node.is_multiple_of(5);
            let wanted = |a: &u8, b: &u8| !(a + b).is_multiple_of(3);
            let mut all = Vec::new();
            for a in 0..12u8 {
                for similar in similarity.similar_to(&a) {
                    prop_assert_eq!(similarity.between(&a, &similar.node), Some(similar.clone()));
                    let b = similar.node;
                    if a < b && similar.shared.len() > 1 && among(&a) && among(&b) && wanted(&a, &b) {
                        all.push((a, b, similar.score));
                    }
                }
            }
            all.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
            all.truncate(limit);
            prop_assert_eq!(similarity.closest_pairs(limit, among, wanted), all);
            pairs.reverse();
            let holders: BTreeSet<u8> = pairs.iter().filter(|(_, f)| *f == 0).map(|(n, _)| *n).collect();
            prop_assert_eq!(similarity.holders(&0), holders.len());
            let turned = Similarity::new(pairs);
            prop_assert!((0..12u8).all(|node| turned.similar_to(&node) == similarity.similar_to(&node)));
        }
    }
}
