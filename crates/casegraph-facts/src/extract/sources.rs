//! Sources: rows and items of the sections of a sources file, and companies of company columns.

use std::collections::BTreeMap;

use super::outline::Outline;
use crate::markdown::block::{Block, BlockKind, Inline, LinkInline, Row, Table, links, plain_text};
use crate::markdown::url;
use crate::model::document_facts::{CitationFacts, DocumentFacts, HeadingTopic, StatedCompany};
use crate::model::id::slug;
use crate::model::location::Lines;
use crate::model::owner::Owner;
use crate::model::rule::Rule;
use crate::model::source::SourceKind;
use crate::model::tree_place::{TreePart, TreePlace};
use crate::model::unread::{Unread, UnreadKind};
use crate::names::company_cell::company_names;
use crate::profile::Profile;
use crate::profile::text::SourceColumn;

/// Adds a citation for each row and each outermost list item of a section that lists sources.
pub(crate) fn read(blocks: &[Block], outline: &Outline, profile: &Profile, facts: &mut DocumentFacts) {
    for (at, block) in blocks.iter().enumerate() {
        let kind = outline.sections_of(at).find_map(|section| profile.source_section(&section.name));
        match (&block.kind, kind) {
            (BlockKind::Table(table), kind) => read_table(table, block.lines, kind, profile, facts),
            (BlockKind::Item { depth: 1, .. }, Some(kind)) => read_item(block, kind, Owner::Document, facts),
            _ => {}
        }
    }
}

/// Adds a topic for each heading with links in list items below it, and a citation by that topic for each such item.
pub(crate) fn read_link_list(blocks: &[Block], outline: &Outline, facts: &mut DocumentFacts) {
    let mut topics: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        let (BlockKind::Item { .. }, Some(section)) = (&block.kind, outline.section(at)) else { continue };
        let leads_out =
            |link: &LinkInline| matches!(url::scheme(&link.href).as_deref(), Some("http" | "https"));
        if !links(&block.inlines).any(|link| !link.image && leads_out(link)) {
            continue;
        }
        let mut around = outline.sections_of(at);
        let Some(name) =
            around.next().filter(|section| section.level > 1).map(|section| section.name.clone())
        else {
            continue;
        };
        let topic = *topics.entry(section).or_insert_with(|| {
            let parent = around.find(|section| section.level > 1).map(|section| section.name.clone());
            let place = TreePlace {
                category: parent.map(|name| TreePart::named(&name)),
                topic: Some(slug(&name)),
                ..TreePlace::default()
            };
            facts.heading_topics.push(HeadingTopic { title: name, place });
            facts.heading_topics.len() - 1
        });
        read_item(block, SourceKind::Reading, Owner::Topic(topic), facts);
    }
}

/// Adds the companies of tables under headings such as "Companies Referenced".
pub(crate) fn companies_referenced(
    blocks: &[Block],
    outline: &Outline,
    profile: &Profile,
    facts: &mut DocumentFacts,
) {
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else { continue };
        if outline.kind_of(at) != Some("companies-referenced") {
            continue;
        }
        let Some(column) = column(table, SourceColumn::Company, profile) else { continue };
        for row in &table.rows {
            let cell = row.cells.get(column).map(|cell| plain_text(cell)).unwrap_or_default();
            state_companies(&cell, row.line, profile, facts);
        }
    }
}

fn column(table: &Table, wanted: SourceColumn, profile: &Profile) -> Option<usize> {
    table.header.iter().position(|cell| profile.source_column(&plain_text(cell)) == Some(wanted))
}

fn read_table(
    table: &Table,
    lines: Lines,
    kind: Option<SourceKind>,
    profile: &Profile,
    facts: &mut DocumentFacts,
) {
    let meanings: Vec<Option<SourceColumn>> =
        table.header.iter().map(|cell| profile.source_column(&plain_text(cell))).collect();
    let has = |column| meanings.contains(&Some(column));
    if !has(SourceColumn::Title) || (kind.is_none() && !has(SourceColumn::Url)) {
        let text = table.header_text();
        facts.unread.push(Unread {
            kind: UnreadKind::Table,
            path: facts.path.clone(),
            line: lines.start(),
            text,
        });
        return;
    }
    for row in &table.rows {
        read_row(row, &meanings, kind, profile, facts);
    }
}

fn read_row(
    row: &Row,
    meanings: &[Option<SourceColumn>],
    kind: Option<SourceKind>,
    profile: &Profile,
    facts: &mut DocumentFacts,
) {
    let cell =
        |column| meanings.iter().position(|found| *found == Some(column)).and_then(|at| row.cells.get(at));
    let text =
        |column| cell(column).map(|cell| plain_text(cell)).filter(|text| !profile.is_empty_value(text));
    let title = text(SourceColumn::Title);
    let address = cell(SourceColumn::Url).and_then(|cell| address(cell)).or_else(|| {
        cell(SourceColumn::Title).and_then(|cell| links(cell).next().map(|link| link.href.clone()))
    });
    if title.is_none() && address.is_none() {
        let text = row.text();
        facts.unread.push(Unread { kind: UnreadKind::Row, path: facts.path.clone(), line: row.line, text });
        return;
    }
    let company = text(SourceColumn::Company);
    if let Some(company) = &company {
        state_companies(company, row.line, profile, facts);
    }
    let authors = text(SourceColumn::Author).map(|names| people(&names)).unwrap_or_default();
    facts.citations.push(CitationFacts {
        owner: Owner::Document,
        kind: kind.or_else(|| kind_of_columns(meanings)),
        title: title.unwrap_or_default(),
        url: address,
        authors,
        publisher_is_company: company.is_some(),
        publisher: company.or_else(|| text(SourceColumn::Venue)),
        date: text(SourceColumn::Date),
        remark: text(SourceColumn::Remark),
        lines: Lines::at(row.line),
        rule: Rule::SourceRow,
    });
}

/// The kind of source in a table outside of sections of known kind, by its columns.
fn kind_of_columns(meanings: &[Option<SourceColumn>]) -> Option<SourceKind> {
    let has = |column| meanings.contains(&Some(column));
    has(SourceColumn::Company).then_some(SourceKind::Blog)
}

fn read_item(block: &Block, kind: SourceKind, owner: Owner, facts: &mut DocumentFacts) {
    let text = plain_text(&block.inlines);
    if text.is_empty() {
        return;
    }
    let link = links(&block.inlines).find(|link| !link.image);
    let (title, remark) = match link {
        Some(link) if !link.bare && !link.text.is_empty() => {
            let after = text.split_once(link.text.as_str()).map(|(_, after)| after).unwrap_or_default();
            let after = after
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ','));
            (link.text.clone(), (!after.is_empty()).then(|| after.to_owned()))
        }
        _ => split_remark(&text),
    };
    facts.citations.push(CitationFacts {
        owner,
        kind: Some(kind),
        title,
        url: link.map(|link| link.href.clone()).or_else(|| bare_url(&text).map(str::to_owned)),
        authors: Vec::new(),
        publisher: None,
        publisher_is_company: false,
        date: None,
        remark,
        lines: block.lines,
        rule: Rule::SourceItem,
    });
}

/// A title and the remark after it, separated by a URL or by a dash between spaces.
fn split_remark(text: &str) -> (String, Option<String>) {
    if let Some((title, remark)) = bare_url(text).and_then(|address| text.split_once(address)) {
        let apart = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ',' | '.' | '(' | ')');
        let remark = remark.trim_matches(apart);
        return (title.trim_matches(apart).to_owned(), (!remark.is_empty()).then(|| remark.to_owned()));
    }
    for dash in [" - ", " – ", " — "] {
        if let Some((title, remark)) = text.split_once(dash) {
            return (title.trim().to_owned(), Some(remark.trim().to_owned()));
        }
    }
    (text.to_owned(), None)
}

/// The address in a cell: the target of the first link, else a bare URL, else text in place of one.
fn address(cell: &[Inline]) -> Option<String> {
    if let Some(link) = links(cell).next() {
        return Some(link.href.clone());
    }
    let text = plain_text(cell);
    if let Some(address) = bare_url(&text) {
        return Some(address.to_owned());
    }
    let in_place_of_one =
        text.contains("...") || text.contains('…') || (text.contains('.') && url::host(&text).is_some());
    in_place_of_one.then_some(text)
}

/// The first `http://` or `https://` in running text, without the punctuation after it.
fn bare_url(text: &str) -> Option<&str> {
    let word = text
        .split([' ', '<', '>', '"'])
        .find(|word| word.starts_with("https://") || word.starts_with("http://"))?;
    Some(if word.ends_with("...") { word } else { word.trim_end_matches([',', '.', ';', ')']) })
}

/// Names joined by `,`, `;`, `&` or `and`.
fn people(names: &str) -> Vec<String> {
    let names = names.replace(" and ", ",").replace([';', '&'], ",");
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Adds the companies of a cell of a company column: one, or several separated by `/`, `,` or `+`.
fn state_companies(cell: &str, line: u32, profile: &Profile, facts: &mut DocumentFacts) {
    for name in company_names(cell) {
        if !profile.is_placeholder_company(name) {
            facts.stated_companies.push(StatedCompany { name: name.to_owned(), lines: Lines::at(line) });
        }
    }
}
