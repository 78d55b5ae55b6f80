//! Metrics: the rows of the results tables of a case study.

use super::outline::Outline;
use super::stated::SectionParts;
use crate::markdown::block::{Block, BlockKind, Row, Table, plain_text};
use crate::model::document_facts::{DocumentFacts, MetricFacts};
use crate::model::location::Lines;
use crate::model::owner::Owner;
use crate::model::quantity::Quantity;
use crate::model::unread::{Unread, UnreadKind};
use crate::profile::Profile;
use crate::profile::text::MetricColumn;

/// Adds the metrics of each results table to its case study.
pub(super) fn read(
    blocks: &[Block],
    outline: &Outline,
    profile: &Profile,
    parts: &SectionParts,
    facts: &mut DocumentFacts,
) {
    for (at, block) in blocks.iter().enumerate() {
        let (BlockKind::Table(table), Owner::CaseStudy(index)) = (&block.kind, outline.owner(at, block))
        else {
            continue;
        };
        let of_rule = || outline.is_within_headings(at, &parts.results);
        if !outline.is_within(at, &profile.text().section_rules.results) && !of_rule() {
            continue;
        }
        let Some(case_study) = facts.case_studies.get_mut(index) else { continue };
        let columns = Columns::new(table, profile);
        for row in &table.rows {
            match columns.metric(row, profile) {
                Some(metric) => case_study.metrics.push(metric),
                None => facts.unread.push(Unread {
                    kind: UnreadKind::Row,
                    path: facts.path.clone(),
                    line: row.line,
                    text: row.text(),
                }),
            }
        }
    }
}

/// The columns of a table that compares two values. Without both `before` and `after`, no column has a meaning.
struct Columns {
    before: Option<usize>,
    after: Option<usize>,
    change: Option<usize>,
}

impl Columns {
    fn new(table: &Table, profile: &Profile) -> Self {
        let meanings: Vec<_> =
            table.header.iter().map(|cell| profile.metric_column(&plain_text(cell))).collect();
        let find = |column| meanings.iter().skip(1).position(|found| *found == Some(column)).map(|at| at + 1);
        match (find(MetricColumn::Before), find(MetricColumn::After)) {
            (Some(before), Some(after)) => {
                Self { before: Some(before), after: Some(after), change: find(MetricColumn::Change) }
            }
            _ => Self { before: None, after: None, change: None },
        }
    }

    /// The row as a metric; `None` if its first cell is empty.
    fn metric(&self, row: &Row, profile: &Profile) -> Option<MetricFacts> {
        let name =
            row.cells.first().map(|cell| plain_text(cell)).filter(|name| !profile.is_empty_value(name))?;
        let cell = |at: Option<usize>| {
            at.and_then(|at| row.cells.get(at)).map(|cell| plain_text(cell)).filter(|text| !text.is_empty())
        };
        let (before, after, change) = (cell(self.before), cell(self.after), cell(self.change));
        Some(MetricFacts {
            before_quantity: before.as_deref().and_then(Quantity::parse),
            after_quantity: after.as_deref().and_then(Quantity::parse),
            raw_text: row.text(),
            lines: Lines::at(row.line),
            name,
            before,
            after,
            change,
        })
    }
}
