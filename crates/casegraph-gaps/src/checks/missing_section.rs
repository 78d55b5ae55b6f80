//! `missing-section`: which sections a case study must have is a list of kinds.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Raw, Row, Rows};

pub(crate) const CHECK: &str = "\
#+ summary: A case study or its page lacks a section that every other has
#+ severity: warning
#+ tags: [structure]
#+ why: Readers find their way by the sections; a case study without a problem or a quick answer has to be read whole.
#+ example: A case study has Problem and Detailed Explanation, but no Quick Answer.
#+ fix: Write the section, or change the list under `[gaps.missing-section]`.
#+ params:
#+   - name: required
#+     type: string
#+     description: Kinds of section that every case study must have
#+     default: problem, quick-answer, detailed-explanation, key-insight
#+     example: problem, quick-answer
#+   - name: once
#+     type: string
#+     description: Kinds of section that must stand in every case study or once on the page
#+     default: common-mistakes
#+     example: common-mistakes

SELECT ?path ?line ?about ?topic ?kind ?ofPage ?required ?once
WHERE {
  {
    ?about a cg:CaseStudy ; schema:about ?topic ; prov:wasDerivedFrom ?document ; cg:startLine ?line .
    ?document cg:path ?path ; cg:role \"topic\" .
    OPTIONAL {
      { ?section dcterms:isPartOf ?about ; cg:sectionKind ?kind }
      UNION { ?about cg:quickAnswer ?text BIND(\"quick-answer\" AS ?kind) }
      UNION { ?about cg:keyInsight ?text BIND(\"key-insight\" AS ?kind) }
    }
  } UNION {
    ?section dcterms:isPartOf ?topic ; cg:sectionKind ?kind .
    ?topic a cg:Topic .
    BIND(true AS ?ofPage)
  }
}
";

#[derive(Default)]
struct Study<'a> {
    row: Option<Row<'a>>,
    kinds: BTreeSet<&'a str>,
}

pub(crate) fn judge(rows: &Rows<'_>) -> Vec<Raw> {
    let mut studies: BTreeMap<&str, Study<'_>> = BTreeMap::new();
    let mut of_page: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let (mut required, mut once) = ("", "");
    for row in rows.iter() {
        (required, once) = (row.text("required"), row.text("once"));
        if row.some("ofPage").is_some() {
            of_page.entry(row.text("topic")).or_default().insert(row.text("kind"));
        } else {
            let study = studies.entry(row.text("about")).or_default();
            study.row = Some(row);
            study.kinds.extend(row.some("kind"));
        }
    }
    let kinds = |text: &str| -> Vec<String> {
        text.split(',').map(str::trim).filter(|kind| !kind.is_empty()).map(str::to_owned).collect()
    };
    let (required, once) = (kinds(required), kinds(once));
    let mut found = Vec::new();
    let mut lacking: BTreeMap<&str, (Row<'_>, BTreeSet<&str>)> = BTreeMap::new();
    for study in studies.values() {
        let Some(row) = study.row else { continue };
        let missing: Vec<String> = required
            .iter()
            .filter(|kind| !study.kinds.contains(kind.as_str()))
            .map(|kind| words(kind))
            .collect();
        if !missing.is_empty() {
            found.push(row.at(format!("the case study has no section {}", missing.join(", "))));
        }
        let topic = row.text("topic");
        let has = |kind: &str| {
            study.kinds.contains(kind) || of_page.get(topic).is_some_and(|kinds| kinds.contains(kind))
        };
        for kind in once.iter().filter(|kind| !has(kind)) {
            lacking.entry(topic).or_insert((row, BTreeSet::new())).1.insert(kind);
        }
    }
    for (topic, (row, kinds)) in lacking {
        let kinds: Vec<String> = kinds.into_iter().map(words).collect();
        let message =
            format!("neither the page nor each of its case studies has a section {}", kinds.join(", "));
        found.push(Raw { line: 1, about: topic.to_owned(), ..row.at(message) });
    }
    found
}

/// `quick-answer` as `Quick Answer`.
fn words(kind: &str) -> String {
    let upper = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    };
    kind.split('-').map(upper).collect::<Vec<String>>().join(" ")
}
