//! Extracts the rows of one side: the results of SPARQL queries and gap checks.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_store::{Answer, Term};

use crate::error::Error;
use crate::term_text::short;
use casegraph_corpus::Session;
use casegraph_gaps::{Finding, GapOptions};

/// The compared data of one side. Things are identified by their IRIs without the base.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extracted {
    /// By id.
    pub(super) topics: BTreeMap<String, Topic>,
    /// By path.
    pub(super) documents: BTreeMap<String, Document>,
    /// In the order of the text.
    pub(super) studies: Vec<CaseStudy>,
    /// The titles of each topic's case studies, in their order.
    pub(super) titles: BTreeMap<String, Vec<String>>,
    /// In the order of the text.
    pub(super) metrics: Vec<Metric>,
    /// Companies, technologies and patterns: kind and label by id.
    pub(super) names: BTreeMap<String, (String, String)>,
    /// The case study, else the path of the document; and the name in it.
    pub(super) mentions: Vec<[String; 3]>,
    /// From, relation, to.
    pub(super) relations: Vec<[String; 3]>,
    /// By id: title and address.
    pub(super) sources: BTreeMap<String, [String; 2]>,
    /// The citing topic or case study, and the source.
    pub(super) citations: Vec<[String; 2]>,
    /// In the order of a report.
    pub(super) gaps: Vec<Finding>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Topic {
    pub(super) label: String,
    pub(super) status: String,
    pub(super) priority: String,
    pub(super) category: String,
    pub(super) page: String,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    pub(super) role: String,
    pub(super) about: String,
    pub(super) hash: String,
}

#[derive(Clone, Debug, Default)]
pub(super) struct CaseStudy {
    pub(super) id: String,
    pub(super) topic: String,
    pub(super) title: String,
    pub(super) path: String,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Metric {
    pub(super) id: String,
    pub(super) study: String,
    pub(super) name: String,
    pub(super) row: String,
}

const TOPICS: &str = "SELECT ?topic ?label ?status ?priority ?category ?page {
  ?topic a cg:Topic ; skos:prefLabel ?label ; cg:status ?status .
  OPTIONAL { ?topic cg:priority ?priority }
  OPTIONAL { ?topic skos:broader ?in . ?in skos:prefLabel ?category }
  OPTIONAL { ?topic cg:page ?document . ?document cg:path ?page }
} ORDER BY ?topic ?label";

const DOCUMENTS: &str = "SELECT ?path ?role ?about ?hash {
  ?document a cg:Document ; cg:path ?path ; cg:role ?role ; cg:contentHash ?hash .
  OPTIONAL { ?document schema:about ?about }
} ORDER BY ?path";

const STUDIES: &str = "SELECT ?study ?topic ?title ?path {
  ?study a cg:CaseStudy ; schema:name ?title ; prov:wasDerivedFrom ?document ; cg:startLine ?line .
  ?document cg:path ?path .
  OPTIONAL { ?study schema:about ?topic }
} ORDER BY ?path ?line ?study";

const METRICS: &str = "SELECT ?metric ?study ?name ?row {
  ?study a cg:CaseStudy ; cg:hasMetric ?metric .
  ?metric schema:name ?name ; cg:rawText ?row ; prov:wasDerivedFrom ?document ; cg:startLine ?line .
  ?document cg:path ?path .
} ORDER BY ?path ?line ?metric";

const NAMES: &str = "SELECT ?name ?kind ?label {
  { ?name a cg:Company ; schema:name ?label . BIND('company' AS ?kind) }
  UNION { ?name a cg:Technology ; skos:prefLabel ?label . BIND('technology' AS ?kind) }
  UNION { ?name a cg:Pattern ; skos:prefLabel ?label . BIND('pattern' AS ?kind) }
} ORDER BY ?name ?label";

const MENTIONS: &str = "SELECT DISTINCT ?study ?path ?name {
  { ?study a cg:CaseStudy . { ?study cg:uses ?name } UNION { ?study cg:company ?name } }
  UNION {
    ?document a cg:Document ; schema:mentions ?name ; cg:path ?path ; cg:role ?role .
    FILTER(?role NOT IN ('plan', 'template'))
  }
} ORDER BY ?study ?path ?name";

const RELATIONS: &str = "SELECT ?from ?relation ?to {
  { ?from cg:relatedPattern ?to . BIND('related' AS ?relation) }
  UNION { ?from cg:prerequisite ?to . BIND('prerequisite' AS ?relation) }
} ORDER BY ?from ?relation ?to";

const SOURCES: &str = "SELECT ?source ?title ?url {
  ?source a cg:Source ; schema:name ?title .
  OPTIONAL { ?source schema:url ?url }
} ORDER BY ?source ?title ?url";

const CITATIONS: &str = "SELECT ?citing ?source { ?citing cito:cites ?source } ORDER BY ?citing ?source";

impl Extracted {
    pub(crate) fn topic_count(&self) -> usize {
        self.topics.len()
    }

    pub(crate) fn case_study_count(&self) -> usize {
        self.studies.len()
    }

    pub(crate) fn gap_count(&self) -> usize {
        self.gaps.len()
    }

    /// Reads all compared data of a graph.
    ///
    /// # Errors
    /// [`casegraph_corpus::Error::Query`], and those of [`casegraph_gaps::run`].
    pub(crate) fn from_session(session: &Session) -> Result<Self, Error> {
        let mut extracted = Self::default();
        for [topic, label, status, priority, category, page] in rows(session, TOPICS)? {
            let status = status_word(&status).to_owned();
            extracted.topics.entry(topic).or_insert(Topic { label, status, priority, category, page });
        }
        for [path, role, about, hash] in rows(session, DOCUMENTS)? {
            extracted.documents.entry(path).or_insert(Document { role, about, hash });
        }
        for [id, topic, title, path] in rows(session, STUDIES)? {
            extracted.titles.entry(topic.clone()).or_default().push(title.clone());
            extracted.studies.push(CaseStudy { id, topic, title, path });
        }
        for [id, study, name, row] in rows(session, METRICS)? {
            extracted.metrics.push(Metric { id, study, name, row });
        }
        for [name, kind, label] in rows(session, NAMES)? {
            extracted.names.entry(name).or_insert((kind, label));
        }
        for [source, title, url] in rows(session, SOURCES)? {
            extracted.sources.entry(source).or_insert([title, url]);
        }
        extracted.mentions = extracted.without_duplicates(rows(session, MENTIONS)?);
        extracted.relations = rows(session, RELATIONS)?;
        // A citation of a metric counts as one of its case study.
        let of_metric: BTreeMap<&str, &str> =
            extracted.metrics.iter().map(|metric| (metric.id.as_str(), metric.study.as_str())).collect();
        let citations: BTreeSet<[String; 2]> = rows(session, CITATIONS)?
            .into_iter()
            .map(|[citing, source]| {
                let study = of_metric.get(citing.as_str()).map(|study| (*study).to_owned());
                [study.unwrap_or(citing), source]
            })
            .collect();
        extracted.citations = citations.into_iter().collect();
        extracted.gaps = casegraph_gaps::run(session, &GapOptions::default())?.findings;
        Ok(extracted)
    }

    /// Mentions, without those of a document that one of its case studies has too.
    fn without_duplicates(&self, mentions: Vec<[String; 3]>) -> Vec<[String; 3]> {
        let paths: BTreeMap<&str, &str> =
            self.studies.iter().map(|study| (study.id.as_str(), study.path.as_str())).collect();
        let in_studies: BTreeSet<(String, String)> = mentions
            .iter()
            .filter_map(|[study, _, name]| Some(((*paths.get(study.as_str())?).to_owned(), name.clone())))
            .collect();
        let mut once = mentions;
        once.retain(|[study, path, name]| {
            !study.is_empty() || !in_studies.contains(&(path.clone(), name.clone()))
        });
        once
    }
}

/// The status `cg:InProgress` as text.
fn status_word(status: &str) -> &str {
    match status {
        "cg:Complete" => "complete",
        "cg:InProgress" => "in progress",
        "cg:Planned" => "planned",
        "cg:Missing" => "missing",
        other => other,
    }
}

/// The rows of a query as text; IRIs without the base.
fn rows<const N: usize>(session: &Session, query: &str) -> Result<Vec<[String; N]>, Error> {
    let Answer::Rows { rows, .. } = session.ask_text("a query of casegraph diff", query)? else {
        return Ok(Vec::new());
    };
    let base = session.corpus().config().base.as_str();
    let text = |cell: Option<&Option<Term>>| {
        cell.and_then(Option::as_ref).map_or_else(String::new, |term| short(term, base))
    };
    Ok(rows.iter().map(|row| std::array::from_fn(|at| text(row.get(at)))).collect())
}
