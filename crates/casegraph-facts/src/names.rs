//! Names of companies, technologies and patterns: which are known, and where they occur in running text.
//!
//! ```text
//! Name (with Guards) ─► laid over ─► Registry ─► find ─► MentionFacts
//!                                       └──────► suggest ─► SuggestedName
//! ```
//!
//! All labels are looked for in one scan (Aho and Corasick, 1975). Most labels count wherever they stand as whole words;
//! one that is also an ordinary word counts where its surroundings show that it is the name (`guard`).

mod explicit;
mod guard;
mod label;
mod matcher;
mod name;
mod overlay;
mod registry;
mod sentence;
mod spans;
mod suggest;
mod word;

pub use label::{holds_label, labels_collide};
pub use matcher::MentionFacts;
pub use name::{Guards, Name, NameOrigin};
pub use overlay::lay_names_over;
pub use registry::Registry;
pub use suggest::{SuggestedName, suggest_names};
