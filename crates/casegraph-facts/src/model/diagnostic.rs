//! What the program has to say about the text it read: a finding with its place, never an error that stops a run.

use serde::{Deserialize, Serialize};

use crate::model::location::DocPath;
use crate::model::severity::Severity;

/// One finding about one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file it is about.
    pub path: DocPath,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1, where it is known.
    pub column: Option<u32>,
    /// How much it matters.
    pub severity: Severity,
    /// A short fixed name of the kind of finding, such as `invalid-utf8`.
    pub code: String,
    /// One sentence, lower case, without a final stop.
    pub message: String,
    /// What to do about it, where that is known.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A warning about a line.
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

    /// A warning that a file is not read.
    #[must_use]
    pub fn file_skipped(path: &DocPath, message: String, help: &str) -> Self {
        Self::warning(path, 1, "file-skipped", message, help)
    }
}
