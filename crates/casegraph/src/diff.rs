//! What two graphs of a collection do not have in common: told as things gained, lost, moved and changed.
//!
//! ```text
//! Place ─► Side ─► Reading ─┬─► Matches (what is the same thing on both sides) ─┐
//! (text)   (graph) (rows)   └───────────────────────────────────────────────────┴─► GraphDiff ─► Markdown · JSON
//! ```
//!
//! A side is read by SPARQL and by the gap checks only, so any stored graph can be one.

mod extracted;
mod graph_diff;
mod identity;
mod items;
mod kind;
mod markdown;
mod outline;
mod revision;
mod side;

pub(crate) use extracted::Reading;
pub use graph_diff::{Changed, FieldChange, GraphDiff, Item, KindDiff, Moved};
pub use kind::DiffKind;
pub use markdown::diff_markdown;
pub use outline::{DiffEntry, DiffSection, DiffSign};
pub use side::{Place, Side};
