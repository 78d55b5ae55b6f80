//! `isolated-group`: needs the connected components of the relations between topics.

use std::collections::BTreeMap;

use casegraph_analysis::ConceptGraph;

use crate::check::{Raw, Row, Rows};

pub(crate) const CHECK: &str = "\
#+ summary: Some topics are related to each other and to no others
#+ severity: info
#+ tags: [relations]
#+ why: A reader who comes in there does not get out, and all other readers do not get in.
#+ example: Two pages link to each other, while the rest of the collection is connected and knows nothing of them.
#+ fix: Link one of them to a topic outside of the group, in both directions.

SELECT ?path ?line ?about ?label ?other
WHERE {
  {
    ?about a cg:Topic ; cg:page ?document ; skos:prefLabel ?label .
    ?document cg:path ?path ; cg:role \"topic\" .
    BIND(1 AS ?line)
  } UNION {
    ?about skos:related ?other .
    ?about cg:page ?own . ?other cg:page ?theirs .
  } UNION {
    ?about cg:prerequisite ?other .
    ?about cg:page ?own . ?other cg:page ?theirs .
  } UNION {
    ?own cg:linksTo ?theirs .
    ?about cg:page ?own . ?other cg:page ?theirs .
  }
}
";

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let mut pages: BTreeMap<&str, Row<'_>> = BTreeMap::new();
    let mut edges = Vec::new();
    for row in rows.iter() {
        match row.some("other") {
            Some(other) => edges.push((row.text("about"), other)),
            None => {
                pages.insert(row.text("about"), row);
            }
        }
    }
    edges.retain(|(from, to)| pages.contains_key(from) && pages.contains_key(to));
    let groups = ConceptGraph::new(pages.keys().copied(), edges).groups();
    let linked = groups.iter().filter(|group| group.nodes.len() > 1).skip(1); // the largest is the collection itself
    linked
        .filter_map(|group| {
            let row = pages.get(group.nodes.first()?)?;
            let others = group.nodes.iter().skip(1).filter_map(|topic| pages.get(topic));
            let labels: Vec<String> = others.map(|row| format!("“{}”", row.text("label"))).collect();
            let message = format!("related to {} and to no other topic of the collection", labels.join(", "));
            Some(row.at(message))
        })
        .collect()
}
