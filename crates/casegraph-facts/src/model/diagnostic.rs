//! Findings about the text: each has a location, and none stops a run.

use serde::{Deserialize, Serialize};

use crate::model::location::DocPath;
use crate::model::severity::Severity;

/// One finding about one location.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file.
    pub path: DocPath,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1, if it is known.
    pub column: Option<u32>,
    /// The severity.
    pub severity: Severity,
    /// The stable code of the kind of finding, such as `invalid-utf8`.
    pub code: String,
    /// One sentence in lower case, without a full stop.
    pub message: String,
    /// How to fix it, if that is known.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A warning about a line, without a column. `code`, `message` and `help` become the fields of those names.
    #[must_use]
    pub fn warning(path: &DocPath, line: u32, code: &str, message: String, help: &str) -> Self {
        Self {
            path: path.clone(),
            line,
            column: None,
            severity: Severity::Warning,
            code: code.to_owned(),
            message,
            help: Some(help.to_owned()),
        }
    }

    /// The warning that a file is skipped.
    #[must_use]
    pub fn file_skipped(path: &DocPath, message: String, help: &str) -> Self {
        Self::warning(path, 1, "file-skipped", message, help)
    }
}
