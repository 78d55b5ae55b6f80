//! All rules of a collection, ready for use.

use std::collections::BTreeSet;

use super::compiled::{CompiledRule, RuleIndex};
use super::copies::Copies;
use super::error::RuleError;
use super::site::{CopiesText, SiteText};
use super::text::RuleText;
use super::text::Unit;
use crate::model::copy::CopyFacts;
use crate::model::location::DocPath;

/// All rules of a collection, ready for use: `[[rule]]`, `[[copies]]` and `[site]`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ruleset {
    rules: Vec<CompiledRule>,
    copies: Vec<Copies>,
    /// The first parts of the keys of front matter that some rule reads.
    keys: BTreeSet<String>,
}

impl Ruleset {
    /// Compiles rules.
    ///
    /// # Errors
    /// The first rule that cannot be used: its place in its list, and the key that is wrong.
    pub(crate) fn new(
        rules: &[RuleText],
        copies: &[CopiesText],
        site: &SiteText,
    ) -> Result<Self, (Option<usize>, RuleError)> {
        let mut compiled: Vec<CompiledRule> = Vec::with_capacity(rules.len());
        for (at, rule) in rules.iter().enumerate() {
            let same = |earlier: &&RuleText| earlier.unit().ok() == rule.unit().ok();
            if let Some(first) = rules.iter().take(at).position(|earlier| same(&earlier)) {
                let unit = rule.unit().map_or("rule", |(unit, _)| unit.code());
                let reason = format!(
                    "rule {} takes the same units by the same condition, so this one takes nothing; merge the two",
                    first + 1
                );
                return Err((Some(at), RuleError::new(unit, reason)));
            }
            let index = RuleIndex::try_from(at).unwrap_or(RuleIndex::MAX);
            compiled.push(CompiledRule::new(index, rule).map_err(|error| (Some(at), error))?);
        }
        let copies =
            copies.iter().map(Copies::new).collect::<Result<_, _>>().map_err(|error| (None, error))?;
        site.check().map_err(|error| (None, error))?;
        let keys = compiled.iter().flat_map(CompiledRule::keys);
        let keys = keys.flat_map(|key| [key.whole.clone(), key.first().to_owned()]).collect();
        Ok(Self { rules: compiled, copies, keys })
    }

    /// Whether there is no rule.
    pub(crate) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// All rules in order.
    pub(crate) fn rules(&self) -> &[CompiledRule] {
        &self.rules
    }

    /// The rules for pages and folders, in order.
    pub(crate) fn of_pages(&self) -> impl Iterator<Item = &CompiledRule> {
        self.rules.iter().filter(|rule| !rule.unit.is_inside_a_page())
    }

    /// The rules for units inside a page with this path, in order.
    pub(crate) fn of_units<'r>(&'r self, path: &'r DocPath) -> impl Iterator<Item = &'r CompiledRule> {
        self.rules.iter().filter(|rule| rule.unit.is_inside_a_page() && rule.condition.takes_path(path))
    }

    /// The rule that takes a page whatever is in it, as far as the path decides.
    pub(crate) fn by_path(&self, path: &DocPath) -> Option<&CompiledRule> {
        self.of_pages()
            .filter(|rule| rule.condition.is_of_paths())
            .find(|rule| rule.unit == Unit::Pages && rule.condition.takes_path(path))
    }

    /// Whether some rule reads a key of front matter.
    pub(crate) fn reads(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// The copy that a page is.
    pub(crate) fn copy(&self, path: &DocPath) -> Option<CopyFacts> {
        self.copies.iter().find_map(|copies| copies.copy(path))
    }
}
