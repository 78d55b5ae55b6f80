//! A rule ready for use.

use std::collections::BTreeMap;

use super::condition::{ConditionText, With};
use super::error::RuleError;
use super::heading_globs::HeadingGlobs;
use super::path_pattern::PathPattern;
use super::place::{KeyPath, Place};
use super::text::RuleText;
use super::text::{Are, EdgeText, Part, Unit};
use crate::model::location::DocPath;
use crate::profile::normal_form::normal_form;

/// The place of a rule in the list of rules, from 0.
pub(crate) type RuleIndex = u32;

/// A rule ready for use.
#[derive(Clone, Debug)]
pub(crate) struct CompiledRule {
    pub(crate) index: RuleIndex,
    pub(crate) unit: Unit,
    pub(crate) are: Are,
    pub(crate) edge: Option<EdgeText>,
    pub(crate) condition: Condition,
    parts: BTreeMap<Part, Vec<Place>>,
}

/// What a unit has to meet.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    path: Option<PathPattern>,
    under: Option<String>,
    pub(crate) key: Option<KeyPath>,
    /// Keys, and the values in lower case of which each has one.
    pub(crate) values: Vec<(KeyPath, Vec<String>)>,
    /// In normal form.
    pub(crate) headings: Vec<String>,
    pub(crate) heading: Option<HeadingGlobs>,
    /// In normal form.
    pub(crate) columns: Vec<String>,
    pub(crate) with_link: bool,
}

impl CompiledRule {
    /// Compiles a rule.
    ///
    /// # Errors
    /// Those of [`RuleText::check`].
    pub(super) fn new(index: RuleIndex, text: &RuleText) -> Result<Self, RuleError> {
        text.check()?;
        let (unit, condition) = text.unit()?;
        let places = |part| text.part(part).iter().map(Place::new).collect::<Vec<_>>();
        let parts = Part::ALL.into_iter().map(|(_, part)| (part, places(part)));
        Ok(Self {
            index,
            unit,
            are: text.are,
            edge: text.edge,
            condition: Condition::new(unit, condition)?,
            parts: parts.filter(|(_, places)| !places.is_empty()).collect(),
        })
    }

    /// The places of a part, in the order in which they are tried.
    pub(crate) fn part(&self, part: Part) -> &[Place] {
        self.parts.get(&part).map_or(&[], Vec::as_slice)
    }

    /// Whether the rule says where a part comes from.
    pub(crate) fn has(&self, part: Part) -> bool {
        self.parts.contains_key(&part)
    }

    /// All places of all parts.
    pub(crate) fn places(&self) -> impl Iterator<Item = (Part, &Place)> {
        self.parts.iter().flat_map(|(part, places)| places.iter().map(|place| (*part, place)))
    }

    /// Whether one of some parts reads a key of the front matter.
    pub(crate) fn reads(&self, key: &str, parts: &[Part]) -> bool {
        let places = parts.iter().flat_map(|part| self.part(*part));
        places
            .into_iter()
            .any(|place| matches!(place, Place::Key(path) if path.first() == key || path.whole == key))
    }

    /// The keys of the front matter that its condition and its parts read.
    pub(super) fn keys(&self) -> impl Iterator<Item = &KeyPath> {
        let of_condition = self.condition.key.iter().chain(self.condition.values.iter().map(|(key, _)| key));
        of_condition.chain(self.places().filter_map(|(_, place)| match place {
            Place::Key(path) => Some(path),
            _ => None,
        }))
    }
}

impl Condition {
    fn new(unit: Unit, text: &ConditionText) -> Result<Self, RuleError> {
        let key = format!("{}.path", unit.code());
        let path = text.path.as_deref().map(|path| PathPattern::new(&key, path)).transpose()?;
        let lower = |word: &String| word.trim().to_lowercase();
        let under = text.under.as_deref().map(|under| under.trim_start_matches("./").trim_matches('/'));
        Ok(Self {
            path,
            under: under.filter(|under| !under.is_empty() && *under != ".").map(|under| format!("{under}/")),
            key: text.key.as_deref().map(|key| KeyPath::new(key, None)),
            values: text
                .value
                .iter()
                .map(|(key, words)| (KeyPath::new(key, None), words.iter().map(lower).collect()))
                .collect(),
            headings: text.headings.iter().map(|heading| normal_form(heading)).collect(),
            heading: text.heading.as_deref().map(HeadingGlobs::new),
            columns: text.columns.iter().map(|column| normal_form(column)).collect(),
            with_link: text.with == Some(With::Link),
        })
    }

    /// Whether the path of a page fits.
    pub(crate) fn takes_path(&self, path: &DocPath) -> bool {
        let path = path.as_str();
        self.under.as_ref().is_none_or(|under| path.starts_with(under.as_str()))
            && self.path.as_ref().is_none_or(|pattern| pattern.is_match(path))
    }

    /// The folder that is one thing, for a page in it: the folder below `under` that the page lies in at any depth; without `under`,
    /// the page's own folder. `None` for a page that lies in no such folder.
    pub(crate) fn folder_of(&self, path: &DocPath) -> Option<DocPath> {
        let folder = match &self.under {
            Some(under) => {
                let below = path.as_str().strip_prefix(under.as_str())?;
                let (name, _) = below.split_once('/')?;
                DocPath::new(&format!("{under}{name}"))?
            }
            None => path.parent(),
        };
        (!folder.as_str().is_empty()).then_some(folder)
    }

    /// Whether the path alone decides.
    pub(crate) fn is_of_paths(&self) -> bool {
        self.key.is_none()
            && self.values.is_empty()
            && self.headings.is_empty()
            && self.heading.is_none()
            && self.columns.is_empty()
            && !self.with_link
    }

    /// The groups of a path that fits, by name.
    pub(crate) fn groups(&self, path: &DocPath) -> BTreeMap<String, String> {
        let Some(pattern) = &self.path else { return BTreeMap::new() };
        let Some(found) = pattern.captures(path.as_str()) else { return BTreeMap::new() };
        let group = |name: &str| Some((name.to_owned(), found.name(name)?.as_str().to_owned()));
        pattern.group_names().filter_map(group).collect()
    }
}
