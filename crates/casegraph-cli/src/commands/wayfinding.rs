//! What the commands for learners have in common: where their facts come from, how they write a topic.

use casegraph::facts::FactSet;
use casegraph::{Corpus, Stop};

use crate::arguments::Global;
use crate::output;
use crate::progress::Bar;

/// The corpus that the arguments name, and what it asserts.
pub(super) fn facts(global: &Global) -> anyhow::Result<(Corpus, FactSet)> {
    let corpus = output::corpus(global)?;
    let facts = if global.frozen { corpus.facts_frozen()? } else { corpus.facts(&Bar::new(global))? };
    Ok((corpus, facts))
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
