//! The properties of relations.

use casegraph_facts::Relation;

use crate::vocabulary::{cg, cito, schema, skos};

/// The property of a relation.
pub(super) fn property(relation: Relation) -> &'static str {
    match relation {
        Relation::RelatedPattern => cg::RELATED_PATTERN,
        Relation::Prerequisite => cg::PREREQUISITE,
        Relation::Uses => cg::USES,
        Relation::Cites => cito::CITES,
        Relation::Mentions => schema::MENTIONS,
        Relation::LinksTo => cg::LINKS_TO,
        Relation::Company => cg::COMPANY,
        Relation::Related => skos::RELATED,
        Relation::Replaced => cg::REPLACED,
        Relation::Rejected => cg::REJECTED,
        Relation::Supersedes => cg::SUPERSEDES,
    }
}
