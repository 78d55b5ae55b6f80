//! The options of a run.

use casegraph_facts::Severity;

/// The options of a run. The default selects all checks and all findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GapOptions {
    /// Codes or groups of the checks to run; all if empty.
    pub only: Vec<String>,
    /// Codes or groups of checks not to run.
    pub except: Vec<String>,
    /// The least severity of a finding.
    pub severity: Option<Severity>,
    /// Files or folders of the findings; all if empty.
    pub paths: Vec<String>,
    /// The day, month or year that ages are measured from.
    pub as_of: Option<String>,
}
