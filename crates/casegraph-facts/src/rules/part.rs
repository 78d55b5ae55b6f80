//! Where a part of a unit comes from.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize as DeriveDeserialize, Serialize};

/// Where a part comes from: a word, or a table with one key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
pub enum PartText {
    /// A word: `"link"`, `"first-heading"`, …
    Word(PartWord),
    /// `{ key = "company" }`: the value of a key of the front matter. A dotted key leads into nested maps; lists and lists of maps
    /// are walked.
    Key {
        /// The key, dotted where it is nested.
        key: String,
        /// The key of the maps of a list: `{ key = "tools", field = "name" }`.
        #[serde(skip_serializing_if = "Option::is_none")]
        field: Option<String>,
    },
    /// `{ column = "Company" }`: the cell of the row under this header.
    Column {
        /// The header, compared in normal form.
        column: String,
    },
    /// `{ section = "Stack" }`: the names, links or first line of the section with this heading.
    Section {
        /// The heading, compared in normal form.
        section: String,
    },
    /// `{ label = "Context" }`: the text after `**Context:**` or `Context:`.
    Label {
        /// The label without its colon.
        label: String,
    },
    /// `{ below-heading = "Title" }`: the first line of text below the heading.
    BelowHeading {
        /// The heading, compared in normal form.
        #[serde(rename = "below-heading")]
        below_heading: String,
    },
    /// `{ title-after = " at " }`: what follows these words in the title.
    TitleAfter {
        /// The words.
        #[serde(rename = "title-after")]
        title_after: String,
    },
    /// `{ path-group = "category" }`: a named group of the rule's `path`.
    PathGroup {
        /// The group's name.
        #[serde(rename = "path-group")]
        path_group: String,
    },
}

/// Where a part comes from, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, DeriveDeserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartWord {
    /// The unit's first link: its words for a name, its target for a source.
    Link,
    /// All links of the unit that lead out of the collection.
    Links,
    /// The first heading of the page or section.
    FirstHeading,
    /// The bold words that the unit begins with.
    BoldStart,
    /// The name of the folder that the page lies in.
    Folder,
    /// The name of the file without its ending; for the page of a folder, the folder's name.
    FileName,
    /// The unit's own text: the summary of details; for a name, up to the first mark, remark or link; for a title, the first sentence.
    Text,
}

impl PartWord {
    /// All words with their spelling.
    const ALL: [(&str, Self); 7] = [
        ("link", Self::Link),
        ("links", Self::Links),
        ("first-heading", Self::FirstHeading),
        ("bold-start", Self::BoldStart),
        ("folder", Self::Folder),
        ("file-name", Self::FileName),
        ("text", Self::Text),
    ];
}

/// The keys that a table of a part may have.
const KEYS: [&str; 8] =
    ["key", "field", "column", "section", "label", "below-heading", "title-after", "path-group"];

const TABLES: &str = "{ key = \"…\" }, { column = \"…\" }, { section = \"…\" }, { label = \"…\" }, \
                      { below-heading = \"…\" }, { title-after = \"…\" } or { path-group = \"…\" }";

impl PartText {
    /// `{ key = "…" }`
    #[must_use]
    pub fn key(key: &str) -> Self {
        Self::Key { key: key.to_owned(), field: None }
    }

    /// `{ column = "…" }`
    #[must_use]
    pub fn column(column: &str) -> Self {
        Self::Column { column: column.to_owned() }
    }

    /// `{ section = "…" }`
    #[must_use]
    pub fn section(section: &str) -> Self {
        Self::Section { section: section.to_owned() }
    }
}

impl<'de> Deserialize<'de> for PartText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PartVisitor)
    }
}

struct PartVisitor;

impl<'de> Visitor<'de> for PartVisitor {
    type Value = PartText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("where the part comes from: a word or a table such as { key = \"…\" }")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<PartText, E> {
        if let Some((_, known)) = PartWord::ALL.iter().find(|(spelled, _)| *spelled == word) {
            return Ok(PartText::Word(*known));
        }
        let words: Vec<String> = PartWord::ALL.iter().map(|(spelled, _)| format!("`{spelled}`")).collect();
        Err(E::custom(format!(
            "unknown part `{word}`; a part is one of the words {}, or one of {TABLES}; a key of the front matter is \
             {{ key = \"{word}\" }}",
            words.join(", ")
        )))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PartText, A::Error> {
        let (mut found, mut field) = (None, None);
        while let Some((key, value)) = map.next_entry::<String, String>()? {
            if key == "field" {
                field = Some(value);
                continue;
            }
            let part = match key.as_str() {
                "key" => PartText::Key { key: value, field: None },
                "column" => PartText::Column { column: value },
                "section" => PartText::Section { section: value },
                "label" => PartText::Label { label: value },
                "below-heading" => PartText::BelowHeading { below_heading: value },
                "title-after" => PartText::TitleAfter { title_after: value },
                "path-group" => PartText::PathGroup { path_group: value },
                unknown => return Err(A::Error::unknown_field(unknown, &KEYS)),
            };
            if found.replace(part).is_some() {
                return Err(A::Error::custom(format!(
                    "a part has one key: one of {TABLES}; several places are a list: [{{ … }}, {{ … }}]"
                )));
            }
        }
        match (found, field) {
            (Some(PartText::Key { key, .. }), field) => Ok(PartText::Key { key, field }),
            (Some(part), None) => Ok(part),
            (_, Some(field)) => Err(A::Error::custom(format!(
                "`field` names a key of the maps of a list; write {{ key = \"…\", field = \"{field}\" }}"
            ))),
            (None, None) => Err(A::Error::custom(format!("the table is empty; a part is one of {TABLES}"))),
        }
    }
}
