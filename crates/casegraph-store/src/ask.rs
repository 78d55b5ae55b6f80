//! Graphs asked in SPARQL: the evaluator over a snapshot, and what it answers.

pub(crate) mod answer;
mod dataset;
pub(crate) mod store;
#[cfg(test)]
mod tests;
