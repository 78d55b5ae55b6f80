//! A folder whose name says what its pages are: `case-studies/`, `patterns/`, `technologies/`.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::page::{Class, Collection, Page, PageIndex, largest, share};
use crate::infer::scope::Width;
use crate::infer::words::{WORDS, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::text::Are;

use super::Found;

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let mut folders: BTreeMap<(&str, Are), BTreeSet<PageIndex>> = BTreeMap::new();
    for (index, page) in collection.units() {
        // Cases of tests are no case studies.
        if page.folders().any(|folder| matches!(folder, "test" | "tests" | "testdata" | "fixtures" | "spec"))
        {
            continue;
        }
        let mut start = 0;
        for part in page.folder.split_inclusive('/') {
            start += part.len();
            // The page of the folder itself is no unit of it.
            let is_own = page.class == Class::Index && start == page.folder.len();
            if let (Some(are), false) = (kind(part), is_own) {
                folders.entry((page.folder.get(..start).unwrap_or_default(), are)).or_default().insert(index);
                break;
            }
        }
    }
    for ((folder, are), pages) in largest(folders, BTreeSet::len) {
        let of_folders = pages
            .iter()
            .filter(|index| collection.page(**index).is_some_and(|page| page.class == Class::Index))
            .count();
        // A page a folder: then the other pages of these folders belong to them.
        let is_nested = of_folders >= 2 && of_folders * 2 >= pages.len();
        let wanted: BTreeSet<PageIndex> = if is_nested {
            pages
                .into_iter()
                .filter(|index| collection.page(*index).is_some_and(|page| page.class == Class::Index))
                .collect()
        } else {
            pages
                .into_iter()
                .filter(|index| collection.page(*index).is_some_and(|page| page.class == Class::Ordinary))
                .collect()
        };
        let some: Vec<&Page<'_>> = wanted.iter().filter_map(|index| collection.page(*index)).collect();
        if some.len() < 2 || !fits(&some, are) {
            continue;
        }
        let base = ConditionText::default();
        let Some((candidate, scope)) = Candidate::of_pages(collection, &wanted, &base, Width::Folder, are)
        else {
            continue;
        };
        let seen = format!("{} in `{folder}`", counted(scope.taken.len(), "page", "pages"));
        found.add(Some(candidate.seen(Strength::Folder, seen)));
    }
}

fn kind(folder: &str) -> Option<Are> {
    let name = normal_form(folder.trim_end_matches('/').trim_start_matches('_'));
    let kinds = [
        (&WORDS.case_study_folders, Are::CaseStudy),
        (&WORDS.pattern_folders, Are::Pattern),
        (&WORDS.technology_folders, Are::Technology),
    ];
    kinds.into_iter().find(|(words, _)| has(words, &name)).map(|(_, are)| are)
}

/// Whether the pages may be what their folder says. Lists of links are about a pattern or technology, and not one.
fn fits(pages: &[&Page<'_>], are: Are) -> bool {
    let is_list = |page: &&&Page<'_>| super::link_pages::is_link_page(page);
    let is_short_name =
        |page: &&&Page<'_>| page.title().is_none_or(|title| title.split_whitespace().count() <= 5);
    let named = share(pages.iter().filter(is_short_name).count(), pages.len(), 70);
    match are {
        Are::CaseStudy => true,
        Are::Technology => {
            pages.len() >= 3 && named && !share(pages.iter().filter(is_list).count(), pages.len(), 50)
        }
        _ => pages.len() >= 3 && !share(pages.iter().filter(is_list).count(), pages.len(), 50),
    }
}
