//! What was seen and explains nothing: keys that no rule reads, folders, tables and lists of no kind.

use std::collections::{BTreeMap, BTreeSet};

use crate::profile::normal_form::normal_form;
use crate::rules::part::PartText;
use crate::rules::text::{Are, Part, RuleText};

use super::candidate::counted;
use super::candidates::link_pages::is_link_page;
use super::choose::Choice;
use super::page::{Class, Collection, tally};
use super::take::Taker;

/// More of one kind are one line.
const MAXIMUM: usize = 8;

/// Keys by which a generator lays a page out: they say nothing of its subject.
const LAYOUT_KEYS: [&str; 22] = [
    "bookcollapsesection",
    "cascade",
    "class",
    "custom_edit_url",
    "description",
    "draft",
    "head",
    "hide_table_of_contents",
    "hide_title",
    "layout",
    "menu",
    "nav_order",
    "order",
    "parent",
    "permalink",
    "published",
    "sidebar",
    "sidebar_label",
    "sidebar_position",
    "slug",
    "title",
    "weight",
];

pub(super) fn find(collection: &Collection<'_>, choice: &Choice) -> Vec<String> {
    let mut lines = folders(collection, choice);
    lines.extend(keys(collection, choice));
    lines.extend(tables(collection, choice));
    lines.extend(others(collection, choice));
    lines
}

fn rules(choice: &Choice) -> impl Iterator<Item = &RuleText> {
    choice.chosen.iter().map(|chosen| &chosen.rule)
}

fn folders(collection: &Collection<'_>, choice: &Choice) -> Vec<String> {
    if choice.taken.is_empty() {
        return Vec::new();
    }
    let left = collection.ordinary().filter(|(index, _)| !choice.taken.contains(index));
    let counts =
        tally(left.map(|(_, page)| page.folder.split_inclusive('/').next().unwrap_or("the top folder")));
    let mut counts: Vec<(usize, &str)> = counts.into_iter().map(|(folder, count)| (count, folder)).collect();
    counts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    counts
        .into_iter()
        .take(MAXIMUM)
        .map(|(count, folder)| format!("no rule takes {} of {folder}", counted(count, "page", "pages")))
        .collect()
}

fn keys(collection: &Collection<'_>, choice: &Choice) -> Vec<String> {
    let mut read: BTreeSet<String> = LAYOUT_KEYS.map(str::to_owned).into();
    for rule in rules(choice) {
        if let Ok((_, condition)) = rule.unit() {
            read.extend(condition.key.clone());
            read.extend(condition.value.keys().cloned());
        }
        for (_, part) in Part::ALL {
            read.extend(rule.part(part).iter().filter_map(|place| match place {
                PartText::Key { key, .. } => Some(key.clone()),
                _ => None,
            }));
        }
    }
    let pages = collection.pages.iter().filter(|page| page.class != Class::Copy);
    let mut unread: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for key in pages.flat_map(|page| &page.features.keys).filter(|key| !read.contains(&*key.name)) {
        unread.entry(&key.name).or_insert((0, key.value().unwrap_or_default())).0 += 1;
    }
    let mut unread: Vec<(usize, &str, &str)> = unread
        .into_iter()
        .filter(|(_, (count, _))| *count >= 2)
        .map(|(key, (count, value))| (count, key, value))
        .collect();
    unread.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let rest = unread.len().saturating_sub(MAXIMUM);
    let mut lines: Vec<String> = unread
        .into_iter()
        .take(MAXIMUM)
        .map(|(count, key, value)| {
            format!("nothing reads the key `{key}` of {} (`{value}`)", counted(count, "page", "pages"))
        })
        .collect();
    if rest > 0 {
        lines.push(format!("nothing reads {} more", counted(rest, "key", "keys")));
    }
    lines
}

/// Tables of one form that no rule reads.
fn tables(collection: &Collection<'_>, choice: &Choice) -> Vec<String> {
    let takers: Vec<(Taker<'_>, &[String])> = rules(choice)
        .filter_map(|rule| {
            let condition = rule.rows.as_ref()?;
            Some((Taker::new(condition)?, condition.columns.as_slice()))
        })
        .collect();
    let mut forms: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    // A page that shows what others say, or that says nothing, has no tables to be read.
    let is_view = |index: usize| {
        let views = choice
            .chosen
            .iter()
            .filter(|chosen| matches!(chosen.rule.are, Are::Index | Are::Page | Are::Template));
        views.into_iter().any(|chosen| chosen.pages.contains(&index))
    };
    let pages = collection
        .pages
        .iter()
        .enumerate()
        .filter(|(index, page)| page.class != Class::Copy && !is_view(*index));
    for (_, page) in pages {
        for table in &page.features.tables {
            let is_read = takers.iter().any(|(taker, columns)| {
                taker.takes_page(page)
                    && taker.takes_place(page.features, table.under)
                    && columns.iter().all(|wanted| {
                        table.columns.iter().any(|column| *column.normal == normal_form(wanted))
                    })
            });
            if !is_read {
                let headers: Vec<&str> = table.columns.iter().map(|column| column.header.trim()).collect();
                let form = forms.entry(headers.join(" | ")).or_default();
                form.0 += 1;
                form.1 += table.rows as usize;
            }
        }
    }
    let mut forms: Vec<(usize, usize, String)> = forms
        .into_iter()
        .filter(|(_, (tables, rows))| *tables >= 2 || *rows >= 10)
        .map(|(form, (tables, rows))| (rows, tables, form))
        .collect();
    forms.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)));
    forms
        .into_iter()
        .take(MAXIMUM)
        .map(|(rows, tables, form)| {
            format!(
                "{} with {} of the columns {form}",
                counted(tables, "table", "tables"),
                counted(rows, "row", "rows")
            )
        })
        .collect()
}

fn others(collection: &Collection<'_>, choice: &Choice) -> Vec<String> {
    let pages = || collection.pages.iter().enumerate().filter(|(_, page)| page.class != Class::Copy);
    let sum = |count: fn(&super::features::Features) -> u32| {
        pages().map(|(_, page)| count(page.features) as usize).sum::<usize>()
    };
    let mut lines = Vec::new();
    let wiki = sum(|features| features.links.wiki);
    if wiki > 0 {
        lines.push(format!("{} of the form [[page]]", counted(wiki, "link", "links")));
    }
    let html = sum(|features| features.html_tables);
    if html > 0 {
        lines.push(format!("{} in HTML", counted(html, "table", "tables")));
    }
    let has_details = rules(choice).any(|rule| rule.details.is_some());
    let folds = sum(|features| features.details.iter().map(|details| details.count).sum());
    let questions = sum(|features| features.details.iter().map(|details| details.questions).sum());
    if folds > 0 && !has_details {
        lines.push(format!(
            "{} (`<details>`), {questions} of them questions",
            counted(folds, "fold", "folds")
        ));
    }
    let has_paragraphs = rules(choice).any(|rule| rule.paragraphs.is_some());
    let paragraphs = sum(|features| features.paragraphs.iter().map(|some| some.described).sum());
    if paragraphs >= 5 && !has_paragraphs {
        lines.push(format!("{} that begin with a link", counted(paragraphs, "paragraph", "paragraphs")));
    }
    let links = pages().filter(|(index, page)| !choice.taken.contains(index) && is_link_page(page)).count();
    if links > 0 {
        lines.push(format!("{} of links and little more", counted(links, "page", "pages")));
    }
    let skeletons = pages()
        .filter(|(index, page)| !choice.taken.contains(index) && page.features.headings.len() >= 3)
        .map(|(_, page)| {
            let headings: Vec<&str> = page
                .features
                .headings
                .iter()
                .filter(|heading| heading.level == 2)
                .map(|heading| &*heading.normal)
                .collect();
            headings.join(" · ")
        });
    let most = tally(skeletons.filter(|skeleton| skeleton.matches('·').count() >= 1))
        .into_iter()
        .max_by_key(|(_, count)| *count);
    if let Some((skeleton, count)) = most.filter(|(_, count)| *count >= 3) {
        lines.push(format!("{} with the headings {skeleton}", counted(count, "page", "pages")));
    }
    lines
}
