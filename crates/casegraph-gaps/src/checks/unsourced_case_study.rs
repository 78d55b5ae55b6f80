//! `unsourced-case-study`: whether a page's case studies cite for themselves is a habit of the page.

use std::collections::BTreeSet;

use crate::check::{Raw, Row, Rows};

pub(crate) const CHECK: &str = "\
#+ summary: A case study cites nothing
#+ severity: warning
#+ tags: [sources]
#+ why: |
#+   The case studies beside it say where their statements come from; this one cannot be checked.
#+ example: |
#+   Two case studies of a page end their sentences in footnotes; the third has none.
#+ fix: |
#+   Cite the source of what it tells.

SELECT ?path ?line ?about ?topic ?own ?figure
WHERE {
  {
  ?about a cg:CaseStudy ; prov:wasDerivedFrom ?document ; cg:startLine ?line ; schema:about ?topic .
  ?document cg:role \"topic\" ; cg:path ?path .
  BIND(EXISTS { ?about cito:cites ?source } AS ?own)
  } UNION {
    SELECT DISTINCT ?about (true AS ?figure) { ?metric a cg:Metric ; cito:cites ?any . ?about cg:hasMetric ?metric }
  }
}
";

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let cites = |row: &Row<'_>| row.text("own") == "true";
    let citing: BTreeSet<&str> = rows.iter().filter(cites).map(|row| row.text("topic")).collect();
    let is_figure = |row: &Row<'_>| row.text("figure") == "true";
    let by_figures: BTreeSet<&str> = rows.iter().filter(is_figure).map(|row| row.text("about")).collect();
    rows.iter()
        .filter(|row| {
            !is_figure(row)
                && !cites(row)
                && !by_figures.contains(row.text("about"))
                && citing.contains(row.text("topic"))
        })
        .map(|row| row.at("the case study cites no source; others on this page do".to_owned()))
        .collect()
}
