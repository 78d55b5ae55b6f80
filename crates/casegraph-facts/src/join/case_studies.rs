//! Case studies with their identities: parts of the page of a topic, numbered over all pages of that topic, or folders.

use std::collections::{BTreeMap, BTreeSet};

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
}

impl CaseKeys {
    /// Assigns the keys. `exports` are the exports of all documents, in path order.
    pub(super) fn new(exports: &[&DocumentFacts], tree: &Tree) -> Self {
        let mut keys = Self::default();
        for document in exports
            .iter()
            .filter(|document| document.role == Role::Topic && !document.case_studies.is_empty())
        {
            let Some(topic) = tree.topic_of_document(document) else { continue };
            let of_page = document.case_studies.iter().map(|study| keys.next(topic, study.number)).collect();
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
    pub(super) fn case_studies_of(&self, facts: &DocumentFacts, topic: Option<&ThingId>) -> Vec<CaseStudy> {
        let keys = self.of_pages.get(&facts.path).into_iter().flatten();
        facts.case_studies.iter().zip(keys).map(|(facts, key)| case_study(facts, topic, key)).collect()
    }
}

/// Case studies that are folders, each with its main document: the index of the folder, else the first file.
pub(super) struct CaseFolders {
    folders: BTreeMap<String, (DocPath, CaseStudy)>,
}

impl CaseFolders {
    /// Finds the folders among the exports of all documents, in path order. Linear in the exports, but for sorting.
    pub(super) fn new(documents: &[&DocumentFacts], profile: &Profile) -> Self {
        let mut members: BTreeMap<&str, Vec<&DocumentFacts>> = BTreeMap::new();
        for document in documents.iter().filter(|document| document.role == Role::CaseStudy) {
            if let Some(case) = &document.place.case {
                members.entry(case).or_default().push(document);
            }
        }
        let folders = members.into_iter().filter_map(|(case, members)| {
            let own =
                members.iter().find(|document| profile.is_index_file(&document.path)).or(members.first())?;
            let mut folder = case_study(own.case_studies.first()?, None, &slug(case));
            folder.title.clone_from(&own.name);
            folder.metrics.clear(); // results tables are read only in case studies that are part of a page
            Some((case.to_owned(), (own.path.clone(), folder)))
        });
        Self { folders: folders.collect() }
    }

    /// Whether both have the same case studies with the same main documents, which is all that other documents depend
    /// on.
    pub(super) fn agree_with(&self, others: &Self) -> bool {
        let own_pages = |folders: &Self| -> Vec<(DocPath, ThingId)> {
            folders.folders.values().map(|(own, folder)| (own.clone(), folder.id.clone())).collect()
        };
        own_pages(self) == own_pages(others)
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
        id: ThingId::new(Kind::CaseStudy, key),
        number: facts.number,
        title: facts.title.clone(),
        topic: topic.cloned(),
        lines: facts.lines,
        context: facts.context.as_ref().map(|labelled| labelled.text.clone()),
        quick_answer: facts.quick_answer.as_ref().map(|labelled| labelled.text.clone()),
        key_insight: facts.key_insight.as_ref().map(|labelled| labelled.text.clone()),
    }
}
