//! Converts the events of pulldown-cmark into blocks.

mod inlines;
mod raw_html;
mod text_run;

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::markdown::block::{Block, BlockKind, Inline, LinkInline, Row, Table, fold_spaces};
use crate::markdown::heading::HeadingText;
use crate::markdown::parsed::{Code, Details, Extras, Parsed};
use crate::markdown::text::LineIndex;
use crate::model::location::Lines;
use text_run::TextRun;

/// Admonitions in admonitions are read to this depth.
const DEEPEST: usize = 8;

/// Parses Markdown: `CommonMark` with tables, footnotes, task lists, strikethrough and bare addresses, as on GitHub; wiki links; and
/// the indented text of admonitions and tabs, as in `MkDocs`. `offset` is the offset of `text` in the text that `index` indexes.
/// Linear in the text.
pub(crate) fn read(text: &str, offset: usize, index: &LineIndex) -> Parsed {
    read_nested(text, Place { index, offset, before: 0 }, 0)
}

/// Where a text stands in its file.
#[derive(Clone, Copy)]
struct Place<'i> {
    index: &'i LineIndex,
    /// The offset in the text that is indexed.
    offset: usize,
    /// The number of lines before that text.
    before: u32,
}

impl Place<'_> {
    fn line(self, at: usize) -> u32 {
        self.before + self.index.line(self.offset + at)
    }
}

fn read_nested(text: &str, place: Place<'_>, depth: usize) -> Parsed {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM;
    let mut reader = Reader::new(text, place, depth);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush_run();
    reader.close_block();
    Parsed {
        blocks: reader.blocks,
        html_anchors: reader.html_anchors,
        open_fence: reader.open_fence,
        open_comment: reader.open_comment,
        details: reader.closed_details,
        extras: reader.extras,
    }
}

struct Reader<'s> {
    source: &'s str,
    place: Place<'s>,
    depth: usize,
    /// Where the last event ends in the source.
    at: usize,
    blocks: Vec<Block>,
    /// The block that receives inlines.
    open: Option<Block>,
    footnote: Option<String>,
    /// For each open list item, whether its first text block has begun.
    items: Vec<bool>,
    code: Option<String>,
    task: Option<bool>,
    /// Text that is not yet an inline.
    run: TextRun,
    /// The part of the source that is an address already.
    taken: Range<usize>,
    /// Open links, outermost first, each with whether it is HTML.
    links: Vec<(LinkInline, bool)>,
    table: Option<Table>,
    row: Option<Row>,
    cell: Option<Vec<Inline>>,
    /// Where the open cell ends.
    cell_end: usize,
    html: String,
    html_line: u32,
    html_anchors: Vec<String>,
    /// The HTML element whose text is skipped.
    hidden: Option<&'static str>,
    /// The number of open `<code>` and `<pre>` in running text.
    html_code: usize,
    open_fence: Option<(u32, usize)>,
    open_comment: Option<(u32, usize)>,
    /// `<details>` without their end, outermost first.
    details: Vec<Details>,
    closed_details: Vec<Details>,
    /// Whether the last paragraph heads an admonition or a tab, whose text is indented.
    admonition: bool,
    extras: Extras,
    language: Option<String>,
}

impl<'s> Reader<'s> {
    fn new(source: &'s str, place: Place<'s>, depth: usize) -> Self {
        Self {
            source,
            place,
            depth,
            at: 0,
            blocks: Vec::new(),
            open: None,
            footnote: None,
            items: Vec::new(),
            code: None,
            task: None,
            run: TextRun::default(),
            taken: 0..0,
            links: Vec::new(),
            table: None,
            row: None,
            cell: None,
            cell_end: 0,
            html: String::new(),
            html_line: 1,
            html_anchors: Vec::new(),
            hidden: None,
            html_code: 0,
            open_fence: None,
            open_comment: None,
            details: Vec::new(),
            closed_details: Vec::new(),
            admonition: false,
            extras: Extras::default(),
            language: None,
        }
    }

    fn lines(&self, range: &Range<usize>) -> Lines {
        let last = range.end.max(range.start + 1) - 1;
        Lines::new(self.place.line(range.start), self.place.line(last))
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        self.at = range.end;
        if let Event::Text(text) = &event {
            match &mut self.code {
                Some(code) => code.push_str(text),
                None => self.text(text, range),
            }
            return;
        }
        self.flush_run();
        let lines = self.lines(&range);
        match event {
            Event::Start(tag) => self.start(tag, range, lines),
            Event::End(tag) => self.end(tag, range, lines),
            Event::TaskListMarker(checked) => self.task = Some(checked),
            Event::Code(text) => self.code_span(&text, &range, lines),
            Event::Html(html) => {
                if self.html.is_empty() {
                    self.html_line = lines.start();
                }
                self.html.push_str(&html);
            }
            Event::InlineHtml(html) => self.inline_html(&html, lines),
            Event::FootnoteReference(label) => {
                self.footnote_anchors("ref", &label);
                self.push(Inline::Footnote { label: label.to_string(), line: lines.start() }, lines);
            }
            Event::SoftBreak | Event::HardBreak => self.line_break(lines),
            Event::Text(_) | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>, lines: Lines) {
        if !matches!(tag, Tag::CodeBlock(CodeBlockKind::Indented)) && is_block(&tag) {
            self.admonition = false;
        }
        match tag {
            Tag::Heading { level, .. } => {
                self.open_block(BlockKind::Heading { level: level as u8 }, lines);
                let mut heading = Box::<HeadingText>::default();
                heading.set_source(self.source.get(range).unwrap_or_default());
                if let Some(block) = &mut self.open {
                    block.heading = Some(heading);
                }
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
                if matches!(kind, CodeBlockKind::Fenced(_)) && range.end >= self.source.trim_end().len() {
                    self.open_fence(range);
                }
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
                self.footnote_anchors("", &label);
                self.footnote = Some(label.to_string());
            }
            Tag::Table(_) => {
                self.open_block(BlockKind::Paragraph, lines);
                self.table = Some(Table::default());
            }
            Tag::TableHead | Tag::TableRow => {
                self.row = Some(Row { line: lines.start(), cells: Vec::new() });
            }
            Tag::TableCell => {
                self.cell = Some(Vec::new());
                self.cell_end = range.end;
            }
            Tag::Strong => self.strong(true, &range, lines),
            Tag::Link { link_type, dest_url, .. } => {
                let bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let scheme = if matches!(link_type, LinkType::Email) { "mailto:" } else { "" };
                self.open_link(format!("{scheme}{dest_url}"), bare, false, lines);
            }
            Tag::Image { dest_url, .. } => self.open_link(dest_url.to_string(), false, true, lines),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>, lines: Lines) {
        match tag {
            TagEnd::Heading(_) => self.close_block(),
            TagEnd::Paragraph => {
                let source = self.source.get(range).unwrap_or_default();
                self.tree_in_text(source);
                self.admonition = heads_admonition(source);
                self.close_block();
            }
            TagEnd::Item => {
                self.close_block();
                self.items.pop();
            }
            TagEnd::CodeBlock => self.code_block(lines),
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
            TagEnd::Strong => self.strong(false, &range, lines),
            TagEnd::Link | TagEnd::Image => self.close_link(lines),
            _ => {}
        }
    }

    fn code_block(&mut self, lines: Lines) {
        let code = self.code.take().unwrap_or_default();
        let language = self.language.take();
        if self.admonition && self.depth < DEEPEST {
            self.read_indented(&code, lines);
            return;
        }
        let words = code.split_whitespace().count();
        self.extras.code.push(Code { language, words, lines });
        if code.contains(['├', '└']) {
            let lines = Lines::new(lines.start() + 1, lines.end());
            self.blocks.push(Block {
                kind: BlockKind::Tree(code),
                lines,
                inlines: Vec::new(),
                footnote: self.footnote.clone(),
                heading: None,
            });
        }
    }

    /// Reads the indented text of an admonition or a tab, which `CommonMark` takes for code.
    fn read_indented(&mut self, text: &str, lines: Lines) {
        let index = LineIndex::new(text);
        let place = Place { index: &index, offset: 0, before: lines.start() - 1 };
        let inside = read_nested(text, place, self.depth + 1);
        self.blocks.extend(inside.blocks);
        self.html_anchors.extend(inside.html_anchors);
        self.closed_details.extend(inside.details);
        self.extras.extend(inside.extras);
        self.admonition = true; // more of it may follow
    }

    /// Records the location of a fenced block at the end of the text that has no closing fence.
    fn open_fence(&mut self, range: Range<usize>) {
        let at = range.start;
        let source = self.source.get(range).unwrap_or_default();
        let mut lines = source.trim_end().lines();
        let closed = lines.next_back().is_some_and(|last| {
            let last = last.trim_start_matches(['>', ' ', '\t']).trim_end();
            last.len() >= 3 && (last.chars().all(|c| c == '`') || last.chars().all(|c| c == '~'))
        });
        let swallowed = source.trim_end().lines().count().saturating_sub(1);
        if swallowed == 0 || !closed {
            self.open_fence = (swallowed > 0).then(|| (self.place.line(at), swallowed));
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

    fn open_block(&mut self, kind: BlockKind, lines: Lines) {
        self.close_block();
        let footnote = self.footnote.clone();
        self.open = Some(Block { kind, lines, inlines: Vec::new(), footnote, heading: None });
    }

    fn close_block(&mut self) {
        self.close_html_links();
        self.html_code = 0;
        if let Some(mut block) = self.open.take() {
            if let Some(heading) = &mut block.heading
                && heading.take_attributes() > 0
            {
                without_braces(&mut block.inlines);
            }
            self.blocks.push(block);
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

    /// Keeps the anchors of a footnote, as GitHub and Python-Markdown set them.
    fn footnote_anchors(&mut self, of: &str, label: &str) {
        self.html_anchors.extend([format!("fn{of}-{label}"), format!("fn{of}:{label}")]);
    }
}

/// Whether a tag opens a block with text of its own, or a list.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::List(_)
            | Tag::BlockQuote(_)
            | Tag::Table(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
    )
}

/// Whether a paragraph is the head of an admonition or of a tab of Python-Markdown: `!!! note`, `??? tip "Title"`, `=== "Tab"`.
fn heads_admonition(paragraph: &str) -> bool {
    let line = paragraph.lines().next().unwrap_or_default().trim();
    let after =
        ["!!! ", "??? ", "???+ ", "=== ", "===+ ", "===! "].iter().find_map(|mark| line.strip_prefix(mark));
    after.is_some_and(|after| {
        let of_tab = line.starts_with("===");
        if of_tab {
            after.starts_with(['"', '\''])
        } else {
            after.starts_with(|c: char| c.is_alphabetic() || c == '"')
        }
    })
}

/// Takes the attributes in braces off the end of a heading.
fn without_braces(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text { text, .. }) = inlines.last_mut()
        && let Some(open) = text.rfind('{')
    {
        text.truncate(text.get(..open).map_or(0, |text| text.trim_end().len()));
        if text.is_empty() {
            inlines.pop();
        }
    }
}

/// The text of a code span as one line.
fn code_text(text: &str) -> String {
    fold_spaces(text)
}
