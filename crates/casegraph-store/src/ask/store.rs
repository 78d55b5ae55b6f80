//! The store: a graph in Oxigraph, asked in SPARQL.

use std::sync::Arc;

use casegraph_quads::{Damaged, Patched};
use oxigraph::model::Variable;
use oxigraph::sparql::{PreparedSparqlQuery, QueryEvaluationError, QueryResults, SparqlEvaluator};

use crate::ask::answer::Answer;
use crate::ask::dataset::QueryDataset;
use crate::graph::Graph;
use crate::graph::from_nquads::StoreError;
use crate::query::Query;
use crate::query::big_stack::on_big_stack;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;
use crate::query::tree::Tree;

/// A graph that answers queries, by Oxigraph's evaluator over its snapshot.
///
/// Queries run over the union of all graphs, each triple once, unless they name graphs themselves (`GRAPH`, `FROM`).
pub struct Store {
    snapshot: Arc<Patched>,
}

impl Store {
    /// A store that holds the graph. Costs nothing: the graph is asked where it lies.
    #[must_use]
    pub fn load(graph: &Graph) -> Self {
        Self { snapshot: Arc::clone(&graph.snapshot) }
    }

    /// A store that holds what was written as [N-Quads](https://www.w3.org/TR/n-quads/).
    pub fn from_nquads(bytes: &[u8]) -> Result<Self, StoreError> {
        Graph::from_nquads(bytes).map(|graph| Self::load(&graph))
    }

    /// Answers a query, with variables bound to the parameters' terms.
    ///
    /// A bound variable is that term everywhere in the query, and a column when it is selected; inside a subquery only
    /// when the subquery selects it. Rows of a query without ORDER BY come sorted by their columns; ties of an ORDER BY
    /// are settled by the columns; triples come sorted: the same store and query give the same answer. (Which rows a
    /// LIMIT without ORDER BY keeps is up to the store.) Runs on a thread of its own and has no time limit.
    pub fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, QueryError> {
        evaluate(query, parameters, |prepared| {
            prepared.on_queryable_dataset(QueryDataset::new(&self.snapshot)).execute()
        })
    }

    /// The number of quads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.snapshot.quads()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of named graphs.
    #[must_use]
    pub fn graph_count(&self) -> usize {
        self.snapshot.graph_count()
    }

    /// The graph it holds; shared, not copied.
    #[must_use]
    pub fn graph(&self) -> Graph {
        Graph { snapshot: Arc::clone(&self.snapshot) }
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("quads", &self.len()).field("graphs", &self.graph_count()).finish()
    }
}

/// Binds the parameters, lets `execute` run the query, and puts what it gives in order.
pub(crate) fn evaluate<'s>(
    query: &Query,
    parameters: &Parameters,
    execute: impl FnOnce(PreparedSparqlQuery) -> Result<QueryResults<'s>, QueryEvaluationError> + Send,
) -> Result<Answer, QueryError> {
    on_big_stack(|| {
        let mut tree = Tree::parse(query.text())?;
        let ordered = tree.is_ordered();
        let bound: Vec<(Variable, _)> =
            parameters.iter().map(|(name, term)| (Variable::new_unchecked(name), term.stored())).collect();
        for (variable, _) in &bound {
            tree.project(variable);
        }
        let mut prepared = SparqlEvaluator::new().for_query(tree.into_algebra());
        for (variable, term) in bound {
            prepared = prepared.substitute_variable(variable, term);
        }
        match execute(prepared).map_err(failed)? {
            QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
            QueryResults::Solutions(solutions) => {
                let columns = query.columns().to_vec();
                let rows = solutions
                    .map(|solution| {
                        solution.map(|row| row.values().iter().take(columns.len()).cloned().collect())
                    })
                    .collect::<Result<Vec<_>, QueryEvaluationError>>()
                    .map_err(failed)?;
                Ok(Answer::of_rows(columns, &rows, ordered))
            }
            QueryResults::Graph(triples) => {
                let triples = triples.collect::<Result<Vec<_>, _>>().map_err(failed)?;
                Ok(Answer::of_triples(triples))
            }
        }
    })
}

fn failed(source: QueryEvaluationError) -> QueryError {
    match source {
        QueryEvaluationError::Dataset(error) if error.is::<Damaged>() => QueryError::Damaged,
        other => QueryError::Evaluation { message: other.to_string() },
    }
}
