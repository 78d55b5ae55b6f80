//! What pages are the pages of, besides topics: decisions, companies, patterns, technologies; and pages that are copies of others or
//! lead to them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::links::Targets;
use crate::model::copy::CopyFacts;
use crate::model::document_facts::DocumentFacts;
use crate::model::id::{Kind, ThingId, slug};
use crate::model::location::DocPath;
use crate::model::page_thing::PageThing;
use crate::names::registry::Registry;

/// What pages are the pages of, besides topics and case studies.
#[derive(Default, PartialEq)]
pub(super) struct PageThings {
    decisions: BTreeMap<DocPath, ThingId>,
    /// Decisions by folder and number; `None` if several have it.
    by_number: HashMap<(DocPath, u32), Option<ThingId>>,
    /// Decisions by the slug of their title or file name.
    by_title: HashMap<String, Option<ThingId>>,
    names: BTreeMap<DocPath, ThingId>,
    /// The original of each copy.
    originals: BTreeMap<DocPath, DocPath>,
    /// The target of each page that only leads to another one.
    redirects: BTreeMap<DocPath, DocPath>,
}

impl PageThings {
    /// Finds them among the exports of all documents, in path order. Linear in the exports, but for sorting.
    pub(super) fn new(documents: &[&DocumentFacts], targets: &Targets<'_>, registry: &Registry) -> Self {
        let mut things = Self::default();
        things.add_decisions(documents);
        for document in documents {
            let stated = match &document.thing {
                PageThing::Company(name) => registry.stated(Some(Kind::Company), name),
                PageThing::Pattern(name) => registry.stated(Some(Kind::Pattern), name),
                PageThing::Technology(name) => registry.stated(Some(Kind::Technology), name),
                _ => None,
            };
            if let Some(id) = stated {
                things.names.insert(document.path.clone(), id.clone());
            }
            if let Some(href) = &document.redirect {
                let target = targets
                    .resolve(&document.path, href)
                    .document
                    .or_else(|| targets.resolve_reference(&document.path, href).document);
                if let Some(target) = target.filter(|target| *target != document.path) {
                    things.redirects.insert(document.path.clone(), target);
                }
            }
        }
        things.add_copies(documents);
        things
    }

    fn add_decisions(&mut self, documents: &[&DocumentFacts]) {
        let decisions =
            || documents.iter().filter_map(|document| Some((&document.path, document.decision.as_ref()?)));
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, decision) in decisions() {
            *counts.entry(&decision.key).or_default() += 1;
        }
        let mut given: HashSet<String> = HashSet::new();
        for (path, decision) in decisions() {
            let mut key = decision.key.clone();
            if counts.get(key.as_str()).copied().unwrap_or_default() > 1 || key.is_empty() {
                key = slug(path.as_str().strip_suffix(".md").unwrap_or(path.as_str()));
            }
            while !given.insert(key.clone()) {
                key.push_str("-2");
            }
            let id = ThingId::new(Kind::Decision, key);
            if let Some(number) = decision.number {
                only(&mut self.by_number, (path.parent(), number), &id);
            }
            for name in [decision.title.as_str(), path.stem()] {
                only(&mut self.by_title, slug(name), &id);
            }
            self.decisions.insert(path.clone(), id);
        }
    }

    fn add_copies(&mut self, documents: &[&DocumentFacts]) {
        if documents.iter().all(|document| document.copy.is_none()) {
            return;
        }
        let originals: HashMap<&DocPath, &DocumentFacts> = documents
            .iter()
            .filter(|document| document.copy.is_none())
            .map(|document| (&document.path, *document))
            .collect();
        let mut by_name: HashMap<&str, Vec<&DocPath>> = HashMap::new();
        for document in documents.iter().filter(|document| document.copy.is_none()) {
            by_name.entry(document.path.file_name()).or_default().push(&document.path);
        }
        let known: HashSet<&DocPath> = documents.iter().map(|document| &document.path).collect();
        for document in documents {
            let Some(copy) = &document.copy else { continue };
            let exact =
                copy.candidates.iter().find(|path| originals.contains_key(path) && **path != document.path);
            let named = || by_name.get(document.path.file_name()).map(Vec::as_slice).unwrap_or_default();
            let original = exact.cloned().or_else(|| only_path(named(), &copy.same)).or_else(|| {
                // A copy of a copy: the other one has no original either.
                copy.candidates.iter().find(|path| known.contains(path) && **path != document.path).cloned()
            });
            if let Some(original) = original {
                self.originals.insert(document.path.clone(), original);
            }
        }
    }

    /// The decision that a page is.
    pub(super) fn decision(&self, path: &DocPath) -> Option<&ThingId> {
        self.decisions.get(path)
    }

    /// The company, pattern or technology whose page it is.
    pub(super) fn name(&self, path: &DocPath) -> Option<&ThingId> {
        self.names.get(path)
    }

    /// The page that a page is a copy of.
    pub(super) fn original(&self, path: &DocPath) -> Option<&DocPath> {
        self.originals.get(path)
    }

    /// The page that a page leads to.
    pub(super) fn target(&self, path: &DocPath) -> Option<&DocPath> {
        self.redirects.get(path)
    }

    /// The decision that the page at `path` names by number or title: `ADR-0003`, `3`, "Use a log".
    pub(super) fn named_decision(&self, path: &DocPath, name: &str) -> Option<&ThingId> {
        let by_title = |name: &str| self.by_title.get(&slug(name)).and_then(Option::as_ref);
        let number = || {
            let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            let number = digits.get(..end)?.parse().ok()?;
            self.by_number.get(&(path.parent(), number)).and_then(Option::as_ref)
        };
        by_title(name).or_else(|| by_title(name.rsplit('/').next()?.trim_end_matches(".md"))).or_else(number)
    }
}

/// The only one of some paths that ends with `same`; else the only one.
fn only_path(paths: &[&DocPath], same: &str) -> Option<DocPath> {
    let ending = format!("/{same}");
    let mut ends = paths.iter().filter(|path| path.as_str().ends_with(&ending) || path.as_str() == same);
    match (ends.next(), ends.next()) {
        (Some(only), None) => Some((**only).clone()),
        (None, _) => match paths {
            [only] => Some((*only).clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Adds a thing under a key; two things of one key are none.
fn only<K: std::hash::Hash + Eq>(map: &mut HashMap<K, Option<ThingId>>, key: K, id: &ThingId) {
    let known = map.entry(key).or_insert_with(|| Some(id.clone()));
    if known.as_ref().is_some_and(|known| known != id) {
        *known = None;
    }
}

/// The label that a copy gives the thing that it is about.
pub(super) fn is_translation(copy: &CopyFacts) -> bool {
    copy.kind == crate::model::copy::CopyKind::Language
}
