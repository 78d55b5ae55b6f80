//! Answers to SPARQL queries over a local graph.

pub(crate) mod answer;
mod dataset;
pub(crate) mod evaluate;
pub(crate) mod rows;
pub(crate) mod store;
#[cfg(test)]
mod tests;
