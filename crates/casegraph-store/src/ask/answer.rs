//! Answers to queries, in a deterministic order, and their export.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};

use oxrdf::dataset::CanonicalizationAlgorithm;
use oxrdf::{Graph as Triples, GraphNameRef, Term as Stored, TermRef, Triple as StoredTriple, Variable};
use sparesults::{QueryResultsFormat, QueryResultsSerializer};

use crate::graph::rdf_writer::{QuadWriter, xml_literal};
use crate::rdf::format::{Format, WriteError};
use crate::rdf::term::{Term, Triple};

/// The answer to a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The answer to a SELECT.
    Rows {
        /// The names of the columns.
        columns: Vec<String>,
        /// One cell per column; `None` if the variable is unbound.
        rows: Vec<Vec<Option<Term>>>,
    },
    /// The answer to an ASK.
    Boolean(bool),
    /// The answer to a CONSTRUCT or a DESCRIBE: distinct triples, sorted by subject, predicate (`rdf:type` first) and object.
    Triples(Vec<Triple>),
}

impl Answer {
    /// Writes the answer in a standard format for its kind. Writes to `to` are buffered.
    ///
    /// The XML formats do not allow control characters: each becomes U+FFFD.
    pub fn write(&self, format: Format, to: impl Write) -> Result<(), WriteError> {
        match self {
            Self::Rows { columns, rows } => write_rows(columns, rows, format, to),
            Self::Boolean(value) => {
                let serializer = QueryResultsSerializer::from_format(results_format(format, "a boolean")?);
                let mut buffer = serializer.serialize_boolean_to_writer(BufWriter::new(to), *value)?;
                buffer.write_all(b"\n")?;
                Ok(buffer.flush()?)
            }
            Self::Triples(triples) => {
                let stored: Vec<StoredTriple> = triples.iter().filter_map(Triple::stored).collect();
                let mut writer = QuadWriter::new(format, to)?;
                for triple in &stored {
                    writer.write(triple.as_ref().in_graph(GraphNameRef::DefaultGraph))?;
                }
                writer.finish()
            }
        }
    }

    /// The answer to a SELECT; without an ORDER BY the rows are sorted by all columns.
    pub(crate) fn from_rows(columns: Vec<String>, rows: &[Vec<Option<Stored>>], ordered: bool) -> Self {
        let mut rows: Vec<Vec<Option<Term>>> =
            rows.iter().map(|row| row.iter().map(|cell| cell.as_ref().map(Term::from)).collect()).collect();
        if !ordered {
            // The labels of blank nodes are random, so they do not affect the order.
            rows.sort_by_cached_key(|row| {
                row.iter().map(|cell| cell.as_ref().map(masked)).collect::<Vec<_>>()
            });
        }
        let mut labels = BTreeMap::new();
        for cell in rows.iter_mut().flatten().flatten() {
            if let Term::Blank(label) = cell {
                let next = labels.len();
                *label = format!("b{}", labels.entry(label.clone()).or_insert(next));
            }
        }
        Self::Rows { columns, rows }
    }

    /// The answer to a CONSTRUCT or a DESCRIBE.
    pub(crate) fn from_triples(triples: Vec<StoredTriple>) -> Self {
        let mut triples = triples;
        let blank = |triple: &StoredTriple| triple.subject.is_blank_node() || triple.object.is_blank_node();
        if triples.iter().any(blank) {
            let mut graph: Triples = triples.iter().collect();
            graph.canonicalize(CanonicalizationAlgorithm::Unstable);
            triples = graph.iter().map(oxrdf::TripleRef::into_owned).collect();
        }
        let mut triples: Vec<Triple> = triples.iter().map(Triple::from).collect();
        triples.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        triples.dedup();
        Self::Triples(triples)
    }
}

fn masked(term: &Term) -> Term {
    match term {
        Term::Blank(_) => Term::Blank(String::new()),
        term => term.clone(),
    }
}

fn write_rows(
    columns: &[String],
    rows: &[Vec<Option<Term>>],
    format: Format,
    to: impl Write,
) -> Result<(), WriteError> {
    let serializer = QueryResultsSerializer::from_format(results_format(format, "rows")?);
    let variables: Vec<Variable> = columns.iter().map(Variable::new_unchecked).collect();
    let mut writer = serializer.serialize_solutions_to_writer(BufWriter::new(to), variables.clone())?;
    for row in rows {
        let stored: Vec<Option<Stored>> =
            row.iter().map(|cell| cell.as_ref().map(|term| for_format(term.stored(), format))).collect();
        let cells = variables.iter().zip(&stored);
        writer.serialize(
            cells.filter_map(|(variable, cell)| Some((variable.as_ref(), cell.as_ref()?.as_ref()))),
        )?;
    }
    let mut buffer = writer.finish()?;
    if matches!(format, Format::Json | Format::Xml) {
        buffer.write_all(b"\n")?;
    }
    Ok(buffer.flush()?)
}

fn for_format(term: Stored, format: Format) -> Stored {
    match (format, term.as_ref()) {
        (Format::Xml, TermRef::Literal(literal)) => xml_literal(literal).into(),
        _ => term,
    }
}

fn results_format(format: Format, what: &'static str) -> Result<QueryResultsFormat, WriteError> {
    match format {
        Format::Csv => Ok(QueryResultsFormat::Csv),
        Format::Tsv => Ok(QueryResultsFormat::Tsv),
        Format::Json => Ok(QueryResultsFormat::Json),
        Format::Xml => Ok(QueryResultsFormat::Xml),
        _ => Err(WriteError::DoesNotFit { format, what, allowed: &Format::FOR_ROWS }),
    }
}
