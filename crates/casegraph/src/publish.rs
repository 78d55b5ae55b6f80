//! The graph for other programs: pushed to a SPARQL engine, divided into shards for a bulk load, written as a database for Oxigraph's server.

mod oxigraph;
mod parts;
mod push;
mod shard;

pub use oxigraph::{DatabaseFolder, export_oxigraph_database};
pub use push::{PushOptions, PushReport, push_graph};
pub use shard::Shard;
