//! Words looked for in everything that has a name or a sentence of its own: topics, case studies, sections, sources, names, and
//! the paragraphs of the text.
//!
//! ```text
//! FactSet, files ─► entries ─► Index ─► words (which forms of the typed words there are) ─► rank (BM25) ─► Hit (its best sentence)
//! ```
//!
//! A word that stands nowhere as it is stands for the words that begin with it, and one of four letters and more that still finds
//! nothing for those one slip away. What has more of the words comes first.

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

use super::{Stop, Wood};
use crate::Accounts;
use company::OfCompany;
use entries::Entry;
pub(crate) use entries::paragraphs_of;
pub(crate) use index::Index;
use index::Row;

/// What is looked in, and what a hit is.
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
    fn of(kind: Kind) -> Self {
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

    /// What it is called in options and reports.
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

/// What to look in.
#[derive(Clone, Debug, Default)]
pub struct SearchOptions {
    /// Only these kinds; all where there are none.
    pub kinds: Vec<SearchKind>,
    /// Only what belongs to topics of this category or domain.
    pub part: Option<ThingId>,
    /// Only case studies of this company, and what is said in them.
    pub company: Option<ThingId>,
    /// At most so many hits.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SearchReport {
    /// How many things fit, shown or not.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// For words that nothing holds as they were typed: the words taken instead, at most eight.
    pub read_as: BTreeMap<String, Vec<String>>,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// What; of a paragraph the section that it stands in.
    pub thing: Stop,
    /// Which kind of thing.
    pub kind: SearchKind,
    /// Where it stands, as editors open it: of a paragraph the line of the first word found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The title, or the sentence of it that holds most of the words.
    pub text: String,
    /// Bytes of `text` that are the words, in order.
    pub marks: Vec<(usize, usize)>,
    /// How well it fits, to three digits.
    pub score: f64,
}

/// What the index is of: accounts, and the paragraphs of their documents.
pub(crate) trait Shelves {
    /// The accounts.
    fn accounts(&self) -> &Accounts;
    /// The paragraphs of the document at this place, if they are those that the index is of.
    fn paragraphs(&self, at: usize, document: &Document) -> Option<Cow<'_, [Paragraph]>>;
}

impl Wood {
    /// Looks for words. None if what the index tells of a hit is no longer so. Linear in the entries; what is shown of the hits is
    /// read from their documents.
    pub(crate) fn search(
        &self,
        index: &Index<'_>,
        shelves: &dyn Shelves,
        query: &str,
        options: &SearchOptions,
    ) -> Option<SearchReport> {
        let of_company = options.company.as_ref().map(|company| OfCompany::of(company, shelves));
        let of_part = |row: &Row| {
            options.part.as_ref().is_none_or(|part| {
                let topic = item(&shelves.accounts().head().topics, row.topic);
                topic.is_some_and(|topic| self.things.lies_in(topic, part))
            })
        };
        let fits = |row: &Row| {
            (options.kinds.is_empty() || options.kinds.contains(&row.kind))
                && of_part(row)
                && of_company.as_ref().is_none_or(|company| company.has(row, shelves.accounts().head()))
        };
        let found = rank::rank(index, query, &fits);
        let hits = found.ranked.iter().take(options.limit).map(|(at, score)| {
            let row = index.rows.get(*at)?;
            with_entry(row, shelves, |entry| self.hit(entry, *score, &found.meant))
        });
        Some(SearchReport {
            hits: hits.collect::<Option<_>>()?,
            total: found.ranked.len(),
            read_as: found.read_as,
        })
    }
}

/// Gives the entry of a row to a function; none, if it is no longer there.
fn with_entry<T>(row: &Row, shelves: &dyn Shelves, use_it: impl FnOnce(&Entry<'_>) -> T) -> Option<T> {
    let head = shelves.accounts().head();
    let at = row.document.checked_sub(1).map(|at| at as usize);
    let document = at.and_then(|at| shelves.accounts().document(at));
    let document = document.as_deref();
    let named = at.zip(document).map(|(at, document)| (at, document.path.as_str(), row.line));
    Some(match row.kind {
        SearchKind::Topic => use_it(&Entry::of_topic(item(&head.topics, row.item)?)),
        SearchKind::CaseStudy => {
            use_it(&Entry::of_study(document?, item(&document?.case_studies, row.item)?))
        }
        SearchKind::Section => use_it(&Entry::of_section(document?, item(&document?.sections, row.item)?)),
        SearchKind::Source => use_it(&Entry::of_source(item(&head.sources, row.item)?, named)),
        SearchKind::Pattern | SearchKind::Technology | SearchKind::Company => {
            use_it(&Entry::of_name(item(&head.names, row.item)?, named))
        }
        SearchKind::Paragraph => {
            let paragraphs = shelves.paragraphs(at?, document?)?;
            use_it(&Entry::of_paragraph(document?, item(&paragraphs, row.item)?))
        }
    })
}

/// What stands at a place of a list that counts from 1.
fn item<T>(list: &[T], place: u32) -> Option<&T> {
    list.get((place as usize).checked_sub(1)?)
}

/// What a kind of thing is called in reports.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::CaseStudy => "case-study",
        Kind::Section => "section",
        other => other.prefix(),
    }
}
