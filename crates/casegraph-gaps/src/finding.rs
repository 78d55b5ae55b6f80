//! What a check found: code, place, thing, sentence, and where possible how to mend it.

use casegraph_facts::Severity;
use serde::{Deserialize, Serialize};

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The check's code.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// The file, relative to the corpus.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// What it is about: an IRI without the corpus's base, such as `topic/rate_limiting`.
    pub about: String,
    /// One sentence, lower case, without a final stop.
    pub message: String,
    /// What to do.
    pub fix: Option<String>,
    /// The one right edit, where there is one.
    pub edit: Option<Edit>,
    /// The priority of the topic it belongs to.
    pub priority: Option<u8>,
    /// The topic it belongs to.
    pub topic: Option<String>,
    /// The category of that topic.
    pub category: Option<String>,
}

/// A replacement on the finding's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The text that stands there.
    pub old: String,
    /// The text that should.
    pub new: String,
}

impl Finding {
    /// The order of a report: severity, then priority of the topic, then place.
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
