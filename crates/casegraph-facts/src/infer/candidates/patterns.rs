//! Pattern pages: pages with the headings of patterns (Problem, Forces, Solution, …).

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::page::{Collection, Page, PageIndex, common_folder, largest};
use crate::infer::scope::Width;
use crate::infer::words::{WORDS, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::text::Are;

use super::Found;

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let patterns: BTreeSet<PageIndex> =
        collection.units().filter(|(_, page)| is_pattern(collection, page)).map(|(index, _)| index).collect();
    let mut groups: BTreeMap<String, BTreeSet<PageIndex>> = BTreeMap::new();
    if let Some(candidate) = candidate(collection, &patterns) {
        found.add(Some(candidate));
        return;
    }
    for index in patterns {
        if let Some(page) = collection.page(index) {
            let first = page.folder.split_inclusive('/').next().unwrap_or_default();
            groups.entry(first.to_owned()).or_default().insert(index);
        }
    }
    for group in largest(groups, BTreeSet::len).values() {
        found.add(candidate(collection, group));
    }
}

fn candidate(collection: &Collection<'_>, wanted: &BTreeSet<PageIndex>) -> Option<Candidate> {
    let pages: Vec<&Page<'_>> = wanted.iter().filter_map(|index| collection.page(*index)).collect();
    let common = common_folder(pages.iter().map(|page| page.folder));
    let says = common.to_lowercase().contains("pattern") || collection.title_says(&["pattern", "模式"]);
    if pages.len() < if says { 2 } else { 4 } {
        return None;
    }
    let (candidate, scope) =
        Candidate::of_pages(collection, wanted, &ConditionText::default(), Width::Folder, Are::Pattern)?;
    let counts = WORDS
        .pattern_headings
        .iter()
        .map(|heading| (pages.iter().filter(|page| page.features.has_heading(heading)).count(), heading));
    let mut most: Vec<_> = counts.filter(|(count, _)| *count * 2 > pages.len()).collect();
    most.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let shown: Vec<String> = most.iter().take(4).map(|(_, heading)| format!("`{heading}`")).collect();
    let seen = format!(
        "{} with the headings of patterns ({})",
        counted(scope.taken.len(), "page", "pages"),
        shown.join(", ")
    );
    Some(candidate.seen(Strength::Headings, seen))
}

/// Whether a page has the headings of a pattern. In a folder of patterns, a problem and its solution are enough.
fn is_pattern(collection: &Collection<'_>, page: &Page<'_>) -> bool {
    let count = |words: &[String]| words.iter().filter(|word| page.features.has_heading(word)).count();
    let headings = count(&WORDS.pattern_headings);
    let marks = count(&WORDS.pattern_marks);
    let in_folder = page.folders().any(|folder| has(&WORDS.pattern_folders, &normal_form(folder)));
    let says = in_folder || collection.title_says(&["pattern"]);
    (marks >= 1 && headings >= 3) || (says && ((headings >= 2) || (marks >= 1 && headings >= 1)))
}
