//! What the commands for learners have in common: where their facts come from, how they write a topic.

use casegraph::{Accounts, Guide, Stop, Wood};

use crate::global::Global;
use crate::output;
use crate::progress::Bar;

/// The corpus that the arguments name, for learners' questions.
pub(super) fn guide(global: &Global) -> anyhow::Result<Guide> {
    let corpus = output::corpus(global)?;
    Ok(if global.frozen { Guide::open_frozen(corpus) } else { Guide::open(corpus, Bar::new(global))? })
}

/// Its names and ties. They are never given back: the process ends with the command, and freeing many small texts takes time.
pub(super) fn wood(guide: &Guide) -> anyhow::Result<&'static Wood> {
    Ok(Box::leak(Box::new(guide.wood()?)))
}

/// What is told of its things; not given back either.
pub(super) fn accounts(guide: &Guide) -> anyhow::Result<&'static Accounts> {
    Ok(Box::leak(Box::new(guide.accounts()?)))
}

pub(super) fn bold(text: &str) -> String {
    styled(text, anstyle::Style::new().bold())
}

pub(super) fn dim(text: &str) -> String {
    styled(text, anstyle::Style::new().dimmed())
}

pub(super) fn hint(text: &str) -> String {
    styled(text, anstyle::AnsiColor::Yellow.on_default())
}

fn styled(text: &str, style: anstyle::Style) -> String {
    if text.is_empty() { String::new() } else { format!("{style}{text}{style:#}") }
}

/// A remark for topics that cannot be read, or not wholly.
pub(super) fn status(stop: &Stop) -> String {
    match (stop.status, stop.why_unwritten()) {
        (Some("in-progress"), _) => hint(" (in progress)"),
        (_, Some(why)) => hint(&format!(" ({why})")),
        _ => String::new(),
    }
}
