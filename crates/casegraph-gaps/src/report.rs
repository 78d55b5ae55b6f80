//! The report of a run.

use std::collections::BTreeMap;

use casegraph_facts::Severity;

use crate::finding::Finding;

/// The findings of a run.
#[derive(Clone, Debug, Default)]
pub struct GapReport {
    /// Sorted by severity, priority of the topic, path and line.
    pub findings: Vec<Finding>,
    /// The number of suppressed findings.
    pub suppressed: usize,
    /// The number of findings that are in the baseline.
    pub known: usize,
}

impl GapReport {
    /// The number of findings with this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// The number of findings by code.
    #[must_use]
    pub fn by_code(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry(finding.code.as_str()).or_default() += 1;
        }
        counts
    }

    /// Whether a finding is at least this severe.
    #[must_use]
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity <= severity)
    }
}
