//! What follows from many documents and is something else when some of them change.
//!
//! What that may be is told by the shares of the changed documents. Who else has a say in it is told by the stored graph: the
//! evidence in a document's own graph names what it leads to. The shares of those documents decide.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{
    AggregateChange, Contribution, Edge, FactSet, Joiner, Kind, Name, NameOrigin, ThingId, sources_of,
};
use casegraph_store::Term;
use casegraph_store::vocabulary::cg;
use rayon::prelude::*;

use super::context::Known;
use super::rejoined::{Pairs, Side};
use crate::summary::Summary;

/// If more documents than this have a say, it is faster to make the graph anew.
const MOST_ASKED: usize = 1024;

/// Topics, names, works and edges that are others: as they were, and as they are.
pub(super) struct Things {
    pub(super) old: FactSet,
    pub(super) new: FactSet,
}

impl Things {
    /// None where it cannot be told from a few documents.
    pub(super) fn new(known: &Known<'_>, pairs: &Pairs, joiner: &Joiner<'_>) -> Option<Self> {
        let moved = AggregateChange::between(&pairs.before.shares, &pairs.after.shares)?;
        let asked = Asked::new(known, pairs, &moved, joiner)?;
        let set = |side: &Side| FactSet {
            topics: side.topics.topics.clone(),
            sources: sources_of(asked.with(pairs, side), &moved.sources),
            ..FactSet::default()
        };
        let (mut old, mut new) = (set(&pairs.before), set(&pairs.after));
        old.inferred = moved.lost.iter().filter(|edge| !asked.share(edge)).cloned().collect();
        new.inferred = moved.gained.iter().cloned().collect();
        let reaches = |set: &FactSet, reached: &BTreeSet<ThingId>, id: &ThingId| {
            reached.contains(id) || set.sources.iter().any(|source| source.company.as_ref() == Some(id))
        };
        for name in built_in(known, &old, &new, &moved) {
            if is_reached_by_others(known, pairs, &moved, &name.id)? {
                continue;
            }
            let was = reaches(&old, &moved.reached_before, &name.id);
            let is = reaches(&new, &moved.reached_after, &name.id);
            match (was, is) {
                (true, false) => old.names.push(name.clone()),
                (false, true) => new.names.push(name.clone()),
                _ => {}
            }
        }
        Some(Self { old, new })
    }

    /// Moves the counts of works and names.
    pub(super) fn move_summary(&self, summary: &mut Summary) {
        let names = |set: &FactSet, kind| set.names.iter().filter(|name| name.id.kind() == kind).count();
        let move_count = |count: &mut usize, of: &dyn Fn(&FactSet) -> usize| {
            *count = (*count + of(&self.new)).saturating_sub(of(&self.old));
        };
        move_count(&mut summary.sources, &|set| set.sources.len());
        move_count(&mut summary.companies, &|set| names(set, Kind::Company));
        move_count(&mut summary.patterns, &|set| names(set, Kind::Pattern));
        move_count(&mut summary.technologies, &|set| names(set, Kind::Technology));
    }
}

/// The shares of documents that have not changed and have a say, by their places.
struct Asked(BTreeMap<usize, Contribution>);

impl Asked {
    /// All that cite a work of which something else is said, or may share an edge that others do not share any more.
    fn new(known: &Known<'_>, pairs: &Pairs, moved: &AggregateChange, joiner: &Joiner<'_>) -> Option<Self> {
        let mut places = BTreeSet::new();
        for source in &moved.sources {
            places.extend(known.documents_with(&[cg::TO], source)?);
        }
        for Edge { from, to, .. } in &moved.lost {
            let ends = [from, to].map(|end| known.documents_with(&[cg::FROM, cg::TO], end));
            let [Some(from), Some(to)] = ends else { return None };
            places.extend(from.intersection(&to));
        }
        for changed in &pairs.places {
            places.remove(changed);
        }
        if places.len() > MOST_ASKED {
            return None;
        }
        let share = |at: usize| Some((at, known.join(joiner, known.kept.facts(at)?).contribution));
        let asked: Option<BTreeMap<usize, Contribution>> = places.into_par_iter().map(share).collect();
        asked.map(Self)
    }

    /// Whether one of them shares an edge.
    fn share(&self, edge: &Edge) -> bool {
        self.0.values().any(|share| share.edges().contains(edge))
    }

    /// Their shares and those of the changed documents at one time, in path order.
    fn with<'s>(&'s self, pairs: &'s Pairs, side: &'s Side) -> impl Iterator<Item = &'s Contribution> {
        let changed = pairs.places.iter().copied().zip(&side.shares);
        let all: BTreeMap<usize, &Contribution> =
            changed.chain(self.0.iter().map(|(at, share)| (*at, share))).collect();
        all.into_values()
    }
}

/// The names of the built-in vocabulary that may be in use no more, or be in use now.
fn built_in<'k>(
    known: &'k Known<'_>,
    old: &FactSet,
    new: &FactSet,
    moved: &AggregateChange,
) -> Vec<&'k Name> {
    let mut ids: BTreeSet<&ThingId> =
        moved.reached_before.symmetric_difference(&moved.reached_after).collect();
    ids.extend(old.sources.iter().chain(&new.sources).filter_map(|source| source.company.as_ref()));
    let names = ids.into_iter().filter_map(|id| known.registry.name(id));
    names.filter(|name| name.origin == NameOrigin::BuiltIn).collect()
}

/// Whether a document that has not changed leads to a name, or a work that nothing else is said of was published by it.
fn is_reached_by_others(
    known: &Known<'_>,
    pairs: &Pairs,
    moved: &AggregateChange,
    id: &ThingId,
) -> Option<bool> {
    // A company that uses what a page is about is where its evidence begins.
    let mut documents = known.documents_with(&[cg::FROM, cg::TO], id)?.into_iter();
    if documents.any(|at| pairs.places.binary_search(&at).is_err()) {
        return Some(true);
    }
    let moved: BTreeSet<String> = moved.sources.iter().map(|source| known.base.iri(source)).collect();
    let published = known.graph.with_value(cg::PUBLISHED_BY, &Term::Iri(known.base.iri(id))).ok()?;
    Some(published.iter().any(|(source, _)| !moved.contains(source.text())))
}
