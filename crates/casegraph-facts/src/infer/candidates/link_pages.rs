//! Pages that are lists of links: the page is the topic, and the headings that its pages share are kinds of source.

use std::collections::BTreeSet;

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::page::{Class, Collection, Page, PageIndex, share, tally};
use crate::infer::scope::Width;
use crate::rules::condition::ConditionText;
use crate::rules::part::{PartText, PartWord};
use crate::rules::text::{Are, Part};

use super::Found;

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let wanted: BTreeSet<PageIndex> =
        collection.ordinary().filter(|(_, page)| is_link_page(page)).map(|(index, _)| index).collect();
    let pages: Vec<&Page<'_>> = wanted.iter().filter_map(|index| collection.page(*index)).collect();
    if pages.len() < 5 {
        return;
    }
    let links: usize = pages.iter().map(|page| external_items(page)).sum();
    let all = collection.ordinary().count();
    let width = if share(wanted.len(), all, 60) { Width::Folder } else { Width::Exact };
    let Some((mut candidate, _)) =
        Candidate::of_pages(collection, &wanted, &ConditionText::default(), width, Are::Topic)
    else {
        return;
    };
    candidate.rule = candidate.rule.with(Part::Sources, vec![PartText::Word(PartWord::Links)]);
    let seen = format!("{} that are lists of links ({links} of them)", counted(pages.len(), "page", "pages"));
    found.add(Some(candidate.seen(Strength::Links, seen)));
}

/// Headings that many of the pages share which were taken for lists of links: kinds of source, no topics.
pub(in crate::infer) fn shared_headings(collection: &Collection<'_>, chosen: &[Candidate]) -> Vec<String> {
    let lists = chosen.iter().filter(|chosen| chosen.strength == Strength::Links);
    let pages: Vec<&Page<'_>> = lists
        .flat_map(|chosen| &chosen.pages)
        .filter_map(|index| collection.page(*index))
        .filter(|page| is_link_page(page))
        .collect();
    let headings = pages.iter().flat_map(|page| {
        let own: BTreeSet<&str> =
            page.features.headings.iter().skip(1).map(|heading| &*heading.normal).collect();
        own
    });
    let least = (pages.len() / 50).max(3);
    let mut found: Vec<(usize, &str)> = tally(headings)
        .into_iter()
        .filter(|(_, count)| *count >= least)
        .map(|(heading, count)| (count, heading))
        .collect();
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    found.into_iter().map(|(_, heading)| super::super::parts::spelling(&pages, heading)).collect()
}

/// Items that begin with a link that leads out.
fn external_items(page: &Page<'_>) -> usize {
    page.features.items.iter().map(|items| items.external as usize + items.nested_external as usize).sum()
}

/// Whether most of a page are items that begin with a link that leads out.
pub(in crate::infer) fn is_link_page(page: &Page<'_>) -> bool {
    let items: usize =
        page.features.items.iter().map(|items| items.count as usize + items.nested as usize).sum();
    let external = external_items(page);
    external >= 2
        && share(external, items, 60)
        && page.features.prose as usize <= external + 3
        && page.class != Class::Index
}
