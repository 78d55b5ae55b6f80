//! The documents that are joined differently than before.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{Contribution, Document, FactSet, Joined, Joiner, ThingId};
use casegraph_store::Term;
use casegraph_store::vocabulary::{cg, xsd};
use rayon::prelude::*;

use super::changed::{ChangedDocument, ChangedDocuments};
use super::context::Context;
use crate::cache::documents::FEW;
use crate::summary::{CategorySummary, Summary, Tally, categories};

/// The documents that are joined differently, before and after.
pub(super) struct Rejoined {
    /// Their indices, sorted.
    pub(super) indices: Vec<usize>,
    pub(super) before: Version,
    pub(super) after: Version,
    /// The progress of the categories, if it may have changed.
    categories: Option<Vec<CategorySummary>>,
}

/// The documents at one time, each with its contribution; and the topics whose number of case studies differs.
#[derive(Default)]
pub(super) struct Version {
    pub(super) documents: Vec<Document>,
    pub(super) shares: Vec<Contribution>,
    pub(super) topics: FactSet,
}

impl Rejoined {
    /// The changed documents, and unchanged ones that are joined differently. `None` if they are more than [`FEW`], or cannot be
    /// computed from the changed documents alone.
    pub(super) fn new(
        context: &Context<'_>,
        changed: &ChangedDocuments,
        before: &Joiner<'_>,
        after: Option<&Joiner<'_>>,
    ) -> Option<Self> {
        let Some(after) = after else { return Self::join(context, changed, before, before, &[]) };
        let differences = before.differences(after)?;
        let mut others: Vec<usize> =
            differences.pages.iter().filter_map(|page| context.cached.index_of(page)).collect();
        for document in changed.iter().filter(|document| document.has_other_anchors()) {
            others.extend(linking_to(document, context)?);
        }
        let mut rejoined = Self::join(context, changed, before, after, &others)?;
        if !differences.topics.is_empty() {
            let (old, new) = (before.tree(), after.tree());
            rejoined.categories = Some(categories(&new, |thing| after.case_studies_counted_by(thing)));
            rejoined.before.topics = topics_of(old, &differences.topics);
            rejoined.after.topics = topics_of(new, &differences.topics);
        }
        Some(rejoined)
    }

    /// Joins the changed documents and others.
    fn join(
        context: &Context<'_>,
        changed: &ChangedDocuments,
        before: &Joiner<'_>,
        after: &Joiner<'_>,
        others: &[usize],
    ) -> Option<Self> {
        let indices: BTreeSet<usize> = others.iter().copied().chain(changed.indices()).collect();
        if indices.len() > FEW {
            return None;
        }
        let pair = |index: &usize| {
            let [old, new] = if let Some(changed) = changed.get(*index) {
                [changed.old.clone(), changed.new.clone()]
            } else {
                let facts = context.cached.facts(*index)?;
                [facts.clone(), facts]
            };
            Some((context.join(before, old), context.join(after, new)))
        };
        let indices: Vec<usize> = indices.into_iter().collect();
        let pairs: Option<Vec<(Joined, Joined)>> = indices.par_iter().map(pair).collect();
        let (old, new): (Vec<Joined>, Vec<Joined>) = pairs?.into_iter().unzip();
        Some(Self { indices, before: Version::new(old), after: Version::new(new), categories: None })
    }

    /// Updates the counts of documents and topics.
    pub(super) fn update_summary(&self, summary: &mut Summary) {
        summary.replace_counts(Tally::new(&self.before.documents), Tally::new(&self.after.documents));
        let unread = |version: &Version| {
            version.shares.iter().flat_map(Contribution::unread).map(|unread| unread.kind).collect::<Vec<_>>()
        };
        replace_counts(&mut summary.unread, unread(&self.before), unread(&self.after));
        let status =
            |version: &Version| version.topics.topics.iter().map(|topic| topic.status).collect::<Vec<_>>();
        replace_counts(&mut summary.topics, status(&self.before), status(&self.after));
        if let Some(categories) = &self.categories {
            summary.categories.clone_from(categories);
        }
    }
}

impl Version {
    fn new(joined: Vec<Joined>) -> Self {
        let (documents, shares) =
            joined.into_iter().map(|joined| (joined.document, joined.contribution)).unzip();
        Self { documents, shares, topics: FactSet::default() }
    }
}

/// The documents that link to a document, or to the folder of which it may be the front page.
fn linking_to(changed: &ChangedDocument, context: &Context<'_>) -> Option<BTreeSet<usize>> {
    let path = &changed.old.path;
    let mut linking = BTreeSet::new();
    for target in [path.as_str(), path.parent().as_str()] {
        let target =
            Term::Literal { value: target.to_owned(), datatype: xsd::STRING.to_owned(), language: None };
        linking.extend(context.documents_with_value(cg::TARGET_PATH, &target)?);
    }
    Some(linking)
}

/// These topics of a tree.
fn topics_of(tree: FactSet, wanted: &[ThingId]) -> FactSet {
    let topics = tree.topics.into_iter().filter(|topic| wanted.contains(&topic.id)).collect();
    FactSet { topics, ..FactSet::default() }
}

/// Subtracts `old` from counts and adds `new`. Counts of zero are removed.
fn replace_counts<K: Ord>(counts: &mut BTreeMap<K, usize>, old: Vec<K>, new: Vec<K>) {
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
