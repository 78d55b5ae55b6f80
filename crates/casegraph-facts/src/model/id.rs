//! Identities of things in the graph: a kind and a key, independent of titles.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::location::DocPath;

/// The kinds of things in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A top-level part of the corpus, such as "Backend Production".
    Domain,
    /// A part of a domain, such as "API Design".
    Category,
    /// A subject that has a page or is to get one.
    Topic,
    /// One case study.
    CaseStudy,
    /// A company.
    Company,
    /// A pattern.
    Pattern,
    /// A technology.
    Technology,
    /// A cited work, one thing for all of its citations.
    Source,
    /// A Markdown file.
    Document,
    /// A heading and the text under it.
    Section,
    /// One row of a results table.
    Metric,
    /// A decision record.
    Decision,
}

impl Kind {
    /// The first part of the IRI of such a thing after the base.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::Category => "category",
            Self::Topic => "topic",
            Self::CaseStudy | Self::Metric => "case",
            Self::Company => "company",
            Self::Pattern => "pattern",
            Self::Technology => "technology",
            Self::Source => "source",
            Self::Decision => "decision",
            Self::Document | Self::Section => "doc",
        }
    }
}

/// The identity of a thing: unique in a corpus, and the same on every machine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ThingId {
    kind: Kind,
    key: String,
}

impl ThingId {
    /// The thing with this kind and key. A key is a slug, or slugs joined by `/`; the key of a document is its path.
    #[must_use]
    pub fn new(kind: Kind, key: impl Into<String>) -> Self {
        Self { kind, key: key.into() }
    }

    /// The document at a path.
    #[must_use]
    pub fn document(path: &DocPath) -> Self {
        Self::new(Kind::Document, path.as_str())
    }

    /// The section of a document with this anchor.
    #[must_use]
    pub fn section(path: &DocPath, anchor: &str) -> Self {
        Self::new(Kind::Section, format!("{path}#{anchor}"))
    }

    /// The kind of thing.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The key, unique among things of the same kind.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for ThingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind.prefix(), self.key)
    }
}

/// The slug of a name: lower case, letters and digits of any script, one `-` for everything between them.
///
/// ```
/// assert_eq!(casegraph_facts::slug("Meta (Facebook)"), "meta-facebook");
/// ```
#[must_use]
pub fn slug(name: &str) -> String {
    joined_words(name, '-')
}

/// The runs of letters and digits of a name in lower case, joined. Linear in the name.
pub(crate) fn joined_words(name: &str, joint: char) -> String {
    let mut out = String::with_capacity(name.len());
    if !name.is_ascii() {
        for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if !out.is_empty() {
                out.push(joint);
            }
            out.push_str(&word.to_lowercase());
        }
        return out;
    }
    // The ASCII case, which is the common one, needs no text for each word.
    let mut is_between = false;
    for byte in name.bytes() {
        if !byte.is_ascii_alphanumeric() {
            is_between = true;
            continue;
        }
        if is_between && !out.is_empty() {
            out.push(joint);
        }
        is_between = false;
        out.push(char::from(byte.to_ascii_lowercase()));
    }
    out
}

/// The name of a folder or file in words: `API_Design` is "API Design". A name in capitals only (`BACKEND_PRODUCTION`)
/// is converted to title case.
#[must_use]
pub fn label_of_name(name: &str) -> String {
    let parts: Vec<&str> = name.split(['_', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let shouted = parts.len() > 1 && !name.chars().any(char::is_lowercase);
    let word = |part: &str| {
        let mut chars = part.chars();
        match chars.next() {
            Some(first) if shouted => {
                first.to_uppercase().collect::<String>() + &chars.as_str().to_lowercase()
            }
            _ => part.to_owned(),
        }
    };
    parts.into_iter().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_any_script() {
        let cases = [
            ("Discord", "discord"),
            ("AWS re:Invent", "aws-re-invent"),
            ("C++", "c"),
            ("Łódź 2", "łódź-2"),
            ("--", ""),
        ];
        for (name, expected) in cases {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn labels_of_folder_names() {
        let cases = [
            ("API_Design", "API Design"),
            ("BACKEND_PRODUCTION", "Backend Production"),
            ("S3", "S3"),
            ("nosql_migrations", "nosql migrations"),
        ];
        for (name, expected) in cases {
            assert_eq!(label_of_name(name), expected);
        }
    }
}
