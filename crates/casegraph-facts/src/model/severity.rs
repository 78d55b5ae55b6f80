//! Severities of findings, and their words.

use serde::{Deserialize, Serialize};

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something is wrong, and readers or queries are affected.
    Error,
    /// Something is probably wrong.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// All severities, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The literal of `cg:severity`, of reports and of configuration.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The severity with this code.
    ///
    /// ```
    /// use casegraph_facts::Severity;
    /// assert_eq!(Severity::parse("warning"), Some(Severity::Warning));
    /// assert_eq!(Severity::parse("Warning"), None);
    /// ```
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.code() == code)
    }

    /// The noun for this number of findings: `error`, `notes`.
    #[must_use]
    pub const fn noun(self, count: usize) -> &'static str {
        match (self, count) {
            (Self::Error, 1) => "error",
            (Self::Error, _) => "errors",
            (Self::Warning, 1) => "warning",
            (Self::Warning, _) => "warnings",
            (Self::Info, 1) => "note",
            (Self::Info, _) => "notes",
        }
    }

    /// A number of findings in words: `1 error`, `3 notes`.
    #[must_use]
    pub fn counted(self, count: usize) -> String {
        format!("{count} {}", self.noun(count))
    }
}
