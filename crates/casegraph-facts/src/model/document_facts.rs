//! What one Markdown file says on its own, before anything is known about its neighbours.
//!
//! [`DocumentFacts`] is the value between the two halves of this crate: [`extract`](crate::extract()) makes one from a
//! file's bytes, [`join`](crate::join()) turns all of them into a [`FactSet`](crate::FactSet). It holds owned, plain
//! values, so it can be printed, compared and stored by content hash.

use serde::{Deserialize, Serialize};

use crate::model::annotations::Annotations;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Role;
use crate::model::location::{DocPath, Lines};
use crate::model::owner::Owner;
use crate::model::prose::Prose;
use crate::model::quantity::Quantity;
use crate::model::relation::Relation;
use crate::model::rule::Rule;
use crate::model::source::SourceKind;
use crate::model::topic::TopicStatus;
use crate::model::tree_place::TreePlace;
use crate::model::unread::Unread;

/// All that one file asserts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// Where the file lies.
    pub path: DocPath,
    /// Its title: front matter, else the first heading, else the file's stem.
    pub name: String,
    /// `id:` of its front matter.
    pub stated_id: Option<String>,
    /// `aliases:` of its front matter.
    pub other_names: Vec<String>,
    /// What the document is for.
    pub role: Role,
    /// Where it belongs in the folder tree, as its path says.
    pub place: TreePlace,
    /// Size on disk.
    pub bytes: u64,
    /// Number of lines.
    pub lines: u32,
    /// BLAKE3 of the bytes on disk, as 64 hexadecimal digits.
    pub content_hash: String,
    /// Sections in the order of the text.
    pub sections: Vec<SectionFacts>,
    /// Anchors that HTML tags set, besides the headings'.
    pub html_anchors: Vec<String>,
    /// Case studies in the order of the text.
    pub case_studies: Vec<CaseStudyFacts>,
    /// Sources cited, in the order of the text.
    pub citations: Vec<CitationFacts>,
    /// Links in the order of the text.
    pub links: Vec<LinkFacts>,
    /// Plan rows in the order of the text.
    pub plan_entries: Vec<PlanEntryFacts>,
    /// Numbers that the document claims, with what was counted.
    pub stated_counts: Vec<StatedCountFacts>,
    /// Headings that are topics.
    pub heading_topics: Vec<HeadingTopic>,
    /// Names that the text itself says are companies.
    pub stated_companies: Vec<StatedCompany>,
    /// Running text in which names are looked for.
    pub prose: Vec<Prose>,
    /// What its text holds beside facts.
    pub annotations: Annotations,
    /// What is wrong with the text.
    pub diagnostics: Vec<Diagnostic>,
    /// What was seen and not understood.
    pub unread: Vec<Unread>,
}

impl DocumentFacts {
    /// The same without what nobody but the document itself needs: its text, citations, numbers, most of its links, all of its
    /// sections but their anchors, and where in the text things stand. Most changes of a text leave its head as it is.
    /// All heads of a corpus make a [`Joiner`](crate::Joiner); a document can be joined as long as its head is the one that
    /// was given to it.
    #[must_use]
    pub fn exports(&self) -> Self {
        let nowhere = Lines::at(1);
        let anchors = self.sections.iter().map(|section| &section.anchor).chain(&self.html_anchors);
        let is_wanted = |link: &&LinkFacts| {
            self.role != Role::Template && link.form == LinkForm::Link && link.relation.is_some()
        };
        let links = self.links.iter().filter(is_wanted).map(|link| LinkFacts {
            owner: Owner::Document,
            href: link.href.clone(),
            text: String::new(),
            remark: None,
            section: None,
            relation: link.relation,
            form: link.form,
            lines: nowhere,
        });
        let bare = |study: &CaseStudyFacts| CaseStudyFacts {
            number: study.number,
            title: String::new(),
            lines: nowhere,
            context: None,
            quick_answer: None,
            key_insight: None,
            metrics: Vec::new(),
        };
        let companies = self.stated_companies.iter();
        let stated_companies =
            companies.map(|company| StatedCompany { name: company.name.clone(), lines: nowhere });
        let case_studies = match self.role {
            // The first may be the folder's own account.
            Role::CaseStudy => self.case_studies.iter().take(1).cloned().collect(),
            _ => self.case_studies.iter().map(bare).collect(),
        };
        let placeholders = match self.role {
            Role::Template => self.annotations.placeholders.clone(),
            _ => Vec::new(),
        };
        Self {
            path: self.path.clone(),
            name: self.name.clone(),
            stated_id: self.stated_id.clone(),
            other_names: self.other_names.clone(),
            role: self.role,
            place: self.place.clone(),
            bytes: 0,
            lines: 0,
            content_hash: String::new(),
            sections: Vec::new(),
            html_anchors: anchors.cloned().collect(),
            case_studies,
            citations: Vec::new(),
            links: links.collect(),
            plan_entries: self.plan_entries.clone(),
            stated_counts: Vec::new(),
            heading_topics: self.heading_topics.clone(),
            stated_companies: stated_companies.collect(),
            prose: Vec::new(),
            annotations: Annotations { placeholders, ..Annotations::default() },
            diagnostics: Vec::new(),
            unread: Vec::new(),
        }
    }
}

/// A heading that is a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingTopic {
    /// The heading.
    pub title: String,
    /// Its place: the slug of the heading, with the heading around it as category.
    pub place: TreePlace,
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionFacts {
    /// The heading's text.
    pub name: String,
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// The anchor that links use, unique in the document.
    pub anchor: String,
    /// The normal form of a template section, such as `quick-answer`; none for a section of no known kind.
    pub kind: Option<String>,
    /// From the heading to the line before the next section of the same level or above.
    pub lines: Lines,
    /// The case study it stands in, or is.
    pub owner: Owner,
}

/// One case study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStudyFacts {
    /// The number in its heading, if it has one.
    pub number: Option<u32>,
    /// The title without `Case Study N:`.
    pub title: String,
    /// From its heading to its last line.
    pub lines: Lines,
    /// The text after `**Context**:`.
    pub context: Option<Labelled>,
    /// The first paragraph under Quick Answer.
    pub quick_answer: Option<Labelled>,
    /// The text after `**Key insight**:`.
    pub key_insight: Option<Labelled>,
    /// Rows of its results tables.
    pub metrics: Vec<MetricFacts>,
}

/// A piece of text under a label, with where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// The text, on one line.
    pub text: String,
    /// Where it stands.
    pub lines: Lines,
}

/// One row of a results table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricFacts {
    /// The first cell.
    pub name: String,
    /// The cell under `Before`, where the table has one.
    pub before: Option<String>,
    /// The cell under `After`, where the table has one.
    pub after: Option<String>,
    /// The cell under `Improvement` or `Change`.
    pub change: Option<String>,
    /// The whole row as text: cells joined by ` | `.
    pub raw_text: String,
    /// What the number grammar reads in `before`.
    pub before_quantity: Option<Quantity>,
    /// What the number grammar reads in `after`.
    pub after_quantity: Option<Quantity>,
    /// The row's line.
    pub lines: Lines,
}

/// One citation: a row or item of a sources section, a link to a source, a footnote reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitationFacts {
    /// What cites.
    pub owner: Owner,
    /// The kind that its section or table gives it.
    pub kind: Option<SourceKind>,
    /// The title as written.
    pub title: String,
    /// The first URL as written; none where the row has no URL.
    pub url: Option<String>,
    /// Authors or speakers as written, one each.
    pub authors: Vec<String>,
    /// The publisher, event or venue as written.
    pub publisher: Option<String>,
    /// Whether the publisher stands in a company column.
    pub publisher_is_company: bool,
    /// The date as written.
    pub date: Option<String>,
    /// What the row says the source gives.
    pub remark: Option<String>,
    /// Where it stands.
    pub lines: Lines,
    /// How it was found.
    pub rule: Rule,
}

/// One link, in Markdown or HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkFacts {
    /// What the link stands in.
    pub owner: Owner,
    /// The target as written.
    pub href: String,
    /// The words that are linked.
    pub text: String,
    /// The words after the link in its list item: why it is there.
    pub remark: Option<String>,
    /// The section it stands in: an index in [`DocumentFacts::sections`].
    pub section: Option<usize>,
    /// The edge that its section gives it, besides being a link.
    pub relation: Option<Relation>,
    /// What it is, besides a link in the text.
    pub form: LinkForm,
    /// Where it stands.
    pub lines: Lines,
}

/// What form a link has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkForm {
    /// A link in the text.
    Link,
    /// An image.
    Image,
    /// A value of front matter.
    Reference,
}

/// One row of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEntryFacts {
    /// The topic, and the category and domain whose headings stand above the row.
    pub place: TreePlace,
    /// The title, where an item names a topic by its title and not by a file.
    pub title: Option<String>,
    /// The file or folder, or the title, as written.
    pub file: String,
    /// What the status cell says, if it was understood.
    pub status: Option<TopicStatus>,
    /// The status cell as written.
    pub stated_status: Option<String>,
    /// 1, 2 or 3.
    pub priority: Option<u8>,
    /// Terms of the key-topics cell, in its order.
    pub key_topics: Vec<String>,
    /// Whether the row is about the topic's sources file instead of its page.
    pub is_sources: bool,
    /// How it was found.
    pub rule: Rule,
    /// The row's line.
    pub lines: Lines,
}

/// A number that a document claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedCountFacts {
    /// What is counted, in words: `topics in API Design`.
    pub what: String,
    /// The number that the document states.
    pub stated: u64,
    /// The number that was counted.
    pub counted: u64,
    /// Whether the two agree; of "1000+" there may be more.
    pub agrees: bool,
    /// The heading, cell or paragraph that states it.
    pub surface: String,
    /// Where it stands.
    pub lines: Lines,
}

/// A name that a Company column says is a company.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StatedCompany {
    /// The name as written, without emphasis.
    pub name: String,
    /// Where it stands.
    pub lines: Lines,
}
