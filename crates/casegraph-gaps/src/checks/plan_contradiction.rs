//! `plan-contradiction`: compares all rows about a page, and all rows about a list of sources.

use super::plan_row::{PlanRow, StatusMarks, plan_query, plan_rows, plan_words};
use crate::finding::RawFinding;
use crate::row::Rows;

pub(crate) const CHECK: &str = concat!(
    "\
#+ summary: Plans state different statuses of one topic
#+ severity: warning
#+ tags: [plan]
#+ why: A reader of the wrong row is misled, and nobody knows which row that is.
#+ example: A plan lists `sharding/` as ✅ in one table and as ⬜ in another. A page and its list of sources may differ.
#+ fix: Correct the row that is wrong, or keep only one of them.
",
    plan_query!()
);

pub(crate) fn evaluate(rows: &Rows<'_>) -> Vec<RawFinding> {
    let rows = plan_rows(rows);
    let marks = StatusMarks::new(&rows);
    let of_one = |a: &PlanRow<'_>, b: &PlanRow<'_>| a.topic == b.topic && a.of_sources == b.of_sources;
    let mut found = Vec::new();
    for group in rows.chunk_by(of_one) {
        let Some(first) = group.first() else { continue };
        let Some(other) = group.iter().find(|row| row.status != first.status) else { continue };
        // The row that an existing or missing page proves wrong, else the later one.
        let is_disproved = first.exists() || first.edit(&marks).is_some();
        let wrong_first = first.has_pages() && first.true_status().is_some() && is_disproved;
        let (wrong, right) = if wrong_first { (first, other) } else { (other, first) };
        let message = format!(
            "the plan says here that “{}” is {}, and in {}:{} that it is {}",
            wrong.row.text("label"),
            plan_words(wrong.status),
            right.row.text("path"),
            right.row.line(),
            plan_words(right.status)
        );
        let edit = wrong.edit(&marks);
        let fix = edit.as_ref().map(|edit| format!("write `{}`", edit.new));
        found.push(RawFinding { fix, edit, ..wrong.row.finding(message) });
    }
    found
}
