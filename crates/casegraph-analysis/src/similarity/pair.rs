//! Two nodes and their similarity, in the order of reports: the higher score is the lesser.

use std::cmp::Ordering;

pub(super) struct Pair<'n, N> {
    pub(super) score: f64,
    pub(super) a: &'n N,
    pub(super) b: &'n N,
}

impl<N: Ord> Ord for Pair<'_, N> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| (self.a, self.b).cmp(&(other.a, other.b)))
    }
}

impl<N: Ord> PartialOrd for Pair<'_, N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<N: Ord> PartialEq for Pair<'_, N> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<N: Ord> Eq for Pair<'_, N> {}
