//! The evaluation of a query: binds the parameters, executes, and sorts the results.

use casegraph_quads::Damaged;
use oxrdf::{Term, Triple, Variable};
use spareval::{QueryEvaluationError, QueryResults, QuerySolution};
use spargebra::Query as Algebra;

use crate::ask::answer::Answer;
use crate::query::Query;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;
use crate::query::threads::on_query_thread;

/// The unsorted results of a query.
pub(crate) enum RawResults {
    Boolean(bool),
    Rows(Vec<Vec<Option<Term>>>),
    Triples(Vec<Triple>),
}

/// Collects all results of an execution.
pub(crate) fn collect(results: QueryResults<'_>) -> Result<RawResults, QueryEvaluationError> {
    Ok(match results {
        QueryResults::Boolean(value) => RawResults::Boolean(value),
        QueryResults::Solutions(solutions) => {
            let cells = |row: Result<QuerySolution, _>| row.map(|row| row.values().to_vec());
            RawResults::Rows(solutions.map(cells).collect::<Result<_, _>>()?)
        }
        QueryResults::Graph(triples) => RawResults::Triples(triples.collect::<Result<_, _>>()?),
    })
}

/// Binds the parameters, calls `execute` with the query and the bindings on a query thread, and sorts the results.
pub(crate) fn evaluate(
    query: &Query,
    parameters: &Parameters,
    execute: impl FnOnce(&Algebra, Vec<(Variable, Term)>) -> Result<RawResults, QueryEvaluationError>
    + Send
    + 'static,
) -> Result<Answer, QueryError> {
    let query = query.clone();
    let bound: Vec<(Variable, Term)> =
        parameters.iter().map(|(name, term)| (Variable::new_unchecked(name), term.stored())).collect();
    on_query_thread(move || {
        let algebra = query.tree().selecting(bound.iter().map(|(variable, _)| variable));
        match execute(&algebra, bound).map_err(failed)? {
            RawResults::Boolean(value) => Ok(Answer::Boolean(value)),
            RawResults::Rows(mut rows) => {
                let columns = query.columns().to_vec();
                for row in &mut rows {
                    row.truncate(columns.len()); // drops parameters that the query does not select
                }
                Ok(Answer::from_rows(columns, &rows, query.tree().is_ordered()))
            }
            RawResults::Triples(triples) => Ok(Answer::from_triples(triples)),
        }
    })
}

fn failed(source: QueryEvaluationError) -> QueryError {
    match source {
        QueryEvaluationError::Dataset(error) if error.is::<Damaged>() => QueryError::Damaged,
        other => QueryError::Evaluation { message: other.to_string() },
    }
}
