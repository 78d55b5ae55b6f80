//! Coverage matrices: two kinds of things, how often they meet, and where they do not.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_store::{Answer, Term};

use crate::{Error, Session};

/// Which matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatrixView {
    /// Categories and priorities: written topics, of all topics.
    Categories,
    /// Companies and categories: case studies.
    Companies,
    /// Patterns and companies: case studies.
    Patterns,
    /// Technologies and topics: case studies.
    Technologies,
    /// Topics and kinds of source: sources.
    Sources,
    /// Topics and years of sources: sources.
    Years,
}

/// Counts by row and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// What the rows are.
    pub row_kind: &'static str,
    /// What is counted.
    pub counted: &'static str,
    /// The columns, sorted.
    pub columns: Vec<String>,
    /// The rows, sorted, with a count a column; none where the two cannot meet, such as a category and a priority that no
    /// topic of it has.
    pub rows: Vec<(String, Vec<Option<u64>>)>,
}

impl MatrixView {
    /// What is counted where the answer has no row: nothing, if the two could meet.
    fn absent(self) -> Option<u64> {
        (self != Self::Categories).then_some(0)
    }

    fn question(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Categories => (
                "Category",
                "written topics",
                "SELECT ?row ?column (COUNT(DISTINCT ?page) AS ?count) { ?topic a cg:Topic ; skos:broader ?c . ?c skos:prefLabel ?row \
                 OPTIONAL { ?topic cg:priority ?p } BIND(COALESCE(CONCAT('P', STR(?p)), 'no priority') AS ?column) \
                 OPTIONAL { ?topic cg:page ?page } } GROUP BY ?row ?column",
            ),
            Self::Companies => (
                "Company",
                "case studies",
                "SELECT ?row ?column (COUNT(DISTINCT ?study) AS ?count) { ?study a cg:CaseStudy ; cg:company ?x ; schema:about ?t . \
                 ?x schema:name ?row . ?t skos:broader ?c . ?c skos:prefLabel ?column } GROUP BY ?row ?column",
            ),
            Self::Patterns => (
                "Pattern",
                "case studies",
                "SELECT ?row ?column (COUNT(DISTINCT ?study) AS ?count) { ?study a cg:CaseStudy ; cg:uses ?x ; cg:company ?y . \
                 ?x a cg:Pattern ; skos:prefLabel ?row . ?y schema:name ?column } GROUP BY ?row ?column",
            ),
            Self::Technologies => (
                "Technology",
                "case studies",
                "SELECT ?row ?column (COUNT(DISTINCT ?study) AS ?count) { ?study a cg:CaseStudy ; cg:uses ?x ; schema:about ?t . \
                 ?x a cg:Technology ; skos:prefLabel ?row . ?t skos:prefLabel ?column } GROUP BY ?row ?column",
            ),
            Self::Sources => (
                "Topic",
                "sources",
                "SELECT ?row ?column (COUNT(DISTINCT ?s) AS ?count) { ?t a cg:Topic ; cg:page ?page ; skos:prefLabel ?row \
                 OPTIONAL { { ?t cito:cites ?s } UNION { ?study a cg:CaseStudy ; schema:about ?t ; cito:cites ?s } \
                 ?s cg:sourceKind ?column } } GROUP BY ?row ?column",
            ),
            Self::Years => (
                "Topic",
                "sources",
                "SELECT ?row ?column (COUNT(DISTINCT ?s) AS ?count) { ?t a cg:Topic ; cg:page ?page ; skos:prefLabel ?row \
                 OPTIONAL { { ?t cito:cites ?s } UNION { ?study a cg:CaseStudy ; schema:about ?t ; cito:cites ?s } \
                 ?s schema:datePublished ?d BIND(SUBSTR(STR(?d), 1, 4) AS ?column) } } GROUP BY ?row ?column",
            ),
        }
    }
}

/// A coverage matrix.
///
/// # Errors
/// [`Error::Query`].
pub fn matrix(session: &Session, view: MatrixView) -> Result<Matrix, Error> {
    let (row_kind, counted, query) = view.question();
    let Answer::Rows { rows, .. } = session.ask_text("a coverage matrix", query)? else {
        return Ok(Matrix { row_kind, counted, columns: Vec::new(), rows: Vec::new() });
    };
    let text = |row: &[Option<Term>], at: usize| {
        row.get(at).and_then(Option::as_ref).map_or("", Term::text).to_owned()
    };
    let mut counts: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    let mut columns = BTreeSet::new();
    for row in &rows {
        let (name, column) = (text(row, 0), text(row, 1));
        if name.is_empty() {
            continue; // the one row of an empty answer
        }
        let of_row = counts.entry(name).or_default();
        if !column.is_empty() {
            of_row.insert(column.clone(), text(row, 2).parse().unwrap_or_default());
            columns.insert(column);
        }
    }
    let columns: Vec<String> = columns.into_iter().collect();
    let rows = counts.into_iter().map(|(name, of_row)| {
        let cells = columns.iter().map(|column| of_row.get(column).copied().or(view.absent()));
        let cells = cells.collect();
        (name, cells)
    });
    Ok(Matrix { row_kind, counted, rows: rows.collect(), columns })
}

impl Matrix {
    /// The cells with nothing in them: row and column.
    pub fn holes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().flat_map(|(row, cells)| {
            let empty = self.columns.iter().zip(cells).filter(|(_, count)| **count == Some(0));
            empty.map(move |(column, _)| (row.as_str(), column.as_str()))
        })
    }
}
