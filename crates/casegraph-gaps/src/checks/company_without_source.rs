//! `company-without-source`: names are compared as text, so that `netflixtechblog.com` is a source of Netflix.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Raw, Row, Rows};

pub(crate) const CHECK: &str = "\
#+ summary: A case study names a company, and no source of its topic is that company's
#+ severity: info
#+ tags: [sources]
#+ why: Second-hand stories about a company are often wrong in the figures; the company's own account is the place to check.
#+ example: The context of a case study says Discord, and no source on the page or in its list is published by Discord.
#+ fix: Cite the company's own post, talk or paper, or say in the text that there is none.

SELECT ?path ?line ?about ?topic ?company ?name ?source ?text ?said
WHERE {
  {
    ?about a cg:CaseStudy ; cg:company ?company ; schema:about ?topic ; prov:wasDerivedFrom ?document ; cg:startLine ?line .
    ?document cg:path ?path .
    { ?company schema:name ?name } UNION { ?company schema:alternateName ?name }
  } UNION {
    SELECT DISTINCT ?topic ?source {
      { ?topic a cg:Topic ; cito:cites ?source }
      UNION { ?study a cg:CaseStudy ; schema:about ?topic ; cito:cites ?source }
      UNION { ?study a cg:CaseStudy ; schema:about ?topic ; cg:hasMetric ?metric . ?metric cito:cites ?source }
    }
  } UNION {
    ?source a cg:Source .
    { ?source schema:name ?text } UNION { ?source schema:publisher ?text } UNION { ?source schema:author ?text }
    UNION { ?source cg:publishedBy ?publisher . ?publisher schema:name ?text }
  } UNION {
    { SELECT DISTINCT ?url ?said { ?link cg:remark ?said ; a cg:Link ; cg:href ?url } }
    { SELECT DISTINCT ?url ?source { ?citation schema:url ?url ; a cg:Citation ; cg:to ?source } }
  }
}
";

#[derive(Default)]
struct Study<'a> {
    row: Option<Row<'a>>,
    names: BTreeSet<&'a str>,
    labels: BTreeMap<&'a str, &'a str>,
}

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let mut cited: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    // What stands behind a link, between commas: `[README](https://github.com/taskcluster/…), Mozilla, 2024`.
    let mut said: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut studies: BTreeMap<&str, Study<'_>> = BTreeMap::new();
    for row in rows.iter() {
        match (row.some("source"), row.some("topic")) {
            (Some(source), Some(topic)) => {
                cited.entry(topic).or_default().insert(source);
            }
            (Some(source), None) if row.some("said").is_some() => {
                let parts = row.text("said").split([',', ';', '(']).map(letters);
                said.entry(source).or_default().extend(parts);
            }
            (Some(source), None) => texts.entry(source).or_default().push(letters(row.text("text"))),
            (None, _) => {
                let study = studies.entry(row.text("about")).or_default();
                study.row = Some(row);
                study.names.insert(row.text("name"));
                study.labels.entry(row.text("company")).or_insert(row.text("name"));
            }
        }
    }
    let mut found = Vec::new();
    for study in studies.values() {
        let Some(row) = study.row else { continue };
        let Some(sources) = cited.get(row.text("topic")) else { continue };
        // "Grafana Labs" is also meant by `github.com/grafana`: a first word that is long enough stands for the name.
        let first = |name: &&str| name.split(' ').next().map(letters).filter(|word| word.len() >= 5);
        let names: Vec<String> = study
            .names
            .iter()
            .map(|name| letters(name))
            .chain(study.names.iter().filter_map(first))
            .collect();
        let names: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
        let is_publisher = |text: &String| study.names.iter().any(|name| letters(name) == *text);
        let holds = |text: &str| names.iter().any(|name| text.contains(name.as_str()));
        let is_own = |source: &&str| {
            holds(&letters(source))
                || texts.get(source).is_some_and(|texts| texts.iter().any(|text| holds(text)))
                || said.get(source).is_some_and(|said| said.iter().any(is_publisher))
        };
        if !sources.iter().any(is_own) {
            let labels: Vec<&str> = study.labels.values().copied().collect();
            found.push(
                row.at(format!("tells of {}, and no source of the topic is theirs", labels.join(", "))),
            );
        }
    }
    found
}

/// Letters and digits in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
