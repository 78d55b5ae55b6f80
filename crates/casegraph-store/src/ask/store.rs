//! The store: a graph that is asked in SPARQL, by the evaluator of Oxigraph.

use std::sync::Arc;

use casegraph_quads::Patched;
use spareval::QueryEvaluator;

use crate::ask::answer::Answer;
use crate::ask::dataset::QueryDataset;
use crate::ask::evaluate::{evaluate, results};
use crate::graph::Graph;
use crate::graph::from_nquads::StoreError;
use crate::query::Query;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;

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
    /// LIMIT without ORDER BY keeps is up to the store.) Runs on a thread for queries
    /// ([`crate::start_threads`]) and has no time limit.
    pub fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, QueryError> {
        let snapshot = Arc::clone(&self.snapshot);
        evaluate(query, parameters, move |algebra, bound| {
            let evaluator = QueryEvaluator::new();
            let mut prepared = evaluator.prepare(algebra);
            for (variable, term) in bound {
                prepared = prepared.substitute_variable(variable, term);
            }
            results(prepared.execute(QueryDataset::new(&snapshot))?)
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
