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

mod answer;
mod base;
mod big_stack;
mod dataset;
mod endpoint;
mod format;
mod graph;
mod header;
mod named_query;
#[cfg(feature = "rocksdb")]
mod oxigraph_database;
mod parameter;
mod parameters;
mod query;
mod query_error;
mod rdf_writer;
mod read;
mod shipped;
mod snapshot;
mod store;
mod suggestion;
mod term;
mod terms;
pub mod vocabulary;
mod vocabulary_file;

#[cfg(test)]
mod tests;

pub use base::{Base, BaseError};
pub use graph::{BuiltGraph, CorpusInfo, DocumentGraph, Graph, GraphBuilder};
pub use snapshot::{Changes, Patch, SnapshotError};
pub use vocabulary_file::{Vocabulary, check_vocabularies, read_vocabulary};

pub use query::{Query, QueryKind};
pub use query_error::{QueryError, SyntaxError};
pub use read::{ReadError, to_nquads};
pub use store::{Store, StoreError};

pub use endpoint::{Credentials, Endpoint, EndpointError, EndpointSettings, SentGraph};

pub use answer::Answer;
pub use format::{Format, FormatError, WriteError};
pub use term::{Term, Triple};

pub use header::{CheckMetadata, QueryHeader};
pub use named_query::{NamedQuery, NamedQueryError};
pub use parameter::{ParameterSpec, ParameterType};
pub use parameters::{ParameterError, Parameters};
pub use shipped::{ShippedQuery, UnknownQuery, shipped_queries, shipped_query};
