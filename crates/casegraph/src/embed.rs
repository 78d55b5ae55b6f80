//! Results of the graph written into Markdown, between markers, and checked.
//!
//! ```text
//! Markdown ─► markers ─► kinds, one file each ─► Embedded (what each file would be) ─► write, or a diff
//! ```
//!
//! ```markdown
//! <!-- casegraph:begin query patterns-most-used --limit 5 -->
//! <!-- casegraph:end -->
//! ```
//!
//! Only what is between the markers changes, byte for byte. Nothing here writes by itself: [`Embedder::file`] says what a
//! file would be, and [`Change::write`] writes it.

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
