//! Rules as compact TOML: a key a line, conditions and parts as inline tables.

use std::fmt::Write as _;

use serde::Serialize;
use toml::ser::ValueSerializer;

use super::site::{CopiesText, SiteText};
use super::text::{Part, RuleText};

impl RuleText {
    /// The rule as a table of `casegraph.toml`, ending with a new line.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = "[[rule]]\n".to_owned();
        for (unit, condition) in self.units() {
            line(&mut text, unit.code(), condition);
        }
        line(&mut text, "are", &self.are);
        if let Some(edge) = &self.edge {
            line(&mut text, "edge", edge);
        }
        for (key, part) in Part::ALL {
            match self.part(part) {
                [] => {}
                [only] => line(&mut text, key, only),
                several => line(&mut text, key, &several),
            }
        }
        text
    }
}

impl CopiesText {
    /// The same as a table of `casegraph.toml`, ending with a new line.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut text = "[[copies]]\n".to_owned();
        line(&mut text, "of", &self.of);
        if let Some(original) = &self.original {
            line(&mut text, "original", original);
        }
        text
    }
}

impl SiteText {
    /// The same as a table of `casegraph.toml`, ending with a new line; empty where nothing is said.
    #[must_use]
    pub fn to_toml(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let mut text = "[site]\n".to_owned();
        if let Some(generator) = &self.generator {
            line(&mut text, "generator", generator);
        }
        if let Some(own) = &self.own {
            line(&mut text, "own", own);
        }
        if !self.roots.is_empty() {
            line(&mut text, "roots", &self.roots);
        }
        if let Some(anchors) = &self.anchors {
            line(&mut text, "anchors", anchors);
        }
        if let Some(nav) = &self.nav {
            line(&mut text, "nav", nav);
        }
        text
    }
}

/// Writes `key = value`. Values of rules are text, lists and tables, which TOML can all write inline.
fn line(text: &mut String, key: &str, value: &(impl Serialize + ?Sized)) {
    let mut written = String::new();
    if value.serialize(ValueSerializer::new(&mut written)).is_ok() {
        let _ = writeln!(text, "{key} = {written}");
    }
}
