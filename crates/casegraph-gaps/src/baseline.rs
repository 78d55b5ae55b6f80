//! A baseline: the findings of today, so that later reports show only new ones.
//!
//! A finding is identified by code, file, subject and the first clause of its message without numbers, never by its line: text
//! above it may grow, and more pages may link to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::report::GapReport;

/// The version of the file format.
const VERSION: u32 = 1;

/// Known findings, with their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Key, usize>,
}

/// Why a text is not a baseline.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// It is not JSON.
    #[error("it is not JSON: {0}")]
    NotJson(serde_json::Error),
    /// The key with the version is missing.
    #[error("it is not a baseline of casegraph: the key `casegraph_baseline` is missing")]
    NoVersion,
    /// It has another version.
    #[error("it is a baseline of version {version}, and this casegraph reads version {VERSION}")]
    OtherVersion {
        /// The version.
        version: u64,
    },
    /// An entry is wrong.
    #[error("it is not a baseline: {0}")]
    Entries(serde_json::Error),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Key {
    code: String,
    path: String,
    about: String,
    message: String,
}

#[derive(Serialize, Deserialize)]
struct BaselineFile {
    casegraph_baseline: u32,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    key: Key,
    count: usize,
}

impl Baseline {
    /// The findings of a report.
    #[must_use]
    pub fn new(report: &GapReport) -> Self {
        let mut counts = BTreeMap::new();
        for finding in &report.findings {
            *counts.entry(key(finding)).or_default() += 1;
        }
        Self { counts }
    }

    /// Parses a baseline file.
    ///
    /// # Errors
    /// [`BaselineError`].
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(BaselineError::NotJson)?;
        match value.get("casegraph_baseline").and_then(serde_json::Value::as_u64) {
            None => return Err(BaselineError::NoVersion),
            Some(version) if version != u64::from(VERSION) => {
                return Err(BaselineError::OtherVersion { version });
            }
            Some(_) => {}
        }
        let file: BaselineFile = serde_json::from_value(value).map_err(BaselineError::Entries)?;
        Ok(Self { counts: file.findings.into_iter().map(|entry| (entry.key, entry.count)).collect() })
    }

    /// The baseline as text, sorted.
    #[must_use]
    pub fn to_text(&self) -> String {
        let findings =
            self.counts.iter().map(|(key, count)| Entry { key: key.clone(), count: *count }).collect();
        let file = BaselineFile { casegraph_baseline: VERSION, findings };
        serde_json::to_string_pretty(&file).map_or(String::new(), |text| text + "\n")
    }

    /// Removes the known findings from a report. Of equal findings as many are removed as the baseline counts.
    pub fn apply(&self, report: &mut GapReport) {
        let mut left = self.counts.clone();
        let before = report.findings.len();
        report.findings.retain(|finding| match left.get_mut(&key(finding)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        });
        report.known += before - report.findings.len();
    }
}

fn key(finding: &Finding) -> Key {
    Key {
        code: finding.code.clone(),
        path: finding.path.clone(),
        about: finding.about.clone(),
        message: without_numbers(finding.message.split(';').next().unwrap_or_default()),
    }
}

/// A text with each run of digits replaced by `#`.
#[must_use]
pub fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if !letter.is_ascii_digit() {
            out.push(letter);
        } else if !out.ends_with('#') {
            out.push('#');
        }
    }
    out
}
