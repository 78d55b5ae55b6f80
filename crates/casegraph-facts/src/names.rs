//! Names of companies, technologies and patterns: the known ones, and their occurrences in running text.
//!
//! ```text
//! Name (with Guards) ─► merge ─► Registry ─► find ─► MentionFacts
//!                                   └──────► suggest ─► SuggestedName
//! ```
//!
//! All labels are found in one scan (Aho and Corasick, 1975). Most labels count wherever they are whole words; a label
//! that is also an ordinary word counts only where the context shows that it is the name (`guard`).

pub(crate) mod company_cell;
mod company_list;
mod guard;
pub(crate) mod label;
mod lexicon;
pub(crate) mod matcher;
pub(crate) mod merge;
pub(crate) mod name_list;
pub(crate) mod registry;
mod sentence;
mod spans;
mod stated_names;
pub(crate) mod suggest;
mod word;
mod word_list;
