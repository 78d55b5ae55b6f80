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
mod gap_coverage;
mod graph_views;
mod guide;
mod learn;
mod link_base;
mod maps;
mod maps_draw;
mod matrix;
mod publish;
mod term_text;
mod topic_rows;
mod view;
mod watch;
mod words;

pub use casegraph_analysis as analysis;
pub use casegraph_corpus as corpus;
pub use casegraph_corpus::{
    Build, CONFIG_FILE, CategorySummary, CheckSettings, Config, Corpus, GapSettings, KnownQuery, MapSettings,
    Progress, Session, Silent, Summary, Suppress, TextError, build, built_in_names, known_queries,
    known_query, read_facts, refresh, shipped_profile_text, write_whole,
};
pub use casegraph_draw::{
    Align, Arrangement, Class, Edge, Font, GraphView, MOST_NODES, Map, Node, ViewLink, ViewNode, Weight,
    graph_map, to_dot, to_json, to_mermaid, to_svg,
};
pub use casegraph_facts as facts;
pub use casegraph_gaps as gaps;
pub use casegraph_gaps::{
    Baseline, Check, Checks, Edit, FileEdit, Finding, GapOptions, GapReport, OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS, Replacement, ReportFormat, fixes, shipped_checks, write_report,
};
pub use casegraph_store as store;
pub use coverage::{Coverage, CoverageCategory, CoverageCounts, CoverageDomain, CoverageTopic};
pub use curate::{
    Disagreement, DisagreementKind, InitProposal, LayoutMismatch, MismatchReason, NewTopic, NextTopic,
    PlanCategory, PlanReport, new_topic, suggest_names, suggestions_as_turtle,
};
pub use diff::{
    ChangedItem, DiffEntry, DiffItem, DiffKind, DiffSection, DiffSide, DiffSign, DiffSource, FieldChange,
    GraphDiff, KindDiff, MovedItem, diff_graphs, diff_markdown, diff_outline,
};
pub use embed::{Change, EMBED_KINDS, EmbedKind, Embedded, Embedder, Help};
pub use error::Error;
pub use gap_coverage::{GapCounts, GapCoverage, GapPlace};
pub use guide::{Accounts, Guide};
pub use learn::{
    Apart, Ground, Hit, LostTie, Measured, Measures, Named, Names, Need, PathHop, PathOptions, PathReport,
    RelatedReport, SearchKind, SearchOptions, SearchReport, Shared, ShowReport, ShowSection, Stop,
    Suggestion, Syllabus, SyllabusOptions, SyllabusStep, Tie, Way, Web, Wood, suggestions,
    suggestions_markdown,
};
pub use link_base::LinkBase;
pub use maps::{coverage_map, gap_map};
pub use maps_draw::draw_map;
pub use matrix::{Matrix, MatrixView, matrix};
pub use publish::{DatabaseFolder, PushOptions, PushReport, Shard, export_oxigraph_database, push_graph};
pub use term_text::short;
pub use topic_rows::read_coverage;
pub use view::{Part, PathAsked, View};
pub use watch::{Listener, Rebuilt, Saved, Watch, WatchMessage, next_save};
