//! One file a command: each takes the arguments, asks the library, prints.

pub(crate) mod build;
pub(crate) mod coverage;
pub(crate) mod embed;
pub(crate) mod explain;
pub(crate) mod export;
mod forgiving;
pub(crate) mod gaps;
pub(crate) mod init;
pub(crate) mod learn;
pub(crate) mod map;
mod measures;
pub(crate) mod new;
mod page;
pub(crate) mod path;
pub(crate) mod plan;
pub(crate) mod profile;
pub(crate) mod query;
pub(crate) mod related;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod vocabulary;
mod wayfinding;

use casegraph::Session;

use crate::arguments::Global;
use crate::output;
use crate::progress::Bar;

/// The graph of the corpus that the arguments name.
fn session(global: &Global) -> anyhow::Result<Session> {
    Ok(Session::open(output::corpus(global)?, &Bar::new(global))?)
}
