//! Quads in memory with an index for each kind of pattern.

use serde::{Deserialize, Serialize};

use crate::matches::Pattern;

/// Subject, predicate, object and graph.
pub(crate) type Quad = [u32; 4];

/// Quads in four sort orders, one for each kind of pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Quad>", into = "Vec<Quad>")]
pub(crate) struct QuadIndex {
    spog: Vec<Quad>,
    posg: Vec<Quad>,
    ospg: Vec<Quad>,
    gspo: Vec<Quad>,
}

impl From<Vec<Quad>> for QuadIndex {
    fn from(quads: Vec<Quad>) -> Self {
        let sorted = |order: fn(Quad) -> Quad| {
            let mut sorted: Vec<Quad> = quads.iter().copied().map(order).collect();
            sorted.sort_unstable();
            sorted.dedup();
            sorted
        };
        Self {
            spog: sorted(|quad| quad),
            posg: sorted(|[s, p, o, g]| [p, o, s, g]),
            ospg: sorted(|[s, p, o, g]| [o, s, p, g]),
            gspo: sorted(|[s, p, o, g]| [g, s, p, o]),
        }
    }
}

impl From<QuadIndex> for Vec<Quad> {
    fn from(index: QuadIndex) -> Self {
        index.spog
    }
}

impl QuadIndex {
    /// The quads, sorted.
    pub(crate) fn quads(&self) -> &[Quad] {
        &self.spog
    }

    pub(crate) fn contains(&self, quad: &Quad) -> bool {
        self.spog.binary_search(quad).is_ok()
    }

    /// The quads that match a pattern, in this graph if one is given. Binary search, then a scan of the matching run.
    pub(crate) fn matches(
        &self,
        pattern: Pattern,
        graph: Option<u32>,
    ) -> impl Iterator<Item = Quad> + use<'_> {
        let Pattern { subject, predicate, object } = pattern;
        let (found, order): (&[Quad], fn(Quad) -> Quad) = match (subject, predicate, object, graph) {
            (Some(s), Some(p), _, _) => (with_prefix(&self.spog, &[s, p]), |quad| quad),
            (Some(s), None, ..) => (with_prefix(&self.spog, &[s]), |quad| quad),
            (None, Some(p), Some(o), _) => (with_prefix(&self.posg, &[p, o]), |[p, o, s, g]| [s, p, o, g]),
            (None, Some(p), None, _) => (with_prefix(&self.posg, &[p]), |[p, o, s, g]| [s, p, o, g]),
            (None, None, Some(o), _) => (with_prefix(&self.ospg, &[o]), |[o, s, p, g]| [s, p, o, g]),
            (None, None, None, Some(g)) => (with_prefix(&self.gspo, &[g]), |[g, s, p, o]| [s, p, o, g]),
            (None, None, None, None) => (&self.spog, |quad| quad),
        };
        let wanted = [subject, predicate, object, graph];
        found.iter().copied().map(order).filter(move |quad| {
            wanted.iter().zip(quad).all(|(wanted, found)| wanted.is_none_or(|wanted| wanted == *found))
        })
    }
}

/// The rows with this prefix; `rows` is sorted.
fn with_prefix<'q>(rows: &'q [Quad], prefix: &[u32]) -> &'q [Quad] {
    let compared = |row: &Quad| row.get(..prefix.len()).unwrap_or_default().cmp(prefix);
    let from = rows.partition_point(|row| compared(row).is_lt());
    let rows = rows.get(from..).unwrap_or_default();
    rows.get(..rows.partition_point(|row| compared(row).is_eq())).unwrap_or_default()
}
