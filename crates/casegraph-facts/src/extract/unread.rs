//! What nothing reads: pages that no rule takes, keys of front matter, headings and tables of no kind.

use std::collections::BTreeSet;

use super::outline::Outline;
use super::parts::page::PageView;
use super::stated::SectionParts;
use super::taken::Taken;
use super::units::Units;
use crate::markdown::block::{BlockKind, Table, plain_text};
use crate::model::document::Role;
use crate::model::document_facts::DocumentFacts;
use crate::model::owner::Owner;
use crate::model::unread::{Unread, UnreadKind};
use crate::profile::normal_form::normal_form;
use crate::profile::text::SourceColumn;
use crate::rules::place::Place;

/// Keys that every profile reads.
const ALWAYS_READ: [&str; 3] = ["aliases", "id", "title"];

/// Adds what nothing reads. Linear in the page.
pub(super) fn read(
    page: &PageView<'_>,
    taken: &Taken<'_>,
    units: &Units<'_>,
    parts: &SectionParts,
    outline: &Outline,
    facts: &mut DocumentFacts,
) {
    if facts.role == Role::Template || facts.copy.is_some() || facts.redirect.is_some() {
        return;
    }
    keys(page, facts);
    if page.profile.rules().is_empty() {
        return;
    }
    if facts.role == Role::Page && taken.rule.is_none() && !page.profile.has_role_by_name(page.path) {
        let text = facts.name.clone();
        facts.unread.push(Unread { kind: UnreadKind::Page, path: page.path.clone(), line: 1, text });
    }
    let is_thing = facts.role.is_topic()
        || matches!(facts.role, Role::CaseStudy | Role::Company | Role::Technology | Role::Decision);
    if is_thing {
        let tables = tables(page, units, parts, outline, facts);
        headings(page, taken, units, outline, &tables, facts);
    }
}

/// Keys of the front matter that no rule, part or setting reads.
fn keys(page: &PageView<'_>, facts: &mut DocumentFacts) {
    let profile = page.profile;
    let settings = &profile.text().front_matter;
    let is_read = |key: &String| {
        ALWAYS_READ.contains(&key.as_str())
            || settings.relations.contains_key(key)
            || settings.references.contains(key)
            || settings.companies.contains(key)
            || settings.layout.contains(key)
            || profile.rules().reads(key)
    };
    for (key, located) in page.front.values.iter().filter(|(key, _)| !is_read(key)) {
        let (text, path) = (key.clone(), page.path.clone());
        facts.unread.push(Unread { kind: UnreadKind::Key, path, line: located.line, text });
    }
}

/// Adds the tables that nothing reads; returns the blocks of all tables.
fn tables(
    page: &PageView<'_>,
    units: &Units<'_>,
    parts: &SectionParts,
    outline: &Outline,
    facts: &mut DocumentFacts,
) -> BTreeSet<usize> {
    let taken: BTreeSet<usize> =
        units.taken.iter().filter(|unit| unit.row.is_some()).map(|unit| unit.blocks.start).collect();
    let results = &page.profile.text().section_rules.results;
    let mut all = BTreeSet::new();
    for (at, block) in page.blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else { continue };
        all.insert(at);
        let is_of_results = matches!(outline.owner(at, block), Owner::CaseStudy(_))
            && (outline.is_within(at, results) || outline.is_within_headings(at, &parts.results));
        if !taken.contains(&at) && !is_of_results && !names_companies(table, page) {
            let (text, path) = (table.header_text(), page.path.clone());
            facts.unread.push(Unread { kind: UnreadKind::Columns, path, line: block.lines.start(), text });
        }
    }
    all
}

/// Whether a table has a column of companies, which are found as names.
fn names_companies(table: &Table, page: &PageView<'_>) -> bool {
    table
        .header
        .iter()
        .any(|cell| page.profile.source_column(&plain_text(cell)) == Some(SourceColumn::Company))
}

/// Adds the headings of level two that are of no kind: of a page that a rule takes, all; of another one, those above a table.
fn headings(
    page: &PageView<'_>,
    taken: &Taken<'_>,
    units: &Units<'_>,
    outline: &Outline,
    tables: &BTreeSet<usize>,
    facts: &mut DocumentFacts,
) {
    if page.profile.text().section_rules.expected_in.contains(&facts.role) {
        return; // a section of unknown kind is reported as such
    }
    let named: BTreeSet<&str> = taken
        .rule
        .into_iter()
        .flat_map(|rule| {
            let of_parts = rule.places().filter_map(|(_, place)| match place {
                Place::Section(section) | Place::BelowHeading(section) => Some(section.as_str()),
                _ => None,
            });
            of_parts.chain(rule.condition.headings.iter().map(String::as_str))
        })
        .collect();
    let is_of_unit = |at: usize, normal: &str| {
        units.taken.iter().any(|unit| unit.blocks.contains(&at))
            || page
                .profile
                .rules()
                .rules()
                .iter()
                .any(|rule| rule.condition.heading.as_ref().is_some_and(|globs| globs.is_match(normal)))
    };
    for section in page.sections() {
        let at = section.blocks.start;
        let is_read = named.contains(section.normal.as_str())
            || outline.kind_of_heading(at).is_some()
            || page.profile.source_section(&section.normal).is_some()
            || is_of_unit(at, &section.normal);
        let holds_table = || tables.range(section.blocks.clone()).next().is_some();
        if section.level != 2
            || is_read
            || (taken.rule.is_none() && !holds_table())
            || at == 0 && section.blocks.end == page.blocks.len()
        {
            continue;
        }
        let Some(block) = page.blocks.get(at) else { continue };
        let text = plain_text(&block.inlines);
        if !normal_form(&text).is_empty() {
            facts.unread.push(Unread {
                kind: UnreadKind::Heading,
                path: page.path.clone(),
                line: block.lines.start(),
                text,
            });
        }
    }
}
