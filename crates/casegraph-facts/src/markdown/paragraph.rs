//! The running text of a file as a reader sees it: what full-text search looks through. No facts are made of it.

use crate::markdown::block::{BlockKind, Inline};
use crate::markdown::front_matter::FrontMatter;
use crate::markdown::reader;
use crate::markdown::repair::repair;
use crate::markdown::text::{LineIndex, Text};

/// A paragraph, a list item or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its words; code and link texts included, emphasis dropped. The cells of a row have ` | ` between them.
    pub text: String,
    /// Where in `text` each line of the file begins: byte and line, the first at 0.
    line_starts: Vec<(usize, u32)>,
}

impl Paragraph {
    /// The line that its first word stands on.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line_at(0)
    }

    /// The line that the character at this byte of `text` stands on.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> u32 {
        let after = self.line_starts.partition_point(|(start, _)| *start <= byte);
        self.line_starts.get(after.saturating_sub(1)).map_or(1, |(_, line)| *line)
    }

    fn new(inlines: &[Inline], line: u32) -> Self {
        let mut paragraph = Self { text: String::new(), line_starts: vec![(0, line)] };
        paragraph.add(inlines);
        paragraph
    }

    fn add(&mut self, inlines: &[Inline]) {
        let mut after_footnote = false;
        for inline in inlines {
            if let Inline::Text { text, .. } = inline
                && after_footnote
                && text.starts_with(['.', ',', ';', ':', '!', '?', ')'])
            {
                self.text.truncate(self.text.trim_end().len()); // "in 2023 [^1]." is "in 2023."
            }
            match inline {
                Inline::Text { text, line } | Inline::Code { text, line } => self.words(text, *line),
                Inline::Link(link) => self.words(&link.text, link.lines.start()),
                Inline::Break => self.text.push(' '),
                Inline::Strong { .. } | Inline::Footnote { .. } => {}
            }
            after_footnote = matches!(inline, Inline::Footnote { .. });
        }
    }

    fn words(&mut self, text: &str, line: u32) {
        if self.line_starts.last().is_none_or(|(_, last)| *last != line) {
            self.line_starts.push((self.text.len(), line));
        }
        self.text.push_str(text);
    }
}

/// The paragraphs, list items and table rows of a Markdown file, in order; no headings, footnotes, code blocks or raw HTML, and
/// nothing that `casegraph embed` wrote. Never fails. Linear in the bytes.
#[must_use]
pub fn paragraphs(bytes: &[u8]) -> Vec<Paragraph> {
    let mut text = Text::decode(bytes);
    if let Some(repaired) = repair(&text.content) {
        text.content = repaired.text;
    }
    let index = LineIndex::new(&text.content);
    let front = FrontMatter::split(&text.content, &index);
    let mut parsed = reader::read(text.content.get(front.body..).unwrap_or_default(), front.body, &index);
    parsed.take_generated();
    let mut paragraphs = Vec::new();
    for block in parsed.blocks.iter().filter(|block| block.footnote.is_none()) {
        match &block.kind {
            BlockKind::Heading { .. } | BlockKind::Html | BlockKind::Tree(_) => {}
            BlockKind::Table(table) => paragraphs.extend(table.rows.iter().map(|row| {
                let mut paragraph = Paragraph { text: String::new(), line_starts: vec![(0, row.line)] };
                for (nth, cell) in row.cells.iter().enumerate() {
                    paragraph.text.push_str(if nth == 0 { "" } else { " | " });
                    paragraph.add(cell);
                }
                paragraph
            })),
            _ => paragraphs.push(Paragraph::new(&block.inlines, block.lines.start())),
        }
    }
    paragraphs.retain(|paragraph| paragraph.text.chars().any(char::is_alphanumeric));
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn every_word_knows_its_line() {
        let text = "---\ntitle: x\n---\n# Title\n\nOne `two`\n**three** [four](x.md) [^1].\n\n[^1]: A note.\n\n- item\n  - inner\n\n\
            | A | B |\n|---|---|\n| c | d e |\n\n```rust\nnot()\n```\n\n<!-- casegraph:begin plan -->\n\nnot this\n\n<!-- casegraph:end -->\n";
        let found = paragraphs(text.as_bytes());
        let shown: Vec<String> =
            found.iter().map(|paragraph| format!("{} {}", paragraph.line(), paragraph.text)).collect();
        assert_eq!(shown, ["6 One two three four.", "11 item", "12 inner", "16 c | d e"]);
        let first = &found[0];
        assert_eq!(
            ["One", "two", "three", "four"].map(|word| first.line_at(first.text.find(word).unwrap())),
            [6, 6, 7, 7]
        );
    }
}
