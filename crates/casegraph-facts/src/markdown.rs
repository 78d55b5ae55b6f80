//! Markdown as a flat list of blocks with lines: what the extraction rules read.
//!
//! pulldown-cmark does the parsing; this module keeps of it what the rules ask for and nothing else.

mod anchor;
mod block;
mod generated;
mod reader;

pub(crate) use anchor::anchors;
pub(crate) use block::{
    Block, BlockKind, Inline, LinkInline, Row, Table, labels, links, plain_text, text_after_label, word_count,
};
pub(crate) use reader::{Loose, Read, read};
