//! Remote SPARQL engines: they answer the same queries as a local store, with the same answers, and receive graphs.
//!
//! Only this module opens network connections, with `casegraph-http`.

mod conventions;
mod divide;
pub(crate) mod endpoint;
mod portable;
mod results;
mod rewrite;
mod select_plan;
pub(crate) mod send;
pub(crate) mod settings;
mod step;
#[cfg(test)]
mod tests;
