//! Places in the tree of domains, categories and topics.

use serde::{Deserialize, Serialize};

use crate::model::id::{joined_words, label_of_name};

/// One level of the folder tree, as a path or a heading of a plan names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TreePart {
    /// The name without its number: `API_Design` of `04_API_Design`.
    pub name: String,
    /// The number before the name.
    pub position: Option<u32>,
    /// Whether the name is a label as it is, because a value states it, and not the name of a folder.
    pub is_label: bool,
}

impl TreePart {
    /// The part that a folder name names; a number before the name is the position.
    #[must_use]
    pub fn from_folder(name: &str) -> Self {
        let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = name.split_at(digits);
        let named = rest.trim_start_matches(['_', '-', '.', ' ']);
        match number.parse() {
            Ok(position) if named.len() < rest.len() && !named.is_empty() => {
                Self { name: named.to_owned(), position: Some(position), is_label: false }
            }
            _ => Self::named(name),
        }
    }

    /// The part with this name, without a position.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), position: None, is_label: false }
    }

    /// The part that a value states: the value is its label.
    #[must_use]
    pub fn labelled(label: &str) -> Self {
        Self { is_label: true, ..Self::named(label.trim()) }
    }

    /// The slug: the name in lower case, words joined by `_`.
    #[must_use]
    pub fn slug(&self) -> String {
        joined_words(&self.name, '_')
    }

    /// The name in words; the first letter of a name in lower case becomes a capital.
    #[must_use]
    pub fn label(&self) -> String {
        let label = if self.is_label { self.name.replace('_', " ") } else { label_of_name(&self.name) };
        let mut chars = label.chars();
        match chars.next() {
            Some(first) if !label.chars().any(char::is_uppercase) => {
                first.to_uppercase().collect::<String>() + chars.as_str()
            }
            _ => label,
        }
    }
}

/// A place in the tree of domains, categories and topics, with the levels that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TreePlace {
    /// The domain.
    pub domain: Option<TreePart>,
    /// The category.
    pub category: Option<TreePart>,
    /// The stem of the page of the topic.
    pub topic: Option<String>,
    /// The name of a case study that is a folder of files.
    pub case: Option<String>,
}
