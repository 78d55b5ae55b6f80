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
mod error;
mod link_base;
mod map;
mod output;
mod plan;
mod progress;
mod proposal;
mod queries;
mod session;
mod suggestions;
mod summary;
mod topic_rows;

pub use build::Build;
pub use built_in::built_in_names;
pub use casegraph_analysis as analysis;
pub use casegraph_facts as facts;
pub use casegraph_store as store;
pub use config::{CONFIG_FILE, Config, shipped_profile_text};
pub use corpus::Corpus;
pub use coverage::{Coverage, CoverageCategory, CoverageCounts, CoverageDomain, CoverageTopic};
pub use error::{Error, TextError};
pub use link_base::LinkBase;
pub use map::{Align, Class, Font, Map, Node, Weight, coverage_map, to_dot, to_svg};
pub use output::write_whole;
pub use plan::{Disagreement, NextTopic, PlanCategory, PlanReport};
pub use progress::{Progress, Silent};
pub use proposal::Proposal;
pub use queries::{KnownQuery, known_queries, known_query};
pub use session::Session;
pub use suggestions::suggestions_as_turtle;
pub use summary::{CategorySummary, Summary};
