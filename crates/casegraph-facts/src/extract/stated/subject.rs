//! The subject of a list of users: what its heading names, else the title of its page, else the collection.

use crate::extract::parts::page::PageView;
use crate::markdown::block::plain_text;
use crate::names::name_list::before_remark;
use crate::profile::normal_form::normal_form;
use crate::rules::compiled::CompiledRule;

/// Words that stand for a subject that is named elsewhere.
const PRONOUNS: [&str; 16] = [
    "and",
    "are",
    "in production",
    "is",
    "it",
    "our",
    "our project",
    "our software",
    "our work",
    "them",
    "these",
    "this",
    "this project",
    "this software",
    "us",
    "we",
];

/// A longer title is no name.
const MOST_WORDS: usize = 4;

/// The subject of a unit that begins at a block; empty if nothing names one.
pub(super) fn subject(page: &PageView<'_>, rule: &CompiledRule, block: usize) -> String {
    let of_collection = || page.profile.subject().to_owned();
    let Some(globs) = &rule.condition.heading else {
        return of_title(page, None).unwrap_or_else(of_collection);
    };
    let own = page.sections_of(block).find(|section| globs.is_match(&section.normal));
    let heading = own
        .map(|section| section.blocks.start)
        .or_else(|| page.sections().first().map(|section| section.blocks.start));
    let text = heading
        .and_then(|at| page.blocks.get(at))
        .map(|block| plain_text(&block.inlines))
        .unwrap_or_default();
    let named = globs.open_words(&text).filter(|words| is_name(words));
    named.or_else(|| of_title(page, heading)).unwrap_or_else(of_collection)
}

/// The page's first heading, if it is a name and not the heading of the list itself.
fn of_title(page: &PageView<'_>, heading: Option<usize>) -> Option<String> {
    let first =
        page.sections().first().filter(|first| Some(first.blocks.start) != heading && first.level == 1)?;
    let text = plain_text(&page.blocks.get(first.blocks.start)?.inlines);
    let name = before_remark(text.split(": ").next().unwrap_or(&text)).to_owned();
    is_name(&name).then_some(name)
}

fn is_name(words: &str) -> bool {
    let normal = normal_form(words);
    let count = normal.split(' ').count();
    !normal.is_empty() && count <= MOST_WORDS && !PRONOUNS.contains(&normal.as_str())
}
