//! Tables with a column of companies: rows with a link are case studies, other rows name companies.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, RunnerUp, counted};
use crate::infer::features::{Column, Table};
use crate::infer::page::{Collection, Page, PageIndex, largest, share};
use crate::infer::words::{WORDS, has};
use crate::profile::normal_form::normal_form;
use crate::rules::condition::{ConditionText, With};
use crate::rules::part::{PartText, PartWord};
use crate::rules::text::{Are, Part, RuleText, Unit};

use super::Found;
use super::users::is_users;

/// Tables of one form, in any pages.
#[derive(Default)]
struct Group<'p> {
    pages: BTreeSet<PageIndex>,
    tables: Vec<&'p Table>,
}

impl<'p> Group<'p> {
    /// The columns with this header.
    fn columns(&self, normal: &str) -> Vec<&'p Column> {
        let all = self.tables.iter().flat_map(|table| &table.columns);
        all.filter(|column| &*column.normal == normal).collect()
    }

    fn header(&self, normal: &str) -> String {
        self.columns(normal).first().map_or_else(String::new, |column| column.header.trim().to_owned())
    }

    fn sum(&self, normal: &str, count: fn(&Column) -> u32) -> usize {
        self.columns(normal).into_iter().map(|column| count(column) as usize).sum()
    }
}

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let mut groups: BTreeMap<(&str, Option<&str>), Group<'_>> = BTreeMap::new();
    // Tables with a column of companies that are about something else: a condition must not take them.
    let mut others: BTreeSet<&str> = BTreeSet::new();
    for (index, page) in collection.units() {
        for table in &page.features.tables {
            let Some(company) = company_column(table) else { continue };
            if is_of_people(table) {
                others.insert(&company.normal);
            }
            if is_of_people(table) || is_users(page, table.under) {
                continue;
            }
            let title = title_column(table, company).map(|title| &*title.normal);
            let group = groups.entry((&company.normal, title)).or_default();
            group.pages.insert(index);
            group.tables.push(table);
        }
    }
    let forms: Vec<&str> = groups.keys().map(|(company, _)| *company).collect();
    let is_alone = |company: &str| {
        !others.contains(company) && forms.iter().filter(|other| **other == company).count() == 1
    };
    for ((company, title), group) in largest(groups, |group| group.tables.len()) {
        group_of(&group, company, title, is_alone(company), found);
    }
}

/// Adds the rule for tables of one form.
fn group_of(group: &Group<'_>, company: &str, title: Option<&str>, is_alone: bool, found: &mut Found) {
    let header = group.header(company);
    let rows: usize = group.tables.iter().map(|table| table.rows as usize).sum();
    let mut seen = format!(
        "{} of {} with the column `{header}`",
        counted(rows, "row", "rows"),
        counted(group.tables.len(), "table", "tables")
    );
    let (filled, named) = (group.sum(company, |c| c.filled), group.sum(company, |c| c.named));
    let about =
        |table: &&&Table| table.columns.iter().any(|column| has(&WORDS.other_columns, &column.normal));
    let is_other = share(group.tables.iter().filter(about).count(), group.tables.len(), 50);
    if is_other {
        seen += "; their other columns are those of products, vacancies or problems";
    }
    let story = title.filter(|_| !is_other);
    let rule = if let Some(title) = story {
        let title_header = group.header(title);
        let mut columns = vec![header.clone()];
        columns.extend((!is_alone).then(|| title_header.clone()));
        let condition = ConditionText { columns, with: Some(With::Link), ..ConditionText::default() };
        let rule = RuleText::new(Unit::Rows, condition, Are::CaseStudy);
        case_studies(rule, group, company, &header, &title_header)
    } else {
        let condition = ConditionText { columns: vec![header.clone()], ..ConditionText::default() };
        let rule = RuleText::new(Unit::Rows, condition, Are::Company);
        rule.with(Part::Title, vec![PartText::column(&header)])
    };
    let least = if rule.are == Are::CaseStudy { 3 } else { 2 };
    let why_not = if !share(named, filled, 70) {
        format!("only {named} of {filled} cells look like names")
    } else if story.is_some_and(|title| !leads_out(group, title, rows)) {
        "the rows lead to pages of the collection".to_owned()
    } else if rows < least {
        "there are too few rows".to_owned()
    } else {
        let columns = group.columns(story.unwrap_or(company));
        let samples = columns.into_iter().flat_map(|column| &column.samples);
        found.add(Some(Candidate::inside(rule, group.pages.clone(), rows, seen, samples)));
        return;
    };
    found.lost.push(RunnerUp { rule, seen, why_not });
}

/// Whether the rows lead out of the collection: by their title, or by another column where the title is no link.
fn leads_out(group: &Group<'_>, title: &str, rows: usize) -> bool {
    let external = |normal: &str| group.sum(normal, |column| column.external);
    let columns = group.tables.iter().flat_map(|table| &table.columns);
    let most = columns.map(|column| external(&column.normal)).max().unwrap_or_default();
    let has_link = group.sum(title, |column| column.links) > 0;
    share(if has_link { external(title) } else { most }, rows, 50)
}

/// A row as a case study: the linked cell is its title, the other columns are its parts.
fn case_studies(rule: RuleText, group: &Group<'_>, company: &str, header: &str, title: &str) -> RuleText {
    let word = PartText::Word(PartWord::Link);
    let has_link = |normal: &str| group.sum(normal, |column| column.links) > 0;
    let title_normal = normal_form(title);
    let (name, link) = if !has_link(&title_normal) {
        // The link stands in another column: in the company's, or in one of links.
        let of_links = group.tables.iter().flat_map(|table| &table.columns).find(|column| {
            column.external > 0 && *column.normal != *company && has(&WORDS.site_columns, &column.normal)
        });
        let link = of_links.map_or(word, |column| PartText::column(column.header.trim()));
        (PartText::column(title), link)
    } else if has_link(company) {
        // Where the company is linked too, the first link is not the title's.
        (PartText::column(title), PartText::column(title))
    } else {
        (word.clone(), word)
    };
    let column = |words: &[String], fits: fn(&Column) -> bool| {
        let mut columns = group.tables.iter().flat_map(|table| &table.columns);
        let is_wanted = |column: &&Column| {
            let is_taken = [title, header].contains(&column.header.trim());
            !is_taken && has(words, &column.normal) && fits(column)
        };
        columns.find(is_wanted).map(|column| PartText::column(column.header.trim())).into_iter().collect()
    };
    let divides = |column: &Column| column.links == 0 && column.words <= column.filled * 5;
    rule.with(Part::Title, vec![name])
        .with(Part::Company, vec![PartText::column(header)])
        .with(Part::Category, column(&WORDS.category_columns, divides))
        .with(Part::Date, column(&WORDS.date_columns, |_| true))
        .with(Part::Sources, vec![link])
        .with(Part::Uses, column(&WORDS.uses_columns, |column| column.links == 0))
        .with(Part::Tags, column(&WORDS.tag_columns, |_| true))
}

/// The column that names companies.
pub(in crate::infer) fn company_column(table: &Table) -> Option<&Column> {
    let is_wanted =
        |column: &&Column| has(&WORDS.company_columns, &column.normal) && column.filled * 2 >= table.rows;
    table.columns.iter().find(is_wanted)
}

/// Whether the rows are people: their company is an employer.
fn is_of_people(table: &Table) -> bool {
    let is_person = |column: &Column| {
        let is_name = &*column.normal == "name"
            && column.links * 2 > column.filled
            && column.words <= column.filled * 3;
        is_name || has(&WORDS.person_columns, &column.normal)
    };
    table.columns.iter().any(is_person)
}

/// The column of titles: links with words, else words beside a link in another column.
fn title_column<'t>(table: &'t Table, company: &Column) -> Option<&'t Column> {
    linked_title(table, company).or_else(|| {
        let leads_on = |column: &Column| {
            let deep = column.external - column.whole_sites.min(column.external);
            deep * 2 >= table.rows && !std::ptr::eq(column, company)
        };
        let is_title = |column: &&Column| {
            has(&WORDS.story_columns, &column.normal)
                && column.links == 0
                && column.words >= column.filled * 2
                && column.distinct * 2 >= column.filled
        };
        table.columns.iter().any(leads_on).then(|| table.columns.iter().find(is_title))?
    })
}

/// The column besides the company's whose cells are links with words: titles.
fn linked_title<'t>(table: &'t Table, company: &Column) -> Option<&'t Column> {
    let is_title = |column: &&Column| {
        let words = f64::from(column.words) / f64::from(column.filled.max(1));
        !std::ptr::eq(*column, company)
            && column.links * 2 >= table.rows
            && !has(&WORDS.site_columns, &column.normal)
            && (words >= 3.0 || has(&WORDS.title_columns, &column.normal))
            && column.distinct * 2 >= column.filled
    };
    table.columns.iter().find(is_title)
}

/// Whether a page is mostly a table with companies: it shows what stands elsewhere.
pub(in crate::infer) fn is_view(page: &Page<'_>) -> bool {
    let tables = page.features.tables.iter().filter(|table| company_column(table).is_some());
    let rows: usize = tables.map(|table| table.rows as usize).sum();
    rows >= 3 && (page.features.prose as usize) < rows
}
