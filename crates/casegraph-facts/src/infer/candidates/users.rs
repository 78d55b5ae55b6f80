//! Lists and tables of those who use something: under `Who uses …`, in `ADOPTERS.md`, under `Known Instances`.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, counted};
use crate::infer::features::{Column, Items, Table, Under};
use crate::infer::page::{Collection, Page, PageIndex, share, tally};
use crate::infer::take::page_title;
use crate::infer::words::{WORDS, fits, fits_one, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::part::{PartText, PartWord};
use crate::rules::text::{Are, EdgeText, Part, RuleText, Unit};

use super::Found;

/// What says that a list or table is one of users: a heading, or the name of its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Heading(String),
    File(String),
}

#[derive(Default)]
struct Lists<'p> {
    pages: BTreeSet<PageIndex>,
    items: Vec<&'p Items>,
    /// How the heading is written.
    spelled: Vec<&'p str>,
}

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    lists(collection, found);
    tables(collection, found);
}

/// Whether a block is one of users.
pub(super) fn is_users(page: &Page<'_>, under: Under) -> bool {
    sign(page, under).is_some()
}

fn sign<'p>(page: &'p Page<'_>, under: Under) -> Option<(Sign, &'p str)> {
    let is_file = has(&WORDS.user_files, &normal_form(page.features.path.stem()));
    // The outermost such heading: `End users` below `Adopters` is a part of it.
    let over = page
        .features
        .headings_over(under)
        .filter(|heading| fits(&WORDS.user_headings, &heading.normal))
        .last();
    let heading = over.map(|heading| (heading.text.as_ref(), heading.normal.to_string()));
    let of_page = || {
        let title = page_title(page.features, under).map(|title| (title, normal_form(title)));
        title.filter(|(_, normal)| fits(&WORDS.user_headings, normal))
    };
    if let Some((text, normal)) = heading.or_else(of_page) {
        // The shortest glob is the plainest: `Who uses*` for `Who uses Gantry`.
        let globs = WORDS.user_headings.iter().filter(|glob| fits_one(glob, &normal));
        let sign = Sign::Heading(globs.min_by_key(|glob| glob.len())?.clone());
        // Many pages have a heading `Users`; the file's name says more.
        if matches!(sign.strength(), Sure::Names) || !is_file {
            return Some((sign, text));
        }
    }
    is_file.then(|| (Sign::File(page.path.to_owned()), ""))
}

fn lists(collection: &Collection<'_>, found: &mut Found) {
    let mut signs: BTreeMap<Sign, Lists<'_>> = BTreeMap::new();
    for (index, page) in collection.units() {
        for items in &page.features.items {
            if let Some((sign, spelled)) = sign(page, items.under) {
                let lists = signs.entry(sign).or_default();
                lists.pages.insert(index);
                lists.items.push(items);
                lists.spelled.push(spelled);
            }
        }
    }
    for (sign, lists) in signs {
        found.add(of_lists(collection, &sign, lists));
    }
}

/// The rule for lists with one sign.
fn of_lists(collection: &Collection<'_>, sign: &Sign, lists: Lists<'_>) -> Option<Candidate> {
    let total =
        |count: fn(&Items) -> u32| lists.items.iter().map(|items| count(items) as usize).sum::<usize>();
    let count = total(|items| items.count);
    let links = total(|items| items.external - items.bare.min(items.external));
    let bolds = total(|items| items.bolds);
    let plain = total(|items| items.plain + items.bare);
    let least = if collection.pages.len() < 4 { 2 } else { 3 };
    // Known uses of a pattern are often classes of a library: only bold names are those of users.
    let is_of_patterns = matches!(sign, Sign::Heading(glob) if glob.starts_with("known "));
    if is_of_patterns {
        if bolds < least || !share(bolds, count, 60) {
            return None;
        }
        let places = vec![PartText::Word(PartWord::BoldStart)];
        return Some(of_items(sign, lists, places, bolds, links, bolds));
    }
    if links + bolds + plain < least
        || !share(links + bolds + plain, count, 60)
        || !share(total(|items| items.named), count, 70)
    {
        return None;
    }
    // Links to repositories are projects.
    if links > 0 && share(total(|items| items.forges), links, 50) {
        return None;
    }
    // `N: Oakmere`
    let labels: Vec<char> = lists.items.iter().filter_map(|items| items.label).collect();
    if let Some(label) = labels.first().filter(|_| labels.len() == lists.items.len() && plain * 2 > count) {
        let places = vec![PartText::Label { label: label.to_string() }];
        return Some(of_items(sign, lists, places, count, links, bolds));
    }
    match sign.strength() {
        Sure::Names if count < 4 && !share(links + bolds, count, 30) => return None,
        Sure::Many if count < 5 || !share(links, count, 60) => return None,
        Sure::Links if !share(links, count, 60) => return None,
        Sure::Links if count < 8 && !share(total(|items| items.whole_sites), links, 50) => return None,
        Sure::Names | Sure::Many | Sure::Links => {}
    }
    // Where nearly all begin with a link, what does not is no name: how to add oneself.
    if share(links, count, 80) {
        return Some(of_items(sign, lists, vec![PartText::Word(PartWord::Link)], links, links, bolds));
    }
    let mut places: Vec<(usize, PartWord)> =
        [(bolds, PartWord::BoldStart), (links, PartWord::Link), (plain, PartWord::Text)]
            .into_iter()
            .filter(|(some, _)| *some > 0)
            .collect();
    places.sort_by_key(|(some, _)| std::cmp::Reverse(*some));
    let places = places.into_iter().map(|(_, word)| PartText::Word(word)).collect();
    Some(of_items(sign, lists, places, count, links, bolds))
}

fn of_items(
    sign: &Sign,
    lists: Lists<'_>,
    places: Vec<PartText>,
    takes: usize,
    links: usize,
    bolds: usize,
) -> Candidate {
    let mut rule =
        RuleText::new(Unit::Items, condition(sign, &lists.spelled), Are::Company).with(Part::Title, places);
    rule.edge = Some(EdgeText::Uses);
    let seen = format!(
        "{} of {} {}: {links} begin with a link, {bolds} with bold words",
        counted(takes, "item", "items"),
        counted(lists.items.len(), "list", "lists"),
        shown(sign, &lists.spelled)
    );
    let examples = lists.items.iter().flat_map(|items| items.samples.iter());
    Candidate::inside(rule, lists.pages, takes, seen, examples)
}

/// How sure a sign is that names of users follow it.
enum Sure {
    /// Whatever follows is a name.
    Names,
    /// Names, where they are links.
    Links,
    /// Names, where they are many links: a program is powered by others, too.
    Many,
}

impl Sign {
    fn strength(&self) -> Sure {
        let text = match self {
            Self::Heading(glob) => glob.clone(),
            Self::File(path) => normal_form(path.rsplit('/').next().unwrap_or(path)),
        };
        let sure = ["who", "adopters", "companies", "organi", "谁", "使用公司", "導入企業"];
        if sure.iter().any(|begin| text.starts_with(begin)) {
            Sure::Names
        } else if text.starts_with("powered by") {
            Sure::Many
        } else {
            Sure::Links
        }
    }
}

/// Tables of users with one header.
#[derive(Default)]
struct Tables<'p> {
    pages: BTreeSet<PageIndex>,
    all: Vec<&'p Table>,
    /// How the heading is written.
    spelled: Vec<&'p str>,
}

fn tables(collection: &Collection<'_>, found: &mut Found) {
    let mut signs: BTreeMap<(Sign, String), Tables<'_>> = BTreeMap::new();
    for (index, page) in collection.units() {
        for table in &page.features.tables {
            let Some((sign, spelled)) = sign(page, table.under) else { continue };
            let named = |column: &&Column| {
                let is_told = has(&WORDS.user_columns, &column.normal) || column.external * 2 > table.rows;
                is_told
                    && share(column.named as usize, column.filled as usize, 80)
                    && column.filled == table.rows
            };
            let company =
                super::tables::company_column(table).or_else(|| table.columns.first().filter(named));
            let Some(company) = company.filter(|column| !column.header.trim().is_empty()) else { continue };
            let found = signs.entry((sign, company.header.trim().to_owned())).or_default();
            found.pages.insert(index);
            found.all.push(table);
            found.spelled.push(spelled);
        }
    }
    for ((sign, header), Tables { pages, all: tables, spelled }) in signs {
        let rows: usize = tables.iter().map(|table| table.rows as usize).sum();
        if rows < 2 {
            continue;
        }
        let mut condition = condition(&sign, &spelled);
        condition.columns = vec![header.clone()];
        let mut rule = RuleText::new(Unit::Rows, condition, Are::Company)
            .with(Part::Title, vec![PartText::column(&header)]);
        rule.edge = Some(EdgeText::Uses);
        let columns = tables.iter().flat_map(|table| &table.columns);
        let columns: Vec<&Column> = columns.filter(|column| column.header.trim() == header).collect();
        let examples = columns.into_iter().flat_map(|column| &column.samples);
        let seen =
            format!("{} with the column `{header}` {}", counted(rows, "row", "rows"), shown(&sign, &spelled));
        found.add(Some(Candidate::inside(rule, pages, rows, seen, examples)));
    }
}

/// Whether a page is a list of users and little more.
pub(in crate::infer) fn is_page_of_users(page: &Page<'_>) -> bool {
    let items = page
        .features
        .items
        .iter()
        .filter(|items| is_users(page, items.under))
        .map(|items| items.external + items.bolds);
    let rows =
        page.features.tables.iter().filter(|table| is_users(page, table.under)).map(|table| table.rows);
    let users: u32 = items.chain(rows).sum();
    users >= 5 && page.features.prose < users
}

/// A heading as it is written, with `*` for what its glob leaves open; or the file.
fn condition(sign: &Sign, spelled: &[&str]) -> ConditionText {
    match sign {
        Sign::Heading(glob) => {
            let heading = if glob.contains('*') {
                let glob = glob.trim_end();
                let mut letters = glob.chars();
                letters.next().map_or_else(String::new, |first| {
                    first.to_uppercase().collect::<String>() + letters.as_str()
                })
            } else {
                let counts = tally(spelled.iter().map(|text| text.split(" (").next().unwrap_or(text).trim()));
                counts
                    .into_iter()
                    .max_by_key(|(_, count)| *count)
                    .map_or_else(|| glob.clone(), |(text, _)| text.to_owned())
            };
            ConditionText { heading: Some(heading), ..ConditionText::default() }
        }
        Sign::File(path) => ConditionText { path: Some(path.clone()), ..ConditionText::default() },
    }
}

fn shown(sign: &Sign, spelled: &[&str]) -> String {
    match sign {
        Sign::Heading(_) => format!("under `{}`", spelled.first().map_or("", |text| text.trim())),
        Sign::File(path) => format!("in `{path}`"),
    }
}
