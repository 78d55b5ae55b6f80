//! The common parts of the commands for learners: the open session, and how a topic is written.

use casegraph::{DocumentDigests, Learners, RefStatus, Session, TopicGraph, TopicRef};

use crate::global::Global;
use crate::output;
use crate::progress::Bar;

/// The corpus that the arguments name. Its graph is opened only if a question needs it.
pub(super) fn session(global: &Global) -> anyhow::Result<Session> {
    let corpus = output::corpus(global)?;
    Ok(if global.frozen {
        Session::open_frozen(corpus)?
    } else {
        Session::on_demand(corpus, Bar::new(global))?
    })
}

/// Its names and relations. They are never freed: the process ends with the command, and freeing many small texts takes time.
pub(super) fn topic_graph(learners: &Learners<'_>) -> anyhow::Result<&'static TopicGraph> {
    Ok(Box::leak(Box::new(learners.topic_graph()?)))
}

/// The facts that `show` looks at; never freed either.
pub(super) fn digests(learners: &Learners<'_>) -> anyhow::Result<&'static DocumentDigests> {
    Ok(Box::leak(Box::new(learners.digests()?)))
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

/// The status of a topic that is not complete.
pub(super) fn status(topic: &TopicRef) -> String {
    match (topic.status, topic.why_unwritten()) {
        (Some(RefStatus::InProgress), _) => hint(" (in progress)"),
        (_, Some(why)) => hint(&format!(" ({why})")),
        _ => String::new(),
    }
}
