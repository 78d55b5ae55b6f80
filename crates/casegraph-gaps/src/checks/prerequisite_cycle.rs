//! `prerequisite-cycle`: needs the cycles of the prerequisites.

use std::collections::BTreeMap;

use casegraph_analysis::cycles;

use crate::check::{Raw, Row, Rows};

pub(crate) const CHECK: &str = "\
#+ summary: Topics that must be known before themselves
#+ severity: error
#+ tags: [relations]
#+ why: No order of reading fits, so no learning path can be made.
#+ example: Sharding asks for replication, and replication for sharding.
#+ fix: Remove one of the prerequisites; the weaker one is a related topic.

SELECT ?path ?line ?about ?label ?other
WHERE {
  ?about cg:prerequisite ?other ; skos:prefLabel ?label .
  ?evidence cg:from ?about ; cg:to ?other ; cg:asserts cg:prerequisite ; prov:wasDerivedFrom ?document ; cg:startLine ?line .
  ?document cg:path ?path .
}
";

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let edges: Vec<(&str, &str, Row<'_>)> =
        rows.iter().map(|row| (row.text("about"), row.text("other"), row)).collect();
    let labels: BTreeMap<&str, &str> =
        edges.iter().map(|(from, _, row)| (*from, row.text("label"))).collect();
    let groups = cycles(edges.iter().map(|(from, to, _)| (*from, *to)));
    let inside = |group: &[&str], node: &str| group.binary_search(&node).is_ok();
    groups
        .iter()
        .filter_map(|group| {
            let first = group.first()?;
            let (_, _, row) = edges.iter().find(|(from, to, _)| from == first && inside(group, to))?;
            let names: Vec<String> =
                group.iter().filter_map(|node| labels.get(node)).map(|label| format!("“{label}”")).collect();
            Some(row.at(match names.as_slice() {
                [only] => format!("{only} is its own prerequisite"),
                names => format!("each of {} must be known before the others", names.join(", ")),
            }))
        })
        .collect()
}
