//! A document of the corpus with its sections, case studies and metrics.

use serde::{Deserialize, Serialize};

use crate::model::annotations::Annotations;
use crate::model::decision::Decision;
use crate::model::id::ThingId;
use crate::model::location::{DocPath, Lines};
use crate::model::occurrence::Occurrence;
use crate::model::quantity::Quantity;

/// A Markdown file with its contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The identity of the document.
    pub id: ThingId,
    /// The path of the file.
    pub path: DocPath,
    /// The title.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The size on disk in bytes.
    pub bytes: u64,
    /// The number of lines.
    pub lines: u32,
    /// The BLAKE3 hash of the bytes on disk, in hexadecimal.
    pub content_hash: String,
    /// The topic, case study, company, technology or decision that it is about: its page, its sources file, or a part of it.
    pub about: Option<ThingId>,
    /// The company, pattern or technology whose page it is.
    pub names: Option<ThingId>,
    /// The document that it is a copy of.
    pub copy_of: Option<ThingId>,
    /// The title as a label of the thing that it is about, in the language of this translation.
    pub label: Option<Label>,
    /// The language of the text, if it is stated.
    pub language: Option<String>,
    /// Key words.
    pub tags: Vec<String>,
    /// The decision record that it is.
    pub decision: Option<Decision>,
    /// Sections in the order of the text.
    pub sections: Vec<Section>,
    /// Case studies in the order of the text.
    pub case_studies: Vec<CaseStudy>,
    /// The contents of the text besides facts.
    pub annotations: Annotations,
    /// Occurrences, which are the evidence for edges, in the order of the text.
    pub occurrences: Vec<Occurrence>,
}

impl Document {
    /// A document with nothing in it.
    #[must_use]
    pub fn new(path: DocPath, name: String, role: Role) -> Self {
        Self {
            id: ThingId::document(&path),
            path,
            name,
            role,
            bytes: 0,
            lines: 0,
            content_hash: String::new(),
            about: None,
            names: None,
            copy_of: None,
            label: None,
            language: None,
            tags: Vec::new(),
            decision: None,
            sections: Vec::new(),
            case_studies: Vec::new(),
            annotations: Annotations::default(),
            occurrences: Vec::new(),
        }
    }
}

/// A label in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The text.
    pub text: String,
    /// The language: `de`, `pt-BR`.
    pub language: String,
}

/// The role of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A template for other documents: nothing in it is content.
    Template,
    /// A plan: it lists the topics to write.
    Plan,
    /// A list of the sources of a topic.
    Sources,
    /// A file of a case study that is a folder of files.
    CaseStudy,
    /// The page of a topic.
    Topic,
    /// The page of a pattern, which is a topic too.
    Pattern,
    /// The page of a company.
    Company,
    /// The page of a technology.
    Technology,
    /// A decision record.
    Decision,
    /// The index page of a folder.
    Index,
    /// Any other page.
    Page,
}

impl Role {
    /// Whether a document of this role is the page of a topic.
    #[must_use]
    pub fn is_topic(self) -> bool {
        matches!(self, Self::Topic | Self::Pattern)
    }

    /// The literal of `cg:role`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Template => "template",
            Self::Plan => "plan",
            Self::Sources => "sources",
            Self::CaseStudy => "case-study",
            Self::Topic => "topic",
            Self::Pattern => "pattern",
            Self::Company => "company",
            Self::Technology => "technology",
            Self::Decision => "decision",
            Self::Index => "index",
            Self::Page => "page",
        }
    }
}

/// A heading and the text under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The identity of the section: the path of the document and the anchor.
    pub id: ThingId,
    /// The text of the heading.
    pub name: String,
    /// The level of the heading, 1 to 6.
    pub level: u8,
    /// The anchor for links.
    pub anchor: String,
    /// The kind of template section, if it is one.
    pub kind: Option<String>,
    /// The lines of the section.
    pub lines: Lines,
    /// The case study, topic or document that contains it.
    pub part_of: ThingId,
}

/// One case study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStudy {
    /// The identity of the case study: the topic and a number.
    pub id: ThingId,
    /// The number in its heading.
    pub number: Option<u32>,
    /// The title without `Case Study N:`.
    pub title: String,
    /// The topic; `None` if the case study is a folder, or belongs to none.
    pub topic: Option<ThingId>,
    /// Whether a rule says that it is a case study. A folder that only the profile takes for one designs a system, and compares it with
    /// those of companies.
    pub is_stated: bool,
    /// Its own category; `None` if it is that of its topic.
    pub category: Option<ThingId>,
    /// The date, as written.
    pub date: Option<String>,
    /// The status, as written.
    pub status: Option<String>,
    /// Key words.
    pub tags: Vec<String>,
    /// The lines of the case study.
    pub lines: Lines,
    /// The text after `**Context**:`.
    pub context: Option<String>,
    /// The first paragraph under "Quick Answer".
    pub quick_answer: Option<String>,
    /// The text after `**Key insight**:`.
    pub key_insight: Option<String>,
    /// The rows of its results tables.
    pub metrics: Vec<Metric>,
}

impl CaseStudy {
    /// A case study with nothing but a title.
    #[must_use]
    pub fn new(id: ThingId, title: String, lines: Lines) -> Self {
        Self {
            id,
            number: None,
            title,
            topic: None,
            is_stated: false,
            category: None,
            date: None,
            status: None,
            tags: Vec::new(),
            lines,
            context: None,
            quick_answer: None,
            key_insight: None,
            metrics: Vec::new(),
        }
    }
}

/// One row of a results table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// The identity of the metric: that of the case study and a number.
    pub id: ThingId,
    /// The name of what is measured.
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
    /// The line of the row.
    pub lines: Lines,
}
