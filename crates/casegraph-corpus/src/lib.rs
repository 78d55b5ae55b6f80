//! A folder of Markdown as a knowledge graph: its settings, its files, the cached graph, and an open session to ask.
//!
//! ```text
//! config ─► corpus ─► scan ─► cache ─► read ─┬─► build ─┬─► refresh ─► session ─► Answer
//!                                            └─► patch ─┘
//! ```
//!
//! Never draws, checks or ranks: that is built on an open [`Session`].

mod atomic_file;
mod build;
mod builtin_vocabulary;
mod cache;
mod config;
mod corpus;
mod error;
mod patch;
mod program;
mod progress;
mod queries;
mod read;
mod refresh;
mod scan;
mod session;
mod summary;
mod text_error;

pub use atomic_file::write_whole;
pub use build::{Build, build, read_facts, read_facts_of};
pub use builtin_vocabulary::built_in_names;
pub use cache::bundle::{Shelf, encoded, write};
pub use config::{
    CONFIG_FILE, CheckSettings, Config, GapSettings, MapSettings, Suppress, shipped_profile_text,
};
pub use corpus::Corpus;
pub use error::Error;
pub use progress::{Progress, Silent};
pub use queries::{
    KnownQuery, known_queries, known_query, parse_named_query, parse_query, query_files, shipped_named_query,
};
pub use read::{ReadDocuments, read_documents};
pub use refresh::{frozen_stamp, open_stored, refresh};
pub use scan::Scan;
pub use session::Session;
pub use summary::{CategorySummary, Summary};
pub use text_error::TextError;
