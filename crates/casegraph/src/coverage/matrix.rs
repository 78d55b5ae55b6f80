//! Coverage matrices: cross tables of two kinds of things.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Error;
use crate::rows::rows;
use casegraph_corpus::Session;

/// The two kinds of things of a matrix, and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatrixKind {
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
    /// The kind of the rows.
    pub row_kind: &'static str,
    /// The noun for the counts.
    pub counted: &'static str,
    /// The columns, sorted.
    pub columns: Vec<String>,
    /// The rows, sorted, each with a count for every column; `None` where both cannot meet, such as a category and a
    /// priority that none of its topics has.
    pub rows: Vec<(String, Vec<Option<u64>>)>,
}

impl MatrixKind {
    /// The count for a cell without a row in the answer: 0 if both could meet.
    fn absent(self) -> Option<u64> {
        (self != Self::Categories).then_some(0)
    }

    fn query(self) -> (&'static str, &'static str, &'static str) {
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

/// Reads a matrix from the graph.
///
/// # Errors
/// [`casegraph_corpus::Error::Query`].
pub fn read_matrix(session: &Session, kind: MatrixKind) -> Result<Matrix, Error> {
    let (row_kind, counted, query) = kind.query();
    let answer = session.ask_text("a coverage matrix", query)?;
    let mut counts: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    let mut columns = BTreeSet::new();
    for row in rows(&answer) {
        let (name, column) = (row.text("row"), row.text("column"));
        if name.is_empty() {
            continue; // the one row of an empty answer
        }
        let of_row = counts.entry(name).or_default();
        if !column.is_empty() {
            of_row.insert(column, row.text("count").parse().unwrap_or_default());
            columns.insert(column);
        }
    }
    let rows = counts.into_iter().map(|(name, of_row)| {
        let cells = columns.iter().map(|column| of_row.get(column).copied().or(kind.absent()));
        (name.to_owned(), cells.collect())
    });
    let rows = rows.collect();
    Ok(Matrix { row_kind, counted, columns: columns.into_iter().map(str::to_owned).collect(), rows })
}

impl Matrix {
    /// The cells with a count of 0: row and column.
    pub fn empty_cells(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().flat_map(|(row, cells)| {
            let empty = self.columns.iter().zip(cells).filter(|(_, count)| **count == Some(0));
            empty.map(move |(column, _)| (row.as_str(), column.as_str()))
        })
    }
}
