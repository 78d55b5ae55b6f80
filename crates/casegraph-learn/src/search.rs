//! Full-text search over everything that has a name or a sentence of its own: topics, case studies, sections, sources, names, and
//! the paragraphs of the text.
//!
//! ```text
//! FactSet, texts ─► entries ─► Index ─► words (the indexed forms of the typed words) ─► rank (BM25) ─► Hit (its best sentence)
//! ```
//!
//! A typed word that is not in the index stands for the indexed words that begin with it; if there is none and it has four letters
//! or more, for those that are a typo away. Entries with more of the words come first.

mod company;
mod entries;
mod excerpt;
mod index;
mod rank;
#[cfg(test)]
mod tests;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;

use casegraph_facts::{Document, Kind, Paragraph, ThingId};
use serde::{Deserialize, Serialize};

use crate::digests::DocumentDigests;
use crate::topic_graph::TopicGraph;
use crate::topic_ref::TopicRef;
use company::CompanyFilter;
use entries::Entry;
pub use index::Index;
use index::Row;

/// The kind of an entry; the comment says which of its texts are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SearchKind {
    /// Titles, other names and key topics.
    Topic,
    /// Titles, contexts, quick answers and key insights.
    CaseStudy,
    /// Headings.
    Section,
    /// Titles, authors and publishers.
    Source,
    /// Names.
    Pattern,
    /// Names.
    Technology,
    /// Names.
    Company,
    /// Paragraphs, list items and rows of tables.
    Paragraph,
}

impl SearchKind {
    fn from_kind(kind: Kind) -> Self {
        match kind {
            Kind::Topic => Self::Topic,
            Kind::CaseStudy => Self::CaseStudy,
            Kind::Source => Self::Source,
            Kind::Pattern => Self::Pattern,
            Kind::Technology => Self::Technology,
            Kind::Company => Self::Company,
            _ => Self::Section,
        }
    }

    /// The word in options and reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::CaseStudy => "case-study",
            Self::Section => "section",
            Self::Source => "source",
            Self::Pattern => "pattern",
            Self::Technology => "technology",
            Self::Company => "company",
            Self::Paragraph => "paragraph",
        }
    }
}

/// Restrictions on a search.
#[derive(Clone, Debug, Default)]
pub struct SearchOptions {
    /// Only these kinds; all kinds if empty.
    pub kinds: Vec<SearchKind>,
    /// Only entries of topics of this category or domain.
    pub part: Option<ThingId>,
    /// Only case studies of this company and the texts in them, sources it published, and itself.
    pub company: Option<ThingId>,
    /// The maximum number of hits.
    pub limit: usize,
}

/// The result of a search.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SearchReport {
    /// The number of matching entries, shown or not.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// For typed words that are not in the index: the words searched instead, at most eight.
    pub read_as: BTreeMap<String, Vec<String>>,
}

/// A matching entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// The thing; for a paragraph the section that contains it.
    pub thing: TopicRef,
    /// The kind of entry.
    pub kind: SearchKind,
    /// The location (`path:line`); of a paragraph the line of the first match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// The title, or the sentence with most of the words.
    pub text: String,
    /// The byte ranges of the words in `text`, in order.
    pub highlights: Vec<(usize, usize)>,
    /// The BM25 score, to three digits.
    pub score: f64,
}

/// Gives the paragraphs of a document, by its index in the collection; `None` if they are not those that were indexed.
pub type ParagraphsOf<'a> = dyn Fn(usize, &Document) -> Option<Cow<'a, [Paragraph]>> + 'a;

/// The texts that an index is made from.
pub struct SearchTexts<'a> {
    /// The facts.
    pub digests: &'a DocumentDigests,
    /// The paragraphs of its documents.
    pub paragraphs: &'a ParagraphsOf<'a>,
}

impl TopicGraph {
    /// Searches for words. `None` if the index does not fit the texts of a hit; the caller makes a new index then. Linear in the
    /// entries; the texts of the hits are read from their documents.
    #[must_use]
    pub fn search(
        &self,
        index: &Index<'_>,
        texts: &SearchTexts<'_>,
        query: &str,
        options: &SearchOptions,
    ) -> Option<SearchReport> {
        let shared = texts.digests.shared();
        let company = options.company.as_ref().map(|company| CompanyFilter::new(company, texts.digests));
        let is_in_part = |row: &Row| {
            options.part.as_ref().is_none_or(|part| {
                let topic = item(&shared.topics, row.topic);
                topic.is_some_and(|topic| self.entities.belongs_to(topic, part))
            })
        };
        let matches = |row: &Row| {
            (options.kinds.is_empty() || options.kinds.contains(&row.kind))
                && is_in_part(row)
                && company.as_ref().is_none_or(|company| company.matches(row, shared))
        };
        let ranking = rank::rank(index, query, &matches);
        let hits = ranking.ranked.iter().take(options.limit).map(|(at, score)| {
            let row = index.rows.get(*at)?;
            with_entry(row, texts, |entry| self.hit(entry, *score, &ranking.searched))
        });
        Some(SearchReport {
            hits: hits.collect::<Option<_>>()?,
            total: ranking.ranked.len(),
            read_as: ranking.read_as,
        })
    }
}

/// Calls a function with the entry of a row; `None` if the entry does not exist.
fn with_entry<T>(row: &Row, texts: &SearchTexts<'_>, use_it: impl FnOnce(&Entry<'_>) -> T) -> Option<T> {
    let shared = texts.digests.shared();
    let at = row.document.checked_sub(1).map(|at| at as usize);
    let document = at.and_then(|at| texts.digests.document(at));
    let document = document.as_deref();
    let named = at.zip(document).map(|(at, document)| (at, document.path.as_str(), row.line));
    Some(match row.kind {
        SearchKind::Topic => use_it(&Entry::topic(item(&shared.topics, row.item)?)),
        SearchKind::CaseStudy => {
            use_it(&Entry::case_study(document?, item(&document?.case_studies, row.item)?))
        }
        SearchKind::Section => use_it(&Entry::section(document?, item(&document?.sections, row.item)?)),
        SearchKind::Source => use_it(&Entry::source(item(&shared.sources, row.item)?, named)),
        SearchKind::Pattern | SearchKind::Technology | SearchKind::Company => {
            use_it(&Entry::name(item(&shared.names, row.item)?, named))
        }
        SearchKind::Paragraph => {
            let paragraphs = (texts.paragraphs)(at?, document?)?;
            use_it(&Entry::paragraph(document?, item(&paragraphs, row.item)?))
        }
    })
}

/// The item with this number in a list, counted from 1.
fn item<T>(list: &[T], number: u32) -> Option<&T> {
    list.get((number as usize).checked_sub(1)?)
}
