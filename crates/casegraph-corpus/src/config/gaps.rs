//! The table `[gaps]` of casegraph.toml: severities and parameters by check, and accepted findings.

use std::collections::BTreeMap;

use casegraph_facts::Severity;
use serde::Deserialize;

/// The settings of the gap checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GapSettings {
    /// Parameters for every check that has them.
    pub shared: BTreeMap<String, String>,
    /// Settings of one check, by code.
    pub checks: BTreeMap<String, CheckSettings>,
    /// Findings that are not reported.
    pub suppress: Vec<Suppress>,
}

/// The settings of one check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckSettings {
    /// The severity of its findings; the check's own if it is not set.
    pub severity: Option<SeveritySetting>,
    /// Values of its parameters.
    pub parameters: BTreeMap<String, String>,
}

/// The value of `severity` of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeveritySetting {
    /// The check does not run.
    Off,
    /// Its findings have this severity.
    Level(Severity),
}

/// An entry of `[[gaps.suppress]]`: the findings that match all of its keys.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppress {
    /// The code of the check.
    pub code: String,
    /// A file or, with a final `/`, a folder.
    pub path: Option<String>,
    /// The subject of the finding, such as `topic/rate_limiting`.
    pub about: Option<String>,
    /// Why the findings are accepted.
    pub reason: String,
}

/// The table as written.
#[derive(Default, Deserialize)]
pub(super) struct GapTable {
    #[serde(default)]
    suppress: Vec<Suppress>,
    #[serde(flatten)]
    others: BTreeMap<String, toml::Value>,
}

/// A wrong value in the table.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum GapTableError {
    #[error("`{word}` is not a severity of `{code}` (allowed: `error`, `warning`, `info`, `off`)")]
    Severity { word: String, code: String },
    #[error("the suppression of `{code}` has no reason")]
    NoReason { code: String },
    #[error("`{key}` is a table, expected a value")]
    Table { key: String },
}

impl GapTable {
    pub(super) fn settings(self) -> Result<GapSettings, GapTableError> {
        let mut settings = GapSettings { suppress: self.suppress, ..GapSettings::default() };
        for (key, value) in self.others {
            let toml::Value::Table(table) = value else {
                settings.shared.insert(variable(&key), plain(&key, &value)?);
                continue;
            };
            let mut check = CheckSettings::default();
            for (name, value) in table {
                let text = plain(&name, &value)?;
                if name == "severity" {
                    check.severity = Some(SeveritySetting::parse(&text, &key)?);
                } else {
                    check.parameters.insert(variable(&name), text);
                }
            }
            settings.checks.insert(key, check);
        }
        if let Some(entry) = settings.suppress.iter().find(|entry| entry.reason.trim().is_empty()) {
            return Err(GapTableError::NoReason { code: entry.code.clone() });
        }
        Ok(settings)
    }
}

impl SeveritySetting {
    fn parse(word: &str, code: &str) -> Result<Self, GapTableError> {
        if word == "off" {
            return Ok(Self::Off);
        }
        let unknown = || GapTableError::Severity { word: word.to_owned(), code: code.to_owned() };
        Severity::parse(word).map(Self::Level).ok_or_else(unknown)
    }
}

/// Keys are written with hyphens, variables of a query with underscores.
fn variable(key: &str) -> String {
    key.replace('-', "_")
}

fn plain(key: &str, value: &toml::Value) -> Result<String, GapTableError> {
    match value {
        toml::Value::String(text) => Ok(text.clone()),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Float(number) => Ok(number.to_string()),
        toml::Value::Boolean(value) => Ok(value.to_string()),
        toml::Value::Datetime(date) => Ok(date.to_string()),
        toml::Value::Array(items) => {
            let items: Result<Vec<String>, GapTableError> =
                items.iter().map(|item| plain(key, item)).collect();
            Ok(items?.join(", "))
        }
        toml::Value::Table(_) => Err(GapTableError::Table { key: key.to_owned() }),
    }
}

impl Suppress {
    /// Whether it matches a finding with these values.
    #[must_use]
    pub fn covers(&self, code: &str, path: &str, about: &str) -> bool {
        let in_path = |own: &String| own == path || (own.ends_with('/') && path.starts_with(own.as_str()));
        self.code == code
            && self.path.as_ref().is_none_or(in_path)
            && self.about.as_ref().is_none_or(|own| own == about)
    }
}
