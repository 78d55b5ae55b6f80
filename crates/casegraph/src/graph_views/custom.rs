//! `custom QUERY.rq`: the answer to any query as a picture. A SELECT gives `?from ?to` and perhaps `?label`; a CONSTRUCT
//! gives triples, and what is said with a literal is told in the tooltip of its node.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_store::{Answer, Term};

use super::rows::rows;
use super::{FONT_SIZE, Source, by_id, counted, left_out, topic_node};
use crate::{Error, short};
use casegraph_draw::{Arrangement, Class, GraphView, MOST_NODES, ViewLink, ViewNode};

/// A line of the picture.
type Line = (Term, Term, String);

pub(crate) fn custom(source: &Source<'_>, name: &str, text: &str) -> Result<GraphView, Error> {
    let base = source.session.corpus().config().base.as_str();
    let answer = if text.lines().any(|line| line.starts_with("#+")) {
        source.session.ask_file(name, text, [])?
    } else {
        source.session.ask_text(name, text)?
    };
    let mut remarks: BTreeMap<Term, Vec<String>> = BTreeMap::new();
    let lines: BTreeSet<Line> = match &answer {
        Answer::Rows { columns, .. } => {
            for needed in ["from", "to"] {
                if !columns.iter().any(|column| column == needed) {
                    let message = format!(
                        "{name}: a map needs the columns ?from and ?to (and may have ?label); there are: {}",
                        columns.join(", ")
                    );
                    return Err(Error::Map { message });
                }
            }
            let line = |row: super::rows::Row<'_>| {
                Some((row.term("from")?.clone(), row.term("to")?.clone(), row.text("label").to_owned()))
            };
            rows(&answer).into_iter().filter_map(line).collect()
        }
        Answer::Triples(triples) => {
            let mut lines = BTreeSet::new();
            for triple in triples {
                let property = short(&triple.predicate, base);
                let property =
                    property.split_once(':').map_or(property.as_str(), |(_, name)| name).to_owned();
                if let Term::Literal { value, .. } = &triple.object {
                    remarks.entry(triple.subject.clone()).or_default().push(format!("{property}: {value}"));
                } else {
                    lines.insert((triple.subject.clone(), triple.object.clone(), property));
                }
            }
            lines
        }
        Answer::Boolean(_) => {
            let message = format!("{name}: an ASK gives no graph; write SELECT ?from ?to or CONSTRUCT");
            return Err(Error::Map { message });
        }
    };
    view(source, name, &lines, &remarks, base)
}

fn view(
    source: &Source<'_>,
    name: &str,
    lines: &BTreeSet<Line>,
    remarks: &BTreeMap<Term, Vec<String>>,
    base: &str,
) -> Result<GraphView, Error> {
    let coverage = source.coverage()?;
    let topics = by_id(&coverage);
    let mut degrees: BTreeMap<&Term, usize> = remarks.keys().map(|term| (term, 0)).collect();
    for end in lines.iter().flat_map(|(from, to, _)| [from, to]) {
        *degrees.entry(end).or_default() += 1;
    }
    let all = degrees.len();
    let mut chosen: Vec<&Term> = degrees.keys().copied().collect();
    chosen.sort_by_key(|term| (std::cmp::Reverse(degrees.get(term).copied()), *term));
    chosen.truncate(MOST_NODES);
    chosen.sort();
    let places: BTreeMap<&Term, usize> = chosen.iter().enumerate().map(|(at, term)| (*term, at)).collect();
    let names = names(source, &chosen)?;
    let nodes = chosen
        .iter()
        .map(|term| {
            let shown = short(term, base);
            let said = remarks.get(*term).map(|said| said.join("; ")).unwrap_or_default();
            if let Some(topic) = shown.strip_prefix("topic/").and_then(|id| topics.get(id)) {
                let mut node = topic_node(topic, String::new(), 0);
                if !said.is_empty() {
                    node.tooltip = format!("{}; {said}", node.tooltip);
                }
                return node;
            }
            let link =
                matches!(term, Term::Iri(iri) if !iri.starts_with(base)).then(|| term.text().to_owned());
            let last = shown.rsplit_once('/').filter(|_| link.is_none() && matches!(term, Term::Iri(_)));
            let last = last.map_or(shown.clone(), |(_, last)| last.replace(['-', '_'], " "));
            ViewNode {
                id: shown.clone(),
                label: names.get(*term).cloned().unwrap_or(last),
                remark: String::new(),
                class: Class::Thing,
                font_size: FONT_SIZE,
                tooltip: if said.is_empty() { shown } else { format!("{shown}; {said}") },
                link,
                cluster: None,
                column: 0,
            }
        })
        .collect();
    let drawn: Vec<ViewLink> = lines
        .iter()
        .filter_map(|(from, to, label)| {
            let (a, b) = (*places.get(from)?, *places.get(to)?);
            Some(ViewLink {
                from: a,
                to: b,
                arrows: [false, true],
                width: 1.0,
                class: Class::Edge,
                tooltip: label.clone(),
                label: label.clone(),
                link: None,
            })
        })
        .collect();
    let stem = std::path::Path::new(name).file_stem().map_or(name.into(), std::ffi::OsStr::to_string_lossy);
    Ok(GraphView {
        name: stem.to_string(),
        title: stem.replace(['-', '_'], " "),
        summary: format!(
            "{}, {}",
            counted(chosen.len(), "node", "nodes"),
            counted(drawn.len(), "line", "lines")
        ),
        legend: Vec::new(),
        left_out: left_out([
            (all - chosen.len(), "node with fewer lines", "nodes with fewer lines"),
            (lines.len() - drawn.len(), "line", "lines"),
        ]),
        nodes,
        links: drawn,
        clusters: Vec::new(),
        arrangement: Arrangement::Across,
    })
}

/// What the graph calls these things. Asked by their IRIs, which are written as N-Triples has them.
fn names(source: &Source<'_>, things: &[&Term]) -> Result<BTreeMap<Term, String>, Error> {
    let iris: Vec<String> = things
        .iter()
        .filter(|term| matches!(term, Term::Iri(_)))
        .map(ToString::to_string)
        .filter(|iri| iri.len() < 300) // the text of a query is limited, and such a name would not fit anyway
        .collect();
    let text = format!(
        "SELECT ?thing (MIN(?called) AS ?name) WHERE {{ VALUES ?thing {{ {} }} \
         {{ ?thing skos:prefLabel ?called }} UNION {{ ?thing schema:name ?called }} }} GROUP BY ?thing",
        iris.join(" ")
    );
    let answer = source.ask("names of the nodes", &text)?;
    Ok(rows(&answer)
        .into_iter()
        .filter_map(|row| Some((row.term("thing")?.clone(), row.text("name").to_owned())))
        .filter(|(_, name)| !name.is_empty())
        .collect())
}
