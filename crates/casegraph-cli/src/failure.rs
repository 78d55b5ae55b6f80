//! Exit outcomes, and errors as printed on standard error.

use std::io;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use casegraph::{Error, TextError, corpus, gaps};

/// The outcome of a command that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No findings.
    Clean,
    /// There are findings at the requested level.
    Findings,
}

/// Whether the reader closed the pipe, which is not an error.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind =
        |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().map(io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}

/// Prints an error with its location, message and advice.
pub(crate) fn report(error: &anyhow::Error) {
    if let Some(error) = text_error(error)
        && !error.text.is_empty()
    {
        anstream::eprintln!("{}", excerpt(error));
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
    let group = match help(error) {
        Some(help) => title.element(Level::HELP.message(help)),
        None => annotate_snippets::Group::with_title(title),
    };
    anstream::eprintln!("{}", Renderer::styled().render(&[group]));
}

/// The error of the corpus, however it was folded.
fn corpus_error(error: &anyhow::Error) -> Option<&corpus::Error> {
    match (error.downcast_ref(), error.downcast_ref()) {
        (Some(Error::Corpus(error)), _) | (_, Some(gaps::Error::Corpus(error))) => Some(error),
        _ => error.downcast_ref(),
    }
}

/// The fault in a text, if that is what the error is.
fn text_error(error: &anyhow::Error) -> Option<&TextError> {
    match corpus_error(error)? {
        corpus::Error::Text(error) => Some(error),
        _ => None,
    }
}

/// What to do about an error.
fn help(error: &anyhow::Error) -> Option<String> {
    let of_gaps = || error.downcast_ref().and_then(gaps::Error::help);
    let of_corpus = || error.downcast_ref().and_then(corpus::Error::help);
    error.downcast_ref().and_then(Error::help).or_else(of_gaps).or_else(of_corpus)
}

/// An error in a text, with its line and a caret below it.
fn excerpt(error: &TextError) -> String {
    let snippet = Snippet::source(error.text.as_str())
        .path(error.origin.as_str())
        .annotation(AnnotationKind::Primary.span(error.span.clone()));
    let mut group = Level::ERROR.primary_title(error.message.as_str()).element(snippet);
    if let Some(help) = &error.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    Renderer::styled().render(&[group])
}
