//! A page a folder: five folders or more, each with one README (or index) of one form.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::page::{Class, Collection, Page, PageIndex, largest, share, tally};
use crate::infer::scope::Width;
use crate::infer::words::{WORDS, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::text::Are;

use super::Found;
use super::blog::is_post;

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let mut parents: BTreeMap<&str, BTreeSet<PageIndex>> = BTreeMap::new();
    for (index, page) in
        collection.units().filter(|(_, page)| page.class == Class::Index && !page.folder.is_empty())
    {
        let above = page.folder.trim_end_matches('/');
        let parent = above.rfind('/').and_then(|at| above.get(..=at)).unwrap_or_default();
        if !is_post(page) {
            parents.entry(parent).or_default().insert(index);
        }
    }
    // `patterns/a/README.md` and `idioms/b/README.md` are one form where no folder has many.
    let all: BTreeSet<PageIndex> = parents.values().flatten().copied().collect();
    let groups: Vec<BTreeSet<PageIndex>> =
        largest(parents, BTreeSet::len).into_values().filter(|pages| pages.len() >= 3).collect();
    if groups.len() != 1
        && let Some(candidate) = candidate(collection, &all)
    {
        found.add(Some(candidate));
        return;
    }
    for group in groups {
        found.add(candidate(collection, &group));
    }
}

fn candidate(collection: &Collection<'_>, group: &BTreeSet<PageIndex>) -> Option<Candidate> {
    let folders: Vec<&Page<'_>> = group.iter().filter_map(|index| collection.page(*index)).collect();
    let headings = common(
        folders.iter().map(|page| page.features.headings.iter().skip(1).map(|heading| &*heading.normal)),
    );
    let keys = common(folders.iter().map(|page| page.features.keys.iter().map(|key| &*key.name)));
    // The pages of one form: those that have most of what is common.
    let has_form = |page: &Page<'_>| {
        let headings_had = headings.iter().filter(|heading| page.features.has_heading(heading)).count();
        let keys_had = keys.iter().filter(|key| page.features.key(key).is_some()).count();
        (!keys.is_empty() && share(keys_had, keys.len(), 60))
            || (headings.len() >= 2 && share(headings_had, headings.len(), 60))
    };
    let wanted: BTreeSet<PageIndex> =
        group.iter().copied().filter(|index| collection.page(*index).is_some_and(has_form)).collect();
    let all_ordinary = collection.ordinary().count();
    let is_enough = wanted.len() >= 5 || (wanted.len() >= 3 && all_ordinary < wanted.len());
    if !is_enough || !share(wanted.len(), group.len(), 50) || headings.len() + keys.len() < 2 {
        return None;
    }
    let pages: Vec<&Page<'_>> = wanted.iter().filter_map(|index| collection.page(*index)).collect();
    let are = kind(collection, &pages);
    let (candidate, scope) = scoped(collection, &wanted, &keys, &headings, are)?;
    let seen = format!(
        "{}, each with one page of one form ({})",
        counted(scope, "folder", "folders"),
        if keys.is_empty() {
            format!("headings {}", shown(&headings))
        } else {
            format!("keys {}", shown(&keys))
        }
    );
    Some(candidate.seen(Strength::Form, seen))
}

/// By path alone where that is enough, else by a key or heading that all have.
fn scoped(
    collection: &Collection<'_>,
    wanted: &BTreeSet<PageIndex>,
    keys: &[&str],
    headings: &[&str],
    are: Are,
) -> Option<(Candidate, usize)> {
    let by = |base: &ConditionText, width| Candidate::of_pages(collection, wanted, base, width, are);
    let by_path =
        by(&ConditionText::default(), Width::Exact).filter(|(candidate, _)| candidate.before.is_empty());
    let by_key = || {
        let rare = keys.iter().find(|key| !matches!(**key, "title" | "date" | "layout"))?;
        by(&ConditionText { key: Some((*rare).to_owned()), ..ConditionText::default() }, Width::Exact)
    };
    let by_heading = || {
        let heading = headings.first()?;
        by(&ConditionText { headings: vec![(*heading).to_owned()], ..ConditionText::default() }, Width::Exact)
    };
    let (candidate, scope) = by_path
        .or_else(by_key)
        .or_else(by_heading)
        .or_else(|| by(&ConditionText::default(), Width::Folder))?;
    Some((candidate, scope.taken.len()))
}

/// Case studies, patterns or topics, by headings and by the words of folder and title.
fn kind(collection: &Collection<'_>, pages: &[&Page<'_>]) -> Are {
    let in_folder = |words: &[String]| {
        pages.iter().all(|page| page.folders().rev().skip(1).any(|folder| has(words, &normal_form(folder))))
    };
    if in_folder(&WORDS.case_study_folders) || collection.title_says(&["case studies", "case study"]) {
        return Are::CaseStudy;
    }
    let is_mark = |normal: &str| {
        WORDS.pattern_marks.iter().any(|mark| {
            normal.strip_prefix(mark.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(" of "))
        })
    };
    let marks = |page: &&&Page<'_>| page.features.headings.iter().any(|heading| is_mark(&heading.normal));
    let is_pattern = share(pages.iter().filter(marks).count(), pages.len(), 50);
    let says = in_folder(&WORDS.pattern_folders) || collection.title_says(&["pattern"]);
    if is_pattern && says { Are::Pattern } else { Are::Topic }
}

/// What at least two of three have.
fn common<'p>(pages: impl Iterator<Item = impl Iterator<Item = &'p str>>) -> Vec<&'p str> {
    let mut all = Vec::new();
    let mut count = 0;
    for page in pages {
        let mut own: Vec<&str> = page.collect();
        own.sort_unstable();
        own.dedup();
        all.extend(own);
        count += 1;
    }
    let mut found: Vec<(usize, &str)> = tally(all)
        .into_iter()
        .filter(|(_, had)| share(*had, count, 66))
        .map(|(word, had)| (had, word))
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    found.into_iter().map(|(_, word)| word).collect()
}

fn shown(words: &[&str]) -> String {
    words.iter().take(4).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
