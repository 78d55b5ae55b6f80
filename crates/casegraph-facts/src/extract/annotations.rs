//! The annotations of a document: number of words, code, suppressions, claims about sources, placeholders.

use std::sync::LazyLock;

use regex::Regex;

use crate::markdown::block::{Block, BlockKind, Inline, plain_text, word_count};
use crate::markdown::parsed::Extras;
use crate::model::annotations::{Annotations, CodeBlock, Placeholder, SourceClaim, Suppression};
use crate::model::document::Role;
use crate::model::document_facts::DocumentFacts;
use crate::model::location::Lines;
use crate::model::source::SourceKind;

/// Adds the annotations. `extras` are the parts of the file that are not blocks, `source` is the whole text. Linear in
/// the text.
pub(super) fn read(blocks: &[Block], extras: &Extras, source: &str, facts: &mut DocumentFacts) {
    let mut annotations = Annotations { words: words(blocks, extras), ..Annotations::default() };
    if facts.role == Role::Template {
        annotations.placeholders = in_brackets(source, 1);
    } else {
        annotations.suppressions = suppressions(extras, source);
        annotations.placeholders = placeholders(blocks, extras);
        annotations.claims = claims(blocks, facts);
        let case_study = |line: u32| facts.case_studies.iter().position(|study| study.lines.contains(line));
        annotations.code = extras
            .code
            .iter()
            .map(|code| CodeBlock {
                language: code.language.clone(),
                case_study: case_study(code.lines.start()),
                lines: code.lines,
            })
            .collect();
    }
    facts.annotations = annotations;
}

fn words(blocks: &[Block], extras: &Extras) -> u32 {
    let of_block = |block: &Block| match &block.kind {
        BlockKind::Heading { .. } => 0,
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|row| &row.cells).map(|cell| word_count(cell)).sum()
        }
        BlockKind::Tree(text) => text.split_whitespace().count(),
        _ => word_count(&block.inlines),
    };
    let code: usize = extras.code.iter().map(|code| code.words).sum();
    u32::try_from(blocks.iter().map(of_block).sum::<usize>() + code).unwrap_or(u32::MAX)
}

/// Reads the comments that suppress findings. `<!-- casegraph:ignore CODE reason -->` applies to its own line, or to
/// the next line with text if it is alone on its line; `<!-- casegraph:ignore-file CODE reason -->` applies to the
/// whole file.
fn suppressions(extras: &Extras, source: &str) -> Vec<Suppression> {
    if extras.comments.is_empty() {
        return Vec::new();
    }
    let lines: Vec<&str> = source.lines().collect();
    let text_at = |line: u32| {
        usize::try_from(line).ok().and_then(|line| lines.get(line.checked_sub(1)?)).map(|line| line.trim())
    };
    let mut found = Vec::new();
    for (line, comment) in &extras.comments {
        let inside = comment.trim_start_matches("<!--").trim_end_matches("-->").trim();
        let Some(rest) = inside.strip_prefix("casegraph:ignore") else { continue };
        let (rest, whole) = rest.strip_prefix("-file").map_or((rest, false), |rest| (rest, true));
        if rest.starts_with(|c: char| !c.is_whitespace()) {
            continue;
        }
        let (code, reason) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let alone = text_at(*line).is_some_and(|text| text.starts_with("<!--") && text.ends_with("-->"));
        let last = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let is_text = |text: &str| !text.is_empty() && !text.starts_with("<!-- casegraph:ignore");
        let next = || (line + 1..=last).find(|next| text_at(*next).is_some_and(is_text)).unwrap_or(*line);
        let about = if alone { next() } else { *line };
        found.push(Suppression {
            code: code.to_owned(),
            reason: reason.trim().trim_start_matches([':', '-', '–', '—']).trim().to_owned(),
            line: *line,
            lines: (!whole).then(|| Lines::at(about)),
        });
    }
    found
}

/// Text in brackets in the text of a page: tags that are not HTML, and square or curly brackets.
fn placeholders(blocks: &[Block], extras: &Extras) -> Vec<Placeholder> {
    let mut found: Vec<Placeholder> = extras
        .tags
        .iter()
        .filter(|(_, tag)| is_placeholder(tag))
        .map(|(line, tag)| Placeholder { text: tag.clone(), line: *line })
        .collect();
    for (inlines, block_line) in texts(blocks) {
        let mut line = block_line;
        let mut text = String::new();
        for inline in inlines.iter().chain([&Inline::Break]) {
            match inline {
                Inline::Text { text: words, line: at } => {
                    line = *at;
                    text.push_str(words);
                }
                Inline::Break => {
                    found.extend(in_brackets(&text, line));
                    text.clear();
                }
                Inline::Link(_) | Inline::Code { .. } => text.push('\u{fffc}'),
                _ => {}
            }
        }
    }
    found.sort_by_key(|placeholder| placeholder.line);
    found
}

fn texts(blocks: &[Block]) -> impl Iterator<Item = (&[Inline], u32)> {
    let plain = blocks
        .iter()
        .filter(|block| !matches!(block.kind, BlockKind::Table(_)))
        .map(|block| (block.inlines.as_slice(), block.lines.start()));
    let cells = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    plain.chain(
        cells
            .flat_map(|table| &table.rows)
            .flat_map(|row| row.cells.iter().map(|cell| (cell.as_slice(), row.line))),
    )
}

/// Brackets without brackets of the same kind between them.
static BRACKETS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"<[^<>\n]+>|\[[^\[\]\n]+\]|\{\{?[^{}\n]+\}\}?").ok());

/// The number of characters allowed between them. A count in the regular expression would take longer to compile than a
/// page takes to read.
const IN_BRACKETS: std::ops::RangeInclusive<usize> = 3..=200;

/// All text in brackets that may be a placeholder, with its line; `first` is the line at which `text` begins.
fn in_brackets(text: &str, first: u32) -> Vec<Placeholder> {
    let Some(brackets) = BRACKETS.as_ref() else { return Vec::new() };
    let mut found = Vec::new();
    for (line, text) in (first..).zip(text.split('\n')) {
        if !text.contains(['<', '[', '{']) {
            continue;
        }
        let mut from = 0;
        while let Some(place) = brackets.find_at(text, from) {
            let (opening, closing) = match place.as_str().as_bytes().first() {
                Some(b'<') => ('<', '>'),
                Some(b'[') => ('[', ']'),
                _ => ('{', '}'),
            };
            let inside = place.as_str().trim_start_matches(opening).trim_end_matches(closing);
            if !IN_BRACKETS.contains(&inside.chars().count()) {
                from = place.start() + 1; // it may contain other brackets
                continue;
            }
            from = place.end();
            let after = text.get(place.end()..).unwrap_or_default();
            let is_link = place.as_str().starts_with('[') && after.starts_with(['(', '[', ':']);
            if !is_link && is_placeholder(place.as_str()) {
                found.push(Placeholder { text: place.as_str().to_owned(), line });
            }
        }
    }
    found
}

/// Whether text in brackets is words for people: not a tag, comment, footnote, check box or URL.
fn is_placeholder(text: &str) -> bool {
    let inside = text.trim_matches(|c| "<>[]{}".contains(c));
    let letters = inside.chars().filter(|c| c.is_alphabetic()).count();
    let is_word_tag = text.starts_with('<') && !inside.contains(' ');
    let is_markup = inside.starts_with(['^', '!', '/', '?', '#']) || inside.ends_with('/');
    letters >= 3 && !is_word_tag && !is_markup && !inside.contains('=') && !inside.contains("://")
}

static CLAIM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(\d{1,4})\+?\s+(?:(?:engineering|technical|conference|research|academic|company|tech)\s+){0,2}(blog posts|blogs|posts|talks|papers|videos|sources)\b",
    )
    .ok()
});

/// Whether one of the inlines contains one of the words.
fn holds(inlines: &[Inline], words: [&str; 2]) -> bool {
    inlines.iter().any(|inline| {
        let text = match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => text,
            Inline::Link(link) => &link.text,
            _ => return false,
        };
        words.iter().any(|word| text.contains(word))
    })
}

/// Claims about the sources of a page: in its sources file, and in paragraphs of a page that mention sources.
fn claims(blocks: &[Block], facts: &DocumentFacts) -> Vec<SourceClaim> {
    let Some(claim) = CLAIM.as_ref() else { return Vec::new() };
    if !matches!(facts.role, Role::Sources | Role::Topic) {
        return Vec::new();
    }
    let mut found = Vec::new();
    // All of the phrases below contain one of these, so that the text of most blocks is not needed.
    let may_speak =
        |block: &&Block| facts.role == Role::Sources || holds(&block.inlines, ["ources", "esearch"]);
    let is_text = |block: &&Block| !matches!(block.kind, BlockKind::Heading { .. });
    for block in blocks.iter().filter(is_text).filter(may_speak) {
        let text = plain_text(&block.inlines);
        let speaks_of_sources = facts.role == Role::Sources
            || ["Sources Reviewed", "Sources:", "sources reviewed", "Research based on", "Based on research"]
                .iter()
                .any(|words| text.contains(words));
        if !speaks_of_sources {
            continue;
        }
        for parts in claim.captures_iter(&text) {
            let (Some(whole), Some(number), Some(noun)) = (parts.get(0), parts.get(1), parts.get(2)) else {
                continue;
            };
            let Ok(stated) = number.as_str().parse() else { continue };
            let kind = match noun.as_str().to_lowercase().as_str() {
                "talks" => Some(SourceKind::Talk),
                "papers" => Some(SourceKind::Paper),
                "videos" => Some(SourceKind::Video),
                "sources" => None,
                _ => Some(SourceKind::Blog),
            };
            let text = whole.as_str().to_owned();
            found.push(SourceClaim { kind, stated, text, line: block.lines.start() });
        }
    }
    found
}
