//! Blocks of a document, and their inlines.

use crate::model::location::Lines;

/// A leaf block, which has text of its own. Lists and quotes are not blocks: their leaves are.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) kind: BlockKind,
    pub(crate) lines: Lines,
    pub(crate) inlines: Vec<Inline>,
    /// The label of the footnote definition that contains it.
    pub(crate) footnote: Option<String>,
}

#[derive(Clone, Debug)]
pub(crate) enum BlockKind {
    Heading {
        level: u8,
    },
    Paragraph,
    /// The text of a list item up to its first nested block.
    Item {
        /// 1 for an item of an outermost list.
        depth: usize,
        /// Whether its box is checked, if it has one.
        task: Option<bool>,
    },
    /// A paragraph after the first in a list item.
    ItemParagraph,
    Table(Table),
    /// A block of raw HTML, without its comments.
    Html,
    /// The text of a tree drawn with box characters in a code block.
    Tree(String),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) header: Vec<Vec<Inline>>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) line: u32,
    pub(crate) cells: Vec<Vec<Inline>>,
}

impl Row {
    /// The cells as text, joined by ` | `.
    pub(crate) fn text(&self) -> String {
        cells_text(&self.cells)
    }
}

impl Table {
    /// The cells of the header as text, joined by ` | `.
    pub(crate) fn header_text(&self) -> String {
        cells_text(&self.header)
    }
}

fn cells_text(cells: &[Vec<Inline>]) -> String {
    cells.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(" | ")
}

#[derive(Clone, Debug)]
pub(crate) enum Inline {
    Text {
        text: String,
        line: u32,
    },
    Code {
        text: String,
        line: u32,
    },
    /// The start or end of strong emphasis.
    Strong {
        open: bool,
    },
    /// A line break in the source, soft or hard.
    Break,
    Link(LinkInline),
    Footnote {
        label: String,
        line: u32,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct LinkInline {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) image: bool,
    /// Whether the text is the URL itself (`<https://…>`).
    pub(crate) bare: bool,
    pub(crate) lines: Lines,
}

/// The text of inlines on one line, with code and link texts, without emphasis, and with single spaces. Linear in the
/// text.
pub(crate) fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    let mut after_footnote = false;
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => {
                if after_footnote && text.starts_with(['.', ',', ';', ':', '!', '?', ')']) {
                    out.truncate(out.trim_end().len()); // "in 2023 [^1]." is "in 2023."
                }
                out.push_str(text);
            }
            Inline::Code { text, .. } => out.push_str(text),
            Inline::Link(link) => out.push_str(&link.text),
            Inline::Break => out.push(' '),
            Inline::Strong { .. } | Inline::Footnote { .. } => {}
        }
        after_footnote = matches!(inline, Inline::Footnote { .. });
    }
    if is_folded(&out) { out } else { fold_spaces(&out) }
}

/// The number of words of [`plain_text`], without building it. Linear in the text.
pub(crate) fn word_count(inlines: &[Inline]) -> usize {
    let (mut words, mut after_footnote) = (Words::default(), false);
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => {
                // The text belongs to the word before the footnote.
                let joins = after_footnote && text.starts_with(['.', ',', ';', ':', '!', '?', ')']);
                words.inside |= joins && words.count > 0;
                words.read(text);
            }
            Inline::Code { text, .. } => words.read(text),
            Inline::Link(link) => words.read(&link.text),
            Inline::Break => words.inside = false,
            Inline::Strong { .. } | Inline::Footnote { .. } => {}
        }
        after_footnote = matches!(inline, Inline::Footnote { .. });
    }
    words.count
}

/// Counts words over pieces of a text.
#[derive(Default)]
struct Words {
    count: usize,
    /// Whether the text so far ends inside a word.
    inside: bool,
}

impl Words {
    fn read(&mut self, text: &str) {
        for c in text.chars() {
            let was_inside = std::mem::replace(&mut self.inside, !c.is_whitespace());
            self.count += usize::from(self.inside && !was_inside);
        }
    }
}

/// Whether [`fold_spaces`] leaves a text unchanged, which is the common case.
fn is_folded(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        match byte {
            b'\t' | b'\n' | b'\r' => return false,
            b' ' if before == b' ' => return false,
            0xa0 if before == 0xc2 => return false, // a no-break space
            _ => before = byte,
        }
    }
    text.is_empty() || before != b' '
}

/// Replaces runs of white space by one space, and removes white space at the ends.
pub(crate) fn fold_spaces(text: &str) -> String {
    if is_folded(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r', '\u{a0}']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The links among inlines, in order.
pub(crate) fn links(inlines: &[Inline]) -> impl Iterator<Item = &LinkInline> {
    inlines.iter().filter_map(|inline| match inline {
        Inline::Link(link) => Some(link),
        _ => None,
    })
}

/// A label in strong emphasis at the start of a line, such as `**Context**:` or `**Context:**`, with the inlines up to
/// the next label or the end.
pub(crate) struct LabelledInlines<'a> {
    pub(crate) label: String,
    /// The index of the label among the inlines of the block.
    pub(crate) start: usize,
    /// The label with its emphasis.
    pub(crate) inlines_of_label: &'a [Inline],
    /// The inlines after the label.
    pub(crate) inlines: &'a [Inline],
    pub(crate) line: u32,
}

/// The labels of a block in order.
pub(crate) fn labels(all: &[Inline]) -> Vec<LabelledInlines<'_>> {
    let mut found: Vec<(usize, usize, String, u32)> = Vec::new(); // start, start of the text after the label, label, line
    let mut at_line_start = true;
    let mut index = 0;
    while let Some(inline) = all.get(index) {
        if at_line_start
            && matches!(inline, Inline::Strong { open: true })
            && let Some((after, label, line)) = label_at(all, index)
        {
            found.push((index, after, label, line));
            index = after;
            at_line_start = false;
            continue;
        }
        at_line_start = matches!(inline, Inline::Break);
        index += 1;
    }
    let ends: Vec<usize> = found.iter().skip(1).map(|(start, ..)| *start).chain([all.len()]).collect();
    found
        .into_iter()
        .zip(ends)
        .map(|((start, after, label, line), end)| {
            let inlines = all.get(after..end).unwrap_or_default();
            let inlines_of_label = all.get(start..after).unwrap_or_default();
            LabelledInlines { label, start, inlines_of_label, inlines, line }
        })
        .collect()
}

/// The label that begins with the strong emphasis at `index`: the start of its text, its words, its line.
fn label_at(inlines: &[Inline], index: usize) -> Option<(usize, String, u32)> {
    let close = (index + 1..inlines.len())
        .find(|at| matches!(inlines.get(*at), Some(Inline::Strong { open: false })))?;
    let inside = inlines.get(index + 1..close)?;
    let words = plain_text(inside);
    let line = inside.iter().find_map(|inline| match inline {
        Inline::Text { line, .. } | Inline::Code { line, .. } => Some(*line),
        _ => None,
    })?;
    if let Some(label) = words.strip_suffix(':') {
        return Some((close + 1, label.trim().to_owned(), line));
    }
    match inlines.get(close + 1) {
        Some(Inline::Text { text, .. }) if text.trim_start().starts_with(':') => {
            Some((close + 1, words, line))
        }
        _ => None,
    }
}

/// The text after a label, without the colon before it.
pub(crate) fn text_after_label(inlines: &[Inline]) -> String {
    let text = plain_text(inlines);
    text.strip_prefix(':').map_or(text.clone(), |rest| rest.trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inlines() -> impl Strategy<Value = Vec<Inline>> {
        let text = "[ab .,)\u{a0}\n]{0,6}";
        let inline = prop_oneof![
            4 => text.prop_map(|text| Inline::Text { text, line: 1 }),
            1 => text.prop_map(|text| Inline::Code { text, line: 1 }),
            1 => Just(Inline::Break),
            1 => any::<bool>().prop_map(|open| Inline::Strong { open }),
            2 => Just(Inline::Footnote { label: "1".to_owned(), line: 1 }),
        ];
        prop::collection::vec(inline, 0..8)
    }

    proptest! {
        #[test]
        fn words_are_counted_as_the_text_has_them(inlines in inlines()) {
            prop_assert_eq!(word_count(&inlines), plain_text(&inlines).split_whitespace().count());
        }

        #[test]
        fn what_is_folded_stays_as_it_is(text in "[ab \t\u{a0}é]{0,8}") {
            let folded = fold_spaces(&text);
            prop_assert!(is_folded(&folded));
            prop_assert_eq!(is_folded(&text), folded == text);
        }
    }
}
