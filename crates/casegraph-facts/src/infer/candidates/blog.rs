//! Posts of a blog: pages with a date and an author, a summary, or a date in their file's name. They are no topics.

use std::collections::BTreeSet;

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::languages::is_date;
use crate::infer::page::{Collection, Page, PageIndex, share};
use crate::infer::scope::Width;
use crate::infer::words::{WORDS, has};
use crate::rules::condition::ConditionText;
use crate::rules::text::{Are, RuleText, Unit};

use super::Found;

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let posts: BTreeSet<PageIndex> =
        collection.units().filter(|(_, page)| is_post(page)).map(|(index, _)| index).collect();
    if posts.len() < 3 {
        return;
    }
    let dated = posts
        .iter()
        .filter(|index| collection.page(**index).is_some_and(|page| page.features.key("date").is_some()))
        .count();
    let base = ConditionText { key: Some("date".to_owned()), ..ConditionText::default() };
    let bases = if share(dated, posts.len(), 95) {
        [base, ConditionText::default()]
    } else {
        [ConditionText::default(), base]
    };
    let candidate =
        bases.iter().find_map(|base| Candidate::of_pages(collection, &posts, base, Width::Folder, Are::Page));
    let Some((mut candidate, scope)) = candidate else { return };
    candidate.rule = RuleText::new(Unit::Pages, scope.condition, Are::Page);
    let seen = format!(
        "{} with a date and an author, summary or tags: posts of a blog",
        counted(posts.len(), "page", "pages")
    );
    found.add(Some(candidate.seen(Strength::Rest, seen)));
}

pub(super) fn is_post(page: &Page<'_>) -> bool {
    let keys = &page.features.keys;
    let date = keys.iter().any(|key| &*key.name == "date");
    let is_told = keys.iter().any(|key| {
        has(&WORDS.post_keys, &key.form)
            || has(&WORDS.tag_keys, &key.form)
            || matches!(&*key.form, "categories" | "category")
    });
    let starts_with_date = page.name.get(..10).is_some_and(is_date) && page.name.len() > 11;
    (date && is_told)
        || (starts_with_date && !keys.is_empty())
        || (page.folders().any(|folder| folder == "_posts"))
}
