//! casegraph as a library: a folder of Markdown case studies as a knowledge graph that can be asked and drawn.
//!
//! ```text
//! Corpus ─► Build (facts, graph) ─► Session ─► Answer ─┬─► Format: table, CSV, JSON, Turtle …
//!                                                      └─► Coverage ─► Map ─► DOT, SVG
//! ```
//!
//! ```no_run
//! use casegraph::{Corpus, Session, Silent};
//!
//! # fn main() -> Result<(), casegraph::Error> {
//! let corpus = Corpus::open(&Corpus::locate(&std::path::absolute(".").unwrap_or_default())?)?;
//! let session = Session::open(corpus, &Silent)?;
//! let answer = session.ask_text("example", "SELECT (COUNT(*) AS ?quads) WHERE { ?s ?p ?o }")?;
//! # Ok(())
//! # }
//! ```
//!
//! The library prints nothing, reads no environment variable and never exits.

mod coverage;
mod curate;
mod diff;
mod embed;
mod error;
mod learners;
mod links;
mod maps;
mod marker_words;
mod publish;
mod rows;
mod term_text;
mod watch;

pub use casegraph_analysis as analysis;
pub use casegraph_corpus as corpus;
pub use casegraph_corpus::{
    Build, CONFIG_FILE, CategorySummary, CheckSettings, Config, Corpus, GapSettings, KnownQuery, MapSettings,
    Progress, Session, Silent, Summary, Suppress, TextError, build, builtin_names, known_queries,
    known_query, read_facts, refresh, shipped_profile_text, write_whole,
};
pub use casegraph_draw as draw;
pub use casegraph_facts as facts;
pub use casegraph_gaps as gaps;
pub use casegraph_gaps::{
    Baseline, Check, Checks, Edit, FileEdit, Finding, GapOptions, GapReport, OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS, Replacement, ReportFormat, fixes, shipped_checks, write_report,
};
pub use casegraph_learn::{
    Disconnected, DocumentDigests, Evidence, Hit, Measures, NameError, NamedThing, Names, PathHop,
    PathOptions, PathReport, Prerequisite, RefStatus, RelatedReport, RelationKind, Relations, Route,
    SearchKind, SearchOptions, SearchReport, Shared, ShowReport, ShowSection, Suggestion, Syllabus,
    SyllabusOptions, SyllabusStep, TopicGraph, TopicMeasures, TopicRef, UnresolvedRelation, suggestions,
    suggestions_markdown,
};
pub use casegraph_store as store;
pub use coverage::{
    Coverage, CoverageCategory, CoverageDomain, CoverageTopic, GapCounts, GapCoverage, MapFinding, Matrix,
    MatrixKind, Part, read_coverage, read_gap_coverage, read_matrix,
};
pub use curate::{
    InitProposal, LayoutMismatch, MismatchReason, NewTopic, NextTopic, PlanCategory, PlanFinding,
    PlanProgress, PlanReport, new_topic, plan_progress, plan_report, suggest_names, suggestions_as_turtle,
};
pub use diff::{
    ChangedItem, DiffEntry, DiffItem, DiffKind, DiffSection, DiffSide, DiffSign, DiffSource, FieldChange,
    GraphDiff, KindDiff, MovedItem, diff_graphs, diff_markdown, diff_outline,
};
pub use embed::{Change, EMBED_KINDS, EmbedKind, Embedded, Embedder, Help};
pub use error::Error;
pub use learners::{Learners, query_parameters};
pub use links::LinkRenderer;
pub use maps::{
    MapRequest, PathRequest, coverage_map, draw_map, gap_map, path_diagram, related_diagram, syllabus_diagram,
};
pub use marker_words::RequestError;
pub use publish::{DatabaseFolder, PushOptions, PushReport, Shard, export_oxigraph_database, push_graph};
pub use term_text::short;
pub use watch::{Listener, Rebuilt, Saved, Watch, WatchMessage, next_save};
