//! Inference: which rules fit a folder that nobody has described yet.
//!
//! ```text
//! bytes ─► Features ─┐
//! bytes ─► Features ─┼─► copies ─► candidates ─► choice ─► Inference { rules with evidence, runners-up, copies, site, rest }
//!     inventory ─────┘
//! ```
//!
//! Each file is looked at once ([`Features::read`]); everything else goes by the features of all files. Nothing here opens a file.

pub(crate) mod candidate;
mod candidates;
mod choose;
pub(crate) mod copies;
pub(crate) mod features;
mod front_keys;
mod inline;
mod key_stats;
mod languages;
mod left_over;
mod names;
mod own_address;
mod page;
mod parts;
mod scan;
mod scope;
pub(crate) mod shipped;
pub(crate) mod site;
mod take;
mod words;
mod write;

#[cfg(test)]
mod tests;

use crate::join::inventory::Inventory;
use crate::rules::text::{RuleText, RulesText};

use candidate::{Candidate, RunnerUp};
use copies::InferredCopies;
use features::Features;
use page::Collection;
use shipped::InferredProfile;
use site::{InferredSite, SiteFile};

/// What a folder looks like: rules with their evidence, and what they do not explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inference {
    /// What the collection calls itself.
    pub title: Option<String>,
    /// How many Markdown files there are.
    pub pages: usize,
    /// The shipped profile whose own form is there; else the rules go over the profile `pages`.
    pub profile: Option<InferredProfile>,
    /// In their order: the first that takes a unit has it.
    pub rules: Vec<InferredRule>,
    /// What looked like a rule and is none.
    pub runners_up: Vec<RunnerUp>,
    /// Translations, versions, editions.
    pub copies: Vec<InferredCopies>,
    /// The site that the collection is built into.
    pub site: InferredSite,
    /// Headings that many lists of links share: kinds of source, no topics.
    pub source_headings: Vec<String>,
    /// What was seen and explains nothing, a sentence each.
    pub regularities: Vec<String>,
}

/// A rule with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferredRule {
    /// The rule.
    pub rule: RuleText,
    /// What was seen, in a sentence.
    pub seen: String,
    /// How many units it takes; for a rule that only makes way for the next one, none are counted.
    pub takes: usize,
    /// The first few.
    pub examples: Vec<String>,
    /// What it leaves out.
    pub left_out: Vec<String>,
}

/// Finds the rules that fit. `features` are those of all Markdown files, in any order; `files` those of
/// [`site::site_files`]. The same input gives the same result.
#[must_use]
pub fn infer(features: &[Features], inventory: &Inventory, files: &[SiteFile]) -> Inference {
    let mut paths: Vec<&str> = features.iter().map(|features| features.path.as_str()).collect();
    paths.sort_unstable();
    let copies = copies::find(&paths);
    let collection = Collection::new(features, |path| copies.iter().any(|copies| copies.has(path)));
    let profile = shipped::find(&collection);
    let found = if profile.is_some() { candidates::Found::default() } else { candidates::find(&collection) };
    let choice = choose::choose(&collection, found);
    let profile = profile.or_else(|| shipped::link_list(&collection, choice.taken.len()));
    let source_headings = candidates::link_pages::shared_headings(&collection, &choice.chosen);
    // What a shipped profile does not read, extraction itself says.
    let regularities = if profile.is_some() { Vec::new() } else { left_over::find(&collection, &choice) };
    Inference {
        title: collection.title.clone(),
        pages: features.len(),
        profile,
        rules: choice.chosen.into_iter().flat_map(inferred).collect(),
        runners_up: choice.lost,
        site: site::find(&collection, inventory, files),
        copies,
        source_headings,
        regularities,
    }
}

/// The rule of a candidate, after those that have to stand before it.
fn inferred(candidate: Candidate) -> impl Iterator<Item = InferredRule> {
    let before = candidate.before.into_iter().map(|rule| InferredRule {
        rule,
        seen: "before the next rule, which would take them".to_owned(),
        takes: 0,
        examples: Vec::new(),
        left_out: Vec::new(),
    });
    let rule = InferredRule {
        rule: candidate.rule,
        seen: candidate.seen,
        takes: candidate.takes,
        examples: candidate.examples,
        left_out: candidate.left_out,
    };
    before.chain(std::iter::once(rule))
}

impl Inference {
    /// Rules, copies and site as `casegraph.toml` says them.
    #[must_use]
    pub fn rules_text(&self) -> RulesText {
        RulesText {
            rules: self.rules.iter().map(|inferred| inferred.rule.clone()).collect(),
            copies: self.copies.iter().map(|inferred| inferred.copies.clone()).collect(),
            site: self.site.site.clone(),
        }
    }
}
