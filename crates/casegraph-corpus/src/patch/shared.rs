//! The facts that follow from many documents and differ after a change.
//!
//! The contributions of the changed documents show which facts may differ. The cached graph shows which other documents contribute
//! to them: the evidence in a document's own graph names its targets. The contributions of those documents decide.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{
    AggregateChange, Contribution, Edge, FactSet, Joiner, Kind, Name, NameOrigin, ThingId, sources_of,
};
use casegraph_store::Term;
use casegraph_store::vocabulary::cg;
use rayon::prelude::*;

use super::context::Context;
use super::rejoined::{Rejoined, Version};
use crate::summary::Summary;

/// If more documents contribute, a rebuild is faster.
const MOST_CONTRIBUTORS: usize = 1024;

/// Topics, names, works and edges that differ, before and after.
pub(super) struct SharedFacts {
    pub(super) old: FactSet,
    pub(super) new: FactSet,
}

impl SharedFacts {
    /// `None` if they cannot be computed from a few documents.
    pub(super) fn new(context: &Context<'_>, rejoined: &Rejoined, joiner: &Joiner<'_>) -> Option<Self> {
        let moved = AggregateChange::between(&rejoined.before.shares, &rejoined.after.shares)?;
        let contributors = Contributors::new(context, rejoined, &moved, joiner)?;
        let set = |version: &Version| FactSet {
            topics: version.topics.topics.clone(),
            sources: sources_of(contributors.with(rejoined, version), &moved.sources),
            ..FactSet::default()
        };
        let (mut old, mut new) = (set(&rejoined.before), set(&rejoined.after));
        old.inferred = moved.lost.iter().filter(|edge| !contributors.have(edge)).cloned().collect();
        new.inferred = moved.gained.iter().cloned().collect();
        let is_used = |set: &FactSet, reached: &BTreeSet<ThingId>, id: &ThingId| {
            reached.contains(id) || set.sources.iter().any(|source| source.company.as_ref() == Some(id))
        };
        for name in builtin_names_affected(context, &old, &new, &moved) {
            if is_used_by_others(context, rejoined, &moved, &name.id)? {
                continue;
            }
            let was_used = is_used(&old, &moved.reached_before, &name.id);
            let is_used = is_used(&new, &moved.reached_after, &name.id);
            match (was_used, is_used) {
                (true, false) => old.names.push(name.clone()),
                (false, true) => new.names.push(name.clone()),
                _ => {}
            }
        }
        Some(Self { old, new })
    }

    /// Updates the counts of works and names.
    pub(super) fn update_summary(&self, summary: &mut Summary) {
        let names = |set: &FactSet, kind| set.names.iter().filter(|name| name.id.kind() == kind).count();
        let update = |count: &mut usize, of: &dyn Fn(&FactSet) -> usize| {
            *count = (*count + of(&self.new)).saturating_sub(of(&self.old));
        };
        update(&mut summary.sources, &|set| set.sources.len());
        update(&mut summary.companies, &|set| names(set, Kind::Company));
        update(&mut summary.patterns, &|set| names(set, Kind::Pattern));
        update(&mut summary.technologies, &|set| names(set, Kind::Technology));
    }
}

/// The contributions of unchanged documents to facts that may differ, by index.
struct Contributors(BTreeMap<usize, Contribution>);

impl Contributors {
    /// The documents that cite a work with changed contributions, or may still contribute an edge that a changed document has lost.
    fn new(
        context: &Context<'_>,
        rejoined: &Rejoined,
        moved: &AggregateChange,
        joiner: &Joiner<'_>,
    ) -> Option<Self> {
        let mut indices = BTreeSet::new();
        for source in &moved.sources {
            indices.extend(context.documents_with_thing(&[cg::TO], source)?);
        }
        for Edge { from, to, .. } in &moved.lost {
            let ends = [from, to].map(|end| context.documents_with_thing(&[cg::FROM, cg::TO], end));
            let [Some(from), Some(to)] = ends else { return None };
            indices.extend(from.intersection(&to));
        }
        for changed in &rejoined.indices {
            indices.remove(changed);
        }
        if indices.len() > MOST_CONTRIBUTORS {
            return None;
        }
        let share =
            |index: usize| Some((index, context.join(joiner, context.cached.facts(index)?).contribution));
        let shares: Option<BTreeMap<usize, Contribution>> = indices.into_par_iter().map(share).collect();
        shares.map(Self)
    }

    /// Whether one of them contributes an edge.
    fn have(&self, edge: &Edge) -> bool {
        self.0.values().any(|share| share.edges().contains(edge))
    }

    /// Their contributions and those of the changed documents at one time, in path order.
    fn with<'s>(
        &'s self,
        rejoined: &'s Rejoined,
        version: &'s Version,
    ) -> impl Iterator<Item = &'s Contribution> {
        let changed = rejoined.indices.iter().copied().zip(&version.shares);
        let all: BTreeMap<usize, &Contribution> =
            changed.chain(self.0.iter().map(|(index, share)| (*index, share))).collect();
        all.into_values()
    }
}

/// The names of the built-in vocabulary that may be used no longer, or be used now.
fn builtin_names_affected<'c>(
    context: &'c Context<'_>,
    old: &FactSet,
    new: &FactSet,
    moved: &AggregateChange,
) -> Vec<&'c Name> {
    let mut ids: BTreeSet<&ThingId> =
        moved.reached_before.symmetric_difference(&moved.reached_after).collect();
    ids.extend(old.sources.iter().chain(&new.sources).filter_map(|source| source.company.as_ref()));
    let names = ids.into_iter().filter_map(|id| context.registry.name(id));
    names.filter(|name| name.origin == NameOrigin::BuiltIn).collect()
}

/// Whether an unchanged document leads to a name, or the name published a work without changed contributions.
fn is_used_by_others(
    context: &Context<'_>,
    rejoined: &Rejoined,
    moved: &AggregateChange,
    id: &ThingId,
) -> Option<bool> {
    // A company that uses the thing of a page is where its evidence begins.
    let mut documents = context.documents_with_thing(&[cg::FROM, cg::TO], id)?.into_iter();
    if documents.any(|index| rejoined.indices.binary_search(&index).is_err()) {
        return Some(true);
    }
    let moved: BTreeSet<String> = moved.sources.iter().map(|source| context.base.iri(source)).collect();
    let published =
        context.graph.subjects_with_value(cg::PUBLISHED_BY, &Term::Iri(context.base.iri(id))).ok()?;
    Some(published.iter().any(|(source, _)| !moved.contains(source.text())))
}
