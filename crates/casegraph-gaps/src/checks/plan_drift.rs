//! `plan-drift`: compares rows of plans with pages. The edit needs the mark that the plan uses most.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::TopicStatus;

use super::plan_row::{PlanRow, StatusMarks, plan_query, plan_rows, plan_words};
use crate::finding::RawFinding;
use crate::row::Rows;

pub(crate) const CHECK: &str = concat!(
    "\
#+ summary: A plan states a wrong status of a topic
#+ severity: warning
#+ tags: [plan]
#+ why: People choose from the plan what to write next; a stale row costs one of them a day.
#+ example: The plan says ⬜ for `rate_limiting/`, and its page is written; or it says ✅, and there is no page.
#+ fix: |
#+   Correct the row; `casegraph gaps --fix` does it if one answer is right. If the page exists, ⬜ becomes ✅, or 🔄
#+   while case studies are missing. If a path leads to no page, ✅ becomes ⬜, unless a page is in no plan: the row may
#+   mean that page.
",
    plan_query!()
);

pub(crate) fn evaluate(rows: &Rows<'_>) -> Vec<RawFinding> {
    let rows = plan_rows(rows);
    let marks = StatusMarks::new(&rows);
    let contradicted: BTreeSet<(&str, bool)> = rows
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if a.topic == b.topic && a.of_sources == b.of_sources && a.status != b.status => {
                Some((a.topic, a.of_sources))
            }
            _ => None,
        })
        .collect();
    // The numbers of done items of check lists, and of those with a page. If most have none, the titles are not those of pages.
    let mut items: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let is_done_item =
        |row: &PlanRow<'_>| row.status == TopicStatus::Complete && row.row.text("rule") == "plan-item";
    for row in rows.iter().filter(|row| is_done_item(row)) {
        let (all, existing) = items.entry(row.row.text("path")).or_default();
        *all += 1;
        *existing += usize::from(row.exists());
    }
    let unmatched = |row: &PlanRow<'_>| {
        items.get(row.row.text("path")).is_some_and(|(all, existing)| existing * 2 < *all)
    };
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| row.has_pages()) {
        if is_done_item(row) && unmatched(row) {
            continue;
        }
        let Some(right) = row.true_status() else { continue };
        if contradicted.contains(&(row.topic, row.of_sources)) {
            continue; // reported by plan-contradiction
        }
        let what = if row.of_sources { "its list of sources" } else { "its page" };
        let path = row.row.some(if row.of_sources { "sourcesPath" } else { "pagePath" });
        let truth = match (right, path) {
            (TopicStatus::Planned, _) => format!("{what} is not there"),
            (_, Some(path)) => format!("{what} is there: {path}"),
            (_, None) => continue,
        };
        let message = format!(
            "the plan says that “{}” is {}, but {truth}",
            row.row.text("label"),
            plan_words(row.status)
        );
        let edit = row.edit(&marks);
        let fix = edit.as_ref().map_or_else(
            || format!("say that it is {}", plan_words(right)),
            |edit| format!("write `{}`", edit.new),
        );
        found.push(RawFinding { fix: Some(fix), edit, ..row.row.finding(message) });
    }
    found
}
