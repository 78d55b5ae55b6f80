//! What is seen of one file: enough to tell the shape of a collection, and little enough to hold for all files.

use crate::markdown::repair::repair;
use crate::markdown::text::Text;
use crate::model::location::DocPath;
use crate::rules::site::Generator;

use super::front_keys;
use super::scan;
use super::shipped::is_plan;

/// What is seen of one file. Its size is bounded, whatever the file's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    pub(super) path: DocPath,
    /// Keys of the front matter, nested ones dotted.
    pub(super) keys: Vec<Key>,
    pub(super) headings: Vec<Heading>,
    pub(super) items: Vec<Items>,
    pub(super) tables: Vec<Table>,
    pub(super) paragraphs: Vec<Paragraphs>,
    pub(super) details: Vec<Details>,
    /// Labels near the top of the page, in normal form, with their text: `Status: accepted`.
    pub(super) labels: Vec<(Box<str>, Box<str>)>,
    pub(super) links: Links,
    /// Bytes of the Markdown after the front matter.
    pub(super) bytes: u32,
    /// Entries of trees and check lists, which plans are made of.
    pub(super) tree_entries: u32,
    pub(super) tasks: u32,
    pub(super) html_tables: u32,
    /// The generator that reads the form of the page's first note or tag.
    pub(super) syntax: Option<Generator>,
    /// Lines of text besides headings, lists, tables and code.
    pub(super) prose: u32,
}

/// A key of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    /// As written, dotted where it is nested.
    pub(super) name: Box<str>,
    /// The name without its parents, in the form in which keys are compared.
    pub(super) form: Box<str>,
    pub(super) is_list: bool,
    /// How many values there are.
    pub(super) count: u32,
    /// The first few, cut short.
    pub(super) values: Vec<Box<str>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: Box<str>,
    pub(super) normal: Box<str>,
    /// The first line of text below it, where it may be a value.
    pub(super) below: Option<Box<str>>,
}

/// The heading that a block stands under, by its place in [`Features::headings`].
pub(super) type Under = Option<u16>;

/// The lists under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Items {
    pub(super) under: Under,
    /// Items of the outermost list.
    pub(super) count: u32,
    pub(super) nested: u32,
    /// Those of `count` that begin with a link, with bold words, with plain words that may be a name.
    pub(super) links: u32,
    /// Those of `links` that are a name and an address without marks of a link.
    pub(super) bare: u32,
    pub(super) bolds: u32,
    pub(super) plain: u32,
    /// Those whose link leads out of the collection, and to a whole site.
    pub(super) external: u32,
    pub(super) whole_sites: u32,
    /// Those whose link leads to a repository.
    pub(super) forges: u32,
    /// Those whose first words may be a name.
    pub(super) named: u32,
    /// Those with text after the link, bold words or name.
    pub(super) described: u32,
    /// Those whose link says `… at Name`, nested ones too.
    pub(super) at: u32,
    /// Those with a link that leads out, wherever in their text.
    pub(super) linked: u32,
    /// Nested ones with such a link.
    pub(super) nested_linked: u32,
    /// Those of `linked` that have such items in them.
    pub(super) groups: u32,
    /// The letter before the text: `N: Oakmere`.
    pub(super) label: Option<char>,
    /// Nested ones that begin with a link that leads out.
    pub(super) nested_external: u32,
    pub(super) samples: Vec<Box<str>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) under: Under,
    pub(super) rows: u32,
    pub(super) columns: Vec<Column>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) header: Box<str>,
    pub(super) normal: Box<str>,
    pub(super) filled: u32,
    pub(super) links: u32,
    pub(super) external: u32,
    pub(super) whole_sites: u32,
    pub(super) named: u32,
    pub(super) words: u32,
    pub(super) distinct: u32,
    pub(super) samples: Vec<Box<str>>,
}

/// The paragraphs under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraphs {
    pub(super) under: Under,
    pub(super) count: u32,
    /// Those that begin with a link that leads out.
    pub(super) external: u32,
    /// Those of them whose link's words may be a name.
    pub(super) named: u32,
    /// Those of them with a text after the link.
    pub(super) described: u32,
    pub(super) samples: Vec<Box<str>>,
}

/// The details under one heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Details {
    pub(super) under: Under,
    pub(super) count: u32,
    pub(super) named: u32,
    pub(super) questions: u32,
    pub(super) links: u32,
    pub(super) samples: Vec<Box<str>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// Of the form `[[page]]`.
    pub(super) wiki: u32,
    /// Targets that begin with `/`.
    pub(super) rooted_samples: Vec<Box<str>>,
    pub(super) hosts: Vec<Host>,
}

/// A host that links lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Host {
    /// In lower case, with its scheme: `https://a.org`.
    pub(super) address: Box<str>,
    /// The first few paths, from their `/` on.
    pub(super) paths: Vec<Box<str>>,
}

impl Features {
    /// Looks at the file at `path` with these `bytes`, once. Never fails; linear in the bytes.
    #[must_use]
    pub fn read(path: &DocPath, bytes: &[u8]) -> Self {
        let text = Text::decode(bytes).content;
        // Only marks of plans have to be right; repairing every text would cost more than reading it.
        let repaired = if is_plan(path.as_str()) { repair(&text) } else { None };
        let text = repaired.map_or(text, |repaired| repaired.text);
        let (keys, body) = front_keys::read(&text);
        let mut features = Self { path: path.clone(), keys, ..Self::default() };
        let body = text.get(body..).unwrap_or_default();
        features.bytes = u32::try_from(body.len()).unwrap_or(u32::MAX);
        scan::read(body, &mut features);
        features
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &DocPath {
        &self.path
    }

    pub(super) fn key(&self, name: &str) -> Option<&Key> {
        self.keys.iter().find(|key| &*key.name == name)
    }

    /// The heading that a block stands under and those above it, the innermost first.
    pub(super) fn headings_over(&self, under: Under) -> impl Iterator<Item = &Heading> {
        let mut level = u8::MAX;
        let end = under.map_or(0, |at| usize::from(at) + 1).min(self.headings.len());
        self.headings.iter().take(end).rev().filter(move |heading| {
            let is_above = heading.level < level;
            if is_above {
                level = heading.level;
            }
            is_above
        })
    }

    pub(super) fn has_heading(&self, normal: &str) -> bool {
        self.headings.iter().any(|heading| &*heading.normal == normal)
    }
}

impl Items {
    /// The innermost items with a link that leads out.
    pub(super) fn leaves(&self) -> u32 {
        self.linked - self.groups.min(self.linked) + self.nested_linked
    }
}

impl Key {
    /// The first value that is not empty.
    pub(super) fn value(&self) -> Option<&str> {
        self.values.first().map(AsRef::as_ref)
    }
}

/// At most `limit` bytes of a text, cut between characters.
pub(super) fn cut(text: &str, limit: usize) -> Box<str> {
    let end = (0..=limit.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default().into()
}
