//! Running text, which is searched for names, without code and URLs.

use super::outline::Outline;
use super::stated::SectionParts;
use crate::markdown::block::{Block, BlockKind, Inline, labels, plain_text};
use crate::model::document::Role;
use crate::model::document_facts::DocumentFacts;
use crate::model::owner::Owner;
use crate::model::prose::Prose;
use crate::profile::Profile;
use crate::profile::text::SourceColumn;

/// Replaces text that is left out, so that the words around it do not join into a name.
const GAP: char = '\u{fffc}';

/// Adds the running text of all blocks, in order. Linear in the text.
pub(super) fn read(
    blocks: &[Block],
    outline: &Outline,
    profile: &Profile,
    parts: &SectionParts,
    facts: &mut DocumentFacts,
) {
    let is_own_page = facts.role == Role::CaseStudy && profile.is_index_file(&facts.path);
    let apart = &profile.text().section_rules.not_own_account;
    for (at, block) in blocks.iter().enumerate() {
        let owner = outline.owner(at, block);
        let own_account = !outline.is_within(at, apart);
        let lists_works = facts.role == Role::Sources
            && matches!(block.kind, BlockKind::Table(_) | BlockKind::Item { .. } | BlockKind::ItemParagraph);
        let cites_works = lists_works || block.footnote.is_some();
        let stated = parts
            .names
            .iter()
            .find(|(section, _)| outline.is_within_headings(at, std::slice::from_ref(section)));
        let states = stated
            .map(|(_, relation)| *relation)
            .filter(|_| !matches!(block.kind, BlockKind::Heading { .. }));
        let of = |owner: Owner| Prose {
            cites_works,
            owner,
            own_account: own_account && matches!(owner, Owner::CaseStudy(_)),
            context_from: None,
            states,
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
                table.header.iter().for_each(|cell| add(with(of(owner), cell, first)));
                let is_company = |cell: &Vec<Inline>| {
                    profile.source_column(&plain_text(cell)) == Some(SourceColumn::Company)
                };
                let companies: Vec<bool> = table.header.iter().map(is_company).collect();
                for row in &table.rows {
                    let study = outline.owner_of_row(at, block, row.line);
                    for (column, cell) in row.cells.iter().enumerate() {
                        let company_cell = companies.get(column) == Some(&true);
                        // The company in a row that is a case study is the company of that case study.
                        let context_from = (study != owner && company_cell).then_some(0);
                        add(with(Prose { context_from, company_cell, ..of(study) }, cell, row.line));
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
                add(with(Prose { context_from, ..of(owner) }, unlabelled, block.lines.start()));
                for label in found {
                    let mut prose = with(of(owner), label.inlines_of_label, label.line);
                    if profile.text().case_study.context_labels.contains(&label.label) {
                        prose.context_from = Some(offset(&prose.text));
                    }
                    add(with(prose, label.inlines, label.line));
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

/// Adds a company of front matter.
pub(crate) fn add_company(name: &str, line: u32, facts: &mut DocumentFacts) {
    facts.prose.push(Prose {
        owner: Owner::Document,
        own_account: false,
        context_from: None,
        states: None,
        company_cell: true,
        cites_works: false,
        text: name.to_owned(),
        line_starts: vec![(0, line)],
    });
}

fn offset(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Appends inlines that begin on `line`.
fn with(mut prose: Prose, inlines: &[Inline], line: u32) -> Prose {
    begin_line(&mut prose, line);
    let mut in_url = false; // a URL may be split into several texts, for example at `_`
    for inline in inlines {
        match inline {
            Inline::Text { text, line: at } => {
                begin_line(&mut prose, *at);
                in_url = add_text(&mut prose, text, in_url);
                continue;
            }
            Inline::Link(link) => {
                begin_line(&mut prose, link.lines.start());
                if link.bare || link.image {
                    prose.text.push(GAP);
                } else {
                    add_text(&mut prose, &link.text, false);
                }
            }
            Inline::Code { .. } => prose.text.push(GAP),
            Inline::Break => prose.text.push(' '),
            Inline::Strong { .. } | Inline::Footnote { .. } => {}
        }
        in_url = false;
    }
    prose
}

/// Records that the following text is on this line.
fn begin_line(prose: &mut Prose, line: u32) {
    let offset = offset(&prose.text);
    match prose.line_starts.last() {
        Some((_, last)) if *last == line => {}
        _ => prose.line_starts.push((offset, line)),
    }
}

/// Appends text without the URLs in it. `in_url` is whether it begins inside a URL; returns whether it ends inside one.
fn add_text(prose: &mut Prose, text: &str, in_url: bool) -> bool {
    if !in_url && !text.contains("://") && !text.contains("www.") {
        prose.text.push_str(text);
        return false;
    }
    let mut inside = in_url;
    for piece in text.split_inclusive(' ') {
        let begins = piece.contains("://") || piece.starts_with("www.");
        if begins {
            prose.text.push(GAP);
        }
        inside |= begins;
        if !inside {
            prose.text.push_str(piece);
        } else if piece.ends_with(' ') {
            prose.text.push(' ');
            inside = false;
        }
    }
    inside
}
