//! The join of many documents: links are resolved to their targets, plan entries to topics, names to the registry,
//! citations to works.
//!
//! ```text
//! exports ─► Joiner ──► document  one at a time, in any order, on any thread ─► Joined { document, contribution }
//!                   └─► finish    an aggregate of all contributions ─► FactSet
//! ```

pub(crate) mod aggregate;
mod case_studies;
mod case_variants;
pub(crate) mod contribution;
pub(crate) mod inventory;
pub(crate) mod joiner;
mod links;
mod name_collision;
mod nodes;
mod occurrences;
mod page_things;
pub(crate) mod read_document;
mod sources;
mod taken_rules;
mod template_remnants;
mod topic_ids;
mod topic_key;
mod tree;

use crate::join::aggregate::Aggregate;
use crate::join::inventory::Inventory;
use crate::join::joiner::{Joined, Joiner};
use crate::join::read_document::ReadDocument;
use crate::model::fact_set::FactSet;
use crate::names::registry::Registry;
use crate::profile::Profile;

/// Joins all documents of a corpus into its facts. The result does not depend on their order. Linear in the facts, but
/// for sorting. A [`Joiner`] does the same without holding all documents at once.
#[must_use]
pub fn join(
    mut documents: Vec<ReadDocument>,
    registry: &Registry,
    inventory: &Inventory,
    profile: &Profile,
) -> FactSet {
    documents.sort_by(|a, b| a.facts.path.cmp(&b.facts.path));
    let joiner = Joiner::new(documents.iter().map(|read| &read.facts), registry, inventory, profile);
    let (mut joined, mut aggregate) = (Vec::with_capacity(documents.len()), Aggregate::default());
    for read in &documents {
        let Joined { document, contribution } = joiner.document(read);
        joined.push(document);
        aggregate.add(contribution);
    }
    FactSet { documents: joined, ..joiner.finish(aggregate) }
}
