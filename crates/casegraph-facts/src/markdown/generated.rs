//! What `casegraph embed` wrote, between its two markers: a result of the facts, so it asserts none.
//!
//! Else a table of topics would link to what nothing else leads to, and a page would change what it tells of itself.

use std::ops::RangeInclusive;

use super::block::{Block, BlockKind};
use super::reader::Read;

impl Read {
    /// Takes out what stands between markers; gives its headings, which have anchors all the same. A marker without its
    /// partner is passed over.
    pub(crate) fn take_generated(&mut self) -> Vec<Block> {
        let places = places(&self.loose.comments);
        if places.is_empty() {
            return Vec::new();
        }
        let is_in = |line: u32| places.iter().any(|place| place.contains(&line));
        let (generated, own): (Vec<Block>, Vec<Block>) =
            std::mem::take(&mut self.blocks).into_iter().partition(|block| is_in(block.lines.start()));
        self.blocks = own;
        self.loose.code.retain(|code| !is_in(code.lines.start()));
        self.loose.comments.retain(|(line, _)| !is_in(*line));
        self.loose.tags.retain(|(line, _)| !is_in(*line));
        generated.into_iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. })).collect()
    }
}

/// The lines of each pair of markers, both included.
fn places(comments: &[(u32, String)]) -> Vec<RangeInclusive<u32>> {
    let mut places = Vec::new();
    let mut open = None;
    for (line, comment) in comments {
        let inside = comment.trim_start_matches("<!--").trim_end_matches("-->");
        match inside.split_whitespace().next() {
            Some("casegraph:begin") => open = Some(*line),
            Some("casegraph:end") => places.extend(open.take().map(|begin| begin..=*line)),
            _ => {}
        }
    }
    places
}
