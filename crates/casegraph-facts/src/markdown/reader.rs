//! Converts the events of pulldown-cmark into blocks.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::markdown::block::{Block, BlockKind, Inline, LinkInline, Row, Table, fold_spaces};
use crate::markdown::html;
use crate::markdown::parsed::{Code, Extras, Parsed};
use crate::markdown::text::LineIndex;
use crate::model::location::Lines;

/// Parses Markdown: `CommonMark` with tables, footnotes, task lists and strikethrough, as on GitHub. `offset` is the
/// offset of `text` in the text that `index` indexes. Linear in the text.
pub(crate) fn read(text: &str, offset: usize, index: &LineIndex) -> Parsed {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM;
    let mut reader = Reader { index, offset, ..Reader::new(index) };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        if matches!(event, Event::End(TagEnd::Paragraph)) {
            reader.tree_in_text(text.get(range.clone()).unwrap_or_default());
        }
        if matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))))
            && range.end >= text.trim_end().len()
        {
            reader.open_fence(text.get(range.clone()).unwrap_or_default(), range.start);
        }
        let lines = Lines::new(reader.line(range.start), reader.line(range.end.max(range.start + 1) - 1));
        reader.event(event, lines);
    }
    reader.close_block();
    Parsed {
        blocks: reader.blocks,
        html_anchors: reader.html_anchors,
        open_fence: reader.open_fence,
        extras: reader.extras,
    }
}

struct Reader<'i> {
    index: &'i LineIndex,
    offset: usize,
    blocks: Vec<Block>,
    /// The block that receives inlines.
    open: Option<Block>,
    footnote: Option<String>,
    /// For each open list item, whether its first text block has begun.
    items: Vec<bool>,
    code: Option<String>,
    task: Option<bool>,
    /// Open links, outermost first, each with whether it is HTML.
    links: Vec<(LinkInline, bool)>,
    table: Option<Table>,
    row: Option<Row>,
    cell: Option<Vec<Inline>>,
    html: String,
    html_line: u32,
    html_anchors: Vec<String>,
    open_fence: Option<(u32, usize)>,
    extras: Extras,
    language: Option<String>,
}

impl<'i> Reader<'i> {
    fn new(index: &'i LineIndex) -> Self {
        Self {
            index,
            offset: 0,
            blocks: Vec::new(),
            open: None,
            footnote: None,
            items: Vec::new(),
            code: None,
            task: None,
            links: Vec::new(),
            table: None,
            row: None,
            cell: None,
            html: String::new(),
            html_line: 1,
            html_anchors: Vec::new(),
            open_fence: None,
            extras: Extras::default(),
            language: None,
        }
    }

    fn line(&self, at: usize) -> u32 {
        self.index.line(self.offset + at)
    }

    fn event(&mut self, event: Event<'_>, lines: Lines) {
        match event {
            Event::Start(tag) => self.start(tag, lines),
            Event::End(tag) => self.end(tag, lines),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text, lines.start()),
            },
            Event::TaskListMarker(checked) => self.task = Some(checked),
            Event::Code(text) => {
                if let Some((link, _)) = self.links.last_mut() {
                    link.text.push_str(&text);
                } else {
                    self.push(Inline::Code { text: fold_spaces(&text), line: lines.start() }, lines);
                }
            }
            Event::Html(html) => {
                if self.html.is_empty() {
                    self.html_line = lines.start();
                }
                self.html.push_str(&html);
            }
            Event::InlineHtml(html) => self.inline_html(&html, lines),
            Event::FootnoteReference(label) => {
                self.push(Inline::Footnote { label: label.to_string(), line: lines.start() }, lines);
            }
            Event::SoftBreak | Event::HardBreak => match self.links.last_mut() {
                Some((link, _)) => link.text.push(' '),
                None => self.push(Inline::Break, lines),
            },
            Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, lines: Lines) {
        match tag {
            Tag::Heading { level, .. } => {
                self.open_block(BlockKind::Heading { level: level as u8 }, lines);
            }
            Tag::Paragraph => {
                let kind = self.item_block().unwrap_or(BlockKind::Paragraph);
                self.open_block(kind, lines);
            }
            Tag::Item => {
                self.close_block();
                self.items.push(false);
                self.task = None;
            }
            Tag::List(_) | Tag::BlockQuote(_) => self.close_block(),
            Tag::CodeBlock(kind) => {
                self.close_block();
                self.language = match kind {
                    CodeBlockKind::Fenced(info) => info
                        .split([' ', ',', '{'])
                        .next()
                        .filter(|word| !word.is_empty())
                        .map(str::to_lowercase),
                    CodeBlockKind::Indented => None,
                };
                self.code = Some(String::new());
            }
            Tag::FootnoteDefinition(label) => {
                self.close_block();
                self.footnote = Some(label.to_string());
            }
            Tag::Table(_) => {
                self.open_block(BlockKind::Paragraph, lines);
                self.table = Some(Table::default());
            }
            Tag::TableHead => {
                self.row = Some(Row { line: lines.start(), cells: Vec::new() });
            }
            Tag::TableRow => self.row = Some(Row { line: lines.start(), cells: Vec::new() }),
            Tag::TableCell => self.cell = Some(Vec::new()),
            Tag::Strong => self.push(Inline::Strong { open: true }, lines),
            Tag::Link { link_type, dest_url, .. } => {
                let bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.open_link(dest_url.to_string(), bare, false, lines);
            }
            Tag::Image { dest_url, .. } => self.open_link(dest_url.to_string(), false, true, lines),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, lines: Lines) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph => self.close_block(),
            TagEnd::Item => {
                self.close_block();
                self.items.pop();
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let words = code.split_whitespace().count();
                self.extras.code.push(Code { language: self.language.take(), words, lines });
                if code.contains(['├', '└']) {
                    let lines = Lines::new(lines.start() + 1, lines.end());
                    let footnote = self.footnote.clone();
                    self.blocks.push(Block {
                        kind: BlockKind::Tree(code),
                        lines,
                        inlines: Vec::new(),
                        footnote,
                    });
                }
            }
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::FootnoteDefinition => {
                self.close_block();
                self.footnote = None;
            }
            TagEnd::TableCell => {
                self.close_html_links();
                if let (Some(row), Some(cell)) = (&mut self.row, self.cell.take()) {
                    row.cells.push(cell);
                }
            }
            TagEnd::TableHead => {
                if let (Some(table), Some(row)) = (&mut self.table, self.row.take()) {
                    table.header = row.cells;
                }
            }
            TagEnd::TableRow => {
                if let (Some(table), Some(row)) = (&mut self.table, self.row.take()) {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let (Some(block), Some(table)) = (&mut self.open, self.table.take()) {
                    block.kind = BlockKind::Table(table);
                }
                self.close_block();
            }
            TagEnd::Strong => self.push(Inline::Strong { open: false }, lines),
            TagEnd::Link | TagEnd::Image => self.close_link(lines),
            _ => {}
        }
    }

    fn open_block(&mut self, kind: BlockKind, lines: Lines) {
        self.close_block();
        self.open = Some(Block { kind, lines, inlines: Vec::new(), footnote: self.footnote.clone() });
    }

    /// Records the location of a fenced block at the end of the text that has no closing fence.
    fn open_fence(&mut self, source: &str, at: usize) {
        let mut lines = source.trim_end().lines();
        let closed = lines.next_back().is_some_and(|last| {
            let last = last.trim_start_matches(['>', ' ', '\t']).trim_end();
            last.len() >= 3 && (last.chars().all(|c| c == '`') || last.chars().all(|c| c == '~'))
        });
        let swallowed = source.trim_end().lines().count().saturating_sub(1);
        if swallowed == 0 || !closed {
            self.open_fence = (swallowed > 0).then(|| (self.line(at), swallowed));
        }
    }

    /// Makes a paragraph with box characters a tree: its fence was closed by another one inside it. The source still
    /// has the indents.
    fn tree_in_text(&mut self, source: &str) {
        if let Some(block) = self.open.as_mut().filter(|_| source.contains(['├', '└']))
            && matches!(block.kind, BlockKind::Paragraph)
        {
            block.kind = BlockKind::Tree(source.to_owned());
            block.inlines.clear();
        }
    }

    fn close_block(&mut self) {
        self.close_html_links();
        if let Some(block) = self.open.take() {
            self.blocks.push(block);
        }
    }

    fn text(&mut self, text: &str, line: u32) {
        match self.links.last_mut() {
            Some((open, _)) => open.text.push_str(text),
            None => self.push(Inline::Text { text: text.to_owned(), line }, Lines::at(line)),
        }
    }

    /// Adds an inline to the open cell or block; in a tight list item this opens the block.
    fn push(&mut self, inline: Inline, lines: Lines) {
        if let Some(cell) = &mut self.cell {
            cell.push(inline);
            return;
        }
        if self.open.is_none() {
            let Some(kind) = self.item_block() else { return };
            self.open = Some(Block { kind, lines, inlines: Vec::new(), footnote: self.footnote.clone() });
        }
        if let Some(block) = &mut self.open {
            block.lines = Lines::new(block.lines.start(), block.lines.end().max(lines.end()));
            block.inlines.push(inline);
        }
    }

    /// The kind of the next text block in the innermost open list item; `None` outside of lists.
    fn item_block(&mut self) -> Option<BlockKind> {
        let depth = self.items.len();
        let begun = self.items.last_mut()?;
        let first = !std::mem::replace(begun, true);
        let task = self.task.take();
        Some(if first { BlockKind::Item { depth, task } } else { BlockKind::ItemParagraph })
    }

    fn open_link(&mut self, href: String, bare: bool, image: bool, lines: Lines) {
        self.links.push((LinkInline { href, text: String::new(), image, bare, lines }, false));
    }

    /// Closes links up to the innermost Markdown link; an unclosed `<a>` inside it ends with it.
    fn close_link(&mut self, lines: Lines) {
        while let Some((link, html)) = self.links.pop() {
            let end = lines.end();
            self.finish_link(link, end);
            if !html {
                break;
            }
        }
    }

    /// Closes links of `<a>` that have no `</a>` in their block.
    fn close_html_links(&mut self) {
        while let Some((link, _)) = self.links.pop() {
            let end = link.lines.end();
            self.finish_link(link, end);
        }
    }

    /// Adds a link to its block; its text is also part of the text of the link around it (an image in a link).
    fn finish_link(&mut self, mut link: LinkInline, end: u32) {
        link.text = fold_spaces(&link.text);
        link.lines = Lines::new(link.lines.start(), end);
        if let Some((around, _)) = self.links.last_mut() {
            around.text.push_str(&link.text);
        }
        let lines = link.lines;
        self.push(Inline::Link(link), lines);
    }

    fn inline_html(&mut self, tag: &str, lines: Lines) {
        self.keep_tag(tag, lines.start());
        let href = html::href(tag);
        if href.is_none() && !tag.eq_ignore_ascii_case("</a>") {
            return;
        }
        if let Some((link, _)) = self.links.pop_if(|(_, html)| *html) {
            self.finish_link(link, lines.end()); // anchors do not nest in HTML
        }
        if let Some(href) = href {
            self.links
                .push((LinkInline { href, text: String::new(), image: false, bare: false, lines }, true));
        }
    }

    /// Keeps the anchors of a tag, and the tag itself if it is a comment or contains a space.
    fn keep_tag(&mut self, tag: &str, line: u32) {
        if html::is_comment(tag) {
            self.extras.comments.push((line, tag.to_owned()));
            return;
        }
        let anchors = ["id", "name"].into_iter().filter_map(|attribute| html::attribute(tag, attribute));
        self.html_anchors.extend(anchors);
        if tag.contains(' ') {
            self.extras.tags.push((line, tag.to_owned()));
        }
    }

    /// Adds the links of a block of raw HTML; comments are skipped.
    fn html_block(&mut self) {
        let source = std::mem::take(&mut self.html);
        let mut inlines = Vec::new();
        let mut last_line = self.html_line;
        for tag in html::tags(&source, self.html_line) {
            last_line = tag.last_line();
            self.keep_tag(tag.text, tag.line);
            if let Some(href) = html::href(tag.text) {
                let close = tag.after.find("</").unwrap_or(tag.after.len());
                let text = fold_spaces(tag.after.get(..close).unwrap_or_default());
                let link = LinkInline { href, text, image: false, bare: false, lines: Lines::at(tag.line) };
                inlines.push(Inline::Link(link));
            }
        }
        if !inlines.is_empty() {
            self.close_block();
            let lines = Lines::new(self.html_line, last_line);
            self.blocks.push(Block {
                kind: BlockKind::Html,
                lines,
                inlines,
                footnote: self.footnote.clone(),
            });
        }
    }
}
