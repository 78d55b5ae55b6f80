//! Commands that a stored graph cannot answer.

use casegraph::corpus::Error;

use crate::arguments::Command;
use crate::global::Global;

/// Refuses a command that has to read the files when they are not to be read.
///
/// # Errors
/// [`Error::NeedsFiles`].
pub(crate) fn check(global: &Global, command: &Command) -> Result<(), Error> {
    match reason(command).filter(|_| global.frozen) {
        Some(reason) => Err(Error::NeedsFiles { reason: reason.to_owned() }),
        None => Ok(()),
    }
}

/// Why a command has to read the files; `None` for a command that can do without them, at least in some cases.
fn reason(command: &Command) -> Option<&'static str> {
    match command {
        Command::Build(_) => Some("a graph is built from them"),
        Command::Gaps(gaps) if gaps.fix => Some("--fix edits them"),
        Command::Watch(_) => Some("the graph is built each time one of them is saved"),
        Command::Stats(stats) if stats.unread => Some("--unread lists passages of their texts"),
        Command::Init(_) => Some("a profile is proposed by what they look like"),
        Command::Vocabulary(_) => Some("names are looked for in their texts"),
        Command::Plan(_)
        | Command::Query(_)
        | Command::Gaps(_)
        | Command::Explain(_)
        | Command::Coverage(_)
        | Command::New(_)
        | Command::Map(_)
        | Command::Embed(_)
        | Command::Export(_)
        | Command::Diff(_)
        | Command::Stats(_)
        | Command::Path(_)
        | Command::Learn(_)
        | Command::Related(_)
        | Command::Suggest(_)
        | Command::Show(_)
        | Command::Search(_)
        | Command::Push(_)
        | Command::Completions(_)
        | Command::Profile(_) => None,
    }
}
