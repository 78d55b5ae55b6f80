//! A baseline: the findings that a collection has today, so that only new ones are told from now on.
//!
//! A finding is known again by code, file, thing and the first clause of its message without its numbers, never by its line: text above it
//! may grow, and more pages may link to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::run::GapReport;

/// The version of the file.
const VERSION: u32 = 1;

/// Findings that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Key, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Key {
    code: String,
    path: String,
    about: String,
    message: String,
}

#[derive(Serialize, Deserialize)]
struct Written {
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
    pub fn of(report: &GapReport) -> Self {
        let mut counts = BTreeMap::new();
        for finding in &report.findings {
            *counts.entry(key(finding)).or_default() += 1;
        }
        Self { counts }
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    /// What is wrong with the text: no baseline, or one of another version.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value: serde_json::Value =
            serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
        match value.get("casegraph_baseline").and_then(serde_json::Value::as_u64) {
            None => {
                return Err(
                    "it is no baseline of casegraph: the key `casegraph_baseline` is missing".to_owned()
                );
            }
            Some(version) if version != u64::from(VERSION) => {
                return Err(format!(
                    "it is a baseline of version {version}, and this casegraph reads version {VERSION}; write it anew with --update-baseline"
                ));
            }
            Some(_) => {}
        }
        let written: Written =
            serde_json::from_value(value).map_err(|error| format!("it is no baseline: {error}"))?;
        Ok(Self { counts: written.findings.into_iter().map(|entry| (entry.key, entry.count)).collect() })
    }

    /// The baseline as text, sorted.
    #[must_use]
    pub fn to_text(&self) -> String {
        let findings =
            self.counts.iter().map(|(key, count)| Entry { key: key.clone(), count: *count }).collect();
        let written = Written { casegraph_baseline: VERSION, findings };
        serde_json::to_string_pretty(&written).map_or(String::new(), |text| text + "\n")
    }

    /// Takes the known findings out of a report. Of several alike as many are known as the baseline counts.
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

/// Every run of digits as `#`.
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
