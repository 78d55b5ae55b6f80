//! A page per company: a folder of companies, or pages with a website and headings about a company.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::names::is_name;
use crate::infer::page::{Class, Collection, Page, PageIndex, largest, share};
use crate::infer::scope::Width;
use crate::infer::words::{WORDS, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::text::Are;

use super::Found;

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let mut folders: BTreeMap<&str, BTreeSet<PageIndex>> = BTreeMap::new();
    for (index, page) in collection.units() {
        // `companies/oakmere.md` and `companies/oakmere/README.md`
        let folder = if page.class == Class::Index {
            page.folder.trim_end_matches('/').rfind('/').and_then(|at| page.folder.get(..=at))
        } else {
            Some(page.folder)
        };
        if let Some(folder) = folder.filter(|folder| !folder.is_empty()) {
            folders.entry(folder).or_default().insert(index);
        }
    }
    let name_of =
        |folder: &str| normal_form(folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    let is_of_companies = |folder: &str| has(&WORDS.company_folders, &name_of(folder));
    // Folders of companies in several places are one rule where one condition takes them.
    let telling = folders.iter().filter(|(folder, pages)| is_of_companies(folder) && pages.len() >= 3);
    let all: BTreeSet<PageIndex> = telling.clone().flat_map(|(_, pages)| pages.iter().copied()).collect();
    if telling.count() > 1 && candidate(collection, &all, "folders of companies", true, found) {
        folders.retain(|folder, _| !is_of_companies(folder));
    }
    for (folder, wanted) in largest(folders, BTreeSet::len) {
        candidate(collection, &wanted, &format!("`{folder}`"), is_of_companies(folder), found);
    }
}

/// Whether the pages are those of companies.
fn candidate(
    collection: &Collection<'_>,
    wanted: &BTreeSet<PageIndex>,
    place: &str,
    is_telling: bool,
    found: &mut Found,
) -> bool {
    let pages: Vec<&Page<'_>> = wanted.iter().filter_map(|index| collection.page(*index)).collect();
    let about = pages.iter().filter(|page| is_about_a_company(page)).count();
    let fits = if is_telling {
        let named = pages.iter().filter(|page| has_name(page)).count();
        pages.len() >= 3 && (share(about, pages.len(), 50) || share(named, pages.len(), 70))
    } else {
        pages.len() >= 5 && share(about, pages.len(), 70)
    };
    if !fits {
        return false;
    }
    let base = ConditionText::default();
    let Some((candidate, scope)) =
        Candidate::of_pages(collection, wanted, &base, Width::Folder, Are::Company)
    else {
        return false;
    };
    let taken = counted(scope.taken.len(), "page", "pages");
    let seen = format!("{taken} in {place}, {about} of them with keys or headings of a company");
    found.add(Some(candidate.seen(if is_telling { Strength::Value } else { Strength::Headings }, seen)));
    true
}

/// Whether a page has keys or headings that pages about companies have.
fn is_about_a_company(page: &Page<'_>) -> bool {
    let keys = page.features.keys.iter().filter(|key| has(&WORDS.company_page_keys, &key.form)).count();
    let headings = WORDS.company_headings.iter().filter(|heading| page.features.has_heading(heading)).count();
    keys + headings >= 2
}

/// Whether a page's title or file may be the name of a company, and is not that of a task: `Managing Organization Members`.
fn has_name(page: &Page<'_>) -> bool {
    let is_short = |text: &str| {
        let first = text.split_whitespace().next().unwrap_or_default();
        is_name(text) && text.split_whitespace().count() <= 3 && !first.ends_with("ing")
    };
    let name = page.name.replace(['-', '_'], " ");
    let begins = |title: &str| title.to_lowercase().starts_with(&name.to_lowercase());
    let is_task = name.split(' ').next().is_some_and(|first| first.ends_with("ing"));
    page.title().map_or_else(
        || is_short(&name),
        |title| is_short(title) || !is_task && begins(title) && name.split(' ').count() <= 2,
    )
}
