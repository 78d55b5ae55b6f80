//! Matches topics and documents that were renamed. Only certain matches count: the same page, the same bytes, or the same
//! case studies, and only if no other thing of either side matches.

use std::collections::{BTreeMap, BTreeSet};

use super::extracted::{Extracted, Topic};
use super::graph_diff::MovedItem;
use super::kind::DiffKind;

/// Minimum number of case studies to match a page by their titles.
const CERTAIN_TITLES: usize = 2;

/// The renamed topics and documents: new key by old key.
#[derive(Clone, Debug, Default)]
pub(super) struct Matches {
    topics: BTreeMap<String, String>,
    documents: BTreeMap<String, String>,
}

/// Maps the keys of one side to the keys of the comparison.
#[derive(Clone, Debug, Default)]
pub(super) struct CommonKeys<'m> {
    topics: Option<&'m BTreeMap<String, String>>,
    documents: Option<&'m BTreeMap<String, String>>,
    moved: BTreeSet<&'m str>,
}

impl Matches {
    pub(super) fn between(old: &Extracted, new: &Extracted) -> Self {
        let mut matches = Self::default();
        matches.topics(old, new, |extracted, topic| Some(extracted.topics.get(topic)?.page.clone()));
        matches.topics(old, new, |extracted, topic| {
            let page = &extracted.topics.get(topic)?.page;
            Some(extracted.documents.get(page)?.hash.clone())
        });
        matches.topics(old, new, titles);
        matches.documents(old, new, |_, document| {
            let (role, about, _) = document;
            (!about.is_empty()).then(|| format!("{role} {about}"))
        });
        matches.documents(old, new, |_, (_, _, hash)| Some(hash.to_owned()));
        matches
    }

    /// Matches topics that only one side has, by a mark that is unique on each side.
    fn topics(
        &mut self,
        old: &Extracted,
        new: &Extracted,
        mark: impl Fn(&Extracted, &str) -> Option<String>,
    ) {
        let alone = |ids: &Extracted, others: &Extracted, matched: &BTreeSet<&String>| {
            let only =
                ids.topics.keys().filter(|id| !others.topics.contains_key(*id) && !matched.contains(id));
            unique(only.filter_map(|id| Some((mark(ids, id)?, id.clone()))))
        };
        let before = alone(old, new, &self.topics.keys().collect());
        let after = alone(new, old, &self.topics.values().collect());
        self.topics.extend(pairs(before, after));
    }

    /// Matches documents in the same way; a document is its role, its subject (as a key of the new side) and its content hash.
    fn documents(
        &mut self,
        old: &Extracted,
        new: &Extracted,
        mark: impl Fn(&Extracted, (&str, &str, &str)) -> Option<String>,
    ) {
        let alone =
            |side: &Extracted, others: &Extracted, matched: &BTreeSet<&String>, names: &CommonKeys<'_>| {
                let only = side
                    .documents
                    .iter()
                    .filter(|(path, _)| !others.documents.contains_key(*path) && !matched.contains(path));
                unique(only.filter_map(|(path, document)| {
                    let about = names.topic(&document.about);
                    Some((mark(side, (&document.role, about, &document.hash))?, path.clone()))
                }))
            };
        let before = alone(old, new, &self.documents.keys().collect(), &self.of_old());
        let after = alone(new, old, &self.documents.values().collect(), &self.of_new());
        self.documents.extend(pairs(before, after));
    }

    /// The keys of the old side: those of the new side for matched things.
    pub(super) fn of_old(&self) -> CommonKeys<'_> {
        let moved = self.documents.keys().map(String::as_str).collect();
        CommonKeys { topics: Some(&self.topics), documents: Some(&self.documents), moved }
    }

    /// The keys of the new side, unchanged.
    pub(super) fn of_new(&self) -> CommonKeys<'_> {
        let moved = self.documents.values().map(String::as_str).collect();
        CommonKeys { moved, ..CommonKeys::default() }
    }

    /// Topics with another key or page, and documents with another path that do not belong to such a topic.
    pub(super) fn moved(&self, old: &Extracted, new: &Extracted) -> Vec<MovedItem> {
        let mut moved = Vec::new();
        let mut listed: BTreeSet<&str> = BTreeSet::new();
        for (id, before) in &old.topics {
            let now = self.of_old().topic(id).to_owned();
            let Some((now, after)) = new.topics.get_key_value(&now) else { continue };
            let elsewhere = !before.page.is_empty() && !after.page.is_empty() && before.page != after.page;
            if now != id || elsewhere {
                moved.push(moved_topic(id, before, now, after));
                listed.insert(now);
            }
        }
        for (before, now) in &self.documents {
            let about = new.documents.get(now).map_or("", |document| document.about.as_str());
            if !listed.contains(about) {
                moved.push(MovedItem {
                    kind: DiffKind::Document,
                    old: before.clone(),
                    new: now.clone(),
                    label: now.clone(),
                    old_label: before.clone(),
                    old_path: Some(before.clone()),
                    new_path: Some(now.clone()),
                });
            }
        }
        moved.sort_by(|a, b| (a.kind, &a.new).cmp(&(b.kind, &b.new)));
        moved
    }
}

fn moved_topic(id: &str, before: &Topic, now: &str, after: &Topic) -> MovedItem {
    let path = |page: &String| Some(page.clone()).filter(|page| !page.is_empty());
    MovedItem {
        kind: DiffKind::Topic,
        old: id.to_owned(),
        new: now.to_owned(),
        label: after.label.clone(),
        old_label: before.label.clone(),
        old_path: path(&before.page),
        new_path: path(&after.page),
    }
}

impl CommonKeys<'_> {
    /// The key of a topic in the comparison.
    pub(super) fn topic<'a>(&'a self, id: &'a str) -> &'a str {
        self.topics.and_then(|topics| topics.get(id)).map_or(id, String::as_str)
    }

    /// The key of a document in the comparison.
    pub(super) fn document<'a>(&'a self, path: &'a str) -> &'a str {
        self.documents.and_then(|documents| documents.get(path)).map_or(path, String::as_str)
    }

    /// Whether the document has another path on the other side.
    pub(super) fn is_moved(&self, path: &str) -> bool {
        self.moved.contains(path)
    }
}

/// The titles of a topic's case studies, in order, if there are enough to be certain.
fn titles(extracted: &Extracted, topic: &str) -> Option<String> {
    let titles = extracted.titles.get(topic)?;
    (titles.len() >= CERTAIN_TITLES).then(|| titles.join("\n"))
}

/// The things by mark, for marks that are not empty; `None` for marks of several things.
fn unique(marked: impl Iterator<Item = (String, String)>) -> BTreeMap<String, Option<String>> {
    let mut by_mark: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (mark, id) in marked.filter(|(mark, _)| !mark.is_empty()) {
        by_mark.entry(mark).and_modify(|other| *other = None).or_insert(Some(id));
    }
    by_mark
}

fn pairs(
    before: BTreeMap<String, Option<String>>,
    mut after: BTreeMap<String, Option<String>>,
) -> Vec<(String, String)> {
    let pair = |(mark, old): (String, Option<String>)| Some((old?, after.remove(&mark)??));
    before.into_iter().filter_map(pair).collect()
}
