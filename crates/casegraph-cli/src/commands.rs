//! One file a command: each takes the arguments, asks the library, prints.

pub(crate) mod build;
pub(crate) mod coverage;
pub(crate) mod diff;
pub(crate) mod embed;
pub(crate) mod explain;
pub(crate) mod export;
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
pub(crate) mod push;
pub(crate) mod query;
pub(crate) mod related;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod vocabulary;
pub(crate) mod watch;
mod wayfinding;

use casegraph::Session;

use crate::arguments::Global;
use crate::engine_arguments::Engine;
use crate::output;
use crate::progress::Bar;

/// The graph of the corpus that the arguments name.
fn session(global: &Global) -> anyhow::Result<Session> {
    let corpus = output::corpus(global)?;
    Ok(if global.frozen { Session::open_frozen(corpus)? } else { Session::open(corpus, &Bar::new(global))? })
}

/// The graph of the corpus that the arguments name: here, or in the engine that they name.
fn session_at(global: &Global, engine: &Engine) -> anyhow::Result<Session> {
    match &engine.endpoint {
        None => session(global),
        Some(url) => {
            let corpus = output::corpus(global)?;
            let endpoint = engine.connect(url, &corpus)?;
            Ok(Session::remote(corpus, endpoint)?)
        }
    }
}
