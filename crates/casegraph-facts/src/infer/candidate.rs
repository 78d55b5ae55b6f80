//! A rule that may fit, with what speaks for it.

use std::collections::BTreeSet;

use crate::rules::condition::ConditionText;
use crate::rules::part::PartText;
use crate::rules::text::{Are, RuleText, Unit};

use super::page::{Collection, Page, PageIndex};
use super::parts;
use super::scope::{Scope, Width, scope};

/// A rule that may fit.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) rule: RuleText,
    /// Rules that have to stand before it.
    pub(super) before: Vec<RuleText>,
    pub(super) strength: Strength,
    /// The pages that it takes, or that hold the units it takes.
    pub(super) pages: BTreeSet<PageIndex>,
    /// How many units it takes.
    pub(super) takes: usize,
    /// What was seen, in a sentence.
    pub(super) seen: String,
    pub(super) examples: Vec<String>,
    /// What it leaves out, a sentence each.
    pub(super) left_out: Vec<String>,
}

/// A rule that does not fit, and why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunnerUp {
    /// The rule.
    pub rule: RuleText,
    /// What was seen that speaks for it.
    pub seen: String,
    /// Why it lost.
    pub why_not: String,
}

/// How much a candidate's kind of evidence says. What two candidates both take goes to the stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Pages that are lists of others, and posts of a blog.
    Rest,
    /// Pages that are lists of links.
    Links,
    /// One form in many places: a page a folder.
    Form,
    /// A folder's name.
    Folder,
    /// Headings that only one kind of page has.
    Headings,
    /// A column or heading that says what its rows or items are.
    Stated,
    /// A key whose value says it.
    Value,
    /// A key that names the company.
    Company,
    /// Headings, names and status of decision records.
    Decisions,
}

impl Candidate {
    /// A rule over pages: the simplest condition on top of `base` that takes the wanted pages, with the parts that they have.
    pub(super) fn of_pages(
        collection: &Collection<'_>,
        wanted: &BTreeSet<PageIndex>,
        base: &ConditionText,
        width: Width,
        are: Are,
    ) -> Option<(Self, Scope)> {
        Self::with_company(collection, wanted, base, width, are, None)
    }

    /// The same for pages whose company has a place that is known already.
    pub(super) fn with_company(
        collection: &Collection<'_>,
        wanted: &BTreeSet<PageIndex>,
        base: &ConditionText,
        width: Width,
        are: Are,
        company: Option<PartText>,
    ) -> Option<(Self, Scope)> {
        let scope = scope(collection, wanted, base, width)?;
        let pages: Vec<&Page<'_>> = scope.taken.iter().filter_map(|index| collection.page(*index)).collect();
        let rule = RuleText::new(Unit::Pages, scope.condition.clone(), are);
        let rule = parts::add(rule, &pages, company);
        let candidate = Self {
            rule,
            before: scope.exceptions.clone(),
            strength: Strength::Rest,
            takes: scope.taken.len(),
            seen: String::new(),
            examples: examples(&pages),
            left_out: left_out(collection, &scope),
            pages: scope.taken.clone(),
        };
        Some((candidate, scope))
    }

    /// A rule over units inside pages.
    pub(super) fn inside<'s>(
        rule: RuleText,
        pages: BTreeSet<PageIndex>,
        takes: usize,
        seen: String,
        samples: impl Iterator<Item = &'s Box<str>>,
    ) -> Self {
        Self {
            rule,
            before: Vec::new(),
            strength: Strength::Stated,
            pages,
            takes,
            seen,
            examples: samples.take(3).map(ToString::to_string).collect(),
            left_out: Vec::new(),
        }
    }

    pub(super) fn seen(mut self, strength: Strength, seen: String) -> Self {
        self.strength = strength;
        self.seen = seen;
        self
    }

    pub(super) fn unit(&self) -> Unit {
        self.rule.unit().map_or(Unit::Pages, |(unit, _)| unit)
    }

    pub(super) fn into_runner_up(self, why_not: String) -> RunnerUp {
        RunnerUp { rule: self.rule, seen: self.seen, why_not }
    }
}

/// Three pages with their titles: the first, the middle, the last.
fn examples(pages: &[&Page<'_>]) -> Vec<String> {
    let at = [0, pages.len() / 2, pages.len().saturating_sub(1)];
    let mut examples: Vec<String> = at
        .into_iter()
        .filter_map(|at| pages.get(at))
        .map(|page| {
            page.title().map_or_else(|| page.path.to_owned(), |title| format!("{}: {title}", page.path))
        })
        .collect();
    examples.dedup();
    examples
}

fn left_out(collection: &Collection<'_>, scope: &Scope) -> Vec<String> {
    let mut left_out: Vec<String> = scope
        .exceptions
        .iter()
        .filter_map(|rule| {
            let (_, condition) = rule.unit().ok()?;
            Some(format!("{} ({})", condition.path.as_ref()?, rule.are.code()))
        })
        .collect();
    let missed = scope.missed.iter().filter_map(|index| collection.page(*index));
    left_out.extend(missed.take(3).map(|page| page.path.to_owned()));
    if scope.missed.len() > 3 {
        left_out.push(format!("{} more", scope.missed.len() - 3));
    }
    left_out
}

/// `3 pages`, `1 page`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
