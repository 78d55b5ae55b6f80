//! The contributions of many documents, collected; and the effect of a change of some contributions on the result.

use std::collections::{BTreeSet, HashSet};

use super::contribution::Contribution;
use super::sources::Works;
use crate::model::diagnostic::Diagnostic;
use crate::model::fact_set::FactSet;
use crate::model::id::ThingId;
use crate::model::relation::Edge;
use crate::model::source::Source;
use crate::model::unread::Unread;

/// The contributions of many documents, collected.
#[derive(Debug, Default)]
pub struct Aggregate {
    reached: HashSet<ThingId>,
    edges: HashSet<Edge>,
    works: Works,
    diagnostics: Vec<Diagnostic>,
    unread: Vec<Unread>,
}

impl Aggregate {
    /// Adds the contribution of the next document. Documents come in path order: of a work that several describe, the first
    /// description counts. Linear in the contribution.
    pub fn add(&mut self, contribution: Contribution) {
        self.reached.extend(contribution.reached);
        self.edges.extend(contribution.edges);
        self.works.add(contribution.works);
        self.diagnostics.extend(contribution.diagnostics);
        self.unread.extend(contribution.unread);
    }

    /// Puts sources, inferred edges, findings and unread text into a set; returns the names that something in the corpus names.
    pub(super) fn finish(self, set: &mut FactSet) -> HashSet<ThingId> {
        let mut reached = self.reached;
        set.sources = self.works.into_sources();
        reached.extend(set.sources.iter().filter_map(|source| source.company.clone()));
        set.inferred = self.edges.into_iter().collect();
        set.inferred.sort_unstable();
        set.diagnostics = self.diagnostics;
        set.unread = self.unread;
        set.unread.sort();
        reached
    }
}

/// The `wanted` sources as [`Joiner::finish`](crate::Joiner::finish) gives them, by id, from contributions in the path order of
/// their documents. Linear in the works of the contributions.
#[must_use]
pub fn sources_of<'c>(
    contributions: impl IntoIterator<Item = &'c Contribution>,
    wanted: &BTreeSet<ThingId>,
) -> Vec<Source> {
    let mut works = Works::default();
    for contribution in contributions {
        works.add(contribution.works.iter().filter(|work| wanted.contains(work.id())).cloned().collect());
    }
    works.into_sources()
}

/// The differences in the result for all documents that a change of the contributions of some of them may cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AggregateChange {
    /// Works whose descriptions differ.
    pub sources: BTreeSet<ThingId>,
    /// Edges that some of the documents implied before and none of them implies now.
    pub lost: BTreeSet<Edge>,
    /// Edges that some of the documents imply now and none of them implied before.
    pub gained: BTreeSet<Edge>,
    /// Companies, patterns and technologies that some of the documents named before.
    pub reached_before: BTreeSet<ThingId>,
    /// Companies, patterns and technologies that some of the documents name now.
    pub reached_after: BTreeSet<ThingId>,
}

impl AggregateChange {
    /// The change from the contributions `before` to those `after`, of the same documents in the same order. `None` if a
    /// document has other findings than before: the findings of a corpus are sorted as a whole, so the caller rebuilds. Linear in
    /// the contributions, but for sorting.
    #[must_use]
    pub fn between(before: &[Contribution], after: &[Contribution]) -> Option<Self> {
        let mut change = Self::default();
        let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
        for (before, after) in before.iter().zip(after) {
            if before.diagnostics != after.diagnostics {
                return None;
            }
            old.extend(&before.edges);
            new.extend(&after.edges);
            change.reached_before.extend(before.reached.iter().cloned());
            change.reached_after.extend(after.reached.iter().cloned());
            let (before, after) = (before.works(), after.works());
            let ids: BTreeSet<&ThingId> = before.keys().chain(after.keys()).copied().collect();
            let differing = ids.into_iter().filter(|id| before.get(id) != after.get(id));
            change.sources.extend(differing.cloned());
        }
        change.lost = old.difference(&new).map(|edge| (*edge).clone()).collect();
        change.gained = new.difference(&old).map(|edge| (*edge).clone()).collect();
        Some(change)
    }
}
