//! A value of front matter that says what its page is: `type: case-study`, `categories: [案例]`.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::page::{Class, Collection, PageIndex, largest};
use crate::infer::scope::Width;
use crate::infer::words::{WORDS, has, kind_of_value};
use crate::rules::condition::ConditionText;
use crate::rules::one_or_many::Words;
use crate::rules::text::Are;

use super::Found;

/// What one key says, and on which pages.
#[derive(Default)]
struct Telling<'p> {
    values: BTreeSet<&'p str>,
    pages: BTreeSet<PageIndex>,
}

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let mut kinds: BTreeMap<(&str, Are), Telling<'_>> = BTreeMap::new();
    for (index, page) in collection.units() {
        for key in &page.features.keys {
            if key.name.contains('.') || !has(&WORDS.kind_keys, &key.form) {
                continue;
            }
            for value in &key.values {
                // A tag or category may be a subject; only case studies are told by them, too.
                let is_own = has(&WORDS.own_kind_keys, &key.form);
                if let Some(are) = kind_of_value(value).filter(|are| is_own || *are == Are::CaseStudy) {
                    let telling = kinds.entry((&key.name, are)).or_default();
                    telling.values.insert(value);
                    telling.pages.insert(index);
                }
            }
        }
    }
    let all = collection.ordinary().count();
    for ((key, are), telling) in largest(kinds, |telling| telling.pages.len()) {
        let Telling { values, pages } = telling;
        if pages.len() < 2 || (pages.len() == 2 && all > 12) {
            continue;
        }
        let of_folders = pages
            .iter()
            .filter(|index| collection.page(**index).is_some_and(|page| page.class == Class::Index));
        // The page of the folder has its folder's value and is no unit, unless every unit is one.
        let wanted: BTreeSet<PageIndex> = if of_folders.count() * 2 > pages.len() {
            pages
        } else {
            pages
                .into_iter()
                .filter(|index| collection.page(*index).is_some_and(|page| page.class == Class::Ordinary))
                .collect()
        };
        let spelled: BTreeMap<String, &str> =
            values.iter().map(|value| (value.to_lowercase(), *value)).collect();
        let words: Words = spelled.into_values().map(str::to_owned).collect::<Vec<_>>().into();
        let base =
            ConditionText { value: BTreeMap::from([(key.to_owned(), words)]), ..ConditionText::default() };
        let shown: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
        let seen = format!(
            "{} of {} where `{key}` says {}",
            wanted.len(),
            counted(collection.pages.len(), "page", "pages"),
            shown.join(", ")
        );
        let candidate = Candidate::of_pages(collection, &wanted, &base, Width::Exact, are);
        found.add(candidate.map(|(candidate, _)| candidate.seen(Strength::Value, seen)));
    }
}
