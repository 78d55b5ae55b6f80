//! One file a command: each takes the arguments, asks the library, prints.

pub(crate) mod build;
pub(crate) mod export;
pub(crate) mod init;
pub(crate) mod map;
pub(crate) mod plan;
pub(crate) mod profile;
pub(crate) mod query;
pub(crate) mod stats;
pub(crate) mod vocabulary;

use casegraph::Session;

use crate::arguments::Global;
use crate::output;
use crate::progress::Bar;

/// The graph of the corpus that the arguments name.
fn session(global: &Global) -> anyhow::Result<Session> {
    Ok(Session::open(output::corpus(global)?, &Bar::new(global))?)
}
