//! Publishes the graph: pushes it to a SPARQL engine, divides it into shards, writes it as a database for Oxigraph's server.

mod oxigraph;
mod parts;
mod push;
mod shard;

pub use oxigraph::{DatabaseFolder, export_oxigraph_database};
pub use push::{PushOptions, PushReport, push_graph};
pub use shard::Shard;
