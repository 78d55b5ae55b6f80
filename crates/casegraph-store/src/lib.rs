//! Facts as RDF; SPARQL in, rows or triples out.
//!
//! ```text
//! FactSet ─┬─► Graph ─┬─► nquads · trig · turtle · jsonld …
//! Vocabulary ─┘       └─► Store ─► ask(Query, Parameters) ─► Answer ─► csv · json · turtle …
//!                         └─► Endpoint: the same questions to an engine elsewhere, and graphs sent to it
//! queries/*.rq ─► NamedQuery ─► Query and typed parameters ─┘
//! ```
//!
//! ```
//! use casegraph_facts::FactSet;
//! use casegraph_store::{Answer, Base, CorpusInfo, Graph, Parameters, Query, Store};
//!
//! let corpus = CorpusInfo { title: "My cases".to_owned(), base: Base::default() };
//! let store = Store::load(&Graph::of(&FactSet::default(), &corpus, &[]));
//! let query = Query::parse("ASK { ?corpus a cg:Corpus ; schema:name 'My cases' }")?;
//! assert_eq!(store.ask(&query, &Parameters::default())?, Answer::Boolean(true));
//! # Ok::<(), casegraph_store::QueryError>(())
//! ```
//!
//! The graph's terms are the public contract of casegraph: `ontology/casegraph.ttl` declares them, [`vocabulary`] names
//! them. No type of Oxigraph shows in a signature; nothing here reads Markdown; only [`Endpoint`] opens
//! network connections.

#![cfg_attr(
    test,
    expect(
        clippy::format_push_string,
        clippy::needless_pass_by_value,
        clippy::unnecessary_wraps,
        reason = "tests build and compare small values; they read better so"
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
pub use graph::from_nquads::StoreError;
pub use graph::graph_builder::{BuiltGraph, DocumentGraph, GraphBuilder};

pub use query::Query;
pub use query::header::Advice;
pub use query::named_query::NamedQuery;
pub use query::named_query_error::NamedQueryError;
pub use query::parameter::{ParameterSpec, ParameterType};
pub use query::parameters::{ParameterError, Parameters};
pub use query::query_error::{QueryError, SyntaxError};
pub use query::shipped::{ShippedQuery, UnknownQuery, shipped_queries, shipped_query};

pub use ask::answer::Answer;
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
