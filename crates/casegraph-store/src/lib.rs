//! RDF and SPARQL for casegraph: facts become a graph, and a graph answers queries.
//!
//! ```text
//! FactSet ─────┬─► Graph ─┬─► N-Quads · TriG · Turtle · JSON-LD …
//! Vocabulary ──┘          └─► Store ────┬─► ask(Query, Parameters) ─► Answer ─► CSV · JSON · Turtle …
//!                             Endpoint ─┘                               └─► Rows, read by column name
//! queries/*.rq ─► NamedQuery ─► Query and typed parameters
//! ```
//!
//! The modules are layers; each imports only from the layers before it:
//!
//! | module | contents |
//! |---|---|
//! | [`vocabulary`] | the IRIs that casegraph writes and reads |
//! | `rdf` | terms, IRIs of things, formats |
//! | `vocabulary_file` | vocabulary files in Turtle |
//! | `graph` | facts as RDF; snapshots, patches, export |
//! | `query` | parsed queries, named queries, parameters, query threads |
//! | `ask` | the evaluator over a local graph; answers and their rows |
//! | `remote` | remote engines (feature `remote`) |
//!
//! ```
//! use casegraph_facts::FactSet;
//! use casegraph_store::{Answer, Base, CorpusInfo, Graph, Parameters, Query, Store};
//!
//! let corpus = CorpusInfo { title: "My cases".to_owned(), base: Base::default() };
//! let store = Store::load(&Graph::from_facts(&FactSet::default(), &corpus, &[]));
//! let query = Query::parse("ASK { ?corpus a cg:Corpus ; schema:name 'My cases' }")?;
//! assert_eq!(store.ask(&query, &Parameters::default())?, Answer::Boolean(true));
//! # Ok::<(), casegraph_store::QueryError>(())
//! ```
//!
//! The terms of the graph are the public interface of casegraph's data: `ontology/casegraph.ttl` declares them. No type of
//! another RDF library is in a public signature. The crate does not read Markdown, and only `remote` opens network
//! connections.

#![cfg_attr(
    test,
    expect(
        clippy::format_push_string,
        clippy::needless_pass_by_value,
        clippy::unnecessary_wraps,
        reason = "tests build and compare small values; this is easier to read"
    )
)]

mod ask;
mod graph;
mod query;
mod rdf;
#[cfg(feature = "remote")]
mod remote;
#[cfg(test)]
mod tests;
pub mod vocabulary;
mod vocabulary_file;

pub use rdf::base::{Base, BaseError};
pub use rdf::format::{Format, FormatError, WriteError};
pub use rdf::query_kind::QueryKind;
pub use rdf::read::{ReadError, to_nquads};
pub use rdf::term::{Term, Triple};

pub use vocabulary_file::check::check_vocabularies;
pub use vocabulary_file::{Vocabulary, read_vocabulary};

pub use casegraph_quads::{Patch, SnapshotError};
pub use graph::Graph;
pub use graph::changes::Changes;
pub use graph::corpus_info::CorpusInfo;
pub use graph::from_nquads::NQuadsError;
pub use graph::graph_builder::{BuiltGraph, DocumentGraph, GraphBuilder};

pub use query::Query;
pub use query::header::{CheckMetadata, QueryHeader};
pub use query::named_query::NamedQuery;
pub use query::named_query_error::NamedQueryError;
pub use query::parameter::{ParameterSpec, ParameterType};
pub use query::parameters::{ParameterError, Parameters};
pub use query::query_error::{QueryError, SyntaxError};
pub use query::shipped::{ShippedQuery, UnknownQuery, shipped_queries, shipped_query};
pub use query::threads::start_threads;

pub use ask::answer::Answer;
pub use ask::rows::{Row, RowIter, Rows};
pub use ask::store::Store;

#[cfg(feature = "remote")]
pub use casegraph_http::{Credentials, HttpError};
#[cfg(feature = "remote")]
pub use query::endpoint_error::EndpointError;
#[cfg(feature = "remote")]
pub use remote::endpoint::Endpoint;
#[cfg(feature = "remote")]
pub use remote::send::SentGraph;
#[cfg(feature = "remote")]
pub use remote::settings::EndpointSettings;
