//! SPARQL engines elsewhere: asked the same queries as a local store, with the same answers, and sent graphs.
//!
//! All network code of casegraph is in this room, by way of `casegraph-http`.

mod conventions;
mod divide;
pub(crate) mod endpoint;
mod portable;
mod results;
mod rewrite;
mod rows;
pub(crate) mod send;
pub(crate) mod settings;
mod step;
#[cfg(test)]
mod tests;
