//! A file's bytes as text, and its Markdown as a flat list of blocks with lines: what the extraction rules read.
//!
//! pulldown-cmark does the parsing; this module keeps of it what the rules ask for and nothing else.

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
