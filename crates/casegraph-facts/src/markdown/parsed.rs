//! A Markdown file as parsed: its blocks, and the code blocks, comments and tags around them.

use std::ops::RangeInclusive;

use crate::markdown::block::{Block, BlockKind};
use crate::model::location::Lines;

/// A parsed file.
pub(crate) struct Parsed {
    pub(crate) blocks: Vec<Block>,
    /// Values of `id` and `name` attributes of HTML tags: anchors besides those of the headings.
    pub(crate) html_anchors: Vec<String>,
    /// The line of a code fence that is never closed, and the number of lines after it, which are all code.
    pub(crate) open_fence: Option<(u32, usize)>,
    pub(crate) extras: Extras,
}

/// The parts of a file that are not blocks.
#[derive(Default)]
pub(crate) struct Extras {
    pub(crate) code: Vec<Code>,
    /// HTML comments with their lines.
    pub(crate) comments: Vec<(u32, String)>,
    /// HTML tags that contain a space, with their lines.
    pub(crate) tags: Vec<(u32, String)>,
}

/// A code block.
pub(crate) struct Code {
    /// The language in lower case; `None` for indented code and fences without a language.
    pub(crate) language: Option<String>,
    pub(crate) words: usize,
    pub(crate) lines: Lines,
}

impl Parsed {
    /// Removes everything between the markers of `casegraph embed` and returns the headings among it: they still have anchors.
    ///
    /// The text between markers is generated from facts, so it must not become facts again: a generated table of topics would
    /// count as links to all of them. A marker without its partner is ignored.
    pub(crate) fn take_generated(&mut self) -> Vec<Block> {
        let regions = generated_regions(&self.extras.comments);
        if regions.is_empty() {
            return Vec::new();
        }
        let is_generated = |line: u32| regions.iter().any(|region| region.contains(&line));
        let (generated, own): (Vec<Block>, Vec<Block>) =
            std::mem::take(&mut self.blocks).into_iter().partition(|block| is_generated(block.lines.start()));
        self.blocks = own;
        self.extras.code.retain(|code| !is_generated(code.lines.start()));
        self.extras.comments.retain(|(line, _)| !is_generated(*line));
        self.extras.tags.retain(|(line, _)| !is_generated(*line));
        generated.into_iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. })).collect()
    }
}

/// The lines of each pair of markers, both markers included.
fn generated_regions(comments: &[(u32, String)]) -> Vec<RangeInclusive<u32>> {
    let mut regions = Vec::new();
    let mut open = None;
    for (line, comment) in comments {
        let inside = comment.trim_start_matches("<!--").trim_end_matches("-->");
        match inside.split_whitespace().next() {
            Some("casegraph:begin") => open = Some(*line),
            Some("casegraph:end") => regions.extend(open.take().map(|begin| begin..=*line)),
            _ => {}
        }
    }
    regions
}
