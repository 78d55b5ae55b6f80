//! Units inside a page that rules take: sections, items, rows, paragraphs, details. The first rule that takes a unit has it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::extract::parts::page::PageView;
use crate::extract::parts::unit::{UnitView, goes_on, is_outermost_item};
use crate::extract::taken::Conditions;
use crate::markdown::block::{Block, BlockKind, plain_text};
use crate::markdown::text::LineIndex;
use crate::model::location::Lines;
use crate::profile::normal_form::normal_form;
use crate::rules::compiled::{CompiledRule, RuleIndex};
use crate::rules::text::Unit;

/// A unit that a rule takes.
pub(super) struct TakenUnit<'a> {
    pub(super) rule: &'a CompiledRule,
    pub(super) view: UnitView<'a>,
    /// The blocks of the unit; of a row, that of its table.
    pub(super) blocks: Range<usize>,
    /// The line of the row.
    pub(super) row: Option<u32>,
    /// The case study that the unit is: an index into those of the document.
    pub(super) study: Option<usize>,
}

/// The units of a page that rules take, in the order of the text, and the rules that would take a unit that an earlier one has.
#[derive(Default)]
pub(super) struct Units<'a> {
    pub(super) taken: Vec<TakenUnit<'a>>,
    pub(super) lost: BTreeSet<(RuleIndex, RuleIndex)>,
}

/// The parts of a page that units are made of, made before the units, which borrow from them.
pub(super) struct Pieces {
    /// The headers of each table, in normal form, by the block of the table.
    headers: BTreeMap<usize, Vec<String>>,
    details: Vec<Details>,
}

/// `<details>` with a `<summary>`.
struct Details {
    summary: String,
    lines: Lines,
    blocks: Range<usize>,
}

impl Pieces {
    /// The pieces that some rule asks for. `source` is the text of the file.
    pub(super) fn new(page: &PageView<'_>, rules: &[&CompiledRule], source: &str, index: &LineIndex) -> Self {
        let wants = |unit| rules.iter().any(|rule| rule.unit == unit);
        let headers =
            page.blocks.iter().enumerate().filter(|_| wants(Unit::Rows)).filter_map(|(at, block)| {
                let BlockKind::Table(table) = &block.kind else { return None };
                Some((at, table.header.iter().map(|cell| normal_form(&plain_text(cell))).collect()))
            });
        let details = if wants(Unit::Details) { details(page.blocks, source, index) } else { Vec::new() };
        Self { headers: headers.collect(), details }
    }
}

/// Finds the units of a page that rules take. `rules` are those for units of its path. Linear in the blocks, times the rules.
pub(super) fn find<'a>(page: &PageView<'a>, rules: &[&'a CompiledRule], pieces: &'a Pieces) -> Units<'a> {
    let mut finder = Finder { page, rules: Vec::new(), found: Units::default() };
    let conditions = Conditions::new(page.path, page.front, page.blocks);
    let first = page.first_heading().map(|block| normal_form(&plain_text(&block.inlines)));
    for rule in rules.iter().filter(|rule| conditions.meets_content(rule)) {
        let fits =
            |normal: &String| rule.condition.heading.as_ref().is_some_and(|globs| globs.is_match(normal));
        finder.rules.push((rule, first.as_ref().is_some_and(fits)));
    }
    if finder.rules.is_empty() {
        return finder.found;
    }
    let blocks = page.blocks;
    let body = |range: Range<usize>| blocks.get(range).unwrap_or_default();
    for (at, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading { .. } => {
                let section = page.sections_of(at).next().filter(|section| section.blocks.start == at);
                if let Some(section) = section {
                    let view = UnitView::section(block, body(at + 1..section.blocks.end));
                    finder.take(view, section.blocks.clone(), None);
                }
            }
            BlockKind::Item { .. } if is_outermost_item(block) => {
                let more = body(at + 1..blocks.len()).iter().take_while(|block| goes_on(block)).count();
                finder.take(UnitView::item(block, body(at + 1..at + 1 + more)), at..at + 1 + more, None);
            }
            BlockKind::Paragraph => finder.take(UnitView::paragraph(block), at..at + 1, None),
            BlockKind::Table(table) => {
                let Some(headers) = pieces.headers.get(&at) else { continue };
                for row in &table.rows {
                    finder.take(UnitView::row(headers, row), at..at + 1, Some(row.line));
                }
            }
            _ => {}
        }
    }
    for details in &pieces.details {
        let view = UnitView::details(&details.summary, details.lines, body(details.blocks.clone()));
        finder.take(view, details.blocks.clone(), None);
    }
    finder.found.taken.sort_by_key(|unit| unit.view.lines.start());
    finder.found
}

struct Finder<'p, 'a> {
    page: &'p PageView<'a>,
    /// The rules that the page allows, each with whether the page's first heading is one that it asks for.
    rules: Vec<(&'a CompiledRule, bool)>,
    found: Units<'a>,
}

impl<'a> Finder<'_, 'a> {
    fn take(&mut self, view: UnitView<'a>, blocks: Range<usize>, row: Option<u32>) {
        let mut taking =
            self.rules.iter().filter(|(rule, by_first)| self.meets(rule, *by_first, &view, &blocks));
        let Some((rule, _)) = taking.next() else { return };
        let lost: Vec<(RuleIndex, RuleIndex)> = taking.map(|(later, _)| (later.index, rule.index)).collect();
        self.found.lost.extend(lost);
        self.found.taken.push(TakenUnit { rule, view, blocks, row, study: None });
    }

    /// Whether a unit is what a rule asks for.
    fn meets(&self, rule: &CompiledRule, by_first: bool, view: &UnitView<'_>, blocks: &Range<usize>) -> bool {
        let condition = &rule.condition;
        let stands_under = || {
            condition.heading.as_ref().is_none_or(|globs| {
                let mut around = self.page.sections_of(blocks.start);
                if view.unit == Unit::Sections {
                    return around.next().is_some_and(|own| globs.is_match(&own.normal));
                }
                by_first || around.any(|section| globs.is_match(&section.normal))
            })
        };
        rule.unit == view.unit
            && view.has_columns(&condition.columns)
            && stands_under()
            && (!condition.with_link || view.has_link())
            && (view.unit != Unit::Paragraphs || view.begins_with_name())
            && !(view.unit == Unit::Items && view.is_entry_of_contents())
    }
}

/// The details of a page with their summaries, found in the text of the file: their tags are HTML between the blocks.
fn details(blocks: &[Block], source: &str, index: &LineIndex) -> Vec<Details> {
    let mut found: Vec<Details> = Vec::new();
    let mut open: Vec<(u32, String)> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    let mut lines = source.split_inclusive('\n').peekable();
    while let Some(text) = lines.next() {
        let line = index.line(at);
        at += text.len();
        let trimmed = text.trim();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
            match fence {
                None => fence = Some(mark),
                Some(open) if open == mark => fence = None,
                Some(_) => {}
            }
        }
        if fence.is_some() {
            continue;
        }
        let lower = text.to_ascii_lowercase();
        let mut from = 0;
        while let Some(offset) = lower.get(from..).and_then(|rest| rest.find('<')) {
            let tag = from + offset;
            let rest = lower.get(tag..).unwrap_or_default();
            from = tag + 1;
            if rest.starts_with("<details") {
                open.push((line, String::new()));
            } else if rest.starts_with("</details") {
                if let Some((start, summary)) = open.pop().filter(|(_, summary)| !summary.is_empty()) {
                    let lines = Lines::new(start, line);
                    let first = blocks.partition_point(|block| block.lines.start() < start);
                    let end = blocks.partition_point(|block| block.lines.start() <= line);
                    found.push(Details { summary, lines, blocks: first..end });
                }
            } else if rest.starts_with("<summary") {
                let inside = text
                    .get(tag..)
                    .and_then(|rest| rest.split_once('>'))
                    .map(|(_, inside)| inside)
                    .unwrap_or_default();
                let mut inside = inside.to_owned();
                // A summary may go on over some lines.
                let mut more = 0;
                while !inside.to_ascii_lowercase().contains("</summary") && more < 8 {
                    let Some(next) = lines.peek() else { break };
                    inside.push_str(next);
                    at += next.len();
                    lines.next();
                    more += 1;
                }
                let end = inside.to_ascii_lowercase().find("</summary").unwrap_or(inside.len());
                if let Some((_, summary)) = open.last_mut() {
                    *summary = without_tags(inside.get(..end).unwrap_or_default());
                }
            }
        }
    }
    found
}

/// The text of a piece of HTML or Markdown, without tags and emphasis, with single spaces.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            '*' | '`' if !is_tag => {}
            _ if !is_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
