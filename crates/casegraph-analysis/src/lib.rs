//! Distances, orders and scores over typed nodes.
//!
//! A [`ConceptGraph`] is built from typed edges of any origin: facts that were just read, or the stored graph. The crate prints
//! nothing and knows no SPARQL; no public signature shows a type of petgraph.

mod concept_graph;
mod cycles;
mod learning_order;
mod measures;
mod similarity;
mod weighted_graph;

pub use concept_graph::{ConceptGraph, Group};
pub use cycles::cycles;
pub use learning_order::LearningOrder;
pub use similarity::{Similar, Similarity};
pub use weighted_graph::{Step, WeightedGraph, WeightedPath, WeightedPaths};
