//! Learners' questions about a collection: the path from one topic to another, an order to read topics in, related topics, search,
//! and everything known of one thing.
//!
//! ```text
//! FactSet ─┬─► TopicGraph (Names, Relations) ─┬─► PathReport
//!          │                                  ├─► RelatedReport, suggestions
//!          │                                  ├─► Syllabus
//!          │                                  └─► Measures
//!          └─► DocumentDigests ───────────────┬─► ShowReport
//!              Index (words of all texts) ────┴─► SearchReport
//! ```
//!
//! Every report is plain data that serde writes as JSON, and can be written as Markdown.
//!
//! The crate opens no file and knows no SPARQL. What is kept between two runs is given and taken as bytes ([`Parts`]); texts of
//! pages come through functions of the caller.

mod digests;
mod encoding;
mod entities;
mod measures;
mod name_error;
mod names;
mod path;
mod path_markdown;
mod path_options;
mod prerequisites;
mod related;
mod relations;
mod route_costs;
mod search;
mod show;
mod syllabus;
mod syllabus_markdown;
mod topic_graph;
mod topic_ref;
mod unresolved;

pub use digests::{DocumentDigests, reduced};
pub use encoding::Parts;
pub use entities::Entities;
pub use measures::{Measures, TopicMeasures};
pub use name_error::NameError;
pub use names::{NamedThing, Names};
pub use path::{Disconnected, PathHop, PathReport, Route};
pub use path_options::PathOptions;
pub use prerequisites::Prerequisite;
pub use related::{RelatedReport, Shared, Suggestion, suggestions, suggestions_markdown};
pub use relations::{Evidence, RelationKind, Relations};
pub use search::{Hit, Index, ParagraphsOf, SearchKind, SearchOptions, SearchReport, SearchTexts};
pub use show::{ShowLine, ShowReport, ShowSection};
pub use syllabus::{Syllabus, SyllabusOptions, SyllabusStep, count_words};
pub use topic_graph::TopicGraph;
pub use topic_ref::{RefStatus, TopicRef, path_and_line};
pub use unresolved::UnresolvedRelation;
