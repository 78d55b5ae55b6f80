//! Shared by the commands for learners: how they open the corpus and print a topic.

use casegraph::{Accounts, Guide, Stop, Wood};

use crate::global::Global;
use crate::output;
use crate::progress::Bar;

/// The corpus that the arguments name, for learners' questions.
pub(super) fn guide(global: &Global) -> anyhow::Result<Guide> {
    let corpus = output::corpus(global)?;
    Ok(if global.frozen { Guide::open_frozen(corpus) } else { Guide::open(corpus, Bar::new(global))? })
}

/// Names and relations. The memory is never freed: the process ends with the command, and freeing many small strings takes time.
pub(super) fn wood(guide: &Guide) -> anyhow::Result<&'static Wood> {
    Ok(Box::leak(Box::new(guide.wood()?)))
}

/// The facts for `show`; never freed either.
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

/// A remark for topics without a complete page.
pub(super) fn status(stop: &Stop) -> String {
    match (stop.status, stop.why_unwritten()) {
        (Some("in-progress"), _) => hint(" (in progress)"),
        (_, Some(why)) => hint(&format!(" ({why})")),
        _ => String::new(),
    }
}
