//! The facts of one Markdown file, extracted without knowledge of other files.
//!
//! [`DocumentFacts`] connects the two halves of this crate: [`extract`](crate::extract()) makes it from the bytes of a
//! file, and [`join`](crate::join()) makes a [`FactSet`](crate::FactSet) from those of all files. It holds owned, plain
//! values, so it can be printed, compared, and cached by content hash.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::annotations::Annotations;
use crate::model::copy::CopyFacts;
use crate::model::decision::DecisionFacts;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Role;
use crate::model::location::{DocPath, Lines};
use crate::model::owner::Owner;
use crate::model::page_thing::PageThing;
use crate::model::prose::Prose;
use crate::model::quantity::Quantity;
use crate::model::relation::Relation;
use crate::model::rule::Rule;
use crate::model::source::SourceKind;
use crate::model::stated::StatedEdge;
use crate::model::topic::TopicStatus;
use crate::model::tree_place::{TreePart, TreePlace};
use crate::model::unread::Unread;

/// The facts of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// The path of the file.
    pub path: DocPath,
    /// The title: that of the front matter, else the first heading, else the stem of the file name.
    pub name: String,
    /// `id:` of the front matter.
    pub stated_id: Option<String>,
    /// `aliases:` of the front matter.
    pub other_names: Vec<String>,
    /// The role of the document.
    pub role: Role,
    /// The place in the folder tree, from the path, or from the parts of the rule that took the page.
    pub place: TreePlace,
    /// What the page is the page of.
    pub thing: PageThing,
    /// The rules that took the page and units in it.
    pub taken: TakenFacts,
    /// The page that this one is a copy of.
    pub copy: Option<CopyFacts>,
    /// The target of a page that only leads to another one.
    pub redirect: Option<String>,
    /// The language of the text, as its path or front matter states it.
    pub language: Option<String>,
    /// The date of what the page is about.
    pub date: Option<Labelled>,
    /// The status of what the page is about, as written.
    pub status: Option<Labelled>,
    /// Key words.
    pub tags: Vec<Labelled>,
    /// The decision record that the page is.
    pub decision: Option<DecisionFacts>,
    /// Edges that keys, columns, sections, titles, folders and items state.
    pub stated: Vec<StatedEdge>,
    /// The size on disk in bytes.
    pub bytes: u64,
    /// The number of lines.
    pub lines: u32,
    /// The BLAKE3 hash of the bytes on disk, as 64 hexadecimal digits.
    pub content_hash: String,
    /// Sections in the order of the text.
    pub sections: Vec<SectionFacts>,
    /// Anchors that HTML tags set, besides those of headings.
    pub html_anchors: Vec<String>,
    /// Case studies in the order of the text.
    pub case_studies: Vec<CaseStudyFacts>,
    /// Citations of sources, in the order of the text.
    pub citations: Vec<CitationFacts>,
    /// Links in the order of the text.
    pub links: Vec<LinkFacts>,
    /// Entries of a plan, in the order of the text.
    pub plan_entries: Vec<PlanEntryFacts>,
    /// Numbers that the document states, with the numbers counted.
    pub stated_counts: Vec<StatedCountFacts>,
    /// Headings that are topics.
    pub heading_topics: Vec<HeadingTopic>,
    /// Names that the text itself marks as companies.
    pub stated_companies: Vec<StatedCompany>,
    /// Running text, which is searched for names.
    pub prose: Vec<Prose>,
    /// The contents of the text besides facts.
    pub annotations: Annotations,
    /// Findings about the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Text that was recognised as relevant and not understood.
    pub unread: Vec<Unread>,
}

impl DocumentFacts {
    /// The part of the facts that other documents depend on: without prose, citations, metrics, most links, sections
    /// other than their anchors, and locations in the text. Most edits of a text leave its exports unchanged. The
    /// exports of all documents make a [`Joiner`](crate::Joiner); a document can be joined by it as long as its exports
    /// are those that the joiner was made from. Linear in the facts.
    ///
    /// ```
    /// use casegraph_facts::{DocPath, Profile, extract};
    /// let profile = Profile::shipped("pages").unwrap();
    /// let path = DocPath::new("cache/eviction.md").unwrap();
    /// let before = extract(&path, b"# Eviction\n\nOld text.\n", &profile);
    /// let after = extract(&path, b"# Eviction\n\nNew text, and more of it.\n", &profile);
    /// assert!(before != after && before.exports() == after.exports());
    /// ```
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
            key: study.key.clone(),
            category: study.category.clone(),
            ..CaseStudyFacts::new(String::new(), nowhere)
        };
        let companies = self.stated_companies.iter();
        let stated_companies =
            companies.map(|company| StatedCompany { name: company.name.clone(), lines: nowhere });
        let case_studies = match self.role {
            // The first may be the case study of the whole folder.
            Role::CaseStudy if self.thing != PageThing::CaseStudy => {
                self.case_studies.iter().take(1).cloned().collect()
            }
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
            thing: self.thing.clone(),
            taken: self.taken.clone(),
            copy: self.copy.clone(),
            redirect: self.redirect.clone(),
            language: None,
            date: None,
            status: None,
            tags: Vec::new(),
            decision: self.decision.as_ref().map(|decision| DecisionFacts {
                status: None,
                date: None,
                lines: nowhere,
                ..decision.clone()
            }),
            stated: self.stated_names(),
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

    /// The names that stated edges make names of the corpus, each once, without the rest of the edges.
    fn stated_names(&self) -> Vec<StatedEdge> {
        let nowhere = Lines::at(1);
        let mut known = BTreeSet::new();
        let names = self.stated.iter().filter(|edge| edge.is_name || edge.subject.is_some());
        names
            .filter(|edge| known.insert((edge.kind, edge.name.as_str(), edge.subject.as_deref())))
            .map(|edge| StatedEdge {
                owner: Owner::Document,
                relation: Relation::Mentions,
                href: None,
                reversed: false,
                lines: nowhere,
                rule: Rule::StatedKey,
                ..edge.clone()
            })
            .collect()
    }

    /// Whether other documents see the same names in this one: companies, technologies and patterns that the text makes names.
    #[must_use]
    pub fn states_the_names_of(&self, other: &Self) -> bool {
        self.stated_companies == other.stated_companies
            && self.stated == other.stated
            && self.thing == other.thing
    }
}

/// The rules that took a page and units in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenFacts {
    /// The rule that took the page, by its place in the list of rules.
    pub page: Option<u32>,
    /// All rules that took the page or a unit in it, sorted.
    pub rules: Vec<u32>,
    /// Rules whose conditions held for a unit that an earlier rule has: that rule, and the earlier one. Sorted.
    pub lost: Vec<(u32, u32)>,
    /// The folder, if all of its pages are one thing, and whether this page meets all conditions of the rule and not only those of
    /// the path.
    pub folder: Option<(DocPath, bool)>,
}

/// A heading that is a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadingTopic {
    /// The text of the heading.
    pub title: String,
    /// The place of the topic: the slug of the heading, with the heading above it as category.
    pub place: TreePlace,
}

/// A heading and the text under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionFacts {
    /// The text of the heading.
    pub name: String,
    /// The level of the heading, 1 to 6.
    pub level: u8,
    /// The anchor for links, unique in the document.
    pub anchor: String,
    /// The kind of template section, such as `quick-answer`; `None` for a section of unknown kind.
    pub kind: Option<String>,
    /// The lines from the heading to the next section of the same or a higher level.
    pub lines: Lines,
    /// The case study that contains it, or that it is.
    pub owner: Owner,
}

/// One case study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStudyFacts {
    /// The number in its heading, if it has one.
    pub number: Option<u32>,
    /// The short name that makes its identity, if a rule says that it is a case study; numbers do for those under headings.
    pub key: Option<String>,
    /// The title without `Case Study N:`.
    pub title: String,
    /// The category, if the case study states its own.
    pub category: Option<TreePart>,
    /// The date, as written.
    pub date: Option<String>,
    /// The status, as written.
    pub status: Option<String>,
    /// Key words.
    pub tags: Vec<String>,
    /// The lines from its heading to its end.
    pub lines: Lines,
    /// The text after `**Context**:`.
    pub context: Option<Labelled>,
    /// The first paragraph under "Quick Answer".
    pub quick_answer: Option<Labelled>,
    /// The text after `**Key insight**:`.
    pub key_insight: Option<Labelled>,
    /// The rows of its results tables.
    pub metrics: Vec<MetricFacts>,
}

impl CaseStudyFacts {
    /// A case study with nothing but a title.
    #[must_use]
    pub fn new(title: String, lines: Lines) -> Self {
        Self {
            number: None,
            key: None,
            title,
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

/// A text under a label, with its location.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// The text, on one line.
    pub text: String,
    /// The lines of the text.
    pub lines: Lines,
}

/// One row of a results table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricFacts {
    /// The text of the first cell.
    pub name: String,
    /// The text under `Before`, if the table has that column.
    pub before: Option<String>,
    /// The text under `After`, if the table has that column.
    pub after: Option<String>,
    /// The text under `Improvement` or `Change`.
    pub change: Option<String>,
    /// The text of the whole row: cells joined by ` | `.
    pub raw_text: String,
    /// The quantity that `before` states, if it can be parsed.
    pub before_quantity: Option<Quantity>,
    /// The quantity that `after` states, if it can be parsed.
    pub after_quantity: Option<Quantity>,
    /// The line of the row.
    pub lines: Lines,
}

/// One citation: a row or item of a sources section, a link to a source, or a footnote reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitationFacts {
    /// The part of the document that cites the source.
    pub owner: Owner,
    /// The kind of source that the section or table gives.
    pub kind: Option<SourceKind>,
    /// The title as written.
    pub title: String,
    /// The first URL as written; `None` if the row has no URL.
    pub url: Option<String>,
    /// The authors or speakers as written, one each.
    pub authors: Vec<String>,
    /// The publisher, event or venue as written.
    pub publisher: Option<String>,
    /// Whether the publisher is from a company column.
    pub publisher_is_company: bool,
    /// The date as written.
    pub date: Option<String>,
    /// The remark of the row: what the source is used for.
    pub remark: Option<String>,
    /// The lines of the citation.
    pub lines: Lines,
    /// The rule that found it.
    pub rule: Rule,
}

/// One link, in Markdown or HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkFacts {
    /// The part of the document that contains the link.
    pub owner: Owner,
    /// The target as written.
    pub href: String,
    /// The link text.
    pub text: String,
    /// The text after the link in its list item: the reason for the link.
    pub remark: Option<String>,
    /// The section that contains it: an index into [`DocumentFacts::sections`].
    pub section: Option<usize>,
    /// The relation that the section states with its links, besides the link itself.
    pub relation: Option<Relation>,
    /// The form of the link.
    pub form: LinkForm,
    /// The lines of the link.
    pub lines: Lines,
}

/// The form of a link.
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
    /// The place of the topic: the category and the domain are those of the headings above the entry.
    pub place: TreePlace,
    /// The title, if the entry names a topic by title and not by file.
    pub title: Option<String>,
    /// The file or folder, or the title, as written.
    pub file: String,
    /// The status that the cell states, if it was understood.
    pub status: Option<TopicStatus>,
    /// The status cell as written.
    pub stated_status: Option<String>,
    /// The priority, 1, 2 or 3.
    pub priority: Option<u8>,
    /// The terms of the key-topics cell, in order.
    pub key_topics: Vec<String>,
    /// Whether the entry is about the sources file of the topic and not about its page.
    pub is_sources: bool,
    /// The rule that found it.
    pub rule: Rule,
    /// The line of the entry.
    pub lines: Lines,
}

/// A number that a document states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedCountFacts {
    /// The things counted, in words: `topics in API Design`.
    pub what: String,
    /// The stated number.
    pub stated: u64,
    /// The counted number.
    pub counted: u64,
    /// Whether the two agree; "1000+" agrees with more.
    pub agrees: bool,
    /// The heading, cell or paragraph that states it.
    pub surface: String,
    /// The lines of the statement.
    pub lines: Lines,
}

/// A name that a Company column or front matter marks as a company.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StatedCompany {
    /// The name as written, without emphasis.
    pub name: String,
    /// The lines of the cell or key.
    pub lines: Lines,
}
