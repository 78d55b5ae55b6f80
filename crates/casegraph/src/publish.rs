//! The graph for other programs: pushed to a SPARQL engine, divided into shards for a bulk load, written as a database for Oxigraph's server.

mod oxigraph;
mod parts;
mod push;
mod shard;

pub use oxigraph::DatabasePlace;
pub use push::{PushOptions, PushReport};
pub use shard::Shard;
