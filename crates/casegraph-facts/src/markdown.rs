//! The bytes of a file as text, and its Markdown as a flat list of blocks with lines, which is the input of the
//! extraction rules.
//!
//! pulldown-cmark parses; this module keeps only what the rules need.

pub(crate) mod anchor;
pub(crate) mod block;
pub(crate) mod front_matter;
mod html;
pub(crate) mod paragraph;
pub(crate) mod parsed;
pub(crate) mod reader;
pub(crate) mod repair;
pub(crate) mod text;
pub mod url;
