//! `plan-drift`: the edit needs the mark that the plan uses most.

use std::collections::{BTreeMap, BTreeSet};

use super::plan_row::{Marks, PlanRow, Says, plan_query, plan_rows};
use crate::check::{Raw, Rows};

pub(crate) const CHECK: &str = concat!(
    "\
#+ summary: A plan says of a topic what is not so
#+ severity: warning
#+ tags: [plan]
#+ why: People choose from the plan what to write next; a stale row costs one of them a day.
#+ example: The plan says ⬜ for `rate_limiting/`, and its page is written; or it says ✅, and there is no page.
#+ fix: |
#+   Correct the row; `casegraph gaps --fix` does it where one answer is right. To do becomes done, or begun while case studies
#+   are missing, once the page is there. Done becomes to do where a path leads to no page, unless some page stands in no plan: it
#+   may be the one that was meant.
",
    plan_query!()
);

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let rows = plan_rows(rows);
    let marks = Marks::of(&rows);
    let contradicted: BTreeSet<(&str, bool)> = rows
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if a.topic == b.topic && a.of_sources == b.of_sources && a.says != b.says => {
                Some((a.topic, a.of_sources))
            }
            _ => None,
        })
        .collect();
    // Done items of check lists, and how many of them have a page: where most have none, titles and pages do not
    // correspond.
    let mut items: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let is_done_item = |row: &PlanRow<'_>| row.says == Says::Done && row.row.text("rule") == "plan-item";
    for row in rows.iter().filter(|row| is_done_item(row)) {
        let (all, there) = items.entry(row.row.text("path")).or_default();
        *all += 1;
        *there += usize::from(row.is_there());
    }
    let unmatched =
        |row: &PlanRow<'_>| items.get(row.row.text("path")).is_some_and(|(all, there)| there * 2 < *all);
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| row.has_pages()) {
        if is_done_item(row) && unmatched(row) {
            continue;
        }
        let Some(right) = row.should_say() else { continue };
        if contradicted.contains(&(row.topic, row.of_sources)) {
            continue; // told by plan-contradiction
        }
        let what = if row.of_sources { "its list of sources" } else { "its page" };
        let path = row.row.some(if row.of_sources { "sourcesPath" } else { "pagePath" });
        let truth = match (right, path) {
            (Says::ToDo, _) => format!("{what} is not there"),
            (_, Some(path)) => format!("{what} is there: {path}"),
            (_, None) => continue,
        };
        let message =
            format!("the plan says that “{}” is {}, but {truth}", row.row.text("label"), row.says.words());
        let edit = row.edit(&marks);
        let fix = edit.as_ref().map_or_else(
            || format!("say that it is {}", right.words()),
            |edit| format!("write `{}`", edit.new),
        );
        found.push(Raw { fix: Some(fix), edit, ..row.row.at(message) });
    }
    found
}
