//! Checks that need an order, a cycle, arithmetic or text: one file each, with the header and query of a `.rq` check and a function
//! that evaluates the rows.

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

/// Its findings arise while checks are loaded and run.
pub(crate) const CHECK_INVALID: &str = "\
#+ summary: A check of the corpus cannot run
#+ severity: error
#+ tags: [checks]
#+ why: A check that does not run finds nothing, and its silence looks like a clean collection.
#+ example: A file in `queries/gaps` has a syntax error, or its query has no column `line`.
#+ fix: Correct the file at the reported line; the message names the error.

SELECT ?path ?line ?about ?message WHERE { VALUES (?path ?line ?about ?message) {} }
";

/// Its findings arise when all others have run.
pub(crate) const UNUSED_SUPPRESSION: &str = "\
#+ summary: A suppression suppresses no finding, or has no reason
#+ severity: warning
#+ tags: [checks]
#+ why: A suppression that is no longer needed hides the next fault of its kind.
#+ example: \"`<!-- casegraph:ignore broken-link the page comes next week -->`, and the page has come.\"
#+ fix: Remove it, or correct its code; without a reason it has no effect.

SELECT ?path ?line ?about ?message WHERE { VALUES (?path ?line ?about ?message) {} }
";
