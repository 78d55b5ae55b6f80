//! The registry of names, and where they occur in running text.
//!
//! Names come from the corpus's vocabulary and from Company columns. A label with a capital letter in it is a proper name
//! and is matched as written; a label in lower case is matched in any case. All labels are found in one scan
//! (Aho and Corasick, 1975); of overlapping matches the leftmost, then the longest, is kept.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document_facts::{DocumentFacts, Owner};
use crate::extract::company_names;
use crate::{Kind, Name, ThingId, slug};

/// All names of a corpus, ready to be looked for.
#[derive(Debug)]
pub struct Registry {
    names: BTreeMap<ThingId, Name>,
    /// Companies by label, in lower case.
    companies: BTreeMap<String, ThingId>,
    labels: Vec<(String, ThingId)>,
    automaton: Option<AhoCorasick>,
}

/// A name found in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionFacts {
    /// What it stands in.
    pub owner: Owner,
    /// Whether it stands in the case study's own account.
    pub own_account: bool,
    /// Whether it stands in the `**Context**:` text.
    pub in_context: bool,
    /// What is named.
    pub name: ThingId,
    /// The text found.
    pub surface: String,
    /// Its line.
    pub line: u32,
}

impl Registry {
    /// The names of `vocabulary`, and the companies that the documents' Company columns state and the vocabulary lacks.
    #[must_use]
    pub fn new(vocabulary: &[Name], documents: &[DocumentFacts]) -> Self {
        let mut registry =
            Self { names: BTreeMap::new(), companies: BTreeMap::new(), labels: Vec::new(), automaton: None };
        for name in vocabulary {
            registry.add(name.clone());
        }
        for stated in documents.iter().flat_map(|document| &document.stated_companies) {
            let key = slug(&stated.name);
            if registry.company(&stated.name).is_none() && !key.is_empty() {
                let id = ThingId::new(Kind::Company, key);
                registry.add(Name {
                    id,
                    label: stated.name.clone(),
                    alternatives: Vec::new(),
                    declared: false,
                });
            }
        }
        registry.labels.sort();
        registry.labels.dedup_by(|a, b| a.0 == b.0);
        registry.automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(registry.labels.iter().map(|(label, _)| label))
            .ok();
        registry
    }

    fn add(&mut self, name: Name) {
        for label in std::iter::once(&name.label).chain(&name.alternatives) {
            let letters = label.chars().filter(|c| c.is_alphanumeric()).count();
            if letters > 1 || (letters == 1 && name.declared) {
                self.labels.push((label.clone(), name.id.clone()));
            }
            if name.id.kind() == Kind::Company {
                self.companies.entry(label.to_lowercase()).or_insert_with(|| name.id.clone());
            }
        }
        self.names.entry(name.id.clone()).or_insert(name);
    }

    /// All names, by id.
    #[must_use]
    pub fn into_names(self) -> Vec<Name> {
        self.names.into_values().collect()
    }

    /// The company that a cell names: its whole text, else the text without a remark in parentheses, else the remark,
    /// else its first part where several are joined.
    #[must_use]
    pub fn company(&self, cell: &str) -> Option<&ThingId> {
        let get = |name: &str| self.companies.get(&name.trim().to_lowercase());
        let whole = get(cell);
        let without_remark = || cell.split_once('(').and_then(|(before, _)| get(before));
        let remark = || cell.split_once('(').and_then(|(_, rest)| get(rest.trim_end().strip_suffix(')')?));
        let first = || company_names(cell).next().filter(|first| *first != cell).and_then(get);
        whole.or_else(without_remark).or_else(remark).or_else(first)
    }

    /// Every name in the running text of a document, in the order of the text. Linear in the text.
    #[must_use]
    pub fn find(&self, document: &DocumentFacts) -> Vec<MentionFacts> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found = Vec::new();
        for prose in &document.prose {
            let text = prose.text.as_str();
            let mut candidates: Vec<(usize, usize, usize)> = automaton
                .find_overlapping_iter(text)
                .map(|found| (found.start(), found.end(), found.pattern().as_usize()))
                .filter(|(start, end, label)| self.fits(text, *start, *end, *label))
                .collect();
            candidates.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
            let mut taken = 0;
            for (start, end, label) in candidates {
                let (Some((_, name)), true) = (self.labels.get(label), start >= taken) else { continue };
                taken = end;
                found.push(MentionFacts {
                    owner: prose.owner,
                    own_account: prose.own_account,
                    in_context: prose.context,
                    name: name.clone(),
                    surface: text.get(start..end).unwrap_or_default().to_owned(),
                    line: prose.line_at(start),
                });
            }
        }
        found
    }

    /// Whether the text at these offsets is the label as a word of its own.
    fn fits(&self, text: &str, start: usize, end: usize, label: usize) -> bool {
        let Some((label, _)) = self.labels.get(label) else { return false };
        let (before, surface, after) = (
            text.get(..start).unwrap_or_default(),
            text.get(start..end).unwrap_or_default(),
            text.get(end..).unwrap_or_default(),
        );
        let proper = label.chars().any(char::is_uppercase);
        if proper && surface != label {
            return false;
        }
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let begins = !label.starts_with(word) || !before.ends_with(word);
        let ends = !label.ends_with(word) || !after.starts_with(word);
        let mut next = after.chars();
        let in_address = matches!((next.next(), next.next()), (Some('.' | '@'), Some(c)) if word(c));
        let mut last = before.chars().rev();
        let after_dot = matches!((last.next(), last.next()), (Some('.' | '@'), Some(c)) if word(c));
        begins && ends && !in_address && !after_dot
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{DocPath, Profile, extract};

    fn name(kind: Kind, label: &str, alternatives: &[&str]) -> Name {
        let alternatives = alternatives.iter().map(|&label| label.to_owned()).collect();
        Name { id: ThingId::new(kind, slug(label)), label: label.to_owned(), alternatives, declared: true }
    }

    #[test]
    fn names_are_whole_words_longest_first_and_proper_names_keep_their_case() {
        let vocabulary = [
            name(Kind::Technology, "Apache Kafka", &["Kafka"]),
            name(Kind::Technology, "Kafka Streams", &[]),
            name(Kind::Company, "Meta", &["Facebook"]),
            name(Kind::Pattern, "cache-aside", &["lazy loading"]),
            name(Kind::Technology, "C++", &[]),
        ];
        let markdown = "Kafka Streams and Kafka's log; Apache\nKafka twice. Kafkaesque, kafka, metadata, Meta.\n\n\
            Cache-Aside or Lazy loading in C++20? C++! `Kafka` https://Kafka.example Kafka.io and [Facebook](x.md)\n";
        let profile = Profile::shipped("case-studies").unwrap();
        let document = extract(&DocPath::new("a.md").unwrap(), markdown.as_bytes(), &profile);
        let registry = Registry::new(&vocabulary, &[]);
        let found: Vec<String> = registry
            .find(&document)
            .iter()
            .map(|m| format!("{} {:?} {}", m.line, m.surface, m.name))
            .collect();
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
        .assert_eq(&found.join("\n"));
    }

    #[test]
    fn a_company_cell_is_read_as_people_write_it() {
        let registry = Registry::new(&[name(Kind::Company, "Meta", &["Facebook"])], &[]);
        for cell in ["Meta", "meta", "Facebook", "Meta (Facebook)", "Instagram (Meta)", "Facebook / Google"] {
            assert!(registry.company(cell).is_some(), "{cell}");
        }
        assert!(registry.company("Google").is_none());
    }
}
