//! `uncited-metric`: whether figures are cited row by row is a habit of the page.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Raw, Row, Rows};

pub(crate) const CHECK: &str = "\
#+ summary: A figure says not where it comes from
#+ severity: info
#+ tags: [evidence]
#+ why: Figures are what readers repeat. Each should lead to the page it was read on.
#+ example: A results table cites a source in three of its rows; the fourth has none. Or no case study of a page with figures cites anything.
#+ fix: Put the footnote into the row. Where no case study of a page cites anything, one finding a case study is told.

SELECT ?path ?line ?about ?study ?studyLine ?topic ?name ?own ?ofStudy
WHERE {
  ?study a cg:CaseStudy ; cg:hasMetric ?about ; schema:about ?topic ; prov:wasDerivedFrom ?document ; cg:startLine ?studyLine .
  ?document cg:role \"topic\" ; cg:path ?path .
  ?about schema:name ?name ; cg:after ?after ; cg:startLine ?line .
  BIND(EXISTS { ?about cito:cites ?source } AS ?own)
  BIND(EXISTS { ?study cito:cites ?any } AS ?ofStudy)
}
";

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let mut studies: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
    let mut citing_topics = BTreeSet::new();
    for row in rows.iter() {
        studies.entry(row.text("study")).or_default().push(row);
        if row.text("own") == "true" || row.text("ofStudy") == "true" {
            citing_topics.insert(row.text("topic"));
        }
    }
    let mut found = Vec::new();
    for rows in studies.values() {
        let Some(first) = rows.first() else { continue };
        let cites = |row: &&Row<'_>| row.text("own") == "true";
        if rows.iter().any(|row| cites(&row)) {
            found.extend(rows.iter().filter(|row| !cites(row)).map(|row| {
                row.at(format!("the figure “{}” cites no source; others in the table do", row.text("name")))
            }));
        } else if !citing_topics.contains(first.text("topic")) {
            let message = match rows.len() {
                1 => "the figure of the case study cites no source".to_owned(),
                many => format!("none of the {many} figures of the case study cites a source"),
            };
            let line = first.text("studyLine").parse().unwrap_or(1);
            found.push(Raw { line, about: first.text("study").to_owned(), ..first.at(message) });
        }
    }
    found
}
