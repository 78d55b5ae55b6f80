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

mod extract;
mod join;
mod markdown;
mod model;
mod names;
mod profile;

pub use extract::extract;
pub use join::differences::Differences;
pub use join::inventory::Inventory;
pub use join::share::{Moved, Share, Shares, sources_of};
pub use join::{Joined, Joiner, ReadDocument, join};
pub use markdown::paragraph::{Paragraph, paragraphs};
pub use markdown::url;
pub use model::diagnostic::{Diagnostic, Severity, Unread, UnreadKind};
pub use model::document_facts::{
    CaseStudyFacts, CitationFacts, DocumentFacts, HeadingTopic, Labelled, LinkFacts, LinkForm, MetricFacts,
    Owner, PlanEntryFacts, Prose, Rule, SectionFacts, StatedCompany, StatedCountFacts, TreePart, TreePlace,
};
pub use model::fact_set::{
    CaseStudy, Category, Citation, CitationFlag, Detail, Document, Domain, Edge, FactSet, Link, LostRelation,
    Metric, Occurrence, Relation, Resolution, Role, Section, Source, SourceKind, Topic, TopicStatus,
};
pub use model::id::{Kind, ThingId, label_of_name, slug};
pub use model::location::{DocPath, Lines};
pub use model::marks::{CodeMark, Marks, PlaceholderMark, SourceClaim, SuppressionMark};
pub use model::name::{Guards, Name, NameOrigin};
pub use model::quantity::{Bound, Quantity};
pub use model::slips::{near_names, slips};
pub use names::label::{holds_label, labels_collide};
pub use names::matcher::MentionFacts;
pub use names::overlay::lay_names_over;
pub use names::registry::Registry;
pub use names::suggest::{SuggestedName, suggest_names};
pub use profile::text::{
    COMMON_PROFILE, CaseStudyText, FrontMatterText, LinkStyle, LinksText, MetricColumn, MetricsText,
    PlaceholdersText, PlanColumn, PlanItems, PlanText, PriorityText, ProfileText, SHIPPED_PROFILES,
    SectionRulesText, SlugRule, SourceColumn, SourcesText, StatusText, TreeText, lay_over,
};
pub use profile::{Profile, ProfileError};
