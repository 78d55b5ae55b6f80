//! A key of front matter that names the company of its page: few words, many values, values that look like names.

use std::collections::BTreeSet;

use crate::infer::candidate::{Candidate, RunnerUp, Strength, counted};
use crate::infer::features::Key;
use crate::infer::names::is_name;
use crate::infer::page::{Collection, Page, PageIndex, largest, share, tally};
use crate::infer::parts::resembles;
use crate::infer::scope::Width;
use crate::infer::words::{WORDS, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::part::PartText;
use crate::rules::text::{Are, RuleText, Unit};

use super::Found;

/// Folders of pages that have a company and are about something else.
const OTHER_FOLDERS: [&str; 14] = [
    "authors",
    "events",
    "jobs",
    "members",
    "partners",
    "people",
    "speakers",
    "sponsors",
    "talks",
    "team",
    "teams",
    "testimonials",
    "users",
    "vendors",
];

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let named = collection.units().flat_map(|(index, page)| {
        let is_wanted = |key: &&Key| has(&WORDS.company_keys, &key.form);
        page.features.keys.iter().filter(is_wanted).map(move |key| (&*key.name, index))
    });
    let mut keys: std::collections::BTreeMap<&str, BTreeSet<PageIndex>> = std::collections::BTreeMap::new();
    for (key, index) in named {
        keys.entry(key).or_default().insert(index);
    }
    for (key, all) in largest(keys, BTreeSet::len) {
        // Pages about people, vacancies and products have companies, too.
        let mut others: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        let mut is_own = |index: &PageIndex| {
            let other = collection.page(*index).and_then(other_subject);
            if let Some(other) = other {
                *others.entry(other).or_default() += 1;
            }
            other.is_none()
        };
        let own: BTreeSet<PageIndex> = all.iter().copied().filter(|index| is_own(index)).collect();
        let other = others.into_iter().max_by_key(|(_, count)| *count);
        let (wanted, other) = if own.is_empty() { (all, other) } else { (own, None) };
        let condition = ConditionText { key: Some(key.to_owned()), ..ConditionText::default() };
        let pages: Vec<&Page<'_>> = wanted.iter().filter_map(|index| collection.page(*index)).collect();
        let values: Vec<&str> = pages.iter().filter_map(|page| page.features.key(key)?.value()).collect();
        let counts = tally(values.iter().copied());
        let seen = format!(
            "{} of {} with the key `{key}`, {} of it",
            wanted.len(),
            counted(collection.pages.len(), "page", "pages"),
            counted(counts.len(), "value", "values")
        );
        let other = other.map(|(other, _)| format!("the pages {other}"));
        if let Some(why_not) = other.or_else(|| is_none(collection, key, &pages, &values, counts.len())) {
            let rule = RuleText::new(Unit::Pages, condition, Are::CaseStudy);
            found.lost.push(RunnerUp { rule, seen, why_not });
            continue;
        }
        let own = pages.iter().zip(&values).filter(|(page, value)| is_own_name(page, value)).count();
        let are = if share(own, pages.len(), 60) { Are::Company } else { Are::CaseStudy };
        let company = (are == Are::CaseStudy).then(|| PartText::key(key));
        let candidate = Candidate::with_company(collection, &wanted, &condition, Width::Exact, are, company);
        found.add(candidate.map(|(candidate, _)| candidate.seen(Strength::Company, seen)));
    }
}

/// Why a key of companies is no rule.
fn is_none(
    collection: &Collection<'_>,
    key: &str,
    pages: &[&Page<'_>],
    values: &[&str],
    distinct: usize,
) -> Option<String> {
    let all = collection.units().count();
    if pages.len() < 2 || (pages.len() == 2 && all > 8) {
        return Some(format!("{} of {all} is too few", counted(pages.len(), "page", "pages")));
    }
    if distinct < 2 {
        return Some("all pages have the same value".to_owned());
    }
    let names = values.iter().filter(|value| is_name(value)).count();
    if !share(names, values.len(), 70) {
        return Some(format!("only {names} of {} values look like names", values.len()));
    }
    let lists = pages.iter().filter(|page| page.features.key(key).is_some_and(|key| key.count > 1)).count();
    if share(lists, pages.len(), 20) {
        return Some(format!("{lists} pages name several"));
    }
    None
}

/// What a page with a company is about instead: a person who works there, a vacancy, a product.
fn other_subject(page: &Page<'_>) -> Option<&'static str> {
    let with = |words: &[String]| page.features.keys.iter().any(|key| has(words, &key.form));
    let is_elsewhere = page.folders().any(|folder| OTHER_FOLDERS.contains(&normal_form(folder).as_str()));
    if with(&WORDS.person_keys) {
        Some("are about people")
    } else if with(&WORDS.job_keys) {
        Some("offer work")
    } else if with(&WORDS.other_keys) {
        Some("are about products or problems of companies")
    } else {
        is_elsewhere.then_some("are about something else, as their folder says")
    }
}

/// Whether the page is that of its company: title or file have its name.
fn is_own_name(page: &Page<'_>, company: &str) -> bool {
    let is_same = |text: &str| normal_form(text) == normal_form(company);
    page.title().map_or_else(|| resembles(company, page.name), is_same)
}
