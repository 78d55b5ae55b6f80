//! What learners ask: how to get from one topic to another, in which order to read, what belongs together, what is known.
//!
//! ```text
//! FactSet ─┬─► Names   what people type, as things
//!          └─► Web     ties between things, each with the words that say so ─┬─► PathReport
//!                                                                             ├─► RelatedReport, suggestions
//!                                                                             └─► Syllabus
//! ```
//!
//! Every report is plain data that serde writes as JSON, and can be written as Markdown.

mod lost;
mod measures;
mod names;
mod needs;
mod path;
mod path_markdown;
mod path_options;
mod place;
mod related;
mod roads;
mod search;
mod show;
mod syllabus;
mod syllabus_markdown;
mod things;
mod web;
mod wood;

pub use lost::LostTie;
pub use measures::{Measured, Measures};
pub use names::{Named, Names};
pub use needs::Need;
pub use path::{Apart, PathHop, PathReport, Way};
pub use path_options::PathOptions;
pub use place::Stop;
pub use related::{RelatedReport, Shared, Suggestion, suggestions, suggestions_markdown};
pub use search::{Hit, SearchKind, SearchOptions, SearchReport};
pub(crate) use search::{Index, Shelves, paragraphs_of};
pub use show::{ShowReport, ShowSection};
pub use syllabus::{Syllabus, SyllabusOptions, SyllabusStep};
pub(crate) use things::Things;
pub use web::{Ground, Tie, Web};
pub use wood::Wood;
