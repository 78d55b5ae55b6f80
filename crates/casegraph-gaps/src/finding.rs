//! Findings: code, place, subject, message, and an edit where there is one right fix.

use casegraph_facts::Severity;
use serde::{Deserialize, Serialize};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The code of the check.
    pub code: String,
    /// The severity.
    pub severity: Severity,
    /// The file, relative to the corpus.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The subject: an IRI without the corpus's base, such as `topic/rate_limiting`.
    pub about: String,
    /// One sentence, lower case, without a final stop.
    pub message: String,
    /// How to fix it.
    pub fix: Option<String>,
    /// The one right edit, if there is one.
    pub edit: Option<Edit>,
    /// The priority of the topic that it belongs to.
    pub priority: Option<u8>,
    /// The topic that it belongs to.
    pub topic: Option<String>,
    /// The category of that topic.
    pub category: Option<String>,
}

/// A replacement on the line of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The text to replace.
    pub old: String,
    /// The text instead.
    pub new: String,
}

/// A finding as a check yields it, without the check's code and severity, and without its topic.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawFinding {
    pub(crate) path: String,
    pub(crate) line: u32,
    pub(crate) about: String,
    pub(crate) message: String,
    pub(crate) fix: Option<String>,
    pub(crate) severity: Option<Severity>,
    pub(crate) priority: Option<u8>,
    pub(crate) edit: Option<Edit>,
}

impl Finding {
    /// The order in a report: severity, then priority of the topic, then place.
    pub(crate) fn rank(&self) -> impl Ord + '_ {
        (
            self.severity,
            self.priority.unwrap_or(9),
            &self.path,
            self.line,
            &self.code,
            &self.about,
            &self.message,
        )
    }
}
