//! Distances, orders and scores over typed nodes.
//!
//! A [`ConceptGraph`] is built from typed edges, wherever they come from: fresh facts or a scan of the stored graph. It
//! prints nothing and knows no SPARQL; petgraph stays behind its signatures.

mod concept_graph;
mod cycles;
mod learning_order;
#[path = "similarity.rs"]
mod likeness;
mod measures;
mod weighted_graph;

pub use concept_graph::{ConceptGraph, Group};
pub use cycles::cycles;
pub use learning_order::LearningOrder;
pub use likeness::{Alike, Likeness};
pub use weighted_graph::{Route, Routes, Step, WeightedGraph};
