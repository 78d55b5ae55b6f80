//! One file per command: its options, the call of the library, the output.

pub(crate) mod build;
pub(crate) mod coverage;
pub(crate) mod diff;
pub(crate) mod embed;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod gaps;
pub(crate) mod init;
pub(crate) mod learn;
mod learner_output;
pub(crate) mod map;
mod measures;
pub(crate) mod new;
pub(crate) mod path;
pub(crate) mod plan;
pub(crate) mod profile;
pub(crate) mod push;
pub(crate) mod query;
pub(crate) mod related;
mod report_output;
mod resolve_params;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod vocabulary;
pub(crate) mod watch;

use casegraph::Session;

use crate::engine_arguments::EngineArgs;
use crate::global::Global;
use crate::output;
use crate::progress::Bar;

/// The graph of the corpus.
fn session(global: &Global) -> anyhow::Result<Session> {
    let corpus = output::corpus(global)?;
    Ok(if global.frozen { Session::open_frozen(corpus)? } else { Session::open(corpus, &Bar::new(global))? })
}

/// The graph of the corpus: the stored one, or the one in the engine of `--endpoint`.
fn session_at(global: &Global, engine: &EngineArgs) -> anyhow::Result<Session> {
    match &engine.endpoint {
        None => session(global),
        Some(url) => {
            let corpus = output::corpus(global)?;
            let endpoint = engine.connect(url, &corpus)?;
            Ok(Session::remote(corpus, endpoint)?)
        }
    }
}
