//! Raw HTML between and in blocks: links, pictures, headings, comments, `<details>`.

use super::Reader;
use crate::markdown::block::{Block, BlockKind, Inline, LinkInline, fold_spaces};
use crate::markdown::heading::HeadingText;
use crate::markdown::html::{self, Piece, Tag};
use crate::markdown::parsed::Details;
use crate::model::location::Lines;

/// A block of raw HTML while it is read.
#[derive(Default)]
struct HtmlBlock {
    /// Links and pictures outside of headings.
    inlines: Vec<Inline>,
    link: Option<LinkInline>,
    heading: Option<(u8, u32, Vec<Inline>, HeadingText)>,
    /// The text of a `<summary>`.
    summary: Option<(u32, String)>,
    last_line: u32,
}

impl Reader<'_> {
    /// Reads a block of raw HTML.
    pub(super) fn html_block(&mut self) {
        let source = std::mem::take(&mut self.html);
        let first_line = self.html_line;
        let mut block = HtmlBlock { last_line: first_line, ..HtmlBlock::default() };
        let mut html = source.as_str();
        let mut line = first_line;
        if let Some(name) = self.hidden {
            let Some(end) = html::closing_tag(html, name) else { return };
            let (before, after) = html.split_at(end);
            line += u32::try_from(memchr::memchr_iter(b'\n', before.as_bytes()).count()).unwrap_or_default();
            (self.hidden, html) = (None, after);
        }
        let mut pieces = html::pieces(html, line);
        for (line, piece) in pieces.by_ref() {
            block.last_line = line;
            match piece {
                Piece::Text(text) => block.text(text, line),
                Piece::Comment(comment, is_closed) => {
                    self.extras.comments.push((line, comment.to_owned()));
                    if let Some((.., heading)) = &mut block.heading {
                        heading.has_comment = true;
                    }
                    if !is_closed {
                        self.open_comment(comment, line);
                    }
                }
                Piece::Open(tag) => {
                    self.keep_tag(tag, line);
                    self.open_in_block(tag, line, &mut block);
                }
                Piece::Close(name) => self.close_in_block(name, line, &mut block),
            }
        }
        if let Some(name) = pieces.unclosed() {
            self.hide(name);
        }
        block.end_link();
        self.flush_html(&mut block, first_line);
    }

    fn open_in_block(&mut self, tag: Tag<'_>, line: u32, block: &mut HtmlBlock) {
        if let Some(level) = tag.heading_level() {
            self.flush_html(block, self.html_line);
            let heading = HeadingText { id: tag.attribute("id"), is_html: true, ..HeadingText::default() };
            block.heading = Some((level, line, Vec::new(), heading));
        } else if let Some(href) = href(tag) {
            block.end_link();
            block.link = Some(link(href, false, line));
        } else if tag.is("summary") {
            block.summary = Some((line, String::new()));
        } else if tag.is("details") {
            self.details.push(Details { summary: String::new(), lines: Lines::at(line) });
        } else if tag.is("br") {
            block.text("\n", line);
        }
        for address in html::media(tag) {
            let picture = LinkInline { text: alternative(tag), ..link(address, true, line) };
            if let Some(around) = &mut block.link {
                around.text.push_str(&picture.text);
            }
            block.push(Inline::Link(picture));
        }
    }

    fn close_in_block(&mut self, name: &str, line: u32, block: &mut HtmlBlock) {
        if html::heading_level(name).is_some() {
            block.end_link();
            self.end_heading(block, line);
        } else if name.eq_ignore_ascii_case("a") {
            block.end_link();
        } else if name.eq_ignore_ascii_case("summary") {
            if let (Some((_, text)), Some(details)) = (block.summary.take(), self.details.last_mut()) {
                details.summary = fold_spaces(text.trim());
            }
        } else if name.eq_ignore_ascii_case("details") {
            self.close_details(line);
        }
    }

    fn close_details(&mut self, line: u32) {
        if let Some(details) = self.details.pop() {
            let lines = Lines::new(details.lines.start(), line);
            self.closed_details.push(Details { lines, ..details });
        }
    }

    /// Makes a heading of HTML a block.
    fn end_heading(&mut self, block: &mut HtmlBlock, line: u32) {
        let Some((level, first, inlines, heading)) = block.heading.take() else { return };
        if heading.with_images.trim().is_empty() {
            return;
        }
        self.close_block();
        self.blocks.push(Block {
            kind: BlockKind::Heading { level },
            lines: Lines::new(first, line),
            inlines: trimmed(inlines),
            footnote: self.footnote.clone(),
            heading: Some(Box::new(heading)),
        });
    }

    /// Makes the links so far a block.
    fn flush_html(&mut self, block: &mut HtmlBlock, first_line: u32) {
        // A heading without its end is none.
        if let Some((_, _, inlines, _)) = block.heading.take() {
            block.inlines.extend(inlines.into_iter().filter(|inline| matches!(inline, Inline::Link(_))));
        }
        if block.inlines.is_empty() {
            return;
        }
        self.close_block();
        self.blocks.push(Block {
            kind: BlockKind::Html,
            lines: Lines::new(first_line, block.last_line),
            inlines: std::mem::take(&mut block.inlines),
            footnote: self.footnote.clone(),
            heading: None,
        });
    }

    /// Reads a tag or comment in running text.
    pub(super) fn inline_html(&mut self, html: &str, lines: Lines) {
        if let Some(name) = self.hidden {
            if html::closing_tag(html, name) == Some(0) {
                self.hidden = None;
            }
            return;
        }
        match html::pieces(html, lines.start()).next() {
            Some((line, Piece::Comment(comment, _))) => {
                self.extras.comments.push((line, comment.to_owned()));
                if let Some(heading) = self.heading() {
                    heading.has_comment = true;
                }
            }
            Some((line, Piece::Open(tag))) => {
                self.keep_tag(tag, line);
                self.open_tag(tag, lines);
            }
            Some((line, Piece::Close(name))) => {
                if name.eq_ignore_ascii_case("a") {
                    self.close_html_link(lines.end());
                } else if is_code(name) {
                    self.html_code = self.html_code.saturating_sub(1);
                } else if name.eq_ignore_ascii_case("details") {
                    self.close_details(line);
                }
            }
            Some((_, Piece::Text(_))) | None => {}
        }
    }

    fn open_tag(&mut self, tag: Tag<'_>, lines: Lines) {
        if let Some(href) = href(tag) {
            self.close_html_link(lines.end()); // anchors do not nest in HTML
            self.links.push((LinkInline { lines, ..link(href, false, lines.start()) }, true));
        } else if tag.is("br") {
            self.line_break(lines);
        } else if tag.is("code") || tag.is("pre") || tag.is("kbd") || tag.is("samp") {
            self.html_code += 1;
        }
        for address in html::media(tag) {
            let picture = LinkInline { text: alternative(tag), lines, ..link(address, true, lines.start()) };
            if let Some(heading) = self.heading() {
                heading.push(&picture.text, true);
            }
            self.finish_link(picture, lines.end());
        }
        if let Some(name) = tag.hides_text().filter(|_| !tag.source.ends_with("/>")) {
            self.hide(name);
        }
    }

    /// Skips what follows up to the closing tag of an element, if there is one.
    fn hide(&mut self, name: &'static str) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        self.hidden = html::closing_tag(rest, name).map(|_| name);
    }

    /// Records a comment without an end that takes more than its own line.
    fn open_comment(&mut self, comment: &str, line: u32) {
        let after = comment.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
        if after > 0 && self.open_comment.is_none() {
            self.open_comment = Some((line, after));
        }
    }

    /// Keeps the anchors of a tag, and the tag itself if it contains a space.
    fn keep_tag(&mut self, tag: Tag<'_>, line: u32) {
        let anchors = ["id", "name"].into_iter().filter_map(|attribute| tag.attribute(attribute));
        self.html_anchors.extend(anchors.filter(|anchor| !anchor.is_empty()));
        if tag.source.contains(' ') {
            self.extras.tags.push((line, tag.source.to_owned()));
        }
    }
}

impl HtmlBlock {
    fn push(&mut self, inline: Inline) {
        match &mut self.heading {
            Some((_, _, inlines, heading)) => {
                if let Inline::Link(link) = &inline
                    && link.image
                {
                    heading.push(&link.text, true);
                }
                inlines.push(inline);
            }
            None => self.inlines.push(inline),
        }
    }

    fn text(&mut self, text: &str, line: u32) {
        let text = crate::markdown::entity::decode(text);
        if let Some((_, summary)) = &mut self.summary {
            summary.push_str(&text);
        }
        if let Some((_, _, _, heading)) = &mut self.heading {
            heading.push(&text, false);
        }
        if let Some(link) = &mut self.link {
            link.text.push_str(&text);
        } else if let Some((_, _, inlines, _)) = &mut self.heading {
            inlines.push(Inline::Text { text: text.into_owned(), line });
        }
    }

    fn end_link(&mut self) {
        if let Some(mut link) = self.link.take() {
            link.text = fold_spaces(&link.text);
            self.push(Inline::Link(link));
        }
    }
}

/// The inlines of a heading without white space at its ends.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    for inline in &mut inlines {
        if let Inline::Text { text, .. } = inline {
            *text = text.replace(['\n', '\t'], " ");
        }
    }
    inlines
}

/// The target of `<a href>` and `<area href>`.
fn href(tag: Tag<'_>) -> Option<String> {
    if !tag.is("a") && !tag.is("area") {
        return None;
    }
    tag.attribute("href").filter(|href| !href.starts_with('{'))
}

fn alternative(tag: Tag<'_>) -> String {
    fold_spaces(&tag.attribute("alt").unwrap_or_default())
}

fn link(href: String, image: bool, line: u32) -> LinkInline {
    LinkInline { href, text: String::new(), image, bare: false, wiki: false, lines: Lines::at(line) }
}

fn is_code(name: &str) -> bool {
    ["code", "pre", "kbd", "samp"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
