//! A document of the corpus with its sections, case studies and metrics.

use serde::{Deserialize, Serialize};

use crate::model::annotations::Annotations;
use crate::model::id::ThingId;
use crate::model::location::{DocPath, Lines};
use crate::model::occurrence::Occurrence;
use crate::model::quantity::Quantity;

/// A Markdown file with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its identity.
    pub id: ThingId,
    /// Where it lies.
    pub path: DocPath,
    /// Its title.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// Size on disk.
    pub bytes: u64,
    /// Number of lines.
    pub lines: u32,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub content_hash: String,
    /// The topic it is the page or the sources file of, or the case study that it is a part of.
    pub about: Option<ThingId>,
    /// Sections in the order of the text.
    pub sections: Vec<Section>,
    /// Case studies in the order of the text.
    pub case_studies: Vec<CaseStudy>,
    /// What its text holds beside facts.
    pub annotations: Annotations,
    /// Evidence: what stands where, in the order of the text.
    pub occurrences: Vec<Occurrence>,
}

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A model for other documents: nothing in it is content.
    Template,
    /// Says which topics are to be written.
    Plan,
    /// Lists the sources of a topic.
    Sources,
    /// A part of a case study that is a folder of files.
    CaseStudy,
    /// A topic's page.
    Topic,
    /// The front page of a folder.
    Index,
    /// Any other page.
    Page,
}

impl Role {
    /// The literal written as `cg:role`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Plan => "plan",
            Self::Sources => "sources",
            Self::CaseStudy => "case-study",
            Self::Topic => "topic",
            Self::Index => "index",
            Self::Page => "page",
        }
    }
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its identity: the document's path and the anchor.
    pub id: ThingId,
    /// The heading's text.
    pub name: String,
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// The anchor that links use.
    pub anchor: String,
    /// The normal form of a template section.
    pub kind: Option<String>,
    /// Where it stands.
    pub lines: Lines,
    /// The case study, topic or document it is part of.
    pub part_of: ThingId,
}

/// One case study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStudy {
    /// Its identity: the topic and a number.
    pub id: ThingId,
    /// The number in its heading.
    pub number: Option<u32>,
    /// The title without `Case Study N:`.
    pub title: String,
    /// The topic it is about; none where a folder is the case study.
    pub topic: Option<ThingId>,
    /// Where it stands.
    pub lines: Lines,
    /// The text after `**Context**:`.
    pub context: Option<String>,
    /// The first paragraph under Quick Answer.
    pub quick_answer: Option<String>,
    /// The text after `**Key insight**:`.
    pub key_insight: Option<String>,
    /// Rows of its results tables.
    pub metrics: Vec<Metric>,
}

/// One row of a results table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Its identity: the case study's and a number.
    pub id: ThingId,
    /// What is measured.
    pub name: String,
    /// The value before, as written.
    pub before: Option<String>,
    /// The value after, as written.
    pub after: Option<String>,
    /// The change, as written.
    pub change: Option<String>,
    /// The whole row, as written.
    pub raw_text: String,
    /// The value before, as a number.
    pub before_quantity: Option<Quantity>,
    /// The value after, as a number.
    pub after_quantity: Option<Quantity>,
    /// Where it stands.
    pub lines: Lines,
}
