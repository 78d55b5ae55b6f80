//! Lists and tables of those who use something: under `Who uses …`, in `ADOPTERS.md`, under `Known Instances`.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, counted};
use crate::infer::features::{Column, Items, Table, Under};
use crate::infer::page::{Collection, Page, PageIndex, share, tally};
use crate::infer::take::page_title;
use crate::infer::words::{WORDS, fits, fits_one, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::kind::{Are, EdgeText, Part, Unit};
use crate::rules::part::{PartText, PartWord};
use crate::rules::text::RuleText;

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
        let glob = WORDS
            .user_headings
            .iter()
            .filter(|glob| fits_one(glob, &normal))
            .min_by_key(|glob| glob.len())?;
        return Some((Sign::Heading(glob.clone()), text));
    }
    let name = normal_form(page.features.path.stem());
    has(&WORDS.user_files, &name).then(|| (Sign::File(page.path.to_owned()), ""))
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
        let total =
            |count: fn(&Items) -> u32| lists.items.iter().map(|items| count(items) as usize).sum::<usize>();
        let (count, links, bolds, plain) = (
            total(|i| i.count),
            total(|i| i.external - i.bare.min(i.external)),
            total(|i| i.bolds),
            total(|i| i.plain + i.bare),
        );
        // Known uses of a pattern are often classes of a library: only bold names are those of users.
        let is_of_patterns = matches!(&sign, Sign::Heading(glob) if glob.starts_with("known "));
        let leads = if is_of_patterns { bolds } else { links + bolds + plain };
        let named = total(|i| i.named);
        let least = if collection.pages.len() < 4 { 2 } else { 3 };
        if leads < least || !share(leads, count, 60) || (!is_of_patterns && !share(named, count, 70)) {
            continue;
        }
        // A list of plain words under a heading of users may be of kinds of people.
        let labelled: Vec<char> = lists.items.iter().filter_map(|items| items.label).collect();
        let may_be_plain = count >= 4 && (is_plain(&sign) || labelled.len() == lists.items.len());
        if !may_be_plain && !share(links + bolds, count, 30) {
            continue;
        }
        let mut places = Vec::new();
        for (word, some) in [
            (PartWord::BoldStart, bolds),
            (PartWord::Link, if is_of_patterns { 0 } else { links }),
            (PartWord::Text, if is_of_patterns { 0 } else { plain }),
        ] {
            if some > 0 {
                places.push((some, PartText::Word(word)));
            }
        }
        places.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        // Where nearly all begin with a link, what does not is no name: how to add oneself.
        let is_of_links = share(links, count, 80) && !is_of_patterns;
        if is_of_links {
            places = vec![(links, PartText::Word(PartWord::Link))];
        }
        // `N: Oakmere`
        if let Some(label) =
            labelled.first().filter(|_| plain * 2 > count && labelled.len() * 2 > lists.items.len())
        {
            places = vec![(count, PartText::Label { label: label.to_string() })];
        }
        let condition = condition(&sign, &lists.spelled);
        let mut rule = RuleText::new(Unit::Items, condition, Are::Company)
            .with(Part::Title, places.into_iter().map(|(_, place)| place).collect());
        rule.edge = Some(EdgeText::Uses);
        let takes = if is_of_patterns {
            leads
        } else if is_of_links {
            links
        } else {
            count
        };
        let seen = format!(
            "{} of {} {}: {links} begin with a link, {bolds} with bold words",
            counted(takes, "item", "items"),
            counted(lists.items.len(), "list", "lists"),
            shown(&sign, &lists.spelled)
        );
        let examples = lists.items.iter().flat_map(|items| items.samples.iter());
        found.add(Some(Candidate::inside(rule, lists.pages, takes, seen, examples)));
    }
}

/// Whether a sign says without doubt that names follow it.
fn is_plain(sign: &Sign) -> bool {
    let text = match sign {
        Sign::Heading(glob) => glob.clone(),
        Sign::File(path) => normal_form(path.rsplit('/').next().unwrap_or(path)),
    };
    ["who", "adopters", "companies", "organi", "powered", "used by", "谁", "使用公司", "導入企業"]
        .iter()
        .any(|begin| text.starts_with(begin))
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
