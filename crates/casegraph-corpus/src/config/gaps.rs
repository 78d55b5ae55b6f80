//! The table `[gaps]` of casegraph.toml: severities and parameters by code, and findings that are known and accepted.

use std::collections::BTreeMap;

use casegraph_facts::Severity;
use serde::Deserialize;

/// What a corpus says of its checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GapSettings {
    /// Parameters for every check that knows them.
    pub shared: BTreeMap<String, String>,
    /// Settings of one check, by code.
    pub checks: BTreeMap<String, CheckSettings>,
    /// Findings that are not told.
    pub suppress: Vec<Suppress>,
}

/// What a corpus says of one check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckSettings {
    /// `error`, `warning`, `info` or `off`.
    pub severity: Option<String>,
    /// Values of its parameters.
    pub parameters: BTreeMap<String, String>,
}

/// An entry of `[[gaps.suppress]]`: findings that match all that it says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppress {
    /// The code.
    pub code: String,
    /// A file or, with a final `/`, everything in a folder.
    pub path: Option<String>,
    /// What the finding is about, such as `topic/rate_limiting`.
    pub about: Option<String>,
    /// Why.
    pub reason: String,
}

#[derive(Default, Deserialize)]
pub(crate) struct GapText {
    #[serde(default)]
    suppress: Vec<Suppress>,
    #[serde(flatten)]
    others: BTreeMap<String, toml::Value>,
}

impl GapText {
    pub(crate) fn settings(self) -> Result<GapSettings, String> {
        let mut settings = GapSettings { suppress: self.suppress, ..GapSettings::default() };
        for (key, value) in self.others {
            let toml::Value::Table(table) = value else {
                settings.shared.insert(variable(&key), plain(&key, &value)?);
                continue;
            };
            let mut check = CheckSettings::default();
            for (name, value) in table {
                let text = plain(&name, &value)?;
                if name != "severity" {
                    check.parameters.insert(variable(&name), text);
                } else if text == "off" || Severity::parse(&text).is_some() {
                    check.severity = Some(text);
                } else {
                    return Err(format!(
                        "`{text}` is no severity of `{key}` (allowed: `error`, `warning`, `info`, `off`)"
                    ));
                }
            }
            settings.checks.insert(key, check);
        }
        if let Some(entry) = settings.suppress.iter().find(|entry| entry.reason.trim().is_empty()) {
            return Err(format!("the suppression of `{}` gives no reason", entry.code));
        }
        Ok(settings)
    }
}

/// Keys are written with hyphens, variables of a query with underscores.
fn variable(key: &str) -> String {
    key.replace('-', "_")
}

fn plain(key: &str, value: &toml::Value) -> Result<String, String> {
    match value {
        toml::Value::String(text) => Ok(text.clone()),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Float(number) => Ok(number.to_string()),
        toml::Value::Boolean(value) => Ok(value.to_string()),
        toml::Value::Datetime(date) => Ok(date.to_string()),
        toml::Value::Array(items) => {
            let items: Result<Vec<String>, String> = items.iter().map(|item| plain(key, item)).collect();
            Ok(items?.join(", "))
        }
        toml::Value::Table(_) => Err(format!("`{key}` is a table where a value should stand")),
    }
}

impl Suppress {
    /// Whether it is about a finding with these.
    #[must_use]
    pub fn covers(&self, code: &str, path: &str, about: &str) -> bool {
        let in_path = |own: &String| own == path || (own.ends_with('/') && path.starts_with(own.as_str()));
        self.code == code
            && self.path.as_ref().is_none_or(in_path)
            && self.about.as_ref().is_none_or(|own| own == about)
    }
}
