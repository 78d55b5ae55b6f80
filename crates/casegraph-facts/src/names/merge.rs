//! Merges the vocabulary of a corpus with the built-in one.

use std::collections::{BTreeMap, BTreeSet};

use super::label::labels_collide;
use crate::model::id::ThingId;
use crate::model::name::{Guards, Name};

/// Merges the names of the vocabulary of a corpus with the built-in ones.
///
/// A term of both vocabularies becomes one term: labels and guards are united, and the preferred label of the corpus
/// stays. A term is in both if the id is the same; or if the preferred label of one is a label of the other, the kind
/// is the same, and neither is declared distinct from the other. A label of a built-in term that the corpus gives to
/// another term belongs to that one only, unless the two are declared distinct. The result is sorted by id. Time is
/// linear in the labels, but for sorting.
#[must_use]
pub fn merge_names(corpus: impl IntoIterator<Item = Name>, built_in: &[Name]) -> Vec<Name> {
    let mut names: BTreeMap<ThingId, Name> = BTreeMap::new();
    for name in corpus {
        match names.get_mut(&name.id) {
            Some(known) => known.unite(name),
            None => {
                names.insert(name.id.clone(), name);
            }
        }
    }
    let owners = Owners::new(names.values());
    let same: Vec<Option<ThingId>> = built_in.iter().map(|name| same_name(name, &names, &owners)).collect();
    let renamed: BTreeMap<&ThingId, &ThingId> =
        built_in.iter().zip(&same).filter_map(|(name, same)| Some((&name.id, same.as_ref()?))).collect();
    let mut laid = Vec::new();
    for (name, same) in built_in.iter().zip(&same) {
        let mut name = name.clone();
        for distinct in &mut name.guards.distinct_from {
            if let Some(id) = renamed.get(distinct) {
                (*distinct).clone_from(id);
            }
        }
        if let Some(id) = same {
            name.id.clone_from(id);
        }
        laid.extend(without_taken(name, &names, &owners));
    }
    for name in laid {
        match names.get_mut(&name.id) {
            Some(known) => known.unite(name),
            None => {
                names.insert(name.id.clone(), name);
            }
        }
    }
    names.into_values().collect()
}

/// The terms that have each label, by the label in lower case.
struct Owners {
    owners: BTreeMap<String, Vec<(String, ThingId)>>,
}

impl Owners {
    fn new<'n>(names: impl Iterator<Item = &'n Name>) -> Self {
        let mut owners: BTreeMap<String, Vec<(String, ThingId)>> = BTreeMap::new();
        for name in names {
            for label in name.labels() {
                owners
                    .entry(label.to_ascii_lowercase())
                    .or_default()
                    .push((label.to_owned(), name.id.clone()));
            }
        }
        Self { owners }
    }

    /// The terms that may have the same text as a label.
    fn of_label(&self, label: &str) -> impl Iterator<Item = &ThingId> {
        let owners = self.owners.get(&label.to_ascii_lowercase()).into_iter().flatten();
        owners.filter(move |(other, _)| labels_collide(other, label)).map(|(_, id)| id)
    }
}

/// The term of the corpus that is the same as a built-in one, if there is one.
fn same_name(name: &Name, corpus: &BTreeMap<ThingId, Name>, owners: &Owners) -> Option<ThingId> {
    if corpus.contains_key(&name.id) {
        return Some(name.id.clone());
    }
    let candidates: BTreeSet<&ThingId> = name.labels().flat_map(|label| owners.of_label(label)).collect();
    let is_same = |id: &&&ThingId| {
        corpus.get(**id).is_some_and(|other| {
            let preferred =
                |one: &Name, other: &Name| other.labels().any(|label| labels_collide(label, &one.label));
            other.id.kind() == name.id.kind()
                && !are_distinct(name, other)
                && (preferred(name, other) || preferred(other, name))
        })
    };
    candidates.iter().find(is_same).map(|id| (*id).clone())
}

fn are_distinct(one: &Name, other: &Name) -> bool {
    one.guards.distinct_from.contains(&other.id) || other.guards.distinct_from.contains(&one.id)
}

/// A built-in name without the labels that belong to another term of the corpus; `None` if no label is left.
fn without_taken(name: Name, corpus: &BTreeMap<ThingId, Name>, owners: &Owners) -> Option<Name> {
    let is_taken = |label: &str| {
        owners
            .of_label(label)
            .any(|id| *id != name.id && corpus.get(id).is_some_and(|other| !are_distinct(&name, other)))
    };
    let keep = |labels: &[String]| -> Vec<String> {
        labels.iter().filter(|label| !is_taken(label)).cloned().collect()
    };
    let mut alternatives = keep(&name.alternatives);
    let label = if is_taken(&name.label) {
        (!alternatives.is_empty()).then(|| alternatives.remove(0))?
    } else {
        name.label.clone()
    };
    let guards = Guards {
        ordinary: keep(&name.guards.ordinary),
        ambiguous: keep(&name.guards.ambiguous),
        ..name.guards.clone()
    };
    let hidden = keep(&name.hidden);
    Some(Name { label, alternatives, hidden, guards, ..name })
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::model::id::Kind;
    use crate::model::name::NameOrigin;

    fn name(kind: Kind, key: &str, labels: &[&str], origin: NameOrigin) -> Name {
        let (first, others) = labels.split_first().unwrap();
        let mut name = Name::plain(ThingId::new(kind, key), first, origin);
        name.alternatives = others.iter().map(|&label| label.to_owned()).collect();
        name
    }

    #[test]
    fn terms_of_both_vocabularies_merge_and_the_corpus_keeps_its_labels() {
        let mut block = name(Kind::Company, "block", &["Block, Inc.", "Block"], NameOrigin::BuiltIn);
        block.guards.ambiguous = vec!["Block".to_owned()];
        let built_in = [
            block,
            name(Kind::Technology, "kafka", &["Kafka", "AK"], NameOrigin::BuiltIn),
            name(Kind::Technology, "redis", &["Redis"], NameOrigin::BuiltIn),
            name(Kind::Company, "segment", &["Segment", "Twilio Segment"], NameOrigin::BuiltIn),
        ];
        let corpus = [
            name(Kind::Company, "block", &["Block"], NameOrigin::Corpus),
            name(Kind::Technology, "apache-kafka", &["Apache Kafka", "Kafka"], NameOrigin::Corpus),
            name(Kind::Pattern, "segment", &["segment"], NameOrigin::Corpus),
        ];
        let shown: Vec<String> = merge_names(corpus, &built_in)
            .iter()
            .map(|name| {
                format!("{} {} {:?} {:?}", name.id, name.origin.code(), name.label, name.alternatives)
                    + &format!(" ambiguous {:?}", name.guards.ambiguous)
            })
            .collect();
        expect![[r#"
            company/block corpus "Block" ["Block, Inc."] ambiguous ["Block"]
            company/segment built-in "Twilio Segment" [] ambiguous []
            pattern/segment corpus "segment" [] ambiguous []
            technology/apache-kafka corpus "Apache Kafka" ["AK", "Kafka"] ambiguous []
            technology/redis built-in "Redis" [] ambiguous []"#]]
        .assert_eq(&shown.join("\n"));
    }
}
