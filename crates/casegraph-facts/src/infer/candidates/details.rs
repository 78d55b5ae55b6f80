//! Entries that fold: `<details>` whose summaries are names.

use std::collections::BTreeSet;

use crate::infer::candidate::{Candidate, counted};
use crate::infer::features::Details;
use crate::infer::page::{Collection, share};
use crate::infer::words::{WORDS, fits};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::part::{PartText, PartWord};
use crate::rules::text::{Are, Part, RuleText, Unit};

use super::Found;

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    for (index, page) in collection.units() {
        let total = |count: fn(&Details) -> u32| {
            page.features.details.iter().map(|some| count(some) as usize).sum::<usize>()
        };
        let (count, named, questions, links) =
            (total(|d| d.count), total(|d| d.named), total(|d| d.questions), total(|d| d.links));
        if count < 5 || questions * 5 > count || !share(named, count, 60) || links < count {
            continue;
        }
        let title = page.title().map(normal_form).unwrap_or_default();
        let is_of = |headings: &[String]| {
            let over = page.features.details.iter().flat_map(|some| page.features.headings_over(some.under));
            fits(headings, &title) || over.into_iter().any(|heading| fits(headings, &heading.normal))
        };
        let are = if is_of(&WORDS.user_headings) || is_of(&WORDS.company_list_headings) {
            Are::Company
        } else if is_of(&WORDS.story_list_headings) {
            Are::CaseStudy
        } else {
            Are::Topic
        };
        let condition = ConditionText { path: Some(page.path.to_owned()), ..ConditionText::default() };
        let rule = RuleText::new(Unit::Details, condition, are)
            .with(Part::Title, vec![PartText::Word(PartWord::Text)])
            .with(
                Part::Company,
                if are == Are::CaseStudy { vec![PartText::Word(PartWord::Text)] } else { Vec::new() },
            )
            .with(Part::Sources, vec![PartText::Word(PartWord::Links)]);
        let seen = format!(
            "{} with a name and {} in `{}`",
            counted(count, "fold", "folds"),
            counted(links, "link", "links"),
            page.path
        );
        let examples = page.features.details.iter().flat_map(|some| some.samples.iter());
        found.add(Some(Candidate::inside(rule, BTreeSet::from([index]), count, seen, examples)));
    }
}
