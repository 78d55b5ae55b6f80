//! A page per company: a folder of companies, or pages with a website and headings about a company.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::names::is_name;
use crate::infer::page::{Class, Collection, Page, PageIndex, share};
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
    for (folder, wanted) in folders {
        let name = normal_form(folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
        let is_telling = has(&WORDS.company_folders, name.trim_start_matches("_ "));
        let pages: Vec<&Page<'_>> = wanted.iter().filter_map(|index| collection.page(*index)).collect();
        let about = pages.iter().filter(|page| is_about_a_company(page)).count();
        let fits = if is_telling {
            pages.len() >= 3 && share(pages.iter().filter(|page| has_name(page)).count(), pages.len(), 60)
        } else {
            pages.len() >= 5 && share(about, pages.len(), 70)
        };
        if !fits {
            continue;
        }
        let base = ConditionText::default();
        let Some((candidate, scope)) = Candidate::of_pages(collection, &wanted, &base, Width::Folder, Are::Company) else {
            continue;
        };
        let seen = format!(
            "{} in `{folder}`, {about} of them with keys or headings of a company",
            counted(scope.taken.len(), "page", "pages")
        );
        found.add(Some(candidate.seen(if is_telling { Strength::Value } else { Strength::Headings }, seen)));
    }
}

/// Whether a page has keys or headings that pages about companies have.
fn is_about_a_company(page: &Page<'_>) -> bool {
    let keys = page.features.keys.iter().filter(|key| has(&WORDS.company_page_keys, &key.form)).count();
    let headings = WORDS.company_headings.iter().filter(|heading| page.features.has_heading(heading)).count();
    keys + headings >= 2
}

/// Whether a page's title or file may be the name of a company.
fn has_name(page: &Page<'_>) -> bool {
    page.title().is_some_and(is_name) || is_name(&page.name.replace(['-', '_'], " "))
}
