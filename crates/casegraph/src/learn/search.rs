//! Words looked for in everything that has a name or a sentence of its own: topics, case studies, sections, sources, names, and
//! the paragraphs of the text.
//!
//! ```text
//! FactSet, files ─► entries ─► words (which forms of the typed words there are) ─► rank (BM25) ─► Hit (its best sentence)
//! ```
//!
//! A word that stands nowhere as it is stands for the words that begin with it, and one of four letters and more that still finds
//! nothing for those one slip away. What has more of the words comes first.

mod entries;
mod excerpt;
mod rank;
mod words;

use std::collections::BTreeMap;

use casegraph_facts::{Kind, Paragraph, ThingId};
use serde::Serialize;

use super::{Stop, Wood};
use crate::Corpus;
use entries::{entries, paragraph_entries, paragraphs_of};

/// What is looked in, and what a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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

/// Something that can be found.
struct Entry<'f> {
    id: &'f ThingId,
    kind: SearchKind,
    label: &'f str,
    path: Option<&'f str>,
    line: u32,
    topic: Option<&'f ThingId>,
    company: bool,
    texts: Vec<&'f str>,
    /// Where words of a paragraph stand.
    paragraph: Option<&'f Paragraph>,
}

impl Wood<'_> {
    /// Looks for words. The files are read for their paragraphs, where paragraphs are wanted; one that cannot be read is passed
    /// over. Linear in the text.
    #[must_use]
    pub fn search(&self, corpus: &Corpus, query: &str, options: &SearchOptions) -> SearchReport {
        let wants = |kind| options.kinds.is_empty() || options.kinds.contains(&kind);
        let texts = if wants(SearchKind::Paragraph) { paragraphs_of(corpus, self.facts) } else { Vec::new() };
        let mut all = entries(self.facts, options.company.as_ref());
        all.extend(paragraph_entries(self.facts, &texts, options.company.as_ref()));
        all.retain(|entry| wants(entry.kind) && self.fits(entry, options));
        let found = rank::rank(&all, query);
        let hits = found.ranked.iter().take(options.limit);
        SearchReport {
            total: found.ranked.len(),
            hits: hits
                .filter_map(|(at, score)| Some(self.hit(all.get(*at)?, *score, &found.meant)))
                .collect(),
            read_as: found.read_as,
        }
    }

    fn fits(&self, entry: &Entry<'_>, options: &SearchOptions) -> bool {
        let part = options.part.as_ref().is_none_or(|part| {
            let at =
                entry.topic.and_then(|id| self.facts.topics.binary_search_by(|topic| topic.id.cmp(id)).ok());
            at.and_then(|at| self.facts.topics.get(at)).is_some_and(|topic| self.lies_in(topic, part))
        });
        part && (options.company.is_none() || entry.company)
    }
}

/// What a kind of thing is called in reports.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::CaseStudy => "case-study",
        Kind::Section => "section",
        other => other.prefix(),
    }
}
