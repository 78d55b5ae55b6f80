//! Inlines: text, code, emphasis and links, added to the open cell or block.

use std::ops::Range;

use super::text_run::{self, TextRun};
use super::{Reader, code_text};
use crate::markdown::block::{Block, BlockKind, Inline, LinkInline, fold_spaces};
use crate::markdown::heading::HeadingText;
use crate::model::location::Lines;

impl Reader<'_> {
    /// The text of the open heading.
    pub(super) fn heading(&mut self) -> Option<&mut HeadingText> {
        self.open.as_mut().and_then(|block| block.heading.as_deref_mut())
    }

    fn is_in_image(&self) -> bool {
        self.links.iter().any(|(link, _)| link.image)
    }

    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if self.hidden.is_some() {
            return;
        }
        let of_image = self.is_in_image();
        if let Some(heading) = self.heading() {
            heading.push(text, of_image);
        }
        if let Some((open, _)) = self.links.last_mut() {
            open.text.push_str(text);
            return;
        }
        if range.start >= self.taken.end {
            self.run.push(text, range);
        } else if let Some(rest) = text.get(self.taken.end - range.start..).filter(|rest| !rest.is_empty()) {
            self.run.push(rest, self.taken.end..range.end); // what follows an address
        }
    }

    /// Adds the text so far to the open cell or block.
    pub(super) fn flush_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let start = run.start();
        let line = self.place.line(start);
        if self.html_code > 0 {
            self.push(Inline::Text { text: run.text, line }, Lines::at(line));
            return;
        }
        let found = text_run::inlines(&run, self.source, self.end_of_line(&run), line);
        if let Some(end) = found.taken {
            self.taken = start..end;
        }
        if self.open.as_ref().is_none_or(|block| block.heading.is_none()) {
            self.html_anchors.extend(found.ids);
        }
        for inline in found.inlines {
            self.push(inline, Lines::at(line));
        }
    }

    /// Where an address in a run must end: with its line, or with the cell of a table.
    fn end_of_line(&self, run: &TextRun) -> usize {
        let rest = self.source.as_bytes().get(run.start()..).unwrap_or_default();
        let line = memchr::memchr2(b'\n', b'\r', rest).map_or(self.source.len(), |end| run.start() + end);
        if self.cell.is_some() { line.min(self.cell_end) } else { line }
    }

    pub(super) fn code_span(&mut self, text: &str, range: &Range<usize>, lines: Lines) {
        if self.taken.contains(&range.start) || self.hidden.is_some() {
            return;
        }
        let of_image = self.is_in_image();
        if let Some(heading) = self.heading() {
            heading.push(text, of_image);
        }
        if let Some((link, _)) = self.links.last_mut() {
            link.text.push_str(text);
        } else {
            self.push(Inline::Code { text: code_text(text), line: lines.start() }, lines);
        }
    }

    pub(super) fn strong(&mut self, open: bool, range: &Range<usize>, lines: Lines) {
        if !self.taken.contains(&range.start) {
            self.push(Inline::Strong { open }, lines);
        }
    }

    pub(super) fn line_break(&mut self, lines: Lines) {
        if let Some(heading) = self.heading() {
            heading.push("\n", false);
        }
        match self.links.last_mut() {
            Some((link, _)) => link.text.push(' '),
            None => self.push(Inline::Break, lines),
        }
    }

    /// Adds an inline to the open cell or block; in a tight list item this opens the block.
    pub(super) fn push(&mut self, inline: Inline, lines: Lines) {
        if self.hidden.is_some() {
            return;
        }
        if let Some(cell) = &mut self.cell {
            cell.push(inline);
            return;
        }
        if self.open.is_none() {
            let Some(kind) = self.item_block() else { return };
            self.open = Some(new_block(kind, lines, self.footnote.clone()));
        }
        if let Some(block) = &mut self.open {
            block.lines = Lines::new(block.lines.start(), block.lines.end().max(lines.end()));
            block.inlines.push(inline);
        }
    }

    pub(super) fn open_link(&mut self, href: String, bare: bool, image: bool, lines: Lines) {
        self.links.push((LinkInline { href, text: String::new(), image, bare, wiki: false, lines }, false));
    }

    /// Closes links up to the innermost Markdown link; an unclosed `<a>` inside it ends with it.
    pub(super) fn close_link(&mut self, lines: Lines) {
        while let Some((link, html)) = self.links.pop() {
            let end = lines.end();
            self.finish_link(link, end);
            if !html {
                break;
            }
        }
    }

    /// Closes the innermost link if it is an `<a>`.
    pub(super) fn close_html_link(&mut self, end: u32) {
        if let Some((link, _)) = self.links.pop_if(|(_, html)| *html) {
            self.finish_link(link, end);
        }
    }

    /// Closes links of `<a>` that have no `</a>` in their block.
    pub(super) fn close_html_links(&mut self) {
        while let Some((link, _)) = self.links.pop() {
            let end = link.lines.end();
            self.finish_link(link, end);
        }
    }

    /// Adds a link to its block; its text is also part of the text of the link around it (an image in a link).
    pub(super) fn finish_link(&mut self, mut link: LinkInline, end: u32) {
        link.text = fold_spaces(&link.text);
        link.lines = Lines::new(link.lines.start(), end);
        if let Some((around, _)) = self.links.last_mut() {
            around.text.push_str(&link.text);
        }
        let lines = link.lines;
        self.push(Inline::Link(link), lines);
    }
}

fn new_block(kind: BlockKind, lines: Lines, footnote: Option<String>) -> Block {
    Block { kind, lines, inlines: Vec::new(), footnote, heading: None }
}
