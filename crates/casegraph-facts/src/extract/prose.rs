//! Running text in which names are looked for: no code, no addresses.

use super::outline::Outline;
use crate::markdown::block::{Block, BlockKind, Inline, labels, plain_text};
use crate::model::document::Role;
use crate::model::document_facts::DocumentFacts;
use crate::model::owner::Owner;
use crate::model::prose::Prose;
use crate::profile::Profile;
use crate::profile::text::SourceColumn;

/// Stands where something was left out, so that words around it do not join into a name.
const GAP: char = '\u{fffc}';

/// Adds the running text of all blocks, in order.
pub(crate) fn read(blocks: &[Block], outline: &Outline, profile: &Profile, facts: &mut DocumentFacts) {
    let is_own_page = facts.role == Role::CaseStudy && profile.is_index_file(&facts.path);
    let apart = &profile.text().section_rules.not_own_account;
    for (at, block) in blocks.iter().enumerate() {
        let owner = outline.owner(at, block);
        let own_account = !outline.is_within(at, apart);
        let lists_works = facts.role == Role::Sources
            && matches!(block.kind, BlockKind::Table(_) | BlockKind::Item { .. } | BlockKind::ItemParagraph);
        let tells_of_works = lists_works || block.footnote.is_some();
        let of = |owner: Owner| Prose {
            tells_of_works,
            owner,
            own_account: own_account && matches!(owner, Owner::CaseStudy(_)),
            context_from: None,
            company_cell: false,
            text: String::new(),
            line_starts: Vec::new(),
        };
        let mut add = |prose: Prose| {
            if prose.text.chars().any(char::is_alphabetic) {
                facts.prose.push(prose);
            }
        };
        match &block.kind {
            BlockKind::Table(table) => {
                let first = block.lines.start();
                table.header.iter().for_each(|cell| add(of(owner).with(cell, first)));
                let is_company = |cell: &Vec<Inline>| {
                    profile.source_column(&plain_text(cell)) == Some(SourceColumn::Company)
                };
                let companies: Vec<bool> = table.header.iter().map(is_company).collect();
                for row in &table.rows {
                    let study = outline.owner_of_row(at, block, row.line);
                    for (column, cell) in row.cells.iter().enumerate() {
                        let company_cell = companies.get(column) == Some(&true);
                        // The company of a row that is a case study is that study's company.
                        let context_from = (study != owner && company_cell).then_some(0);
                        add(Prose { context_from, company_cell, ..of(study) }.with(cell, row.line));
                    }
                }
            }
            BlockKind::Html | BlockKind::Tree(_) => {}
            _ => {
                let found = labels(&block.inlines);
                let end = found.first().map_or(block.inlines.len(), |label| label.start);
                let in_context = matches!(owner, Owner::CaseStudy(_))
                    && outline.is_within(at, &profile.text().section_rules.context)
                    && !matches!(block.kind, BlockKind::Heading { .. })
                    || is_own_page && compares(block, profile);
                let unlabelled = block.inlines.get(..end).unwrap_or_default();
                let context_from = in_context.then_some(0);
                add(Prose { context_from, ..of(owner) }.with(unlabelled, block.lines.start()));
                for label in found {
                    let mut prose = of(owner).with(label.inlines_of_label, label.line);
                    if profile.text().case_study.context_labels.contains(&label.label) {
                        prose.context_from = Some(offset(&prose.text));
                    }
                    add(prose.with(label.inlines, label.line));
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

/// Adds a company that front matter names.
pub(crate) fn add_company(name: &str, line: u32, facts: &mut DocumentFacts) {
    facts.prose.push(Prose {
        owner: Owner::Document,
        own_account: false,
        context_from: None,
        company_cell: true,
        tells_of_works: false,
        text: name.to_owned(),
        line_starts: vec![(0, line)],
    });
}

fn offset(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

impl Prose {
    /// The same with more text, which begins on this line.
    fn with(mut self, inlines: &[Inline], line: u32) -> Self {
        self.at_line(line);
        let mut in_address = false; // an address may be cut into several texts, at `_` for example
        for inline in inlines {
            match inline {
                Inline::Text { text, line: at } => {
                    self.at_line(*at);
                    in_address = self.words(text, in_address);
                    continue;
                }
                Inline::Link(link) => {
                    self.at_line(link.lines.start());
                    if link.bare || link.image {
                        self.text.push(GAP);
                    } else {
                        self.words(&link.text, false);
                    }
                }
                Inline::Code { .. } => self.text.push(GAP),
                Inline::Break => self.text.push(' '),
                Inline::Strong { .. } | Inline::Footnote { .. } => {}
            }
            in_address = false;
        }
        self
    }

    fn at_line(&mut self, line: u32) {
        let offset = offset(&self.text);
        match self.line_starts.last() {
            Some((_, last)) if *last == line => {}
            _ => self.line_starts.push((offset, line)),
        }
    }

    /// Adds text without the addresses in it, and says whether it ends inside one; `in_address`: whether it begins inside one.
    fn words(&mut self, text: &str, in_address: bool) -> bool {
        if !in_address && !text.contains("://") && !text.contains("www.") {
            self.text.push_str(text);
            return false;
        }
        let mut inside = in_address;
        for piece in text.split_inclusive(' ') {
            let begins = piece.contains("://") || piece.starts_with("www.");
            if begins {
                self.text.push(GAP);
            }
            inside |= begins;
            if !inside {
                self.text.push_str(piece);
            } else if piece.ends_with(' ') {
                self.text.push(' ');
                inside = false;
            }
        }
        inside
    }
}
