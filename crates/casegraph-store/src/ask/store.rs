//! The store: answers queries over a local graph.

use std::sync::Arc;

use casegraph_quads::Overlay;
use spareval::QueryEvaluator;

use crate::ask::answer::Answer;
use crate::ask::dataset::QueryDataset;
use crate::ask::evaluate::{collect, evaluate};
use crate::graph::Graph;
use crate::graph::from_nquads::NQuadsError;
use crate::query::Query;
use crate::query::parameters::Parameters;
use crate::query::query_error::QueryError;

/// A graph that answers queries, with Oxigraph's evaluator over its snapshot.
///
/// Queries are evaluated over the union of all graphs, each triple once, unless they name graphs (`GRAPH`, `FROM`).
pub struct Store {
    snapshot: Arc<Overlay>,
}

impl Store {
    /// A store with this graph. The graph is shared, not copied.
    #[must_use]
    pub fn load(graph: &Graph) -> Self {
        Self { snapshot: Arc::clone(&graph.snapshot) }
    }

    /// A store with a graph from [N-Quads](https://www.w3.org/TR/n-quads/).
    pub fn from_nquads(bytes: &[u8]) -> Result<Self, NQuadsError> {
        Graph::from_nquads(bytes).map(|graph| Self::load(&graph))
    }

    /// Answers a query, with variables bound to the terms of the parameters.
    ///
    /// A bound variable is replaced by its term everywhere in the query, in a subquery only if the subquery selects it; if it
    /// is selected, it is a column. The same store and query give the same answer: rows without ORDER BY are sorted by
    /// their columns, ties of an ORDER BY are broken by the columns, and triples are sorted. (Which rows a LIMIT without
    /// ORDER BY keeps is unspecified.) The query runs on a query thread ([`crate::start_threads`]), without a time limit.
    pub fn ask(&self, query: &Query, parameters: &Parameters) -> Result<Answer, QueryError> {
        let snapshot = Arc::clone(&self.snapshot);
        evaluate(query, parameters, move |algebra, bound| {
            let evaluator = QueryEvaluator::new();
            let mut prepared = evaluator.prepare(algebra);
            for (variable, term) in bound {
                prepared = prepared.substitute_variable(variable, term);
            }
            collect(prepared.execute(QueryDataset::new(&snapshot))?)
        })
    }

    /// The number of quads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.snapshot.quads()
    }

    /// Whether there are no quads.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of named graphs.
    #[must_use]
    pub fn graph_count(&self) -> usize {
        self.snapshot.graph_count()
    }

    /// The graph; shared, not copied.
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
