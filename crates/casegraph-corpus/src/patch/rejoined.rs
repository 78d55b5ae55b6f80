//! The documents that are joined otherwise than before.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{Contribution, Document, FactSet, Joined, Joiner, ThingId};
use casegraph_store::Term;
use casegraph_store::vocabulary::{cg, xsd};
use rayon::prelude::*;

use super::changed::{Revision, Revisions};
use super::context::Known;
use crate::cache::documents::FEW;
use crate::summary::{CategorySummary, Summary, Tally, categories};

/// Documents as they were and as they are.
pub(super) struct Pairs {
    /// Their places among all documents, in order.
    pub(super) places: Vec<usize>,
    pub(super) before: Side,
    pub(super) after: Side,
    /// How far each category is, if that may be something else now.
    categories: Option<Vec<CategorySummary>>,
}

/// The documents at one time, each with its share; and topics that had, or have, another number of case studies.
#[derive(Default)]
pub(super) struct Side {
    pub(super) documents: Vec<Document>,
    pub(super) shares: Vec<Contribution>,
    pub(super) topics: FactSet,
}

impl Pairs {
    /// The changed documents, and those that are joined otherwise though they have not changed. None where that cannot be told, or
    /// where they are many.
    pub(super) fn new(
        known: &Known<'_>,
        revisions: &Revisions,
        before: &Joiner<'_>,
        after: Option<&Joiner<'_>>,
    ) -> Option<Self> {
        let Some(after) = after else { return Self::joined(known, revisions, before, before, &[]) };
        let differences = before.differences(after)?;
        let mut others: Vec<usize> =
            differences.pages.iter().filter_map(|page| known.kept.place_of(page)).collect();
        for revision in revisions.all().filter(|revision| revision.has_other_anchors()) {
            others.extend(linking_to(revision, known)?);
        }
        let mut pairs = Self::joined(known, revisions, before, after, &others)?;
        if !differences.topics.is_empty() {
            let (old, new) = (before.tree(), after.tree());
            pairs.categories = Some(categories(&new, |thing| after.case_studies_counted_by(thing)));
            pairs.before.topics = only(old, &differences.topics);
            pairs.after.topics = only(new, &differences.topics);
        }
        Some(pairs)
    }

    /// Joins the changed documents, and others.
    fn joined(
        known: &Known<'_>,
        revisions: &Revisions,
        before: &Joiner<'_>,
        after: &Joiner<'_>,
        others: &[usize],
    ) -> Option<Self> {
        let places: BTreeSet<usize> = others.iter().copied().chain(revisions.places()).collect();
        if places.len() > FEW {
            return None;
        }
        let pair = |at: &usize| {
            let [old, new] = if let Some(revision) = revisions.of(*at) {
                [revision.old.clone(), revision.new.clone()]
            } else {
                let facts = known.kept.facts(*at)?;
                [facts.clone(), facts]
            };
            Some((known.join(before, old), known.join(after, new)))
        };
        let places: Vec<usize> = places.into_iter().collect();
        let pairs: Option<Vec<(Joined, Joined)>> = places.par_iter().map(pair).collect();
        let (old, new): (Vec<Joined>, Vec<Joined>) = pairs?.into_iter().unzip();
        Some(Self { places, before: Side::of(old), after: Side::of(new), categories: None })
    }

    /// Moves the counts of what stands in documents, and of topics.
    pub(super) fn move_summary(&self, summary: &mut Summary) {
        summary.move_counts(Tally::of(&self.before.documents), Tally::of(&self.after.documents));
        let unread = |side: &Side| {
            side.shares.iter().flat_map(Contribution::unread).map(|unread| unread.kind).collect::<Vec<_>>()
        };
        moved(&mut summary.unread, unread(&self.before), unread(&self.after));
        let status = |side: &Side| side.topics.topics.iter().map(|topic| topic.status).collect::<Vec<_>>();
        moved(&mut summary.topics, status(&self.before), status(&self.after));
        if let Some(categories) = &self.categories {
            summary.categories.clone_from(categories);
        }
    }
}

impl Side {
    fn of(joined: Vec<Joined>) -> Self {
        let (documents, shares) =
            joined.into_iter().map(|joined| (joined.document, joined.contribution)).unzip();
        Self { documents, shares, topics: FactSet::default() }
    }
}

/// The documents that link to a document, or to the folder whose front page it may be.
fn linking_to(revision: &Revision, known: &Known<'_>) -> Option<BTreeSet<usize>> {
    let path = &revision.old.path;
    let mut linking = BTreeSet::new();
    for target in [path.as_str(), path.parent().as_str()] {
        let target =
            Term::Literal { value: target.to_owned(), datatype: xsd::STRING.to_owned(), language: None };
        linking.extend(known.documents_that_say(cg::TARGET_PATH, &target)?);
    }
    Some(linking)
}

/// Of a tree, these topics.
fn only(tree: FactSet, wanted: &[ThingId]) -> FactSet {
    let topics = tree.topics.into_iter().filter(|topic| wanted.contains(&topic.id)).collect();
    FactSet { topics, ..FactSet::default() }
}

/// Takes `old` out of counts and adds `new`; what is there no more is not counted as none.
fn moved<K: Ord>(counts: &mut BTreeMap<K, usize>, old: Vec<K>, new: Vec<K>) {
    for key in new {
        *counts.entry(key).or_default() += 1;
    }
    for key in old {
        if let Some(count) = counts.get_mut(&key) {
            *count = count.saturating_sub(1);
        }
    }
    counts.retain(|_, count| *count > 0);
}
