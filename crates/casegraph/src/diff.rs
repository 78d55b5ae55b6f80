//! Compares two graphs of a collection: things gained, lost, moved and changed.
//!
//! ```text
//! DiffSource ─► DiffSide ─► Extracted ─┬─► Matches (renamed things) ─┐
//! (text)        (graph)     (rows)     └─────────────────────────────┴─► GraphDiff ─► Markdown · JSON
//! ```
//!
//! A side is read by SPARQL queries and gap checks only, so any stored graph can be a side.

mod compare;
mod extracted;
mod graph_diff;
mod identity;
mod items;
mod kind;
mod markdown;
mod outline;
mod revision;
mod side;

pub(crate) use compare::diff_extracted;
pub use compare::diff_graphs;
pub(crate) use extracted::Extracted;
pub use graph_diff::{ChangedItem, DiffItem, FieldChange, GraphDiff, KindDiff, MovedItem};
pub use kind::DiffKind;
pub use markdown::diff_markdown;
pub use outline::{DiffEntry, DiffSection, DiffSign, diff_outline};
pub use side::{DiffSide, DiffSource};
