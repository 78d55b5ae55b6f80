//! The store: a graph in Oxigraph, asked in SPARQL.

use std::sync::{Arc, OnceLock};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, GraphNameRef, Variable};
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};
use oxigraph::store::{StorageError, Store as Engine};
use thiserror::Error;

use crate::big_stack::on_big_stack;
use crate::graph::{QuadTable, QuadTableBuilder};
use crate::query::Tree;
use crate::{Answer, Graph, Parameters, Query, QueryError};

/// A graph that answers queries.
///
/// Queries run over the union of all named graphs, each triple once, unless they name graphs themselves (`GRAPH`,
/// `FROM`). Oxigraph alone would answer twice where two graphs hold the same triple, so the union is loaded as a graph
/// of its own; the named graphs are only loaded when a query tells them apart. Each is loaded on its first use.
pub struct Store {
    table: Arc<QuadTable>,
    union: OnceLock<Engine>,
    named: OnceLock<Engine>,
}

/// Text that is no graph.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no N-Quads at line {line}, column {column}: {message}")]
pub struct StoreError {
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
    /// What is wrong.
    pub message: String,
}

impl Store {
    /// A store that holds the graph. Cheap: the quads are shared, and loaded on the first question.
    #[must_use]
    pub fn load(graph: &Graph) -> Self {
        Self { table: Arc::clone(&graph.table), union: OnceLock::new(), named: OnceLock::new() }
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
        on_big_stack(|| {
            let mut tree = Tree::parse(query.text())?;
            let ordered = tree.is_ordered();
            let engine = self.engine(tree.uses_graphs()).map_err(|source| failed(&source))?;
            let bound: Vec<(Variable, _)> = parameters
                .iter()
                .map(|(name, term)| (Variable::new_unchecked(name), term.stored()))
                .collect();
            for (variable, _) in &bound {
                tree.project(variable);
            }
            let mut prepared = SparqlEvaluator::new().for_query(tree.into_algebra());
            for (variable, term) in bound {
                prepared = prepared.substitute_variable(variable, term);
            }
            let results = prepared.on_store(engine).execute().map_err(|source| failed(&source))?;
            match results {
                QueryResults::Boolean(value) => Ok(Answer::Boolean(value)),
                QueryResults::Solutions(solutions) => {
                    let columns = query.columns().to_vec();
                    let rows = solutions
                        .map(|solution| {
                            solution.map(|row| row.values().iter().take(columns.len()).cloned().collect())
                        })
                        .collect::<Result<Vec<_>, QueryEvaluationError>>()
                        .map_err(|source| failed(&source))?;
                    Ok(Answer::of_rows(columns, &rows, ordered))
                }
                QueryResults::Graph(triples) => {
                    let triples = triples.collect::<Result<Vec<_>, _>>().map_err(|source| failed(&source))?;
                    Ok(Answer::of_triples(triples))
                }
            }
        })
    }

    /// The number of quads.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.quads().len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of named graphs.
    #[must_use]
    pub fn graph_count(&self) -> usize {
        self.table.graph_count()
    }

    /// The graph it holds; shared, not copied.
    #[must_use]
    pub fn graph(&self) -> Graph {
        Graph { table: Arc::clone(&self.table) }
    }

    /// The engine with just the union, or the one with the named graphs too.
    fn engine(&self, named: bool) -> Result<&Engine, StorageError> {
        let cell = if named { &self.named } else { &self.union };
        if let Some(engine) = cell.get() {
            return Ok(engine);
        }
        let engine = Engine::new()?;
        let mut transaction = engine.start_transaction()?;
        transaction.extend(self.table.union());
        if named {
            transaction
                .extend(self.table.iter().filter(|quad| quad.graph_name != GraphNameRef::DefaultGraph));
        }
        transaction.commit()?;
        Ok(cell.get_or_init(|| engine))
    }
}

impl Graph {
    /// Reads [N-Quads](https://www.w3.org/TR/n-quads/). Linear in the text, about two microseconds a quad.
    pub fn from_nquads(bytes: &[u8]) -> Result<Self, StoreError> {
        let mut builder = QuadTableBuilder::default();
        for quad in RdfParser::from_format(RdfFormat::NQuads).for_slice(bytes) {
            let quad = quad.map_err(|source| {
                let place = source.location().map(|range| (range.start.line + 1, range.start.column + 1));
                let (line, column) = place.unwrap_or((1, 1));
                StoreError { line, column, message: source.to_string() }
            })?;
            let terms = &mut builder.terms;
            let graph = match quad.graph_name {
                GraphName::DefaultGraph => None,
                GraphName::NamedNode(node) => Some(terms.term(node.into())),
                GraphName::BlankNode(node) => Some(terms.term(node.into())),
            };
            let subject = terms.term(quad.subject.into());
            let predicate = terms.term(quad.predicate.into());
            let object = terms.term(quad.object);
            builder.add(graph, subject, predicate, object);
        }
        Ok(Self { table: Arc::new(builder.finish()) })
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("quads", &self.len()).field("graphs", &self.graph_count()).finish()
    }
}

fn failed(source: &dyn std::error::Error) -> QueryError {
    QueryError::Evaluation { message: source.to_string() }
}
