//! What many documents say, joined: links led to their targets, plan rows to topics, names to the registry, citations to
//! works.
//!
//! ```text
//! heads ─► Joiner ──► document  one at a time, in any order, on any thread ─► Joined { document, share }
//!                 └─► finish    what follows from the shares of all documents ─► FactSet
//! ```

mod case_studies;
mod case_variants;
mod head;
pub(crate) mod inventory;
pub(crate) mod joiner;
mod links;
mod name_collision;
mod nodes;
mod occurrences;
pub(crate) mod share;
mod sources;
mod template_remnants;
mod topic_ids;
mod topic_key;
mod tree;

use crate::join::inventory::Inventory;
use crate::join::joiner::{Joined, Joiner, ReadDocument};
use crate::join::share::Shares;
use crate::model::fact_set::FactSet;
use crate::names::registry::Registry;
use crate::profile::Profile;

/// Joins all documents of a corpus. The result does not depend on their order. Time is linear in the facts, but for the
/// sorting of them. A [`Joiner`] does the same without holding all of them at once.
#[must_use]
pub fn join(
    mut documents: Vec<ReadDocument>,
    registry: &Registry,
    inventory: &Inventory,
    profile: &Profile,
) -> FactSet {
    documents.sort_by(|a, b| a.facts.path.cmp(&b.facts.path));
    let joiner = Joiner::new(documents.iter().map(|read| &read.facts), registry, inventory, profile);
    let (mut joined, mut shares) = (Vec::with_capacity(documents.len()), Shares::default());
    for read in &documents {
        let Joined { document, share } = joiner.document(read);
        joined.push(document);
        shares.add(share);
    }
    FactSet { documents: joined, ..joiner.finish(shares) }
}
