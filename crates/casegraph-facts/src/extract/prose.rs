//! Running text in which names are looked for: no code, no addresses.

use super::outline::Outline;
use crate::document_facts::{DocumentFacts, Owner, Prose};
use crate::markdown::{Block, BlockKind, Inline, labels, plain_text};
use crate::profile::SourceColumn;
use crate::{Profile, Role};

/// Stands where something was left out, so that words around it do not join into a name.
const GAP: char = '\u{fffc}';

/// Adds the running text of all blocks, in order.
pub(crate) fn read(blocks: &[Block], outline: &Outline, profile: &Profile, facts: &mut DocumentFacts) {
    let is_own_page = facts.role == Role::CaseStudy && profile.is_index_file(&facts.path);
    let apart = &profile.text().section_rules.not_own_account;
    for (at, block) in blocks.iter().enumerate() {
        let owner = outline.owner(at, block);
        let own_account = !outline.is_within(at, apart);
        let mut add = |owner: Owner, inlines: &[Inline], context: bool, line: u32| {
            let mut writer = Writer { text: String::new(), line_starts: Vec::new() };
            writer.write(inlines, line);
            if writer.text.chars().any(char::is_alphabetic) {
                let Writer { text, line_starts } = writer;
                let own_account = own_account && matches!(owner, Owner::CaseStudy(_));
                facts.prose.push(Prose { owner, own_account, context, text, line_starts });
            }
        };
        match &block.kind {
            BlockKind::Table(table) => {
                for cell in &table.header {
                    add(owner, cell, false, block.lines.start());
                }
                let companies: Vec<bool> = table
                    .header
                    .iter()
                    .map(|cell| profile.source_column(&plain_text(cell)) == Some(SourceColumn::Company))
                    .collect();
                for row in &table.rows {
                    let study = outline.owner_of_row(at, block, row.line);
                    for (column, cell) in row.cells.iter().enumerate() {
                        // The company of a row that is a case study is that study's company.
                        let context = study != owner && companies.get(column) == Some(&true);
                        add(study, cell, context, row.line);
                    }
                }
            }
            BlockKind::Html | BlockKind::Tree(_) => {}
            _ => {
                let line = block.lines.start();
                let found = labels(&block.inlines);
                let before = found.first().map_or(block.inlines.len(), |label| label.start);
                let in_context = matches!(owner, Owner::CaseStudy(_))
                    && outline.is_within(at, &profile.text().section_rules.context)
                    && !matches!(block.kind, BlockKind::Heading { .. })
                    || is_own_page && compares(block, profile);
                add(owner, block.inlines.get(..before).unwrap_or_default(), in_context, line);
                for label in found {
                    let context = profile.text().case_study.context_labels.contains(&label.label);
                    add(owner, label.inlines, context, label.line);
                }
            }
        }
    }
}

/// Whether a paragraph compares a case study with real systems ("a shop like Amazon").
fn compares(block: &Block, profile: &Profile) -> bool {
    if !matches!(block.kind, BlockKind::Paragraph) {
        return false;
    }
    let text = format!(" {} ", plain_text(&block.inlines).to_lowercase());
    profile
        .text()
        .case_study
        .context_phrases
        .iter()
        .any(|phrase| text.contains(&format!(" {} ", phrase.to_lowercase())))
}

struct Writer {
    text: String,
    line_starts: Vec<(u32, u32)>,
}

impl Writer {
    fn write(&mut self, inlines: &[Inline], line: u32) {
        self.at_line(line);
        for inline in inlines {
            match inline {
                Inline::Text { text, line: at } => {
                    self.at_line(*at);
                    self.words(text);
                }
                Inline::Link(link) => {
                    self.at_line(link.lines.start());
                    if link.bare || link.image {
                        self.text.push(GAP);
                    } else {
                        self.words(&link.text);
                    }
                }
                Inline::Code { .. } => self.text.push(GAP),
                Inline::Break => self.text.push(' '),
                Inline::Strong { .. } | Inline::Footnote { .. } => {}
            }
        }
    }

    fn at_line(&mut self, line: u32) {
        let offset = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        match self.line_starts.last() {
            Some((_, last)) if *last == line => {}
            _ => self.line_starts.push((offset, line)),
        }
    }

    /// Text without the addresses in it.
    fn words(&mut self, text: &str) {
        if !text.contains("://") && !text.contains("www.") {
            self.text.push_str(text);
            return;
        }
        for piece in text.split_inclusive(' ') {
            if piece.contains("://") || piece.starts_with("www.") {
                self.text.push(GAP);
                self.text.push_str(if piece.ends_with(' ') { " " } else { "" });
            } else {
                self.text.push_str(piece);
            }
        }
    }
}
