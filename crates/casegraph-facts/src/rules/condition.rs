//! What a unit has to meet for a rule to take it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::one_or_many::Words;

/// What a unit has to meet for a rule to take it. All that are given must hold; none given is met by every unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ConditionText {
    /// A key that the page's front matter has with a value, dotted where it is nested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Values of the front matter: a key, and the word or words of which it has one. In any case; of a list, one item is enough.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub value: BTreeMap<String, Words>,
    /// The whole path of the page: a glob, or a regular expression where it has one of `\ ( ) ^ $ + |` or `.*`. In a glob, `*` and
    /// `?` stay inside a folder and `**/` crosses them. Named groups of a regular expression (`(?<category>[^/]+)`) are parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The folder that the page lies in, at any depth: `notes/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// Headings that the page has all, in normal form, at any level.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// Globs joined by `|`, in normal form: the unit stands under such a heading at any depth, the page's first heading included.
    /// For `sections`: the section's own heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Headers that the table has all, in normal form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// What the unit has to have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<With>,
}

/// What a unit has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum With {
    /// A link.
    Link,
}
