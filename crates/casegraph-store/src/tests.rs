//! Tests over the whole crate, with an example corpus that contains one of every kind of fact.

mod answers;
pub(crate) mod corpus;
mod formats;
mod graphs;
mod layers;
mod ontology;
#[cfg(feature = "rocksdb")]
mod oxigraph_database;
mod parameters;
mod reference;

mod shipped;
