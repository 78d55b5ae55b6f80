//! Links, and the citations that links and footnotes make.

use std::collections::{BTreeMap, HashSet};

use super::outline::Outline;
use super::stated::SectionParts;
use crate::markdown::block::{Block, BlockKind, Inline, LinkInline, links, plain_text};
use crate::markdown::url;
use crate::model::document_facts::{CitationFacts, DocumentFacts, LinkFacts, LinkForm};
use crate::model::location::Lines;
use crate::model::owner::Owner;
use crate::model::relation::Relation;
use crate::model::rule::Rule;
use crate::profile::Profile;

/// Adds each link; in topic pages also a citation for each link to a source and each footnote reference to one. Linear
/// in the inlines.
pub(super) fn read(
    blocks: &[Block],
    outline: &Outline,
    profile: &Profile,
    parts: &SectionParts,
    facts: &mut DocumentFacts,
) {
    let footnotes = footnote_sources(blocks);
    // What rules took for sources is cited already.
    let cited: HashSet<(u32, String)> = facts
        .citations
        .iter()
        .filter_map(|citation| Some((citation.lines.start(), citation.url.clone()?)))
        .collect();
    for (at, block) in blocks.iter().enumerate() {
        let owner = outline.owner(at, block);
        let context = LinkContext {
            section: outline.section(at),
            relation: relation(at, outline, profile, parts),
            in_footnote: block.footnote.is_some(),
            cited: &cited,
            cites: facts.role.is_topic() && !parts.has_sources,
        };
        match &block.kind {
            BlockKind::Table(table) => {
                for row in &table.rows {
                    let owner = outline.owner_of_row(at, block, row.line);
                    let owner = metric_at(owner, row.line, facts).unwrap_or(owner);
                    for cell in &row.cells {
                        read_inlines(cell, owner, &context, &footnotes, false, facts);
                    }
                }
                for cell in &table.header {
                    read_inlines(cell, owner, &context, &footnotes, false, facts);
                }
            }
            kind => {
                let in_item = matches!(kind, BlockKind::Item { .. } | BlockKind::ItemParagraph);
                read_inlines(&block.inlines, owner, &context, &footnotes, in_item, facts);
            }
        }
    }
}

struct LinkContext<'c> {
    /// Lines and addresses of sources that rules found.
    cited: &'c HashSet<(u32, String)>,
    section: Option<usize>,
    relation: Option<Relation>,
    in_footnote: bool,
    /// Whether links to sources are citations.
    cites: bool,
}

/// The relation of links in a block, given by the nearest section that has one.
fn relation(at: usize, outline: &Outline, profile: &Profile, parts: &SectionParts) -> Option<Relation> {
    let of_rule = |(section, relation): &(String, Relation)| {
        outline.is_within_headings(at, std::slice::from_ref(section)).then_some(*relation)
    };
    if let Some(relation) = parts.links.iter().find_map(of_rule) {
        return Some(relation);
    }
    let relations = &profile.text().section_rules.relations;
    outline.sections_of(at).find_map(|section| relations.get(section.kind.as_ref()?).copied())
}

/// The metric of the row on this line.
fn metric_at(owner: Owner, line: u32, facts: &DocumentFacts) -> Option<Owner> {
    let Owner::CaseStudy(index) = owner else { return None };
    let metrics = &facts.case_studies.get(index)?.metrics;
    metrics
        .binary_search_by_key(&line, |metric| metric.lines.start())
        .ok()
        .map(|metric| Owner::Metric(index, metric))
}

/// The links to sources in footnote definitions, by footnote label.
fn footnote_sources(blocks: &[Block]) -> BTreeMap<&str, Vec<&LinkInline>> {
    let mut sources: BTreeMap<&str, Vec<&LinkInline>> = BTreeMap::new();
    for block in blocks {
        let Some(label) = &block.footnote else { continue };
        sources.entry(label).or_default().extend(links(&block.inlines).filter(|link| leads_to_source(link)));
    }
    sources
}

fn leads_to_source(link: &LinkInline) -> bool {
    !link.image && matches!(url::scheme(&link.href).as_deref(), Some("http" | "https"))
}

fn read_inlines(
    inlines: &[Inline],
    owner: Owner,
    context: &LinkContext<'_>,
    footnotes: &BTreeMap<&str, Vec<&LinkInline>>,
    in_item: bool,
    facts: &mut DocumentFacts,
) {
    for (at, inline) in inlines.iter().enumerate() {
        match inline {
            Inline::Link(link) => {
                facts.links.push(LinkFacts {
                    owner,
                    href: link.href.clone(),
                    text: link.text.clone(),
                    remark: remark(inlines.get(at + 1..).unwrap_or_default())
                        .filter(|_| in_item || context.in_footnote),
                    section: context.section,
                    relation: context.relation.filter(|_| !link.image && !context.in_footnote),
                    form: if link.image { LinkForm::Image } else { LinkForm::Link },
                    lines: link.lines,
                });
                let is_cited = || context.cited.contains(&(link.lines.start(), link.href.clone()));
                if context.cites && !context.in_footnote && leads_to_source(link) && !is_cited() {
                    cite(link, owner, link.lines, Rule::ExternalLink, facts);
                }
            }
            Inline::Footnote { label, line } if context.cites => {
                for link in footnotes.get(label.as_str()).into_iter().flatten() {
                    cite(link, owner, Lines::at(*line), Rule::FootnoteReference, facts);
                }
            }
            _ => {}
        }
    }
}

/// The text after a link in its list item or footnote, up to the next link: `- For downstream protection`, `, Mozilla,
/// 2024.`
fn remark(after: &[Inline]) -> Option<String> {
    let end = after.iter().position(|inline| matches!(inline, Inline::Link(_))).unwrap_or(after.len());
    let text = plain_text(after.get(..end).unwrap_or_default());
    let text = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ',' | '.' | ')')
    });
    (!text.is_empty()).then(|| text.to_owned())
}

/// Adds a citation by `owner`; if that is a metric, its case study cites the source too.
fn cite(link: &LinkInline, owner: Owner, lines: Lines, rule: Rule, facts: &mut DocumentFacts) {
    let owners = match owner {
        Owner::Metric(case_study, _) => vec![Owner::CaseStudy(case_study), owner],
        _ => vec![owner],
    };
    for owner in owners {
        facts.citations.push(CitationFacts {
            owner,
            kind: None,
            title: if link.bare { String::new() } else { link.text.clone() },
            url: Some(link.href.clone()),
            authors: Vec::new(),
            publisher: None,
            publisher_is_company: false,
            date: None,
            remark: None,
            lines,
            rule,
        });
    }
}
