//! The kinds of things that are compared, in the order of a report.

use casegraph_facts::counted;
use serde::Serialize;

/// A kind of thing that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiffKind {
    /// A topic, written or planned.
    Topic,
    /// A case study; identified by its title in its topic.
    CaseStudy,
    /// A row of a results table; identified by its name in its case study.
    Metric,
    /// A company that a text names.
    Company,
    /// A technology that a text names.
    Technology,
    /// A pattern that a text names.
    Pattern,
    /// A mention of a company, technology or pattern in a case study or the rest of a page.
    Mention,
    /// A relation of a topic to another topic or a pattern: related or prerequisite.
    Relation,
    /// A cited work.
    Source,
    /// A citation of a source by a topic, case study or metric.
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

    /// The plural of the kind: `case studies`.
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

    /// A count with the name of the kind: `1 case study`, `2 case studies`.
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
        counted(count, one, self.plural())
    }

    /// The plural as a heading: `Case studies`.
    #[must_use]
    pub fn title(self) -> String {
        let mut letters = self.plural().chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}
