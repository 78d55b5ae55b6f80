//! The kinds of difference, in the order in which they are told.

use serde::Serialize;

/// What was gained, lost or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffKind {
    /// A topic, written or planned.
    Topic,
    /// A case study; known by its title in its topic.
    CaseStudy,
    /// A row of a results table; known by its name in its case study.
    Metric,
    /// A company that a text names.
    Company,
    /// A technology that a text names.
    Technology,
    /// A pattern that a text names.
    Pattern,
    /// That a case study, or the rest of a page, names a company, technology or pattern.
    Mention,
    /// That a topic names another, or a pattern, as related or needed before.
    Relation,
    /// A work that is cited.
    Source,
    /// That a topic, case study or metric cites a source.
    Citation,
    /// A Markdown file.
    Document,
    /// A finding of a gap check.
    Gap,
}

impl DiffKind {
    /// All kinds.
    pub const ALL: [Self; 12] = [
        Self::Topic,
        Self::CaseStudy,
        Self::Metric,
        Self::Company,
        Self::Technology,
        Self::Pattern,
        Self::Mention,
        Self::Relation,
        Self::Source,
        Self::Citation,
        Self::Document,
        Self::Gap,
    ];

    /// What several of them are called.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Topic => "topics",
            Self::CaseStudy => "case studies",
            Self::Metric => "metrics",
            Self::Company => "companies",
            Self::Technology => "technologies",
            Self::Pattern => "patterns",
            Self::Mention => "mentions",
            Self::Relation => "relations",
            Self::Source => "sources",
            Self::Citation => "citations",
            Self::Document => "documents",
            Self::Gap => "gaps",
        }
    }

    /// A number of them: `1 case study`, `2 case studies`.
    #[must_use]
    pub fn count(self, count: usize) -> String {
        let one = match self {
            Self::Topic => "topic",
            Self::CaseStudy => "case study",
            Self::Metric => "metric",
            Self::Company => "company",
            Self::Technology => "technology",
            Self::Pattern => "pattern",
            Self::Mention => "mention",
            Self::Relation => "relation",
            Self::Source => "source",
            Self::Citation => "citation",
            Self::Document => "document",
            Self::Gap => "gap",
        };
        format!("{count} {}", if count == 1 { one } else { self.plural() })
    }
}
