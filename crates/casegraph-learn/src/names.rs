//! Resolves what people type to things: a slug, title or alias in any case, an unambiguous beginning of one, or some of its words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use casegraph_facts::{Category, Domain, FactSet, Kind, Name, ThingId, Topic, slug, typo_distance};

use crate::entities::Entities;
use crate::name_error::NameError;

/// An ambiguous name lists at most this many candidates.
const SHOWN: usize = 12;

/// The names of things.
#[derive(Clone, Debug, Default)]
pub struct Names {
    things: BTreeMap<ThingId, NamedThing>,
}

/// One thing with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedThing {
    /// The name that is shown.
    pub label: String,
    /// The other names, and the key.
    others: Vec<String>,
    /// All names as slugs; computed on first use, as few are ever used.
    slugs: OnceLock<BTreeSet<String>>,
}

impl NamedThing {
    fn slugs(&self) -> &BTreeSet<String> {
        self.slugs.get_or_init(|| {
            let names = self.others.iter().chain([&self.label]);
            names.map(|name| slug(name)).filter(|key| !key.is_empty()).collect()
        })
    }
}

impl Names {
    /// The kinds of thing that paths and searches are about. A name means the first of these kinds that it fits.
    pub const LEARNABLE: [Kind; 4] = [Kind::Topic, Kind::Pattern, Kind::Technology, Kind::Company];

    /// The names of topics, categories, domains, companies, patterns, technologies, case studies and sources. Linear in the facts.
    #[must_use]
    pub fn from_facts(facts: &FactSet) -> Self {
        let studies = facts.documents.iter().flat_map(|document| &document.case_studies);
        let studies: Vec<(ThingId, String)> =
            studies.map(|study| (study.id.clone(), study.title.clone())).collect();
        Self::with_studies(facts, &studies)
    }

    /// The names in the facts; case studies are given with their titles.
    pub(crate) fn with_studies(facts: &FactSet, studies: &[(ThingId, String)]) -> Self {
        let mut names = Self::new(&facts.domains, &facts.categories, &facts.topics, &facts.names);
        for (id, title) in studies {
            names.add(id, title, &[]);
        }
        for source in &facts.sources {
            names.add(&source.id, &source.title, source.url.as_slice());
        }
        names
    }

    pub(crate) fn from_entities(entities: &Entities) -> Self {
        let Entities { domains, categories, topics, names, sources, .. } = entities;
        let mut names = Self::new(domains, categories, topics, names);
        for (id, title) in sources {
            names.add(id, title, &[]);
        }
        names
    }

    fn new(domains: &[Domain], categories: &[Category], topics: &[Topic], known: &[Name]) -> Self {
        let mut names = Self::default();
        for topic in topics {
            names.add(&topic.id, &topic.label, &topic.alternatives);
        }
        for category in categories {
            names.add(&category.id, &category.label, &[]);
        }
        for domain in domains {
            names.add(&domain.id, &domain.label, &[]);
        }
        for name in known {
            names.add(&name.id, &name.label, &name.alternatives);
        }
        names
    }

    /// Adds a thing, or replaces its names.
    pub fn add(&mut self, id: &ThingId, label: &str, alternatives: &[String]) {
        let own = id.key().rsplit('/').next().unwrap_or_default();
        let others = [own, id.key()].into_iter().chain(alternatives.iter().map(String::as_str));
        let others = others.map(str::to_owned).collect();
        let named = NamedThing { label: label.to_owned(), others, slugs: OnceLock::new() };
        self.things.insert(id.clone(), named);
    }

    /// The label of the thing; its key if it has no name.
    #[must_use]
    pub fn label<'n>(&'n self, id: &'n ThingId) -> &'n str {
        self.things.get(id).map_or(id.key(), |named| named.label.as_str())
    }

    /// The things of these kinds with their names, by kind in the order given, then by id.
    pub fn of_kinds<'n>(&'n self, kinds: &'n [Kind]) -> impl Iterator<Item = (&'n ThingId, &'n NamedThing)> {
        kinds.iter().flat_map(|kind| self.things.iter().filter(move |(id, _)| id.kind() == *kind))
    }

    /// The thing of one of `kinds` that `text` means: an identity (`topic/rate_limiting`), else a slug, title or alias in any case
    /// and with any punctuation between the words, else a beginning of one, else some of its words. If things of several kinds fit,
    /// the first of `kinds` is meant, also if only the beginning of one name of that kind fits. Linear in the names.
    ///
    /// # Errors
    /// [`NameError::AmbiguousName`] with the candidates; [`NameError::UnknownName`] with similar names.
    pub fn resolve(&self, text: &str, kinds: &[Kind]) -> Result<ThingId, NameError> {
        let text = text.trim();
        if let Some((id, _)) = self.of_kinds(kinds).find(|(id, _)| id.to_string() == text) {
            return Ok(id.clone());
        }
        let wanted = slug(text);
        let words: Vec<&str> = wanted.split('-').collect();
        let is = |key: &str| key == wanted;
        let begins_with_words =
            |key: &str| key.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('-'));
        let begins = |key: &str| key.starts_with(&wanted);
        let has_words =
            |key: &str| words.iter().all(|word| key.split('-').any(|part| part.starts_with(word)));
        if !wanted.is_empty() {
            // The one topic that begins with the words comes before a name of another kind: Kafka means the page on it.
            let first = kinds.get(..1).unwrap_or_default();
            for test in [&is as &dyn Fn(&str) -> bool, &begins_with_words] {
                let mut found =
                    self.of_kinds(first).filter(|(_, named)| named.slugs().iter().any(|key| test(key)));
                if let (Some((id, _)), None) = (found.next(), found.next()) {
                    return Ok(id.clone());
                }
            }
            let tests: [&dyn Fn(&str) -> bool; 4] = [&is, &begins_with_words, &begins, &has_words];
            for test in tests {
                for kind in kinds {
                    let fit =
                        |(_, named): &(&ThingId, &NamedThing)| named.slugs().iter().any(|key| test(key));
                    let found: Vec<&ThingId> =
                        self.of_kinds(std::slice::from_ref(kind)).filter(fit).map(|(id, _)| id).collect();
                    match found.as_slice() {
                        [] => {}
                        [one] => return Ok((*one).clone()),
                        several => return Err(self.ambiguous(text, several)),
                    }
                }
            }
        }
        Err(self.unknown(text, &wanted, kinds))
    }

    /// The one thing of this kind with exactly this name, in any case and with any punctuation between the words.
    pub(crate) fn called(&self, name: &str, kind: Kind) -> Option<&ThingId> {
        let wanted = slug(name);
        let kinds = [kind];
        let mut found =
            self.of_kinds(&kinds).filter(|(_, named)| named.slugs().contains(&wanted)).map(|(id, _)| id);
        match (found.next(), found.next()) {
            (Some(id), None) => self.things.get_key_value(id).map(|(id, _)| id),
            _ => None,
        }
    }

    fn ambiguous(&self, name: &str, found: &[&ThingId]) -> NameError {
        let mut candidates: Vec<String> =
            found.iter().map(|id| format!("{id} ({})", self.label(id))).collect();
        if let Some(more) = candidates.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            candidates.truncate(SHOWN);
            candidates.push(format!("or one of {more} more"));
        }
        NameError::AmbiguousName { name: name.to_owned(), candidates }
    }

    /// The error with the names that are a typo away, or have a word that is; the nearest first.
    fn unknown(&self, name: &str, wanted: &str, kinds: &[Kind]) -> NameError {
        let of_word = |key: &str| {
            let words = key.split('-').filter(|word| word.len() > 3);
            words.filter_map(|word| typo_distance(wanted, word)).min().map(|far| far + 1)
        };
        let of_key = |key: &String| typo_distance(wanted, key).into_iter().chain(of_word(key)).min();
        let far = |named: &NamedThing| named.slugs().iter().filter_map(of_key).min();
        let mut near: Vec<(usize, &ThingId)> =
            self.of_kinds(kinds).filter_map(|(id, named)| Some((far(named)?, id))).collect();
        near.sort();
        let best = near.first().map_or(0, |(far, _)| *far);
        near.retain(|(far, _)| *far <= best + 1);
        let suggestions = near.into_iter().take(5).map(|(_, id)| id.to_string()).collect();
        NameError::UnknownName { name: name.to_owned(), suggestions }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use expect_test::expect;

    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        let topic = |key: &str| ThingId::new(Kind::Topic, key);
        names.add(&topic("cache_consistency"), "Cache Consistency", &[]);
        names.add(&topic("caching_strategies"), "Caching Strategies", &["Caching".to_owned()]);
        names.add(&topic("multi_region"), "Multi-Region Architecture", &[]);
        names.add(&topic("api/index"), "APIs", &[]);
        names.add(&topic("web/index"), "The Relations", &[]);
        names.add(&ThingId::new(Kind::Technology, "redis"), "Redis", &[]);
        names.add(&ThingId::new(Kind::Pattern, "caching"), "caching", &[]);
        names.add(&ThingId::new(Kind::Pattern, "multi"), "multi", &[]);
        names
    }

    #[test]
    fn names_are_forgiving_and_doubt_is_said() {
        let names = names();
        let mut out = String::new();
        for text in [
            "cache_consistency",
            "Cache Consistency",
            "CACHE-consistency",
            "caching",
            "pattern/caching",
            "multi",
            "region",
            "architecture multi",
            "cach",
            "index",
            "REDIS",
            "cache consistancy",
            "rediss",
            "nonsense",
            "",
            "--",
        ] {
            let answer = match names.resolve(text, &Names::LEARNABLE) {
                Ok(id) => id.to_string(),
                Err(error) => format!("{error}: {}", error.help().unwrap_or_default().replace("\n ", "")),
            };
            let _ = writeln!(out, "{text:?} -> {answer}");
        }
        expect![[r#"
            "cache_consistency" -> topic/cache_consistency
            "Cache Consistency" -> topic/cache_consistency
            "CACHE-consistency" -> topic/cache_consistency
            "caching" -> topic/caching_strategies
            "pattern/caching" -> pattern/caching
            "multi" -> topic/multi_region
            "region" -> topic/multi_region
            "architecture multi" -> topic/multi_region
            "cach" -> `cach` can mean 2 things: name one of these topic/cache_consistency (Cache Consistency) topic/caching_strategies (Caching Strategies)
            "index" -> `index` can mean 2 things: name one of these topic/api/index (APIs) topic/web/index (The Relations)
            "REDIS" -> technology/redis
            "cache consistancy" -> nothing is called `cache consistancy`: did you mean `topic/cache_consistency`?
            "rediss" -> nothing is called `rediss`: did you mean `technology/redis`?
            "nonsense" -> nothing is called `nonsense`: 
            "" -> nothing is called ``: 
            "--" -> nothing is called `--`: 
        "#]].assert_eq(&out);
    }
}
