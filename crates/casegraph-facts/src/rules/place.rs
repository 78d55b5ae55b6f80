//! Where a part comes from, ready for use: headers, headings and labels in normal form.

use super::part::{PartText, PartWord};
use crate::profile::normal_form::normal_form;

/// The place of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A word.
    Word(PartWord),
    /// A key of the front matter.
    Key(KeyPath),
    /// A column, in normal form.
    Column(String),
    /// A section, in normal form.
    Section(String),
    /// A label, in normal form.
    Label(String),
    /// A heading above the text, in normal form.
    BelowHeading(String),
    /// Words of the title.
    TitleAfter(String),
    /// A group of the rule's path.
    PathGroup(String),
}

/// The path of a key: a dotted key leads into nested maps, and `field` into the maps of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyPath {
    /// The key as written, which is the name of a key that has a dot of its own.
    pub(crate) whole: String,
    pub(crate) parts: Vec<String>,
}

impl KeyPath {
    /// The path that a dotted key names.
    pub(crate) fn new(key: &str, field: Option<&str>) -> Self {
        let parts = key.split('.').map(str::to_owned).chain(field.map(str::to_owned)).collect();
        Self { whole: key.to_owned(), parts }
    }

    /// The key of the front matter that the path begins with.
    pub(crate) fn first(&self) -> &str {
        self.parts.first().map_or("", String::as_str)
    }
}

impl Place {
    pub(super) fn new(text: &PartText) -> Self {
        match text {
            PartText::Word(word) => Self::Word(*word),
            PartText::Key { key, field } => Self::Key(KeyPath::new(key, field.as_deref())),
            PartText::Column { column } => Self::Column(normal_form(column)),
            PartText::Section { section } => Self::Section(normal_form(section)),
            PartText::Label { label } => Self::Label(normal_form(label)),
            PartText::BelowHeading { below_heading } => Self::BelowHeading(normal_form(below_heading)),
            PartText::TitleAfter { title_after } => Self::TitleAfter(title_after.clone()),
            PartText::PathGroup { path_group } => Self::PathGroup(path_group.clone()),
        }
    }
}
