//! What a rule takes, what that is, and which parts it has.

use crate::model::document::Role;
use serde::{Deserialize, Serialize};

/// What the units of a rule are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Are {
    /// Something that a company did.
    CaseStudy,
    /// A subject.
    Topic,
    /// A pattern; its page is a topic, too.
    Pattern,
    /// A technology.
    Technology,
    /// A company.
    Company,
    /// A work that is cited.
    Source,
    /// A decision record.
    Decision,
    /// A plan of topics.
    Plan,
    /// A template to copy: asserts nothing.
    Template,
    /// The page of a folder: leads to others.
    Index,
    /// A page that is no thing of its own.
    Page,
    /// The sources file of a topic.
    Sources,
}

impl Are {
    /// The role of a page that is such a thing.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::CaseStudy => Role::CaseStudy,
            Self::Topic => Role::Topic,
            Self::Pattern => Role::Pattern,
            Self::Technology => Role::Technology,
            Self::Company => Role::Company,
            Self::Decision => Role::Decision,
            Self::Plan => Role::Plan,
            Self::Template => Role::Template,
            Self::Index => Role::Index,
            Self::Sources => Role::Sources,
            Self::Page | Self::Source => Role::Page,
        }
    }

    /// As `casegraph.toml` writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::CaseStudy => "case-study",
            Self::Topic => "topic",
            Self::Pattern => "pattern",
            Self::Technology => "technology",
            Self::Company => "company",
            Self::Source => "source",
            Self::Decision => "decision",
            Self::Plan => "plan",
            Self::Template => "template",
            Self::Index => "index",
            Self::Page => "page",
            Self::Sources => "sources",
        }
    }
}

/// How a unit inside a page relates to the page's own thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EdgeText {
    /// The unit uses the page's thing (companies), or the page's thing uses the unit.
    Uses,
    /// They are related.
    Related,
    /// The page mentions the unit.
    Mentions,
    /// The unit is the company of the page's thing.
    Company,
}

/// What a rule takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Pages.
    Pages,
    /// Folders.
    Folders,
    /// Sections.
    Sections,
    /// Items of lists.
    Items,
    /// Rows of tables.
    Rows,
    /// Paragraphs.
    Paragraphs,
    /// Details.
    Details,
}

impl Unit {
    /// As `casegraph.toml` writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Folders => "folders",
            Self::Sections => "sections",
            Self::Items => "items",
            Self::Rows => "rows",
            Self::Paragraphs => "paragraphs",
            Self::Details => "details",
        }
    }

    /// Whether the unit is a part of a page.
    #[must_use]
    pub fn is_inside_a_page(self) -> bool {
        !matches!(self, Self::Pages | Self::Folders)
    }
}

/// A part of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the key of the same name of `RuleText`")]
pub enum Part {
    Title,
    Id,
    Company,
    Category,
    Domain,
    Topic,
    Status,
    Date,
    Language,
    Sources,
    Uses,
    Replaced,
    Rejected,
    Related,
    Prerequisites,
    Supersedes,
    SupersededBy,
    Tags,
    Metrics,
    AlsoCalled,
}

impl Part {
    /// All parts with their keys, in the order in which rules are written.
    pub const ALL: [(&str, Self); 20] = [
        ("title", Self::Title),
        ("id", Self::Id),
        ("company", Self::Company),
        ("category", Self::Category),
        ("domain", Self::Domain),
        ("topic", Self::Topic),
        ("status", Self::Status),
        ("date", Self::Date),
        ("language", Self::Language),
        ("sources", Self::Sources),
        ("uses", Self::Uses),
        ("replaced", Self::Replaced),
        ("rejected", Self::Rejected),
        ("related", Self::Related),
        ("prerequisites", Self::Prerequisites),
        ("supersedes", Self::Supersedes),
        ("superseded-by", Self::SupersededBy),
        ("tags", Self::Tags),
        ("metrics", Self::Metrics),
        ("also-called", Self::AlsoCalled),
    ];
}
