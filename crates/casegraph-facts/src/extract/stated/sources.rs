//! Sources that rules name: keys, columns, links of a page or unit, sections.

use super::edges::Reader;
use crate::extract::parts::page::{PageView, is_web_address, leads_out};
use crate::extract::parts::stated::Stated;
use crate::extract::parts::unit::UnitView;
use crate::markdown::block::plain_text;
use crate::markdown::url;
use crate::model::document_facts::{CitationFacts, DocumentFacts};
use crate::model::owner::Owner;
use crate::model::rule::Rule;
use crate::model::source::SourceKind;
use crate::rules::part::PartWord;
use crate::rules::place::Place;
use crate::rules::text::{Are, Part};

/// Words of links that say nothing of their target.
const BARE_WORDS: [&str; 22] = [
    "article",
    "blog",
    "blog post",
    "details",
    "here",
    "link",
    "more",
    "original",
    "original article",
    "original post",
    "paper",
    "post",
    "read",
    "read more",
    "source",
    "talk",
    "url",
    "video",
    "website",
    "原文",
    "链接",
    "リンク",
];

/// Adds the sources of a page. What a key states is told by the page: it has the page's title, and was published by the company that
/// the page is about.
pub(super) fn of_page(
    reader: &Reader<'_, '_>,
    owner: Owner,
    company: Option<&Stated>,
    facts: &mut DocumentFacts,
) {
    let places = reader.rule.part(Part::Sources);
    if places.is_empty() {
        if reader.rule.are == Are::CaseStudy {
            links_of_page(reader.page, owner, facts);
        }
        return;
    }
    let date = facts.date.as_ref().map(|date| date.text.clone());
    let mut stated: Vec<String> = Vec::new();
    for place in places {
        let Place::Key(_) = place else { continue };
        for source in reader
            .texts(place)
            .into_iter()
            .filter(|source| is_web_address(&source.text) || source.text.contains('.'))
        {
            stated.extend(url::normal_form(&source.text));
            facts.citations.push(CitationFacts {
                title: if owner == Owner::Document { String::new() } else { facts.name.clone() },
                publisher: company.map(|company| company.text.clone()),
                publisher_is_company: company.is_some(),
                date: date.clone(),
                url: Some(source.text.clone()),
                ..citation(owner, &source)
            });
        }
    }
    for place in places {
        let found = match place {
            Place::Key(_) => continue,
            Place::Word(PartWord::Links) => {
                links_of(reader.page, owner, company, &stated, facts);
                continue;
            }
            Place::Word(PartWord::Link) => reader
                .page
                .links()
                .map(|(_, link)| link)
                .find(|link| leads_out(link))
                .map(|link| Stated::link(link, Rule::ExternalLink))
                .into_iter()
                .collect(),
            Place::Section(section) => reader.page.links_in(section).collect(),
            _ => reader.texts(place),
        };
        for source in found.into_iter().filter(|source| source.href.as_deref().is_some_and(is_web_address)) {
            facts.citations.push(citation(owner, &source));
        }
    }
}

/// Adds every link of a page that leads out, but for those of case studies and sources inside it, as a source.
pub(super) fn links_of_page(page: &PageView<'_>, owner: Owner, facts: &mut DocumentFacts) {
    links_of(page, owner, None, &[], facts);
}

fn links_of(
    page: &PageView<'_>,
    owner: Owner,
    company: Option<&Stated>,
    stated: &[String],
    facts: &mut DocumentFacts,
) {
    let is_listing =
        matches!(facts.role, crate::model::document::Role::Topic | crate::model::document::Role::Pattern);
    for (block, link) in page.links().filter(|(_, link)| leads_out(link)) {
        let is_same = url::normal_form(&link.href).is_some_and(|normal| stated.contains(&normal));
        let publisher = company.filter(|_| is_same).map(|company| company.text.clone());
        let source = Stated::link(link, Rule::ExternalLink);
        let kind = is_listing.then(|| kind_of(page, block)).flatten();
        facts.citations.push(CitationFacts {
            kind,
            publisher_is_company: publisher.is_some(),
            publisher,
            ..citation(owner, &source)
        });
    }
}

/// The kind of source that the headings above a block name: "📺 Videos".
pub(super) fn kind_of(page: &PageView<'_>, block: usize) -> Option<SourceKind> {
    page.sections_of(block).find_map(|section| page.profile.source_section(&section.normal))
}

/// Adds the sources of a unit: its links that lead out, unless the rule says where they are. The unit's title is that of its only
/// source, and its company published it.
pub(super) fn of_unit(
    reader: &Reader<'_, '_>,
    unit: &UnitView<'_>,
    owner: Owner,
    company: Option<&Stated>,
    date: Option<&str>,
    facts: &mut DocumentFacts,
) {
    let places = reader.rule.part(Part::Sources);
    let found: Vec<Stated> = if places.is_empty() {
        unit.texts(reader.page, &Place::Word(PartWord::Links), None)
    } else {
        places.iter().flat_map(|place| reader.texts(place)).collect()
    };
    let found: Vec<Stated> = found.into_iter().filter(|source| address(source).is_some()).collect();
    let is_only = found.len() == 1;
    for source in found {
        let title = reader.title.filter(|_| is_only).map(|title| title.text.clone());
        let written = citation(owner, &source);
        facts.citations.push(CitationFacts {
            title: title.unwrap_or_else(|| written.title.clone()),
            url: address(&source),
            publisher: company.map(|company| company.text.clone()),
            publisher_is_company: company.is_some(),
            date: date.map(str::to_owned),
            ..written
        });
    }
}

/// Adds a unit that is a source itself, cited by `owner`.
pub(super) fn of_source(
    reader: &Reader<'_, '_>,
    unit: &UnitView<'_>,
    title: &Stated,
    kind: Option<SourceKind>,
    owner: Owner,
    facts: &mut DocumentFacts,
) {
    let company = reader.companies().into_iter().next();
    let date = reader.first(Part::Date).map(|date| date.text);
    let places = reader.rule.part(Part::Sources);
    let stated = places.iter().flat_map(|place| reader.texts(place)).find_map(|source| address(&source));
    let of_links = || unit.links().find(|link| leads_out(link)).map(|link| link.href.clone());
    let remark = unit.text().and_then(|text| remark(&text.text, &title.text));
    facts.citations.push(CitationFacts {
        kind: Some(kind.unwrap_or(SourceKind::Reading)),
        title: title.text.clone(),
        url: stated.or_else(of_links),
        publisher: company.as_ref().map(|company| company.text.clone()),
        publisher_is_company: company.is_some(),
        date,
        remark,
        rule: Rule::SourceItem,
        ..citation(owner, title)
    });
}

/// Adds a page that is about a work: what is cited is the work.
pub(super) fn of_source_page(reader: &Reader<'_, '_>, title: &Stated, facts: &mut DocumentFacts) {
    let places = reader.rule.part(Part::Sources);
    let stated = places.iter().flat_map(|place| reader.texts(place)).find_map(|source| address(&source));
    let company = reader.companies().into_iter().next();
    facts.citations.push(CitationFacts {
        kind: Some(SourceKind::Reading),
        title: title.text.clone(),
        url: stated,
        publisher: company.as_ref().map(|company| company.text.clone()),
        publisher_is_company: company.is_some(),
        date: facts.date.as_ref().map(|date| date.text.clone()),
        ..citation(Owner::Document, title)
    });
}

/// The address of a source: the target of its link, else its text.
fn address(source: &Stated) -> Option<String> {
    let of_link = source.href.clone().filter(|href| is_web_address(href));
    of_link.or_else(|| Some(source.text.clone()).filter(|text| is_web_address(text)))
}

/// The text after a title, up to a length that is a remark.
fn remark(text: &str, title: &str) -> Option<String> {
    let (_, after) = text.split_once(title)?;
    let after = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | ',' | '.' | ')')
    });
    (!after.is_empty()).then(|| after.to_owned())
}

fn citation(owner: Owner, source: &Stated) -> CitationFacts {
    let title = source.text.trim();
    let is_bare = is_web_address(title)
        || BARE_WORDS.contains(&title.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()));
    CitationFacts {
        owner,
        kind: None,
        title: if is_bare { String::new() } else { title.to_owned() },
        url: source.href.clone(),
        authors: Vec::new(),
        publisher: None,
        publisher_is_company: false,
        date: None,
        remark: None,
        lines: source.lines,
        rule: source.rule,
    }
}

/// The text of a block on one line.
pub(super) fn text_of(page: &PageView<'_>, block: usize) -> String {
    page.blocks.get(block).map(|block| plain_text(&block.inlines)).unwrap_or_default()
}
