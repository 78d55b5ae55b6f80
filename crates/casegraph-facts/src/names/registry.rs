//! The registry of all names of a corpus.

use std::collections::BTreeMap;

use super::company_cell::company_names;
use super::lexicon::Lexicon;
use super::matcher::{self, MentionFacts};
use super::stated_names::StatedNames;
use crate::model::document_facts::DocumentFacts;
use crate::model::id::{Kind, ThingId, slug};
use crate::model::name::{Name, NameOrigin};

/// All names of a corpus, compiled for search.
#[derive(Debug)]
pub struct Registry {
    names: BTreeMap<ThingId, Name>,
    /// Companies by label, in lower case.
    companies: BTreeMap<String, ThingId>,
    /// Names that rules find.
    stated: StatedNames,
    lexicon: Lexicon,
}

impl Registry {
    /// A registry of the names of `vocabulary` (made of several by [`merge_names`](crate::merge_names)), and of
    /// companies that company columns and front matter of the documents state and the vocabulary lacks. A label with a
    /// capital matches as written; a label in lower case matches in any case. Linear in the labels, but for sorting.
    #[must_use]
    pub fn new<'d>(vocabulary: &[Name], documents: impl IntoIterator<Item = &'d DocumentFacts>) -> Self {
        let mut names: BTreeMap<ThingId, Name> = BTreeMap::new();
        for name in vocabulary {
            names.entry(name.id.clone()).or_insert_with(|| name.clone());
        }
        let mut companies = BTreeMap::new();
        for name in names.values() {
            know_company(&mut companies, name);
        }
        let documents: Vec<&DocumentFacts> = documents.into_iter().collect();
        for stated in documents.iter().flat_map(|document| &document.stated_companies) {
            let key = slug(&stated.name);
            if company(&companies, &stated.name).is_none() && !key.is_empty() {
                let id = ThingId::new(Kind::Company, key);
                let name = Name::plain(id.clone(), &stated.name, NameOrigin::Text);
                match names.get_mut(&id) {
                    Some(known) => known.unite(name),
                    None => {
                        names.insert(id.clone(), name);
                    }
                }
                names.get(&id).into_iter().for_each(|name| know_company(&mut companies, name));
            }
        }
        let stated = StatedNames::new(&mut names, &documents);
        if !stated.is_empty() {
            for name in names.values() {
                know_company(&mut companies, name);
            }
        }
        Self { lexicon: Lexicon::new(&names), names, companies, stated }
    }

    /// All names, by id.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        self.names.values()
    }

    /// The name with this id.
    #[must_use]
    pub fn name(&self, id: &ThingId) -> Option<&Name> {
        self.names.get(id)
    }

    /// The company that a cell names: the whole text, else the text without a remark in parentheses, else the remark,
    /// else the first of several names.
    #[must_use]
    pub fn company(&self, cell: &str) -> Option<&ThingId> {
        company(&self.companies, cell)
    }

    /// The thing that a name is which an author states: a company, a technology or a pattern by `kind`; without a kind, a technology
    /// or a pattern.
    #[must_use]
    pub fn stated(&self, kind: Option<Kind>, name: &str) -> Option<&ThingId> {
        self.stated.get(kind, name)
    }

    /// The labels of all names.
    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// All names in the running text of a document, in the order of the text. Linear in the text.
    #[must_use]
    pub fn find(&self, document: &DocumentFacts) -> Vec<MentionFacts> {
        matcher::find(&self.lexicon, document)
    }
}

fn know_company(companies: &mut BTreeMap<String, ThingId>, name: &Name) {
    if name.id.kind() == Kind::Company {
        for label in name.labels() {
            companies.entry(label.to_lowercase()).or_insert_with(|| name.id.clone());
        }
    }
}

fn company<'c>(companies: &'c BTreeMap<String, ThingId>, cell: &str) -> Option<&'c ThingId> {
    let get = |name: &str| companies.get(&name.trim().to_lowercase());
    let whole = get(cell);
    let without_remark = || cell.split_once('(').and_then(|(before, _)| get(before));
    let remark = || cell.split_once('(').and_then(|(_, rest)| get(rest.trim_end().strip_suffix(')')?));
    let first = || company_names(cell).next().filter(|first| *first != cell).and_then(get);
    whole.or_else(without_remark).or_else(remark).or_else(first)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::extract::extract;
    use crate::model::location::DocPath;
    use crate::profile::Profile;

    fn name(kind: Kind, label: &str, alternatives: &[&str]) -> Name {
        let mut name = Name::plain(ThingId::new(kind, slug(label)), label, NameOrigin::Corpus);
        name.alternatives = alternatives.iter().map(|&label| label.to_owned()).collect();
        name
    }

    fn found(vocabulary: &[Name], markdown: &str) -> String {
        let profile = Profile::shipped("case-studies").unwrap();
        let document = extract(&DocPath::new("a.md").unwrap(), markdown.as_bytes(), &profile);
        let registry = Registry::new(vocabulary, std::slice::from_ref(&document));
        let mentions = registry.find(&document);
        mentions
            .iter()
            .map(|m| format!("{} {:?} {}", m.line, m.surface, m.name))
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn names_match_as_whole_words_longest_first_and_proper_names_by_case() {
        let vocabulary = [
            name(Kind::Technology, "Apache Kafka", &["Kafka"]),
            name(Kind::Technology, "Kafka Streams", &[]),
            name(Kind::Company, "Meta", &["Facebook"]),
            name(Kind::Pattern, "cache-aside", &["lazy loading"]),
            name(Kind::Technology, "C++", &[]),
        ];
        let markdown = "Kafka Streams and Kafka's log; Apache\nKafka twice. Kafkaesque, kafka, metadata, Meta.\n\n\
            Cache-Aside or Lazy loading in C++20? C++! `Kafka` https://Kafka.example Kafka.io and [Facebook](x.md)\n";
        expect![[r#"
            1 "Kafka Streams" technology/kafka-streams
            1 "Kafka" technology/apache-kafka
            1 "Apache Kafka" technology/apache-kafka
            2 "Meta" company/meta
            4 "Cache-Aside" pattern/cache-aside
            4 "Lazy loading" pattern/cache-aside
            4 "C++" technology/c
            4 "C++" technology/c
            4 "Facebook" company/meta"#]]
        .assert_eq(&found(&vocabulary, markdown));
    }

    #[test]
    fn company_cells_resolve_to_companies() {
        let registry = Registry::new(&[name(Kind::Company, "Meta", &["Facebook"])], &[]);
        for cell in ["Meta", "meta", "Facebook", "Meta (Facebook)", "Instagram (Meta)", "Facebook / Google"] {
            assert!(registry.company(cell).is_some(), "{cell}");
        }
        assert!(registry.company("Google").is_none());
    }

    #[test]
    fn a_company_named_like_a_technology_counts_in_company_cells_only() {
        let markdown = "---\ncompanies: [Redis]\n---\n\nRedis is fast.\n";
        expect![[r#"
            2 "Redis" company/redis
            5 "Redis" technology/redis"#]]
        .assert_eq(&found(&[name(Kind::Technology, "Redis", &[])], markdown));
    }
}
