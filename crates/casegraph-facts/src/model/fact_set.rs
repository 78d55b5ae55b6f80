//! Everything a corpus asserts, joined: things with identities, and the occurrences in the text behind every edge.
//!
//! A [`FactSet`] is what the store writes as RDF and the analysis builds its graph from. Every list is sorted, so
//! the same corpus gives the same value whatever order its files were read in.

use serde::{Deserialize, Serialize};

use crate::model::diagnostic::{Diagnostic, Unread};
use crate::model::document_facts::Rule;
use crate::model::id::ThingId;
use crate::model::location::{DocPath, Lines};
use crate::model::marks::Marks;
use crate::model::name::Name;
use crate::model::quantity::Quantity;

/// A corpus as things, edges and evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactSet {
    /// Domains, by position and name.
    pub domains: Vec<Domain>,
    /// Categories, by domain, position and name.
    pub categories: Vec<Category>,
    /// Topics, by id.
    pub topics: Vec<Topic>,
    /// Companies, patterns and technologies, by id. A built-in one is here only if something in the corpus names it.
    pub names: Vec<Name>,
    /// Sources, by id.
    pub sources: Vec<Source>,
    /// Documents with what stands in them, by path.
    pub documents: Vec<Document>,
    /// Edges that follow from others by a stated rule, sorted.
    pub inferred: Vec<Edge>,
    /// All findings, in path and line order.
    pub diagnostics: Vec<Diagnostic>,
    /// All that was not understood, in path and line order.
    pub unread: Vec<Unread>,
}

impl FactSet {
    /// How many topics have this status.
    #[must_use]
    pub fn topics_with(&self, status: TopicStatus) -> usize {
        self.topics.iter().filter(|topic| topic.status == status).count()
    }
}

/// A top part of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Its identity.
    pub id: ThingId,
    /// Its name.
    pub label: String,
    /// Its number among the domains, where the folder or the plan gives one.
    pub position: Option<u32>,
}

/// A part of a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its identity.
    pub id: ThingId,
    /// Its name.
    pub label: String,
    /// Its number in the domain.
    pub position: Option<u32>,
    /// The domain it belongs to.
    pub domain: Option<ThingId>,
}

/// A subject with, or waiting for, a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its identity: the stem of its page, with its category before it where two topics share a stem.
    pub id: ThingId,
    /// The page's title, else the stem in words.
    pub label: String,
    /// Other names: the stem in words, where the title is another.
    pub alternatives: Vec<String>,
    /// The category it belongs to.
    pub category: Option<ThingId>,
    /// How far it is.
    pub status: TopicStatus,
    /// 1, 2 or 3: the most urgent that a plan states.
    pub priority: Option<u8>,
    /// Terms that a plan lists for it.
    pub key_topics: Vec<String>,
    /// The document that is its page.
    pub page: Option<DocPath>,
    /// Where the plan speaks of it first: document and lines.
    pub planned_at: Option<(DocPath, Lines)>,
}

/// How far a topic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TopicStatus {
    /// As many case studies as the corpus asks for.
    Complete,
    /// A page with fewer, or a sources file without a page.
    InProgress,
    /// In a plan, without a page.
    Planned,
    /// Linked to, but neither written nor planned.
    Missing,
}

/// A work that is cited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its identity: the normalised URL, else kind and title.
    pub id: ThingId,
    /// What kind of work.
    pub kind: SourceKind,
    /// The title, from the fullest citation.
    pub title: String,
    /// The URL as written where it is cited first.
    pub url: Option<String>,
    /// Authors or speakers.
    pub authors: Vec<String>,
    /// Publisher, event or venue as written.
    pub publisher: Option<String>,
    /// The publisher as a known company.
    pub company: Option<ThingId>,
    /// The date, as precise as written.
    pub date: Option<String>,
}

/// What kind of work a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A post on a company's or a person's site.
    Blog,
    /// A talk at a conference.
    Talk,
    /// A paper.
    Paper,
    /// Documentation, standards.
    Doc,
    /// A video.
    Video,
    /// Books, articles and everything else.
    Reading,
}

impl SourceKind {
    /// All kinds, in the order of a sources file.
    pub const ALL: [Self; 6] = [Self::Blog, Self::Talk, Self::Paper, Self::Doc, Self::Video, Self::Reading];

    /// The literal written as `cg:sourceKind`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Blog => "blog",
            Self::Talk => "talk",
            Self::Paper => "paper",
            Self::Doc => "doc",
            Self::Video => "video",
            Self::Reading => "reading",
        }
    }
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
    pub marks: Marks,
    /// Evidence: what stands where, in the order of the text.
    pub occurrences: Vec<Occurrence>,
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

/// A relation between two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Topic or pattern to topic or pattern, directed as written.
    RelatedPattern,
    /// Topic to the topic a reader should know first.
    Prerequisite,
    /// Case study or company to pattern or technology.
    Uses,
    /// Case study, metric or topic to source.
    Cites,
    /// Document or case study to company, pattern or technology.
    Mentions,
    /// Document to document.
    LinksTo,
    /// Case study to company.
    Company,
    /// Both directions of a related pattern; inferred.
    Related,
}

/// A plain edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edge {
    /// Where it starts.
    pub from: ThingId,
    /// What it says.
    pub relation: Relation,
    /// Where it leads.
    pub to: ThingId,
}

/// An occurrence in the text: the evidence behind an edge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// What it stands in.
    pub from: ThingId,
    /// What it leads to, if that was found.
    pub to: Option<ThingId>,
    /// The edges from `from` to `to` that it supports.
    pub asserts: Vec<Relation>,
    /// Where it stands.
    pub lines: Lines,
    /// The rule that found it.
    pub rule: Rule,
    /// What kind of occurrence it is, with what only that kind has.
    pub detail: Detail,
}

/// What one kind of occurrence has beyond the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    /// A source cited here.
    Citation(Citation),
    /// A link.
    Link(Link),
    /// A name found in prose.
    Mention {
        /// The text found.
        surface: String,
    },
    /// A number that a document claims.
    StatedCount {
        /// What is counted, in words.
        what: String,
        /// The number that is stated.
        stated: u64,
        /// The number that was counted.
        counted: u64,
        /// Whether the two agree.
        agrees: bool,
        /// The heading, cell or paragraph that states it.
        surface: String,
    },
    /// Nothing more: a plain `cg:Evidence`. Where a link supports a relation between topics, the link itself is that
    /// relation's evidence, and a second, plain one supports `cg:linksTo` between the documents.
    Plain,
    /// A row of a plan.
    PlanEntry {
        /// The status cell as written.
        stated_status: Option<String>,
        /// The priority it states.
        stated_priority: Option<u8>,
        /// The status that its words or marks mean, if they were understood.
        means: Option<TopicStatus>,
        /// Whether it is about the topic's sources file instead of its page.
        of_sources: bool,
    },
}

/// A citation as written in its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// What is wrong with it, sorted.
    pub flags: Vec<CitationFlag>,
    /// The URL as written.
    pub url: Option<String>,
    /// The title as written.
    pub title: String,
    /// Authors as written.
    pub authors: Vec<String>,
    /// The publisher as written.
    pub publisher: Option<String>,
    /// The date as written.
    pub date: Option<String>,
    /// What the row says the source gives.
    pub remark: Option<String>,
}

/// A fault of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CitationFlag {
    /// The URL is a stand-in: `https://qcon.com/...`, `example.com`.
    PlaceholderUrl,
    /// There is no URL.
    NoUrl,
    /// The URL names a site, not a page.
    BareDomain,
    /// The URL lacks `https://`.
    NoScheme,
    /// What stands in the URL's place is none.
    NotAUrl,
    /// An author is a stand-in: `John Doe`.
    PlaceholderPerson,
}

impl CitationFlag {
    /// The literal written as `cg:flag`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::PlaceholderUrl => "placeholder-url",
            Self::NoUrl => "no-url",
            Self::BareDomain => "bare-domain",
            Self::NoScheme => "no-scheme",
            Self::NotAUrl => "not-a-url",
            Self::PlaceholderPerson => "placeholder-person",
        }
    }
}

/// A link as written, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The target as written.
    pub href: String,
    /// The words that are linked.
    pub text: String,
    /// The words after the link in its list item.
    pub remark: Option<String>,
    /// `relative`, `https`, `mailto` and so on.
    pub scheme: String,
    /// The path inside the corpus that a relative target names.
    pub target_path: Option<DocPath>,
    /// What was found there; none for a link that leads outside.
    pub resolution: Option<Resolution>,
    /// The right relative path, when exactly one fits.
    pub suggestion: Option<String>,
    /// The section it stands in.
    pub section: Option<ThingId>,
    /// What the author states with it, though it leads to no topic.
    pub lost: Option<LostRelation>,
}

/// A relation that is stated with a link to nothing, so that the facts hold no edge for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostRelation {
    /// What is stated.
    pub relation: Relation,
    /// The topic of the one page that fits what is written, if there is one.
    pub probably: Option<ThingId>,
}

/// What a relative link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Resolution {
    /// A file.
    File,
    /// A folder.
    Directory,
    /// Nothing.
    Missing,
    /// A file, but no such anchor in it.
    BadAnchor,
    /// A place outside the corpus; it is not looked at.
    OutsideRoot,
}

impl Resolution {
    /// The literal written as `cg:resolution`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Directory => "directory",
            Self::Missing => "missing",
            Self::BadAnchor => "bad-anchor",
            Self::OutsideRoot => "outside-root",
        }
    }
}
