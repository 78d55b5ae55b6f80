//! A graph of quads as one immutable run of bytes that is queried in place, in memory or in a mapped file.
//!
//! ```text
//! Segment (one per graph) ─► SnapshotBuilder ─► SnapshotParts ─► file ─► Snapshot ─┬─► Overlay ─► quads that match a Pattern
//!                                                          Changes ─► Patch ───────┘
//! ```
//!
//! ```
//! use casegraph_quads::{GraphPattern, Overlay, Pattern, Segment, SnapshotBuilder};
//!
//! let mut segment = Segment::named("http://example.org/graph");
//! let [subject, predicate] = ["http://example.org/s", "http://example.org/p"].map(|iri| segment.iri(iri));
//! let object = segment.text("a value");
//! segment.add(subject, predicate, object);
//! let mut builder = SnapshotBuilder::default();
//! builder.add(&[segment]);
//! let graph = Overlay::from(builder.finish().in_memory());
//! let found = graph.matches(Pattern::default(), GraphPattern::Union)?.collect::<Result<Vec<_>, _>>()?;
//! let ([_, _, object], _) = found[0];
//! assert_eq!(graph.term(object)?.to_string(), "\"a value\"");
//! # Ok::<(), casegraph_quads::Damaged>(())
//! ```
//!
//! The crate knows RDF terms and quads; it does not know SPARQL, documents or a vocabulary. It contains the only `unsafe`
//! code of casegraph: the call that maps a file (`mapping.rs`).

mod blocks;
mod builder;
mod changes;
mod damaged;
mod file;
mod header;
mod key;
mod mapping;
mod matches;
mod numbers;
mod ordered;
mod overlay;
mod patch;
mod predicate_ids;
mod quad_index;
mod section;
mod segment;
mod segments;
mod snapshot;
mod term_table;
mod terms;
#[cfg(test)]
mod tests;
mod writer;

pub use builder::{SnapshotBuilder, SnapshotParts};
pub use changes::Changes;
pub use damaged::{Damaged, SnapshotError};
pub use matches::{GraphPattern, Match, Pattern};
pub use numbers::DEFAULT_GRAPH;
pub use overlay::{Overlay, OverlayMatches};
pub use patch::Patch;
pub use segment::Segment;
pub use segments::Segments;
pub use snapshot::Snapshot;
