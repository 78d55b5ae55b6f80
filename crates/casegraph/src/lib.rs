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

mod build;
mod built_in;
mod config;
mod corpus;
mod coverage;
mod diff;
mod embed;
mod error;
mod gap_coverage;
mod gaps;
mod graph_views;
mod kept;
mod learners;
mod link_base;
mod map;
mod map_settings;
mod matrix;
mod misplaced;
mod new_topic;
mod output;
mod oxigraph_database;
mod patching;
mod plan;
mod progress;
mod proposal;
mod push;
mod queries;
mod scan;
mod session;
mod shard;
mod shelf;
mod stored;
mod suggestions;
mod summary;
mod term_text;
mod topic_rows;
mod view;
mod watch;
mod words;

pub use build::Build;
pub use built_in::built_in_names;
pub use casegraph_analysis as analysis;
pub use casegraph_facts as facts;
pub use casegraph_learn::{
    Disconnected, DocumentDigests, Evidence, Hit, Measures, NameError, NamedThing, Names, PathHop,
    PathOptions, PathReport, Prerequisite, RefStatus, RelatedReport, RelationKind, Relations, Route,
    SearchKind, SearchOptions, SearchReport, Shared, ShowReport, ShowSection, Suggestion, Syllabus,
    SyllabusOptions, SyllabusStep, TopicGraph, TopicMeasures, TopicRef, UnresolvedRelation, path_and_line,
    suggestions, suggestions_markdown,
};
pub use casegraph_store as store;
pub use config::{CONFIG_FILE, Config, shipped_profile_text};
pub use corpus::Corpus;
pub use coverage::{Coverage, CoverageCategory, CoverageCounts, CoverageDomain, CoverageTopic};
pub use diff::{
    Changed, DiffEntry, DiffKind, DiffSection, DiffSign, FieldChange, GraphDiff, Item, KindDiff, Moved,
    Place, Side, diff_markdown,
};
pub use embed::{Change, EMBED_KINDS, EmbedKind, Embedded, Embedder, Help};
pub use error::{Error, TextError};
pub use gap_coverage::{GapCounts, GapCoverage, GapPlace};
pub use gaps::{
    Baseline, Check, CheckSettings, Checks, Edit, FileEdit, Finding, GapOptions, GapReport, GapSettings,
    OPTIONAL_COLUMNS, REQUIRED_COLUMNS, Replacement, ReportFormat, Suppress, fixes, severity_of,
    severity_word, shipped_checks, write_report,
};
pub use graph_views::{path_diagram, related_diagram, syllabus_diagram};
pub use learners::{Learners, query_parameters};
pub use link_base::LinkBase;
pub use map::{
    Align, Class, Edge, Font, Map, Node, Weight, coverage_map, gap_map, to_dot, to_json, to_mermaid, to_svg,
};
pub use map::{Arrangement, GraphView, MOST_NODES, ViewLink, ViewNode, graph_map};
pub use map_settings::MapSettings;
pub use matrix::{Matrix, MatrixView};
pub use misplaced::{Misplaced, MisplacedWhy};
pub use new_topic::NewTopic;
pub use output::write_whole;
pub use oxigraph_database::DatabasePlace;
pub use plan::{Disagreement, DisagreementKind, NextTopic, PlanCategory, PlanReport};
pub use progress::{Progress, Silent};
pub use proposal::Proposal;
pub use push::{PushOptions, PushReport};
pub use queries::{KnownQuery, known_queries, known_query};
#[doc(hidden)]
pub use scan::folder_walks;
pub use session::Session;
pub use shard::Shard;
pub use suggestions::suggestions_as_turtle;
pub use summary::{CategorySummary, Summary};
pub use term_text::short;
pub use view::{Part, PathAsked, View};
pub use watch::{Listener, Rebuilt, Saved, Watch, WatchMessage, next_save};
