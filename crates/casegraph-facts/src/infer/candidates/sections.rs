//! Sections that are case studies: headings that say so (`Case study: moving the mail`).

use std::collections::BTreeSet;

use crate::infer::candidate::{Candidate, counted};
use crate::infer::features::Heading;
use crate::infer::page::{Collection, PageIndex};
use crate::rules::condition::ConditionText;
use crate::rules::part::{PartText, PartWord};
use crate::rules::text::{Are, Part, RuleText, Unit};

use super::Found;

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let is_story = |heading: &Heading| {
        heading.level > 1
            && heading
                .normal
                .strip_prefix("case study ")
                .is_some_and(|rest| rest.chars().any(char::is_alphabetic))
    };
    let mut pages: BTreeSet<PageIndex> = BTreeSet::new();
    let mut titles = Vec::new();
    for (index, page) in collection.units() {
        for heading in page.features.headings.iter().filter(|heading| is_story(heading)) {
            pages.insert(index);
            titles.push(&heading.text);
        }
    }
    if titles.len() < 3 {
        return;
    }
    let condition = ConditionText { heading: Some("Case study*".to_owned()), ..ConditionText::default() };
    let rule = RuleText::new(Unit::Sections, condition, Are::CaseStudy)
        .with(Part::Title, vec![PartText::Word(PartWord::FirstHeading)])
        .with(Part::Sources, vec![PartText::Word(PartWord::Links)]);
    let seen = format!("{} under headings `Case study …`", counted(titles.len(), "section", "sections"));
    let takes = titles.len();
    found.add(Some(Candidate::inside(rule, pages, takes, seen, titles.into_iter())));
}
