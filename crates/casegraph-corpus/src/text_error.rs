//! A fault in a text that somebody wrote: a config file, a query.

use std::ops::Range;

/// A fault in a text that somebody wrote: a config file, a query. It can be shown with the line and a caret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{origin}:{line}:{column}: {message}")]
pub struct TextError {
    /// The file's path as given, or what else the text is called.
    pub origin: String,
    /// The whole text.
    pub text: String,
    /// Bytes of `text` that are wrong.
    pub span: Range<usize>,
    /// Line of the span's start, from 1.
    pub line: usize,
    /// Column of the span's start in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl TextError {
    /// A fault at these bytes of `text`.
    #[must_use]
    pub fn new(origin: String, text: &str, span: Range<usize>, message: String) -> Self {
        let start = span.start.min(text.len());
        let before = text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self {
            origin,
            text: text.to_owned(),
            span: start..span.end.clamp(start, text.len()),
            line,
            column,
            message,
            help: None,
        }
    }

    /// A fault at a line and column (characters), both from 1.
    #[must_use]
    pub fn at(origin: String, text: &str, line: u32, column: u32, message: String) -> Self {
        let before: usize = text.split_inclusive('\n').take(line.max(1) as usize - 1).map(str::len).sum();
        let in_line = text.get(before..).unwrap_or_default().chars().take(column.max(1) as usize - 1);
        let start = before + in_line.map(char::len_utf8).sum::<usize>();
        Self {
            line: line as usize,
            column: column as usize,
            ..Self::new(origin, text, start..start + 1, message)
        }
    }

    /// The same fault with advice.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}
