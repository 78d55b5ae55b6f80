//! How alike two things are by what they share.

use std::collections::{BTreeMap, BTreeSet};

/// What each thing has: the two sides of a bipartite graph.
///
/// Likeness is the measure of Adamic and Adar (2003): the sum of `1 / ln(n)` over all that two things share, where `n` is how
/// many things have it. What only two have says most about them; what everybody has says little.
#[derive(Clone, Debug)]
pub struct Likeness<N, F> {
    has: BTreeMap<N, BTreeSet<F>>,
    holders: BTreeMap<F, BTreeSet<N>>,
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
    /// From pairs of a thing and what it has, in any order; pairs given twice count once.
    pub fn new(pairs: impl IntoIterator<Item = (N, F)>) -> Self {
        let mut likeness = Self { has: BTreeMap::new(), holders: BTreeMap::new() };
        for (node, feature) in pairs {
            likeness.has.entry(node.clone()).or_default().insert(feature.clone());
            likeness.holders.entry(feature).or_default().insert(node);
        }
        likeness
    }

    /// How many things have this.
    pub fn holders(&self, feature: &F) -> usize {
        self.holders.get(feature).map_or(0, BTreeSet::len)
    }

    /// All things that share anything with `node`, most alike first, equally alike ones sorted. Linear in the holders of what
    /// the node has.
    pub fn of(&self, node: &N) -> Vec<Alike<N, F>> {
        let mut shared: BTreeMap<&N, Vec<&F>> = BTreeMap::new();
        for feature in self.has.get(node).into_iter().flatten() {
            for other in self.holders.get(feature).into_iter().flatten().filter(|other| *other != node) {
                shared.entry(other).or_default().push(feature);
            }
        }
        let mut alike: Vec<Alike<N, F>> = shared
            .into_iter()
            .map(|(other, mut features)| {
                features.sort_by_key(|feature| (self.holders(feature), *feature));
                let score = features.iter().map(|feature| self.weight(feature)).sum();
                Alike { node: other.clone(), score, shared: features.into_iter().cloned().collect() }
            })
            .collect();
        alike.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.node.cmp(&b.node)));
        alike
    }

    /// `1 / ln(n)` of what `n` things have; it is shared, so `n` is 2 or more.
    fn weight(&self, feature: &F) -> f64 {
        let holders = u32::try_from(self.holders(feature)).unwrap_or(u32::MAX).max(2);
        1.0 / f64::from(holders).ln()
    }
}

#[cfg(test)]
mod tests {
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
}
