//! Checks that need an order, a cycle, arithmetic or text: one file each, with the same header as a `.rq` check and the query
//! whose rows it judges.

pub(crate) mod company_without_source;
pub(crate) mod isolated_group;
pub(crate) mod metric_arithmetic;
pub(crate) mod missing_section;
pub(crate) mod plan_contradiction;
pub(crate) mod plan_drift;
pub(crate) mod plan_row;
pub(crate) mod prerequisite_cycle;
pub(crate) mod stated_count_wrong;
pub(crate) mod uncited_metric;
pub(crate) mod unsourced_case_study;

/// Found while the checks are loaded and run.
pub(crate) const CHECK_INVALID: &str = "\
#+ summary: A check of the corpus cannot run
#+ severity: error
#+ tags: [checks]
#+ why: A check that does not run finds nothing, and its silence looks like a clean collection.
#+ example: A file in `queries/gaps` has a syntax error, or its query has no column `line`.
#+ fix: Correct the file at the line that is told; the message says what is missing.

SELECT ?path ?line ?about ?message WHERE { VALUES (?path ?line ?about ?message) {} }
";

/// Found when all others have run.
pub(crate) const UNUSED_SUPPRESSION: &str = "\
#+ summary: A suppression switches nothing off, or gives no reason
#+ severity: warning
#+ tags: [checks]
#+ why: A suppression that is not needed any more hides the next fault of its kind.
#+ example: \"`<!-- casegraph:ignore broken-link the page comes next week -->`, and the page has come.\"
#+ fix: Remove it, or correct its code; without a reason it does not count.

SELECT ?path ?line ?about ?message WHERE { VALUES (?path ?line ?about ?message) {} }
";
