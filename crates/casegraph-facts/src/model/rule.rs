//! The rules that find occurrences.

use serde::{Deserialize, Serialize};

/// The rule that found an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// A row of a table in a sources section.
    SourceRow,
    /// An item of a list in a sources section.
    SourceItem,
    /// A link to an address outside of the corpus.
    ExternalLink,
    /// A footnote reference whose definition links to a source.
    FootnoteReference,
    /// A link with a relative target.
    RelativeLink,
    /// Any other link: `mailto:`, an image.
    OtherLink,
    /// A known name in running text.
    NameInText,
    /// A known company in the `**Context**:` text.
    NameInContext,
    /// A row of a table of a plan.
    PlanRow,
    /// An item of a check list of a plan.
    PlanItem,
    /// A line of a tree in a plan.
    PlanTree,
    /// A stated number in a plan.
    StatedCount,
    /// A value of front matter that refers to a page.
    FrontMatterReference,
    /// A value of a key of the front matter.
    StatedKey,
    /// A cell of a column.
    StatedColumn,
    /// A section that a rule names.
    StatedSection,
    /// Words of a title or first heading.
    StatedTitle,
    /// An item of a list, a paragraph or details: its link, its bold start, its text.
    StatedItem,
    /// Text after a label.
    StatedLabel,
    /// The name of a folder or file.
    StatedFolder,
}

impl Rule {
    /// The literal of `cg:rule`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SourceRow => "source-row",
            Self::SourceItem => "source-item",
            Self::ExternalLink => "external-link",
            Self::FootnoteReference => "footnote-reference",
            Self::RelativeLink => "relative-link",
            Self::OtherLink => "other-link",
            Self::NameInText => "name-in-text",
            Self::NameInContext => "name-in-context",
            Self::PlanRow => "plan-row",
            Self::PlanItem => "plan-item",
            Self::PlanTree => "plan-tree",
            Self::StatedCount => "stated-count",
            Self::FrontMatterReference => "front-matter-reference",
            Self::StatedKey => "stated-key",
            Self::StatedColumn => "stated-column",
            Self::StatedSection => "stated-section",
            Self::StatedTitle => "stated-title",
            Self::StatedItem => "stated-item",
            Self::StatedLabel => "stated-label",
            Self::StatedFolder => "stated-folder",
        }
    }
}
