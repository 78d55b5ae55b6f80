//! Decision records: numbered or dated pages with the headings Status and Decision, or MADR's.

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
    let records: BTreeSet<PageIndex> =
        collection.units().filter(|(_, page)| is_record(page)).map(|(index, _)| index).collect();
    // Records of several folders are taken a folder at a time where no one condition takes them all.
    if let Some(candidate) = candidate(collection, &records) {
        found.add(Some(candidate));
        return;
    }
    let mut folders: BTreeMap<&str, BTreeSet<PageIndex>> = BTreeMap::new();
    for index in records {
        if let Some(page) = collection.page(index) {
            folders.entry(page.folder).or_default().insert(index);
        }
    }
    for some in largest(folders, BTreeSet::len).into_values() {
        found.add(candidate(collection, &some));
    }
}

fn candidate(collection: &Collection<'_>, records: &BTreeSet<PageIndex>) -> Option<Candidate> {
    let pages: Vec<&Page<'_>> = records.iter().filter_map(|index| collection.page(*index)).collect();
    let common = common_folder(pages.iter().map(|page| page.folder));
    let says = collection.title_says(&["decision record", "decision log", "adrs"]);
    let is_telling = says
        || common.split('/').any(|part| has(&WORDS.decision_folders, &normal_form(part)))
        || pages
            .iter()
            .all(|page| page.folders().any(|part| has(&WORDS.decision_folders, &normal_form(part))));
    let numbered = pages.iter().filter(|page| is_numbered(page.name)).count();
    let least = if is_telling { 2 } else { 3 };
    if pages.len() < least || !(is_telling || numbered * 2 > pages.len()) {
        return None;
    }
    let (candidate, scope) =
        Candidate::of_pages(collection, records, &ConditionText::default(), Width::Folder, Are::Decision)?;
    let seen = format!(
        "{}, {} of them with the headings of decision records and {numbered} of these numbered",
        counted(scope.taken.len(), "page", "pages"),
        pages.len()
    );
    Some(candidate.seen(Strength::Decisions, seen))
}

/// Whether a page has what a decision record has.
fn is_record(page: &Page<'_>) -> bool {
    let count = |words: &[String]| words.iter().filter(|word| page.features.has_heading(word)).count();
    let has_key =
        |words: &[String]| page.features.keys.iter().any(|key| words.iter().any(|word| **word == *key.form));
    let states = page.features.keys.iter().any(|key| &*key.form == "status")
        || page.features.labels.iter().any(|(label, _)| &**label == "status")
        || page.features.has_heading("status");
    let decides = count(&WORDS.decision_headings) > 0;
    (decides && states && count(&WORDS.record_headings) > 0)
        || count(&WORDS.madr_headings) >= 2
        || (decides && has_key(&WORDS.decider_keys))
        || (decides && count(&WORDS.record_headings) >= 2 && is_numbered(page.name))
}

/// Whether a name begins with a number, a date or `adr`.
fn is_numbered(name: &str) -> bool {
    let lower = name.to_lowercase();
    let rest = lower.strip_prefix("adr").map_or(lower.as_str(), |rest| rest.trim_start_matches(['-', '_']));
    rest.starts_with(|c: char| c.is_ascii_digit())
}
