//! What the keys of some pages hold.

use std::collections::{BTreeMap, BTreeSet};

use super::inline::is_external;
use super::names::is_name;
use super::page::{Page, share};

/// What one key holds on some pages.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyStat<'p> {
    pub(super) form: &'p str,
    /// Pages that have it.
    pub(super) pages: usize,
    /// Those with several values.
    pub(super) lists: usize,
    pub(super) addresses: usize,
    pub(super) named: usize,
    /// Those whose value is short.
    pub(super) short: usize,
    pub(super) distinct: BTreeSet<&'p str>,
}

/// The keys of some pages.
pub(super) struct KeyStats<'p> {
    pub(super) pages: usize,
    pub(super) keys: BTreeMap<&'p str, KeyStat<'p>>,
}

impl<'p> KeyStats<'p> {
    pub(super) fn new(pages: &[&'p Page<'p>]) -> Self {
        let mut keys: BTreeMap<&str, KeyStat<'_>> = BTreeMap::new();
        for page in pages {
            for key in &page.features.keys {
                let stat = keys.entry(&key.name).or_default();
                let value = key.value().unwrap_or_default();
                stat.form = &key.form;
                stat.pages += 1;
                stat.lists += usize::from(key.count > 1);
                stat.addresses += usize::from(is_external(value));
                stat.named += usize::from(is_name(value));
                stat.short += usize::from(value.split_whitespace().count() <= 5 && value.len() <= 48);
                stat.distinct.extend(key.values.iter().map(|value| &**value));
            }
        }
        Self { pages: pages.len(), keys }
    }

    /// The first key of a list of words that at least `percent` of the pages have and that `fits`.
    pub(super) fn first(
        &self,
        words: &[String],
        percent: usize,
        fits: impl Fn(&KeyStat<'_>) -> bool,
    ) -> Option<&'p str> {
        words.iter().find_map(|word| {
            let is_wanted = |(name, stat): &(&&'p str, &KeyStat<'p>)| {
                stat.form == word
                    && !name.contains('.')
                    && share(stat.pages, self.pages, percent)
                    && fits(stat)
            };
            self.keys.iter().find(is_wanted).map(|(name, _)| *name)
        })
    }

    /// All keys of a list of words that at least `percent` of the pages have and that `fits`, nested ones too.
    pub(super) fn all(
        &self,
        words: &[String],
        percent: usize,
        fits: impl Fn(&KeyStat<'_>) -> bool,
    ) -> Vec<&'p str> {
        let parent = |name: &str| super::words::key_form(name.split('.').next().unwrap_or(name));
        let is_wanted = |name: &str, stat: &KeyStat<'_>| {
            let is_known =
                words.iter().any(|word| stat.form == word || (name.contains('.') && parent(name) == *word));
            is_known && share(stat.pages, self.pages, percent) && fits(stat)
        };
        self.keys.iter().filter(|(name, stat)| is_wanted(name, stat)).map(|(name, _)| *name).collect()
    }
}
