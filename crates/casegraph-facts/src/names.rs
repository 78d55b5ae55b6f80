//! Names of companies, technologies and patterns: which are known, and where they occur in running text.
//!
//! ```text
//! Name (with Guards) ─► laid over ─► Registry ─► find ─► MentionFacts
//!                                       └──────► suggest ─► SuggestedName
//! ```
//!
//! All labels are looked for in one scan (Aho and Corasick, 1975). Most labels count wherever they stand as whole words;
//! one that is also an ordinary word counts where its surroundings show that it is the name (`guard`).

pub(crate) mod company_cell;
mod company_list;
mod guard;
pub(crate) mod label;
mod lexicon;
pub(crate) mod matcher;
pub(crate) mod merge;
pub(crate) mod registry;
mod sentence;
mod spans;
pub(crate) mod suggest;
mod word;
mod word_list;
