//! An error in a text that somebody wrote: a config file, a query.

use std::ops::Range;

/// An error in a text that somebody wrote: a config file, a query. It can be shown with the line and a caret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{origin}:{line}:{column}: {message}")]
pub struct TextError {
    /// The file's path as given, or another name of the text.
    pub origin: String,
    /// The whole text.
    pub text: String,
    /// The bytes of `text` that are wrong.
    pub span: Range<usize>,
    /// Line of the span's start, from 1.
    pub line: usize,
    /// Column of the span's start in characters, from 1.
    pub column: usize,
    /// The problem.
    pub message: String,
    /// Advice on how to fix it.
    pub help: Option<String>,
}

impl TextError {
    /// An error at these bytes of `text`.
    ///
    /// ```
    /// use casegraph_corpus::TextError;
    ///
    /// let text = "title = 'A'\nbase = 'x'\n";
    /// let error = TextError::new("casegraph.toml".to_owned(), text, 19..22, "not an IRI".to_owned());
    /// assert_eq!(error.to_string(), "casegraph.toml:2:8: not an IRI");
    /// ```
    #[must_use]
    pub fn new(origin: String, text: &str, span: Range<usize>, message: String) -> Self {
        // The span begins and ends between characters: whoever draws a caret cuts the text there.
        let is_boundary = |at: &usize| text.is_char_boundary(*at);
        let start = (0..=span.start.min(text.len())).rev().find(is_boundary).unwrap_or_default();
        let end = (span.end.clamp(start, text.len())..=text.len()).find(is_boundary).unwrap_or(text.len());
        let before = text.get(..start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { origin, text: text.to_owned(), span: start..end, line, column, message, help: None }
    }

    /// An error at a line and a column (in characters), both from 1.
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

    /// The same error with advice.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}
