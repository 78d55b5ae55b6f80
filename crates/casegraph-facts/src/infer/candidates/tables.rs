//! Tables with a column of companies: rows with a link are case studies, other rows name companies.

use std::collections::{BTreeMap, BTreeSet};

use crate::infer::candidate::{Candidate, RunnerUp, Strength, counted};
use crate::infer::features::{Column, Table};
use crate::infer::page::{Collection, Page, PageIndex, share};
use crate::infer::words::{WORDS, has};
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
    fn columns(&self, normal: &str) -> std::vec::IntoIter<&'p Column> {
        let all = self.tables.iter().flat_map(|table| &table.columns);
        all.filter(|column| &*column.normal == normal).collect::<Vec<_>>().into_iter()
    }
}

pub(super) fn find(collection: &Collection<'_>, found: &mut Found) {
    let mut groups: BTreeMap<(&str, Option<&str>), Group<'_>> = BTreeMap::new();
    for (index, page) in collection.units() {
        for table in &page.features.tables {
            let Some(company) = company_column(table) else { continue };
            if is_users(page, table.under) || is_of_people(table) {
                continue;
            }
            let title = title_column(table, company);
            let group = groups.entry((&company.normal, title.map(|title| &*title.normal))).or_default();
            group.pages.insert(index);
            group.tables.push(table);
        }
    }
    for ((company, title), group) in groups {
        let rows: usize = group.tables.iter().map(|table| table.rows as usize).sum();
        let columns = |normal: &str| group.columns(normal);
        let Some(company_header) = columns(company).next().map(|column| column.header.trim().to_owned()) else { continue };
        let filled: usize = columns(company).map(|column| column.filled as usize).sum();
        let named: usize = columns(company).map(|column| column.named as usize).sum();
        let seen = format!("{} of {} with the column `{company_header}`", counted(rows, "row", "rows"), counted(group.tables.len(), "table", "tables"));
        let other = group.tables.iter().filter(|table| table.columns.iter().any(|column| has(&WORDS.other_columns, &column.normal))).count();
        let is_other = share(other, group.tables.len(), 50);
        let title_header = title.and_then(|title| columns(title).next()).map(|column| column.header.trim().to_owned());
        let condition = |columns: Vec<String>, with| ConditionText { columns, with, ..ConditionText::default() };
        if !share(named, filled, 70) {
            let rule = RuleText::new(Unit::Rows, condition(vec![company_header], None), Are::Company);
            found.lost.push(RunnerUp { rule, seen, why_not: format!("only {named} of {filled} cells look like names") });
            continue;
        }
        let candidate = match title_header.filter(|_| !is_other) {
            Some(title_header) => {
                let outside: usize = title.map_or(0, |title| columns(title).map(|column| column.external as usize).sum());
                let rule = RuleText::new(Unit::Rows, condition(vec![company_header.clone()], Some(With::Link)), Are::CaseStudy);
                if !share(outside, rows, 50) {
                    found.lost.push(RunnerUp { rule, seen, why_not: "the rows lead to pages of the collection".to_owned() });
                    continue;
                }
                case_studies(rule, &group, company, &company_header, &title_header)
            }
            None => {
                let rule = RuleText::new(Unit::Rows, condition(vec![company_header.clone()], None), Are::Company);
                rule.with(Part::Title, vec![PartText::column(&company_header)])
            }
        };
        if (candidate.are == Are::CaseStudy && rows < 3) || (candidate.are == Are::Company && rows < 2) {
            found.lost.push(RunnerUp { rule: candidate, seen, why_not: "too few rows".to_owned() });
            continue;
        }
        let seen = if is_other { format!("{seen}; their other columns are those of products, vacancies or problems") } else { seen };
        let samples = columns(title.unwrap_or(company)).flat_map(|column| column.samples.iter()).take(3).map(|sample| sample.to_string());
        found.add(Some(Candidate {
            strength: Strength::Stated,
            takes: rows,
            seen,
            examples: samples.collect(),
            left_out: Vec::new(),
            before: Vec::new(),
            pages: group.pages,
            rule: candidate,
        }));
    }
}

/// A row as a case study: the linked cell is its title, the other columns are its parts.
fn case_studies(rule: RuleText, group: &Group<'_>, company: &str, company_header: &str, title_header: &str) -> RuleText {
    // Where the company is linked too, the first link is not the title's.
    let company_links: u32 = group.tables.iter().flat_map(|table| &table.columns).filter(|column| &*column.normal == company).map(|column| column.links).sum();
    let title = if company_links == 0 { PartText::Word(PartWord::Link) } else { PartText::column(title_header) };
    let header = |words: &[String], fits: fn(&Column) -> bool| {
        let columns = group.tables.iter().flat_map(|table| &table.columns);
        let mut wanted = columns.filter(|column| has(words, &column.normal) && &*column.header != title_header && &*column.header != company_header && fits(column));
        wanted.next().map(|column| PartText::column(column.header.trim())).into_iter().collect::<Vec<_>>()
    };
    let divides = |column: &Column| column.links == 0 && column.words <= column.filled * 5;
    rule.with(Part::Title, vec![title.clone()])
        .with(Part::Company, vec![PartText::column(company_header)])
        .with(Part::Category, header(&WORDS.category_columns, divides))
        .with(Part::Date, header(&WORDS.date_columns, |_| true))
        .with(Part::Sources, vec![title])
        .with(Part::Uses, header(&WORDS.uses_columns, |column| column.links == 0))
        .with(Part::Tags, header(&WORDS.tag_columns, |_| true))
}

/// The column that names companies.
pub(in crate::infer) fn company_column(table: &Table) -> Option<&Column> {
    let is_wanted = |column: &&Column| has(&WORDS.company_columns, &column.normal) && column.filled * 2 >= table.rows;
    table.columns.iter().find(is_wanted)
}

/// Whether the rows are people: their company is an employer.
fn is_of_people(table: &Table) -> bool {
    let is_person = |column: &Column| {
        has(&WORDS.person_columns, &column.normal) || (&*column.normal == "name" && column.links * 2 > column.filled && column.words <= column.filled * 3)
    };
    table.columns.iter().any(is_person)
}

/// The column besides the company's whose cells are links with words: titles.
fn title_column<'t>(table: &'t Table, company: &Column) -> Option<&'t Column> {
    let is_title = |column: &&Column| {
        let words = f64::from(column.words) / f64::from(column.filled.max(1));
        !std::ptr::eq(*column, company)
            && column.links * 2 >= table.rows
            && (words >= 3.0 || has(&WORDS.title_columns, &column.normal))
            && column.distinct * 2 >= column.filled
    };
    table.columns.iter().find(is_title)
}

/// Whether a page is mostly a table with companies or a list of other pages: it shows what stands elsewhere.
pub(in crate::infer) fn is_view(page: &Page<'_>) -> bool {
    let rows: usize = page.features.tables.iter().filter(|table| company_column(table).is_some()).map(|table| table.rows as usize).sum();
    rows >= 3 && (page.features.prose as usize) < rows
}
