//! `plan-contradiction`: compares all rows about a topic.

use super::plan_row::{Marks, PlanRow, plan_query, plan_rows};
use crate::check::{Raw, Rows};

pub(crate) const CHECK: &str = concat!(
    "\
#+ summary: Plans say different things of one topic
#+ severity: warning
#+ tags: [plan]
#+ why: Whoever reads one of the rows is misled, and nobody knows which.
#+ example: A plan lists `sharding/` as ✅ in one table and as ⬜ in another.
#+ fix: Correct the row that is wrong, or keep only one of them.
",
    plan_query!()
);

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let rows = plan_rows(rows);
    let marks = Marks::of(&rows);
    let of_one = |a: &PlanRow<'_>, b: &PlanRow<'_>| a.topic == b.topic && a.of_sources == b.of_sources;
    let mut found = Vec::new();
    for group in rows.chunk_by(of_one) {
        let Some(first) = group.first() else { continue };
        let Some(other) = group.iter().find(|row| row.says != first.says) else { continue };
        // The row that the pages prove wrong, else the later one.
        let is_disproved = first.is_there() || first.edit(&marks).is_some();
        let wrong_first = first.has_pages() && first.should_say().is_some() && is_disproved;
        let (wrong, right) = if wrong_first { (first, other) } else { (other, first) };
        let message = format!(
            "the plan says here that “{}” is {}, and in {}:{} that it is {}",
            wrong.row.text("label"),
            wrong.says.words(),
            right.row.text("path"),
            right.row.line(),
            right.says.words()
        );
        let edit = wrong.edit(&marks);
        let fix = edit.as_ref().map(|edit| format!("write `{}`", edit.new));
        found.push(Raw { fix, edit, ..wrong.row.at(message) });
    }
    found
}
