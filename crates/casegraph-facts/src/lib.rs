//! Extracts facts from Markdown files, and joins the facts of many files into those of a corpus.
//!
//! ```text
//! bytes ─► text ─► blocks ─► DocumentFacts ─┐
//! bytes ─► text ─► blocks ─► DocumentFacts ─┼─► FactSet
//!        vocabulary, inventory of the folder ┘
//! ```
//!
//! [`extract()`] is one pure pass over one file; [`join()`] resolves links, plans, names and sources across files.
//! Nothing here opens a file, names RDF, spawns a thread or fails on bad text: the result has facts *and* diagnostics.

mod counted;
pub mod escape;
mod extract;
mod infer;
mod join;
mod markdown;
mod model;
mod names;
mod profile;
mod rules;
mod topic_counts;
mod words;

pub use counted::{counted, plural};
pub use extract::extract;
pub use infer::candidate::RunnerUp;
pub use infer::copies::InferredCopies;
pub use infer::features::Features;
pub use infer::shipped::InferredProfile;
pub use infer::site::{InferredSite, SiteFile, site_files};
pub use infer::{Inference, InferredRule, infer};
pub use join::aggregate::{Aggregate, AggregateChange, sources_of};
pub use join::contribution::Contribution;
pub use join::inventory::Inventory;
pub use join::join;
pub use join::joiner::{CaseStudyChanges, Joined, Joiner};
pub use join::read_document::ReadDocument;
pub use join::surroundings::{Beyond, Surroundings};
pub use markdown::paragraph::{Paragraph, paragraphs};
pub use markdown::url;
pub use model::annotations::{Annotations, CodeBlock, Placeholder, SourceClaim, Suppression};
pub use model::copy::{CopyFacts, CopyKind};
pub use model::decision::{Decision, DecisionFacts, DecisionStatus};
pub use model::diagnostic::Diagnostic;
pub use model::document::{CaseStudy, Document, Label, Metric, Role, Section};
pub use model::document_facts::{
    CaseStudyFacts, CitationFacts, DocumentFacts, HeadingTopic, Labelled, LinkFacts, LinkForm, MetricFacts,
    PlanEntryFacts, SectionFacts, StatedCompany, StatedCountFacts, TakenFacts,
};
pub use model::fact_set::FactSet;
pub use model::id::{Kind, ThingId, label_of_name, slug};
pub use model::location::{DocPath, Lines, path_and_line};
pub use model::name::{Guards, Name, NameOrigin};
pub use model::occurrence::{Detail, Link, Occurrence, Resolution, UnresolvedRelation};
pub use model::owner::Owner;
pub use model::page_thing::PageThing;
pub use model::prose::Prose;
pub use model::quantity::{Bound, Quantity};
pub use model::relation::{Edge, Relation};
pub use model::rule::Rule;
pub use model::severity::Severity;
pub use model::source::{Citation, CitationFlag, Source, SourceKind};
pub use model::stated::StatedEdge;
pub use model::topic::{Category, Domain, Topic, TopicStatus};
pub use model::tree_place::{TreePart, TreePlace};
pub use model::typos::{near_names, typo_distance};
pub use model::unread::{Unread, UnreadKind};
pub use names::label::{holds_label, labels_collide};
pub use names::matcher::MentionFacts;
pub use names::merge::merge_names;
pub use names::registry::Registry;
pub use names::suggest::{SuggestedName, suggest_names};
pub use profile::text::{
    COMMON_PROFILE, CaseStudyText, FrontMatterText, LinkStyle, LinksText, MetricColumn, MetricsText,
    PlaceholdersText, PlanColumn, PlanItems, PlanText, PriorityText, ProfileText, SHIPPED_PROFILES,
    SectionRulesText, SlugRule, SourceColumn, SourcesText, StatusText, TreeText, merge_tables,
};
pub use profile::{Profile, ProfileError};
pub use rules::condition::{ConditionText, With};
pub use rules::error::RuleError;
pub use rules::one_or_many::{OneOrMany, Words};
pub use rules::part::{PartText, PartWord};
pub use rules::path_pattern::PathPattern;
pub use rules::site::{CopiesText, Generator, SiteText};
pub use rules::text::{Are, EdgeText, Part, Places, RuleText, RulesText, Unit};
pub use topic_counts::{CategoryTopics, TopicCounts, topics_by_category};
pub use words::{is_unspaced, query_words, search_words};
