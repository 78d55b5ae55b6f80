//! Tests over the whole crate: a corpus that has one of everything, and what becomes of it.

mod answers;
pub(crate) mod corpus;
mod formats;
mod graphs;
mod ontology;
#[cfg(feature = "rocksdb")]
mod oxigraph_database;
mod parameters;
mod reference;
mod rooms;
mod shipped;
