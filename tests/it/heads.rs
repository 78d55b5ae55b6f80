//! A document can be joined by the heads of all: what a build does, beside what is simplest to understand.

use casegraph::facts::{
    Aggregate, DocPath, DocumentFacts, FactSet, Inventory, Joined, Joiner, Profile, ReadDocument, Registry,
    extract, join,
};
use proptest::prelude::*;

use crate::properties::markdown;

/// The documents joined one by one, each with nothing but the heads of the others.
pub(crate) fn joined_by_heads(
    documents: &[DocumentFacts],
    registry: &Registry,
    inventory: &Inventory,
    profile: &Profile,
) -> FactSet {
    let mut documents: Vec<&DocumentFacts> = documents.iter().collect();
    documents.sort_by_key(|facts| &facts.path);
    let heads: Vec<DocumentFacts> = documents.iter().map(|facts| facts.exports()).collect();
    let joiner = Joiner::new(&heads, registry, inventory, profile);
    let (mut joined, mut shares) = (Vec::new(), Aggregate::default());
    for facts in documents {
        let read = ReadDocument { mentions: registry.find(facts), facts: facts.clone() };
        let Joined { document, contribution: share } = joiner.document(&read);
        joined.push(document);
        shares.add(share);
    }
    FactSet { documents: joined, ..joiner.finish(shares) }
}

const PROFILES: [&str; 4] = ["article-plan", "case-studies", "design-folders", "link-list"];

const PATHS: [&str; 7] = [
    "01_A/02_B/topic/README.md",
    "01_A/02_B/topic/RESOURCES.md",
    "01_A/02_B/other.md",
    "CASE_STUDY_TEMPLATE.md",
    "MASTER_PLAN.md",
    "case-studies/x/README.md",
    "case-studies/x/trade-offs.md",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn documents_join_the_same_with_only_the_heads_of_the_others(
        texts in prop::collection::vec(markdown(), PATHS.len()),
        profile in prop::sample::select(PROFILES.to_vec()),
    ) {
        let profile = Profile::shipped(profile).unwrap();
        let paths = PATHS.map(|path| DocPath::new(path).unwrap());
        let documents: Vec<DocumentFacts> =
            paths.iter().zip(&texts).map(|(path, text)| extract(path, text.as_bytes(), &profile)).collect();
        let registry = Registry::new(casegraph::built_in_names(), &documents);
        let inventory = Inventory::new(paths);
        let by_heads = joined_by_heads(&documents, &registry, &inventory, &profile);
        let read = documents.into_iter().map(|facts| ReadDocument { mentions: registry.find(&facts), facts });
        prop_assert_eq!(by_heads, join(read.collect(), &registry, &inventory, &profile));
    }
}
