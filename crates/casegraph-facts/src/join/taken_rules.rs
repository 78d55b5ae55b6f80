//! Rules that take nothing, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::diagnostic::Diagnostic;
use crate::model::document_facts::DocumentFacts;
use crate::profile::Profile;
use crate::rules::compiled::CompiledRule;

/// The rules that took a page or a unit, and those that would have, were it not for an earlier one.
#[derive(Default, PartialEq)]
pub(super) struct TakenRules {
    taken: BTreeSet<u32>,
    /// For each rule that lost units: how many pages it lost them on, by the rule that has them.
    lost: BTreeMap<u32, BTreeMap<u32, usize>>,
}

impl TakenRules {
    /// Linear in the exports.
    pub(super) fn new(exports: &[&DocumentFacts]) -> Self {
        let mut rules = Self::default();
        for document in exports {
            rules.taken.extend(&document.taken.rules);
            for (rule, winner) in &document.taken.lost {
                *rules.lost.entry(*rule).or_default().entry(*winner).or_default() += 1;
            }
        }
        // How often a rule lost is of interest only where it took nothing.
        rules.lost.retain(|rule, _| !rules.taken.contains(rule));
        rules
    }

    /// A finding about each rule that takes nothing.
    pub(super) fn diagnostics(&self, profile: &Profile) -> Vec<Diagnostic> {
        let Some((file, lines)) = profile.rule_lines() else { return Vec::new() };
        let idle = profile.rules().rules().iter().filter(|rule| !self.taken.contains(&rule.index));
        let finding = |rule: &CompiledRule| {
            let line =
                |rule: u32| usize::try_from(rule).ok().and_then(|rule| lines.get(rule)).copied().unwrap_or(1);
            let (unit, are) = (rule.unit.code(), rule.are.code());
            let winner = self
                .lost
                .get(&rule.index)
                .and_then(|winners| winners.iter().max_by_key(|(_, count)| **count));
            let (why, help) = match winner {
                Some((winner, _)) => (
                    format!("the rule in line {} has all {unit} that it would take", line(*winner)),
                    "put the narrower of the two first, or delete this one",
                ),
                None => (format!("no {unit} meet its conditions"), "correct its conditions, or delete it"),
            };
            let message = format!("this rule for {unit} that are `{are}` takes nothing: {why}");
            Diagnostic::warning(file, line(rule.index), "rule-takes-nothing", message, help)
        };
        idle.map(finding).collect()
    }
}
