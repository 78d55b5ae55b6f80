//! Compares two sides: matches the things of both, and collects the differences.

use super::extracted::Extracted;
use super::graph_diff::{ChangedItem, DiffItem, FieldChange, GraphDiff, KindDiff};
use super::identity::Matches;
use super::items::{Keyed, items};
use super::kind::DiffKind;
use super::side::DiffSide;
use crate::error::Error;

/// Compares two graphs. Takes about as long as ten queries and all gap checks on both.
///
/// # Errors
/// [`casegraph_corpus::Error::Query`], and those of [`casegraph_gaps::run`].
pub fn diff_graphs(old: &DiffSide, new: &DiffSide) -> Result<GraphDiff, Error> {
    let (before, after) = rayon::join(|| old.extract(new), || new.extract(old));
    let diff = diff_extracted(&before?, &after?);
    let (first, second) = (old.name().to_owned(), new.name().to_owned());
    Ok(GraphDiff { old: first, new: second, notes: DiffSide::notes(old, new), ..diff })
}

/// Compares the rows of two graphs.
pub(crate) fn diff_extracted(old: &Extracted, new: &Extracted) -> GraphDiff {
    let matches = Matches::between(old, new);
    let (mut before, mut after) = (items(old, &matches.of_old()), items(new, &matches.of_new()));
    let mut kinds = Vec::new();
    for kind in DiffKind::ALL {
        let (before, after) = (before.remove(&kind), after.remove(&kind));
        let difference = diff_kind(kind, before.unwrap_or_default(), after.unwrap_or_default());
        kinds.extend(Some(difference).filter(|difference| !difference.is_empty()));
    }
    GraphDiff { moved: matches.moved(old, new), kinds, ..GraphDiff::default() }
}

fn diff_kind(kind: DiffKind, mut old: Keyed, new: Keyed) -> KindDiff {
    let mut difference = KindDiff { kind, gained: Vec::new(), lost: Vec::new(), changed: Vec::new() };
    for (key, new) in new {
        match old.remove(&key) {
            None => difference.gained.push(new),
            Some(old) => difference.changed.extend(changed(old, new)),
        }
    }
    difference.lost.extend(old.into_values());
    difference.gained.sort();
    difference.lost.sort();
    difference.changed.sort_by(|a, b| a.new.cmp(&b.new));
    difference
}

/// The change, if a compared value differs.
fn changed(old: DiffItem, new: DiffItem) -> Option<ChangedItem> {
    let mut fields: Vec<&'static str> = old.values.keys().chain(new.values.keys()).copied().collect();
    fields.sort_unstable();
    fields.dedup();
    let change = |field| FieldChange {
        field,
        old: old.values.get(field).cloned(),
        new: new.values.get(field).cloned(),
    };
    let changes: Vec<FieldChange> =
        fields.into_iter().map(change).filter(|change| change.old != change.new).collect();
    (!changes.is_empty()).then_some(ChangedItem { old, new, changes })
}
