//! Writes results of the graph into Markdown files, between markers, and checks them.
//!
//! ```text
//! Markdown ─► markers ─► kinds, one file each ─► Embedded (the new text of each file) ─► write, or a diff
//! ```
//!
//! ```markdown
//! <!-- casegraph:begin query patterns-most-used --limit 5 -->
//! <!-- casegraph:end -->
//! ```
//!
//! Only the bytes between the markers change. [`Embedder::file`] computes the changes, and [`Change::write`] writes them.

mod change;
mod embedder;
mod kind;
mod kinds;
mod markdown;
mod markers;

#[cfg(test)]
mod tests;

pub use change::Change;
pub use embedder::{Embedded, Embedder};
pub use kind::{EmbedKind, Help};
pub use kinds::EMBED_KINDS;
