//! One evaluation: the parameters are bound, the query is run, and what it gives is put in order.

use casegraph_quads::Damaged;
use oxrdf::{Term, Triple, Variable};
use spareval::{QueryEvaluationError, QueryResults, QuerySolution};
use spargebra::Query as Algebra;

use crate::ask::answer::Answer;
use crate::query::Query;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;
use crate::query::threads::on_query_thread;

/// What a query gives, before it is put in order.
pub(crate) enum Found {
    Boolean(bool),
    Rows(Vec<Vec<Option<Term>>>),
    Triples(Vec<Triple>),
}

/// All results of an evaluation.
pub(crate) fn results(results: QueryResults<'_>) -> Result<Found, QueryEvaluationError> {
    Ok(match results {
        QueryResults::Boolean(value) => Found::Boolean(value),
        QueryResults::Solutions(solutions) => {
            let cells = |row: Result<QuerySolution, _>| row.map(|row| row.values().to_vec());
            Found::Rows(solutions.map(cells).collect::<Result<_, _>>()?)
        }
        QueryResults::Graph(triples) => Found::Triples(triples.collect::<Result<_, _>>()?),
    })
}

/// Binds the parameters, lets `execute` run the query with them, and puts what it gives in order.
pub(crate) fn evaluate(
    query: &Query,
    parameters: &Parameters,
    execute: impl FnOnce(&Algebra, Vec<(Variable, Term)>) -> Result<Found, QueryEvaluationError> + Send + 'static,
) -> Result<Answer, QueryError> {
    let query = query.clone();
    let bound: Vec<(Variable, Term)> =
        parameters.iter().map(|(name, term)| (Variable::new_unchecked(name), term.stored())).collect();
    on_query_thread(move || {
        let algebra = query.tree().selecting(bound.iter().map(|(variable, _)| variable));
        match execute(&algebra, bound).map_err(failed)? {
            Found::Boolean(value) => Ok(Answer::Boolean(value)),
            Found::Rows(mut rows) => {
                let columns = query.columns().to_vec();
                for row in &mut rows {
                    row.truncate(columns.len()); // without the parameters that are not selected
                }
                Ok(Answer::of_rows(columns, &rows, query.tree().is_ordered()))
            }
            Found::Triples(triples) => Ok(Answer::of_triples(triples)),
        }
    })
}

fn failed(source: QueryEvaluationError) -> QueryError {
    match source {
        QueryEvaluationError::Dataset(error) if error.is::<Damaged>() => QueryError::Damaged,
        other => QueryError::Evaluation { message: other.to_string() },
    }
}
