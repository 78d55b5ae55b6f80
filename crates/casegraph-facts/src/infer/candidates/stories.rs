//! Case studies told by their headings (Challenge, Solution, Results), and lists, paragraphs of them in one page.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::features::{Items, Paragraphs, Under};
use crate::infer::page::{Collection, Page, PageIndex, share};
use crate::infer::scope::Width;
use crate::infer::words::{WORDS, fits, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::{ConditionText, With};
use crate::rules::part::{PartText, PartWord};
use crate::rules::text::{Are, Part, RuleText, Unit};

use super::Found;

/// Pages with the headings of a customer's story.
pub(super) fn pages(collection: &Collection<'_>, found: &mut Found) {
    let tells = |page: &Page<'_>| {
        !WORDS.story_headings.is_empty()
            && WORDS
                .story_headings
                .iter()
                .all(|row| row.iter().any(|heading| page.features.has_heading(heading)))
            && [
                "challenge",
                "challenges",
                "the challenge",
                "business challenge",
                "挑战",
                "业务挑战",
                "痛点",
                "課題",
            ]
            .iter()
            .any(|heading| page.features.has_heading(heading))
    };
    let wanted: BTreeSet<PageIndex> =
        collection.units().filter(|(_, page)| tells(page)).map(|(index, _)| index).collect();
    if wanted.len() < 3 {
        return;
    }
    let headings = WORDS.story_headings.iter().filter_map(|row| {
        let is_common = |heading: &&String| {
            wanted
                .iter()
                .all(|index| collection.page(*index).is_some_and(|page| page.features.has_heading(heading)))
        };
        row.iter().find(is_common).cloned()
    });
    let headings: Vec<String> = headings.collect();
    let base = ConditionText { headings, ..ConditionText::default() };
    let candidate =
        Candidate::of_pages(collection, &wanted, &ConditionText::default(), Width::Folder, Are::CaseStudy)
            .or_else(|| Candidate::of_pages(collection, &wanted, &base, Width::Exact, Are::CaseStudy));
    let seen = format!("{} with a challenge, a solution and results", counted(wanted.len(), "page", "pages"));
    found.add(candidate.map(|(candidate, _)| candidate.seen(Strength::Headings, seen)));
}

/// Items and paragraphs that are case studies each.
pub(super) fn inside(collection: &Collection<'_>, found: &mut Found) {
    items(collection, found);
    items_at(collection, found);
    paragraphs(collection, found);
}

/// The heading of stories that a block stands under, as it is written.
fn story_heading<'p>(page: &'p Page<'_>, under: Under) -> Option<&'p str> {
    let over = page
        .features
        .headings_over(under)
        .find(|heading| fits(&WORDS.story_list_headings, &heading.normal))?;
    // A whole page of stories has no lists of something else.
    let is_of_page = page.features.headings.first().is_some_and(|first| std::ptr::eq(first, over));
    let has_other =
        page.features.headings.iter().any(|heading| has(&WORDS.resource_headings, &heading.normal));
    (!is_of_page || !has_other).then_some(over.text.trim())
}

/// Parts of words by which a page or collection says that it is a list of stories.
const STORIES: [&str; 11] = [
    "case stud",
    "customer stor",
    "failure stor",
    "incident",
    "outage",
    "post mortem",
    "postmortem",
    "success stor",
    "war stor",
    "案例",
    "事例",
];

/// Whether the page says that it is a list of stories: by its first heading, or its name.
fn is_page_of_stories(page: &Page<'_>) -> bool {
    let says = |text: &str| STORIES.iter().any(|word| normal_form(text).contains(word));
    page.first_heading().is_some_and(says) || says(page.features.path.stem())
}

fn items(collection: &Collection<'_>, found: &mut Found) {
    let mut headings: BTreeMap<&str, (BTreeSet<PageIndex>, Vec<&Items>)> = BTreeMap::new();
    for (index, page) in collection.units() {
        for items in &page.features.items {
            // What stands in folds is theirs.
            let in_folds = page
                .features
                .details
                .iter()
                .any(|details| details.under == items.under && details.links * 2 > items.leaves());
            if let Some(heading) =
                story_heading(page, items.under).filter(|heading| !in_folds && !heading.contains(['|', '*']))
            {
                let (pages, lists) = headings.entry(heading).or_default();
                pages.insert(index);
                lists.push(items);
            }
        }
    }
    for (heading, (pages, lists)) in headings {
        let total = |count: fn(&Items) -> u32| lists.iter().map(|items| count(items) as usize).sum::<usize>();
        let (count, leaves) =
            (total(|i| i.count - i.groups.min(i.count) + i.nested_linked), total(Items::leaves));
        let begin = total(|i| i.external + i.nested_external);
        let bolds = total(|i| i.bolds);
        if leaves < 3 || !share(leaves, count, 60) {
            continue;
        }
        // `**Oakmere** - [How it moved](address)`
        let is_bold = share(bolds, count, 60) && share(total(|i| i.named), total(|i| i.count), 60);
        // Addresses of whole sites are those of firms, not of stories.
        if !is_bold && (!share(begin, count, 60) || share(total(|i| i.whole_sites), begin, 50)) {
            continue;
        }
        let condition = ConditionText {
            heading: Some(heading.to_owned()),
            with: Some(With::Link),
            ..ConditionText::default()
        };
        let mut rule = RuleText::new(Unit::Items, condition, Are::CaseStudy)
            .with(Part::Title, vec![PartText::Word(PartWord::Link)])
            .with(Part::Sources, vec![PartText::Word(PartWord::Link)]);
        if is_bold {
            rule = rule.with(Part::Company, vec![PartText::Word(PartWord::BoldStart)]);
        } else if share(total(|i| i.at), leaves, 40) {
            rule = rule.with(Part::Company, vec![PartText::TitleAfter { title_after: " at ".to_owned() }]);
        }
        let seen = format!("{} with a link under `{heading}`", counted(leaves, "item", "items"));
        let examples = lists.iter().flat_map(|items| items.samples.iter());
        found.add(Some(Candidate::inside(rule, pages, leaves, seen, examples)));
    }
}

/// Items whose link says `… at Name`, under most headings of a page.
fn items_at(collection: &Collection<'_>, found: &mut Found) {
    for (index, page) in collection.units() {
        // By the heading of level two: the lists below it have one form.
        let mut sections: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for items in page.features.items.iter().filter(|items| items.leaves() > 0) {
            let over = page.features.headings_over(items.under).filter(|heading| heading.level > 1).last();
            if let Some(heading) = over {
                let (external, at) = sections.entry(heading.text.trim()).or_default();
                *external += items.leaves();
                *at += items.at;
            }
        }
        sections.retain(|heading, (external, at)| {
            *at >= 5 && *at * 10 >= *external * 6 && !heading.contains(['|', '*'])
        });
        let (takes, at) = sections
            .values()
            .fold((0, 0), |(takes, all), (external, at)| (takes + *external as usize, all + *at as usize));
        if at < 10 || sections.len() > 12 {
            continue;
        }
        let headings: Vec<&str> = sections.keys().copied().collect();
        let condition = ConditionText {
            path: Some(page.path.to_owned()),
            heading: Some(headings.join("|")),
            with: Some(With::Link),
            ..ConditionText::default()
        };
        let rule = RuleText::new(Unit::Items, condition, Are::CaseStudy)
            .with(Part::Title, vec![PartText::Word(PartWord::Link)])
            .with(Part::Company, vec![PartText::TitleAfter { title_after: " at ".to_owned() }])
            .with(Part::Sources, vec![PartText::Word(PartWord::Link)]);
        let seen =
            format!("{}, {at} of them with a link that says `… at Name`", counted(takes, "item", "items"));
        let samples = page.features.items.iter().flat_map(|items| items.samples.iter());
        found.add(Some(Candidate::inside(rule, BTreeSet::from([index]), takes, seen, samples)));
    }
}

/// Paragraphs `[Name](address). Story.` of a page that says that it is a list of stories.
fn paragraphs(collection: &Collection<'_>, found: &mut Found) {
    for (index, page) in collection.units() {
        let is_front_page = page.folder.is_empty() && collection.title_says(&STORIES);
        if !is_page_of_stories(page) && !is_front_page {
            continue;
        }
        // Sections whose paragraphs go on after the link; others are lists of links.
        let (told, others): (Vec<&Paragraphs>, Vec<&Paragraphs>) =
            page.features.paragraphs.iter().partition(|some| some.described * 10 >= some.external * 6);
        let total =
            |count: fn(&Paragraphs) -> u32| told.iter().map(|some| count(some) as usize).sum::<usize>();
        let (external, named) = (total(|some| some.external), total(|some| some.named));
        if external < 5 {
            continue;
        }
        let headings: Option<Vec<&str>> = told
            .iter()
            .map(|some| page.features.headings_over(some.under).next())
            .map(|heading| {
                heading.map(|heading| heading.text.trim()).filter(|text| !text.contains(['|', '*']))
            })
            .collect();
        let condition = ConditionText {
            path: Some(page.path.to_owned()),
            heading: headings.filter(|_| !others.is_empty()).map(|headings| headings.join("|")),
            with: Some(With::Link),
            ..ConditionText::default()
        };
        let mut rule = RuleText::new(Unit::Paragraphs, condition, Are::CaseStudy);
        let is_named = share(named, external, 60);
        let title = if is_named { PartWord::Text } else { PartWord::Link };
        rule = rule
            .with(Part::Title, vec![PartText::Word(title)])
            .with(Part::Sources, vec![PartText::Word(PartWord::Link)]);
        if is_named {
            rule = rule.with(Part::Company, vec![PartText::Word(PartWord::Link)]);
        }
        let seen = format!(
            "{} that begin with a link and go on with a text, {named} of the links a name",
            counted(external, "paragraph", "paragraphs")
        );
        let examples = told.iter().flat_map(|some| some.samples.iter());
        found.add(Some(Candidate::inside(rule, BTreeSet::from([index]), external, seen, examples)));
    }
}
