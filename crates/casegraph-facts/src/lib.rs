//! Says what one Markdown text asserts, and joins what many say.
//!
//! ```text
//! bytes ─► text ─► blocks ─► DocumentFacts ─┐
//! bytes ─► text ─► blocks ─► DocumentFacts ─┼─► FactSet
//!        vocabulary, inventory of the folder ┘
//! ```
//!
//! [`extract`] is one pure pass over one file; [`join`] resolves links, plans, names and sources across files.
//! Nothing here opens a file, names RDF, spawns a thread or fails on bad text: it returns facts *and* diagnostics.

mod diagnostic;
mod document_facts;
pub mod escape;
mod extract;
mod fact_set;
mod front_matter;
mod id;
mod join;
mod markdown;
mod marks;
mod names;
mod paragraph;
mod place;
mod profile;
mod quantity;
mod repair;
mod slips;
mod text;
mod topic_counts;
pub mod url;

pub use diagnostic::{Diagnostic, Severity, Unread, UnreadKind};
pub use document_facts::{
    CaseStudyFacts, CitationFacts, DocumentFacts, HeadingTopic, Labelled, LinkFacts, LinkForm, MetricFacts,
    Owner, PlanEntryFacts, Prose, Rule, SectionFacts, StatedCompany, StatedCountFacts, TreePart, TreePlace,
};
pub use extract::extract;
pub use fact_set::{
    CaseStudy, Category, Citation, CitationFlag, Detail, Document, Domain, Edge, FactSet, Link, LostRelation,
    Metric, Occurrence, Relation, Resolution, Role, Section, Source, SourceKind, Topic, TopicStatus,
};
pub use id::{Kind, ThingId, label_of_name, slug};
pub use join::{
    Differences, Inventory, Joined, Joiner, Moved, ReadDocument, Share, Shares, join, sources_of,
};
pub use marks::{CodeMark, Marks, PlaceholderMark, SourceClaim, SuppressionMark};
pub use names::{
    Guards, MentionFacts, Name, NameOrigin, Registry, SuggestedName, holds_label, labels_collide,
    lay_names_over, suggest_names,
};
pub use paragraph::{Paragraph, paragraphs};
pub use place::{DocPath, Lines};
pub use profile::{
    COMMON_PROFILE, CaseStudyText, FrontMatterText, LinkStyle, LinksText, MetricColumn, MetricsText,
    PlaceholdersText, PlanColumn, PlanItems, PlanText, PriorityText, Profile, ProfileError, ProfileText,
    SHIPPED_PROFILES, SectionRulesText, SlugRule, SourceColumn, SourcesText, StatusText, TreeText, lay_over,
};
pub use quantity::{Bound, Quantity};
pub use slips::{near_names, slips};
pub use topic_counts::{CategoryTopics, TopicCounts, topics_by_category};
