//! Case studies with their identities: parts of the page of a topic, numbered over all pages of that topic, or folders.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::tree::Tree;
use crate::model::document::{CaseStudy, Metric, Role};
use crate::model::document_facts::{CaseStudyFacts, DocumentFacts, MetricFacts};
use crate::model::id::{Kind, ThingId, slug};
use crate::model::location::DocPath;
use crate::profile::Profile;

/// The keys of case studies in pages. Those of one topic are unique over all of its pages.
#[derive(Default)]
pub(super) struct CaseKeys {
    given: BTreeMap<ThingId, BTreeSet<String>>,
    of_pages: BTreeMap<DocPath, Vec<String>>,
    /// How many case studies that state their own category each category has.
    of_categories: BTreeMap<ThingId, usize>,
    /// How many of those of each topic state their own category.
    elsewhere: BTreeMap<ThingId, usize>,
}

impl CaseKeys {
    /// Assigns the keys. `exports` are the exports of all documents, in path order.
    pub(super) fn new(exports: &[&DocumentFacts], tree: &Tree) -> Self {
        let mut keys = Self::default();
        let mut stated = StatedKeys::new(exports);
        for document in exports.iter().filter(|document| !document.case_studies.is_empty()) {
            let topic = tree.topic_of_document(document).filter(|_| document.role.is_topic());
            let is_stated = document.case_studies.iter().any(|study| study.key.is_some());
            if document.taken.folder.is_some() || (topic.is_none() && !is_stated) {
                continue;
            }
            let of_page = document.case_studies.iter().map(|study| match (&study.key, topic) {
                (Some(key), _) => {
                    let key = stated.next(document, key, study);
                    if let Some(topic) = topic {
                        keys.given.entry(topic.clone()).or_default().insert(key.clone());
                    }
                    if let Some(category) = tree.category_of_study(document, study) {
                        *keys.of_categories.entry(category).or_default() += 1;
                        if let Some(topic) = topic {
                            *keys.elsewhere.entry(topic.clone()).or_default() += 1;
                        }
                    }
                    key
                }
                (None, Some(topic)) => keys.next(topic, study.number),
                (None, None) => String::new(),
            });
            let of_page = of_page.collect();
            keys.of_pages.insert(document.path.clone(), of_page);
        }
        keys
    }

    /// The key of the next case study of a topic: the number that it states, with `-2` after a repeated one; without a
    /// number, the next free one.
    fn next(&mut self, topic: &ThingId, stated: Option<u32>) -> String {
        let given = self.given.entry(topic.clone()).or_default();
        let candidate = |again: u32| match stated {
            Some(number) if again == 1 => number.to_string(),
            Some(number) => format!("{number}-{again}"),
            None => again.to_string(),
        };
        let mut again = 1;
        let mut key = candidate(again);
        while given.contains(&key) {
            again += 1;
            key = candidate(again);
        }
        let whole = format!("{}/{key}", topic.key());
        given.insert(key);
        whole
    }

    /// The number of case studies of a topic.
    pub(super) fn count(&self, topic: &ThingId) -> usize {
        self.given.get(topic).map_or(0, BTreeSet::len)
    }

    /// The key of the case study that is a page.
    pub(super) fn key_of_page(&self, page: &DocPath) -> Option<&str> {
        self.of_pages.get(page)?.first().map(String::as_str)
    }

    /// The number of case studies that state this category as their own.
    pub(super) fn count_in(&self, category: &ThingId) -> usize {
        self.of_categories.get(category).copied().unwrap_or_default()
    }

    /// How many of the case studies of a topic state their own category.
    pub(super) fn count_elsewhere(&self, topic: &ThingId) -> usize {
        self.elsewhere.get(topic).copied().unwrap_or_default()
    }

    /// Whether the categories have the same numbers of case studies of their own.
    pub(super) fn agree_in_categories(&self, others: &Self) -> bool {
        self.of_categories == others.of_categories && self.elsewhere == others.elsewhere
    }

    /// The pages whose case studies have other keys in `after`, in path order.
    pub(super) fn changed_pages(&self, after: &Self) -> Vec<DocPath> {
        differing_keys(&self.of_pages, &after.of_pages, |before, after| before == after)
    }

    /// The topics that have another number of case studies in `after`, by id.
    pub(super) fn changed_counts(&self, after: &Self) -> Vec<ThingId> {
        let count = |keys: Option<&BTreeSet<String>>| keys.map_or(0, BTreeSet::len);
        differing_keys(&self.given, &after.given, |before, after| count(before) == count(after))
    }

    /// The case studies of a page about a topic.
    pub(super) fn case_studies_of(
        &self,
        facts: &DocumentFacts,
        topic: Option<&ThingId>,
        tree: &Tree,
    ) -> Vec<CaseStudy> {
        let keys = self.of_pages.get(&facts.path).into_iter().flatten();
        let study = |(study, key): (&CaseStudyFacts, &String)| CaseStudy {
            category: tree.category_of_study(facts, study),
            is_stated: study.key.is_some(),
            ..case_study(study, topic, key)
        };
        facts.case_studies.iter().zip(keys).map(study).collect()
    }
}

/// The keys of case studies that rules state: the short name of each, with its category before it if several have that, else with the
/// path of its page.
struct StatedKeys {
    /// How often each name is used, by itself and with the category.
    counts: HashMap<String, usize>,
    given: HashSet<String>,
}

impl StatedKeys {
    fn new(exports: &[&DocumentFacts]) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for document in exports {
            for study in &document.case_studies {
                let Some(key) = &study.key else { continue };
                *counts.entry(key.clone()).or_default() += 1;
                if let Some(qualified) = qualified(key, study) {
                    *counts.entry(qualified).or_default() += 1;
                }
            }
        }
        Self { counts, given: HashSet::new() }
    }

    /// The key of the next case study.
    fn next(&mut self, document: &DocumentFacts, name: &str, study: &CaseStudyFacts) -> String {
        let path = document.path.as_str();
        let by_path = || {
            let path = path.rsplit_once('.').map_or(path, |(path, _)| path);
            if path.rsplit('/').next() == Some(name) { path.to_owned() } else { format!("{path}/{name}") }
        };
        let is_unique = |name: &String| !name.is_empty() && self.counts.get(name).copied() == Some(1);
        let short = Some(name.to_owned()).filter(is_unique);
        let mut key = short.or_else(|| qualified(name, study).filter(is_unique)).unwrap_or_else(by_path);
        let mut again = 1;
        while !self.given.insert(key.clone()) {
            again += 1;
            key = format!("{}-{again}", by_path());
        }
        key
    }
}

fn qualified(key: &str, study: &CaseStudyFacts) -> Option<String> {
    Some(format!("{}/{key}", study.category.as_ref()?.slug()))
}

/// Case studies that are folders, each with its main document: the index of the folder, else the first file.
pub(super) struct CaseFolders {
    folders: BTreeMap<String, (DocPath, CaseStudy)>,
}

impl CaseFolders {
    /// Finds the folders among the exports of all documents, in path order. Linear in the exports, but for sorting.
    pub(super) fn new(documents: &[&DocumentFacts], profile: &Profile, tree: &Tree) -> Self {
        let mut members: BTreeMap<&str, Vec<&DocumentFacts>> = BTreeMap::new();
        for document in documents.iter().filter(|document| document.role == Role::CaseStudy) {
            if let Some(case) = &document.place.case {
                members.entry(case).or_default().push(document);
            }
        }
        let mut names: HashMap<String, usize> = HashMap::new();
        for case in members.keys() {
            *names.entry(slug(file_name(case))).or_default() += 1;
        }
        let folders = members.into_iter().filter_map(|(case, members)| {
            // Of a folder that a rule takes, a page that meets all of its conditions is the main one.
            let is_whole =
                |document: &&&DocumentFacts| document.taken.folder.as_ref().is_none_or(|(_, whole)| *whole);
            let index =
                members.iter().filter(is_whole).find(|document| profile.is_index_file(&document.path));
            let own = index.or(members.iter().find(is_whole))?;
            let study = own.case_studies.first()?;
            let is_stated = own.taken.folder.is_some();
            let name = slug(file_name(case));
            let key = if is_stated && names.get(&name).copied() == Some(1) { name } else { slug(case) };
            let category = tree.category_of_study(own, study).filter(|_| is_stated);
            let mut folder = CaseStudy { is_stated, category, ..case_study(study, None, &key) };
            folder.title.clone_from(&own.name);
            if !is_stated {
                folder.metrics.clear(); // results tables are read only in case studies that are part of a page
            }
            Some((case.to_owned(), (own.path.clone(), folder)))
        });
        Self { folders: folders.collect() }
    }

    /// Whether both have the same case studies with the same main documents, which is all that other documents depend
    /// on.
    pub(super) fn agree_with(&self, others: &Self) -> bool {
        let own_pages = |folders: &Self| -> Vec<(DocPath, ThingId, Option<ThingId>)> {
            let own = |(own, folder): &(DocPath, CaseStudy)| {
                (own.clone(), folder.id.clone(), folder.category.clone())
            };
            folders.folders.values().map(own).collect()
        };
        own_pages(self) == own_pages(others)
    }

    /// The number of folders that state this category as their own.
    pub(super) fn count_in(&self, category: &ThingId) -> usize {
        self.folders.values().filter(|(_, folder)| folder.category.as_ref() == Some(category)).count()
    }

    /// The case study of the folder that a document is in, if that is one.
    pub(super) fn case_study_of(&self, document: &DocumentFacts) -> Option<&CaseStudy> {
        let case = document.place.case.as_ref().filter(|_| document.role == Role::CaseStudy)?;
        self.folders.get(case).map(|(_, folder)| folder)
    }

    /// Whether a document is part of a case study without being its main document.
    pub(super) fn is_part(&self, document: &DocumentFacts) -> bool {
        let case = document.place.case.as_ref().filter(|_| document.role == Role::CaseStudy);
        case.and_then(|case| self.folders.get(case)).is_some_and(|(own, _)| *own != document.path)
    }
}

/// The last part of a path.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The keys with different values in the two maps, sorted.
fn differing_keys<K: Ord + Clone, V>(
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    is_same: impl Fn(Option<&V>, Option<&V>) -> bool,
) -> Vec<K> {
    let keys: BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    keys.into_iter().filter(|key| !is_same(before.get(key), after.get(key))).cloned().collect()
}

fn case_study(facts: &CaseStudyFacts, topic: Option<&ThingId>, key: &str) -> CaseStudy {
    let metric = |(at, metric): (usize, &MetricFacts)| Metric {
        id: ThingId::new(Kind::Metric, format!("{key}/metric/{}", at + 1)),
        name: metric.name.clone(),
        before: metric.before.clone(),
        after: metric.after.clone(),
        change: metric.change.clone(),
        raw_text: metric.raw_text.clone(),
        before_quantity: metric.before_quantity.clone(),
        after_quantity: metric.after_quantity.clone(),
        lines: metric.lines,
    };
    CaseStudy {
        metrics: facts.metrics.iter().enumerate().map(metric).collect(),
        number: facts.number,
        topic: topic.cloned(),
        date: facts.date.clone(),
        status: facts.status.clone(),
        tags: facts.tags.clone(),
        context: facts.context.as_ref().map(|labelled| labelled.text.clone()),
        quick_answer: facts.quick_answer.as_ref().map(|labelled| labelled.text.clone()),
        key_insight: facts.key_insight.as_ref().map(|labelled| labelled.text.clone()),
        ..CaseStudy::new(ThingId::new(Kind::CaseStudy, key), facts.title.clone(), facts.lines)
    }
}
