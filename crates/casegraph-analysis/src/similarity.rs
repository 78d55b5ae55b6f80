//! How alike two things are by what they share.

use std::collections::{BTreeMap, BinaryHeap};

use crate::likeness::pair::Pair;

#[path = "similarity/pair.rs"]
mod pair;

/// What each thing has: the two sides of a bipartite graph.
///
/// Likeness is the measure of Adamic and Adar (2003): the sum of `1 / ln(n)` over all that two things share, where `n` is how
/// many things have it. What only two have says most about them; what everybody has says little.
#[derive(Clone, Debug)]
pub struct Likeness<N, F> {
    nodes: Vec<Node<N>>,
    features: Vec<Feature<F>>,
    /// Where a thing stands in the list of nodes.
    places: BTreeMap<N, usize>,
    /// Where what things have stands in the list of features.
    feature_places: BTreeMap<F, usize>,
}

#[derive(Clone, Debug)]
struct Node<N> {
    node: N,
    /// Places of what it has: what fewest have first, equally rare ones sorted.
    has: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Feature<F> {
    feature: F,
    /// Places of those that have it, sorted.
    holders: Vec<usize>,
}

/// A thing that is like another.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike<N, F> {
    /// The thing.
    pub node: N,
    /// How like: the higher, the more.
    pub score: f64,
    /// What both have, that which says most first.
    pub shared: Vec<F>,
}

impl<N: Ord + Clone, F: Ord + Clone> Likeness<N, F> {
    /// From pairs of a thing and what it has, in any order; pairs given twice count once. Cost: sorting the pairs.
    pub fn new(pairs: impl IntoIterator<Item = (N, F)>) -> Self {
        let mut pairs: Vec<(N, F)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut nodes: Vec<Node<N>> = Vec::new();
        let mut holders: BTreeMap<F, Vec<usize>> = BTreeMap::new();
        for (node, feature) in pairs {
            if nodes.last().is_none_or(|last| last.node != node) {
                nodes.push(Node { node, has: Vec::new() });
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
                    node.has.push(at);
                }
            }
        }
        let places = nodes.iter().enumerate().map(|(at, node)| (node.node.clone(), at)).collect();
        let feature_places =
            features.iter().enumerate().map(|(at, feature)| (feature.feature.clone(), at)).collect();
        Self { nodes, features, places, feature_places }
    }

    /// How many things have this.
    pub fn holders(&self, feature: &F) -> usize {
        let feature = self.feature_places.get(feature).and_then(|at| self.features.get(*at));
        feature.map_or(0, |feature| feature.holders.len())
    }

    /// All things that share anything with `node`, most alike first, equally alike ones sorted. Linear in the holders of what
    /// the node has, but for sorting.
    pub fn of(&self, node: &N) -> Vec<Alike<N, F>> {
        let Some((place, node)) = self.places.get(node).and_then(|at| Some((*at, self.nodes.get(*at)?)))
        else {
            return Vec::new();
        };
        let mut shared: BTreeMap<usize, Vec<&Feature<F>>> = BTreeMap::new();
        for feature in self.features_of(node) {
            for other in feature.holders.iter().filter(|other| **other != place) {
                shared.entry(*other).or_default().push(feature);
            }
        }
        let alike = shared
            .into_iter()
            .filter_map(|(other, features)| Some(Self::alike(self.nodes.get(other)?, &features)));
        let mut alike: Vec<Alike<N, F>> = alike.collect();
        alike.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        alike
    }

    /// How `b` is like `a`; nothing, where they share nothing. Linear in what both have.
    pub fn between(&self, a: &N, b: &N) -> Option<Alike<N, F>> {
        let node = |node: &N| self.places.get(node).and_then(|at| Some((*at, self.nodes.get(*at)?)));
        let ((_, a), (place, b)) = (node(a)?, node(b)?);
        let both = |feature: &&Feature<F>| feature.holders.binary_search(&place).is_ok();
        let shared: Vec<&Feature<F>> = self.features_of(a).filter(both).collect();
        (!shared.is_empty()).then(|| Self::alike(b, &shared))
    }

    /// The `limit` pairs that are most alike and share at least two features, each once with its lesser node first: most alike
    /// first, equally alike ones sorted. Both are of those that `among` accepts, and `wanted` accepts the pair; it is asked only of
    /// pairs that could be among the best. Time is linear in the pairs of holders of each feature; memory in the nodes.
    pub fn closest(
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
        node.has.iter().filter_map(|at| self.features.get(*at))
    }

    fn alike(other: &Node<N>, shared: &[&Feature<F>]) -> Alike<N, F> {
        Alike {
            node: other.node.clone(),
            score: shared.iter().map(|feature| feature.weight()).sum(),
            shared: shared.iter().map(|feature| feature.feature.clone()).collect(),
        }
    }
}

impl<F> Feature<F> {
    /// `1 / ln(n)` of what `n` things have; it is shared, so `n` is 2 or more.
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
    fn what_few_have_weighs_most() {
        // redis: a b c d, leases: a b, kafka: c d e
        let pairs = [
            ("a", "redis"),
            ("b", "redis"),
            ("c", "redis"),
            ("d", "redis"),
            ("a", "leases"),
            ("b", "leases"),
        ];
        let likeness =
            Likeness::new(pairs.into_iter().chain([("c", "kafka"), ("d", "kafka"), ("e", "kafka")]));
        let of = |node| -> Vec<String> {
            let alike = likeness.of(&node).into_iter();
            alike.map(|alike| format!("{} {:.3} {:?}", alike.node, alike.score, alike.shared)).collect()
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
        /// The closest pairs are those that are found by asking every node for all that is like it; the order of what is given does
        /// not matter.
        #[test]
        fn the_closest_pairs_are_the_best_of_all(
            mut pairs in prop::collection::vec((0u8..12, 0u8..10), 0..60),
            limit in 0usize..12,
        ) {
            let likeness = Likeness::new(pairs.clone());
            let among = |node: &u8| !node.is_multiple_of(5);
            let wanted = |a: &u8, b: &u8| !(a + b).is_multiple_of(3);
            let mut all = Vec::new();
            for a in 0..12u8 {
                for alike in likeness.of(&a) {
                    prop_assert_eq!(likeness.between(&a, &alike.node), Some(alike.clone()));
                    let b = alike.node;
                    if a < b && alike.shared.len() > 1 && among(&a) && among(&b) && wanted(&a, &b) {
                        all.push((a, b, alike.score));
                    }
                }
            }
            all.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
            all.truncate(limit);
            prop_assert_eq!(likeness.closest(limit, among, wanted), all);
            pairs.reverse();
            let holders: BTreeSet<u8> = pairs.iter().filter(|(_, f)| *f == 0).map(|(n, _)| *n).collect();
            prop_assert_eq!(likeness.holders(&0), holders.len());
            let turned = Likeness::new(pairs);
            prop_assert!((0..12u8).all(|node| turned.of(&node) == likeness.of(&node)));
        }
    }
}
