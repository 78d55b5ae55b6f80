//! Answers in [SPARQL results JSON](https://www.w3.org/TR/sparql11-results-json/), as engines really write them.

use casegraph_http::{Reply, excerpt};
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};

use crate::query::endpoint_error::EndpointError;
use crate::remote::conventions::explain;
use crate::vocabulary::xsd;

/// Columns, and cells by column.
pub(super) type Table = (Vec<Variable>, Vec<Vec<Option<Term>>>);

/// What an engine answered.
pub(super) enum Results {
    Boolean(bool),
    Rows { columns: Vec<Variable>, rows: Vec<Vec<Option<Term>>> },
}

impl Results {
    /// Reads an answer.
    pub(super) fn read(url: &str, reply: &Reply) -> Result<Self, EndpointError> {
        Self::read_body(url, reply, &reply.body).or_else(|error| {
            // Virtuoso's labels of blank nodes are no labels.
            let text = String::from_utf8_lossy(&reply.body);
            if !text.contains("\"nodeID://") {
                return Err(error);
            }
            Self::read_body(url, reply, text.replace("\"nodeID://", "\"nodeID-").as_bytes())
        })
    }

    fn read_body(url: &str, reply: &Reply, body: &[u8]) -> Result<Self, EndpointError> {
        let wrong = |problem: String| EndpointError::NoResults {
            url: url.to_owned(),
            problem,
            text: explain(&excerpt(&reply.body)).text.to_owned(),
        };
        let parser = QueryResultsParser::from_format(QueryResultsFormat::Json);
        match parser.for_slice(body).map_err(|error| wrong(error.to_string()))? {
            SliceQueryResultsParserOutput::Boolean(value) => Ok(Self::Boolean(value)),
            SliceQueryResultsParserOutput::Solutions(solutions) => {
                let columns = solutions.variables().to_vec();
                let mut rows = Vec::new();
                for solution in solutions {
                    let solution = solution.map_err(|error| wrong(error.to_string()))?;
                    rows.push(solution.values().iter().map(|cell| cell.clone().map(plain)).collect());
                }
                if let Some(most) =
                    reply.header("x-sparql-maxrows").parse().ok().filter(|most: &usize| rows.len() >= *most)
                {
                    return Err(EndpointError::Cut { url: url.to_owned(), rows: most });
                }
                Ok(Self::Rows { columns, rows })
            }
        }
    }

    /// Yes or no. Virtuoso answers an ASK as a SELECT of one number.
    pub(super) fn into_boolean(self, url: &str) -> Result<bool, EndpointError> {
        match self {
            Self::Boolean(value) => Ok(value),
            Self::Rows { rows, .. } => match rows.as_slice() {
                [] => Ok(false),
                [row] => Ok(row.iter().flatten().any(
                    |cell| matches!(cell, Term::Literal(value) if !matches!(value.value(), "0" | "false")),
                )),
                _ => Err(unasked(url, "rows, where yes or no was asked for")),
            },
        }
    }

    pub(super) fn into_rows(self, url: &str) -> Result<Table, EndpointError> {
        match self {
            Self::Rows { columns, rows } => Ok((columns, rows)),
            Self::Boolean(_) => Err(unasked(url, "yes or no, where rows were asked for")),
        }
    }
}

pub(super) fn unasked(url: &str, problem: &str) -> EndpointError {
    EndpointError::NoResults { url: url.to_owned(), problem: problem.to_owned(), text: String::new() }
}

/// A term as everybody else writes it: Virtuoso gives booleans as `0` and `1`.
fn plain(term: Term) -> Term {
    match &term {
        Term::Literal(literal) if literal.datatype().as_str() == xsd::BOOLEAN => {
            let value = match literal.value() {
                "0" => "false",
                "1" => "true",
                _ => return term,
            };
            Literal::new_typed_literal(value, NamedNode::new_unchecked(xsd::BOOLEAN)).into()
        }
        _ => term,
    }
}
