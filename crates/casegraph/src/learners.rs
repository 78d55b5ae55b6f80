//! Learners' questions to an open collection: names, paths, reading orders, related topics, search, all facts of one thing.
//!
//! ```text
//! Session ─► Learners ─┬─ names          a query over the graph
//!                      ├─ topic_graph    `relations.cache`, else the files, else queries over the graph
//!                      ├─ digests        `documents.digest`, else the files
//!                      ├─ search         `search.index` and paragraphs of the files, else the files
//!                      └─ findings       `findings`, else the gap checks over the graph
//! ```
//!
//! The caches are optional: missing, corrupt or outdated ones are rebuilt, and a folder that cannot be written to only makes the
//! next command slower. A session without files takes what the stored graph and fresh caches hold, and fails with
//! [`casegraph_corpus::Error::NeedsFiles`](crate::Error::NeedsFiles) for the rest.

mod cache;
mod findings;
mod from_graph;
#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod learners;
mod resolve;
mod search;
#[cfg(test)]
mod tests;

pub use learners::Learners;
pub use resolve::query_parameters;
pub(crate) use resolve::resolve_topic;
