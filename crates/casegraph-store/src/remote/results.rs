//! Parsing of [SPARQL JSON results](https://www.w3.org/TR/sparql11-results-json/), with the deviations of engines.

use casegraph_http::{Reply, excerpt};
use oxrdf::{Literal, NamedNode, Term, Variable};
use sparesults::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};

use crate::query::endpoint_error::EndpointError;
use crate::remote::conventions::explain;
use crate::vocabulary::xsd;

/// Columns, and rows of cells.
pub(super) type Table = (Vec<Variable>, Vec<Vec<Option<Term>>>);

/// The results of an engine.
pub(super) enum Results {
    Boolean(bool),
    Rows { columns: Vec<Variable>, rows: Vec<Vec<Option<Term>>> },
}

impl Results {
    /// Parses a response.
    pub(super) fn read(url: &str, reply: &Reply) -> Result<Self, EndpointError> {
        Self::read_body(url, reply, &reply.body).or_else(|error| {
            // Virtuoso's labels of blank nodes are invalid.
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
                    rows.push(solution.values().iter().map(|cell| cell.clone().map(normalized)).collect());
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

    /// A boolean. Virtuoso responds to an ASK with a row with a number.
    pub(super) fn into_boolean(self, url: &str) -> Result<bool, EndpointError> {
        match self {
            Self::Boolean(value) => Ok(value),
            Self::Rows { rows, .. } => match rows.as_slice() {
                [] => Ok(false),
                [row] => Ok(row.iter().flatten().any(
                    |cell| matches!(cell, Term::Literal(value) if !matches!(value.value(), "0" | "false")),
                )),
                _ => Err(unexpected(url, "rows instead of a boolean")),
            },
        }
    }

    /// The columns and rows.
    pub(super) fn into_rows(self, url: &str) -> Result<Table, EndpointError> {
        match self {
            Self::Rows { columns, rows } => Ok((columns, rows)),
            Self::Boolean(_) => Err(unexpected(url, "a boolean instead of rows")),
        }
    }
}

/// The error for an unexpected result.
pub(super) fn unexpected(url: &str, problem: &str) -> EndpointError {
    EndpointError::NoResults { url: url.to_owned(), problem: problem.to_owned(), text: String::new() }
}

/// Normalizes a term: Virtuoso returns booleans as `0` and `1`.
fn normalized(term: Term) -> Term {
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
