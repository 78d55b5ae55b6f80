//! Lists and tables of those who use something: under `Who uses …`, in `ADOPTERS.md`, under `Known Instances`.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, Strength, counted};
use crate::infer::features::{Items, Table, Under};
use crate::infer::page::{Collection, Page, PageIndex, share, tally};
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
    let over = page.features.headings_over(under).find(|heading| fits(&WORDS.user_headings, &heading.normal));
    let first = || page.features.headings.first().filter(|heading| fits(&WORDS.user_headings, &heading.normal));
    if let Some(heading) = over.or_else(first) {
        // The shortest glob is the plainest: `Who uses*` for `Who uses Gantry`.
        let glob = WORDS.user_headings.iter().filter(|glob| fits_one(glob, &heading.normal)).min_by_key(|glob| glob.len())?;
        return Some((Sign::Heading(glob.clone()), heading.text.as_ref()));
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
        let total = |count: fn(&Items) -> u32| lists.items.iter().map(|items| count(items) as usize).sum::<usize>();
        let (count, links, bolds, plain) = (total(|i| i.count), total(|i| i.external), total(|i| i.bolds), total(|i| i.plain));
        // Known uses of a pattern are often classes of a library: only bold names are those of users.
        let is_of_patterns = matches!(&sign, Sign::Heading(glob) if glob.starts_with("known "));
        let leads = if is_of_patterns { bolds } else { links + bolds + plain };
        let named = total(|i| i.named);
        let least = if collection.pages.len() < 4 { 2 } else { 3 };
        if leads < least || !share(leads, count, 60) || (!is_of_patterns && !share(named, count, 70)) {
            continue;
        }
        // A list of plain words under a heading of users, in a page about something else, may be of kinds of people.
        if plain * 2 > count && !matches!(sign, Sign::File(_)) && links + bolds == 0 && count < 5 {
            continue;
        }
        let mut places = Vec::new();
        for (word, some) in [(PartWord::BoldStart, bolds), (PartWord::Link, if is_of_patterns { 0 } else { links }), (PartWord::Text, if is_of_patterns { 0 } else { plain })] {
            if some > 0 {
                places.push((some, PartText::Word(word)));
            }
        }
        places.sort_by(|a, b| b.0.cmp(&a.0));
        let condition = condition(&sign, &lists.spelled);
        let mut rule = RuleText::new(Unit::Items, condition, Are::Company)
            .with(Part::Title, places.into_iter().map(|(_, place)| place).collect());
        rule.edge = Some(EdgeText::Uses);
        let takes = if is_of_patterns { leads } else { count };
        let seen = format!(
            "{} of {} {}: {links} begin with a link, {bolds} with bold words",
            counted(takes, "item", "items"),
            counted(lists.items.len(), "list", "lists"),
            shown(&sign, &lists.spelled)
        );
        let examples = lists.items.iter().flat_map(|items| items.samples.iter()).take(3).map(|sample| sample.to_string()).collect();
        found.add(Some(Candidate {
            rule,
            before: Vec::new(),
            strength: Strength::Stated,
            pages: lists.pages,
            takes,
            seen,
            examples,
            left_out: Vec::new(),
        }));
    }
}

fn tables(collection: &Collection<'_>, found: &mut Found) {
    let mut signs: BTreeMap<(Sign, String), (BTreeSet<PageIndex>, Vec<&Table>, Vec<&str>)> = BTreeMap::new();
    for (index, page) in collection.units() {
        for table in &page.features.tables {
            let Some((sign, spelled)) = sign(page, table.under) else { continue };
            let named = |column: &&crate::infer::features::Column| share(column.named as usize, column.filled as usize, 80) && column.filled == table.rows;
            let company = super::tables::company_column(table).or_else(|| table.columns.first().filter(named));
            let Some(company) = company.filter(|column| !column.header.trim().is_empty()) else { continue };
            let (pages, tables, headings) = signs.entry((sign, company.header.trim().to_owned())).or_default();
            pages.insert(index);
            tables.push(table);
            headings.push(spelled);
        }
    }
    for ((sign, header), (pages, tables, spelled)) in signs {
        let rows: usize = tables.iter().map(|table| table.rows as usize).sum();
        if rows < 2 {
            continue;
        }
        let mut condition = condition(&sign, &spelled);
        condition.columns = vec![header.clone()];
        let mut rule = RuleText::new(Unit::Rows, condition, Are::Company).with(Part::Title, vec![PartText::column(&header)]);
        rule.edge = Some(EdgeText::Uses);
        let examples = tables.iter().flat_map(|table| table.columns.iter().filter(|column| column.header.trim() == header));
        let examples = examples.flat_map(|column| column.samples.iter()).take(3).map(|sample| sample.to_string()).collect();
        let seen = format!("{} with the column `{header}` {}", counted(rows, "row", "rows"), shown(&sign, &spelled));
        found.add(Some(Candidate {
            rule,
            before: Vec::new(),
            strength: Strength::Stated,
            pages,
            takes: rows,
            seen,
            examples,
            left_out: Vec::new(),
        }));
    }
}

/// Whether a page is a list of users and little more.
pub(in crate::infer) fn is_page_of_users(page: &Page<'_>) -> bool {
    let items = page.features.items.iter().filter(|items| is_users(page, items.under)).map(|items| items.external + items.bolds);
    let rows = page.features.tables.iter().filter(|table| is_users(page, table.under)).map(|table| table.rows);
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
                letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
            } else {
                let counts = tally(spelled.iter().map(|text| text.split(" (").next().unwrap_or(text).trim()));
                counts.into_iter().max_by_key(|(_, count)| *count).map_or_else(|| glob.clone(), |(text, _)| text.to_owned())
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
