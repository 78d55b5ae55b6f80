//! Which units a condition takes, judged by features alone.

use crate::profile::normal_form::normal_form;
use crate::rules::condition::ConditionText;
use crate::rules::path_pattern::PathPattern;

use super::features::{Features, Under};
use super::page::Page;
use super::words::fits_one;

/// A condition ready for use.
pub(super) struct Taker<'c> {
    condition: &'c ConditionText,
    path: Option<PathPattern>,
}

impl<'c> Taker<'c> {
    /// None for a condition whose pattern does not compile.
    pub(super) fn new(condition: &'c ConditionText) -> Option<Self> {
        let path = condition.path.as_deref().map(|path| PathPattern::new("path", path)).transpose().ok()?;
        Some(Self { condition, path })
    }

    /// Whether the page meets what the condition says of pages.
    pub(super) fn takes_page(&self, page: &Page<'_>) -> bool {
        let features = page.features;
        self.path.as_ref().is_none_or(|path| path.is_match(page.path))
            && self.condition.under.as_ref().is_none_or(|under| page.path.starts_with(under.as_str()))
            && self.condition.key.as_ref().is_none_or(|key| features.key(key).is_some())
            && self.condition.headings.iter().all(|heading| features.has_heading(&normal_form(heading)))
            && self.condition.value.iter().all(|(key, words)| {
                features.key(key).is_some_and(|key| {
                    key.values
                        .iter()
                        .any(|value| words.iter().any(|word| word.to_lowercase() == value.to_lowercase()))
                })
            })
    }

    /// Whether a block of the page stands where the condition wants it.
    pub(super) fn takes_place(&self, features: &Features, under: Under) -> bool {
        self.condition.heading.as_ref().is_none_or(|globs| stands_under(features, under, globs))
    }
}

/// What stands over all blocks of a page besides its headings: the key `title`; over one above all headings, the first heading.
pub(super) fn page_title(features: &Features, under: Under) -> Option<&str> {
    let stated = features.key("title").and_then(|key| key.value());
    let first = || features.headings.first().filter(|_| under.is_none()).map(|heading| &*heading.text);
    stated.or_else(first)
}

/// Whether a block stands under a heading that fits one of the globs, or the page's title fits.
pub(super) fn stands_under(features: &Features, under: Under, globs: &str) -> bool {
    let globs: Vec<String> = globs.split('|').map(glob_form).collect();
    let fits = |normal: &str| globs.iter().any(|glob| fits_one(glob, normal));
    features.headings_over(under).any(|heading| fits(&heading.normal))
        || page_title(features, under).is_some_and(|title| fits(&normal_form(title)))
}

/// A glob over headings in normal form; its `*` stays.
pub(super) fn glob_form(glob: &str) -> String {
    let parts: Vec<String> = glob.split('*').map(normal_form).collect();
    parts.join("*")
}
