//! Errors at the edge: what a person reads on standard error.

use std::io;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use casegraph::TextError;

use crate::advice::{advice, text_error};

/// How a command that could do what was asked ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing to complain of.
    Clean,
    /// There are findings at the level that was asked about.
    Findings,
}

/// Whether the reader of our output went away: no fault of anybody's.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind =
        |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().map(io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}

/// Prints an error with its place, its text and what to do.
pub(crate) fn report(error: &anyhow::Error) {
    if let Some(text_error) = text_error(error)
        && !text_error.text.is_empty()
    {
        anstream::eprintln!("{}", excerpt(text_error, advice(error)));
        return;
    }
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    let mut message = causes.first().cloned().unwrap_or_default();
    for cause in causes
        .iter()
        .skip(1)
        .filter(|cause| !causes.first().is_some_and(|first| first.contains(cause.as_str())))
    {
        message.push_str(": ");
        message.push_str(cause);
    }
    let title = Level::ERROR.primary_title(message);
    let group = match advice(error) {
        Some(help) => title.element(Level::HELP.message(help)),
        None => annotate_snippets::Group::with_title(title),
    };
    anstream::eprintln!("{}", Renderer::styled().render(&[group]));
}

/// A fault with the line it stands on and a caret under it.
fn excerpt(error: &TextError, help: Option<String>) -> String {
    let snippet = Snippet::source(error.text.as_str())
        .path(error.origin.as_str())
        .annotation(AnnotationKind::Primary.span(error.span.clone()));
    let mut group = Level::ERROR.primary_title(error.message.as_str()).element(snippet);
    if let Some(help) = help {
        group = group.element(Level::HELP.message(help));
    }
    Renderer::styled().render(&[group])
}
