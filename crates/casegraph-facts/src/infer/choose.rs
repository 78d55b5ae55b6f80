//! The choice among candidates: the smallest list of rules that explains most units.

use std::collections::BTreeSet;

use crate::rules::condition::ConditionText;
use crate::rules::text::{Are, Part, RuleText, Unit};

use super::candidate::{Candidate, RunnerUp, Strength, counted};
use super::candidates::Found;
use super::candidates::tables::is_view;
use super::candidates::users::is_page_of_users;
use super::page::{Collection, PageIndex};
use super::scope::{Width, scope};

/// The rules that were chosen, in their order, and those that lost.
pub(super) struct Choice {
    pub(super) chosen: Vec<Candidate>,
    pub(super) lost: Vec<RunnerUp>,
    /// Pages that a rule over pages takes.
    pub(super) taken: BTreeSet<PageIndex>,
}

pub(super) fn choose(collection: &Collection<'_>, found: Found) -> Choice {
    let (mut over_pages, inside): (Vec<Candidate>, Vec<Candidate>) =
        found.candidates.into_iter().partition(|candidate| !candidate.unit().is_inside_a_page());
    over_pages.sort_by(|a, b| {
        b.strength
            .cmp(&a.strength)
            .then(b.takes.cmp(&a.takes))
            .then_with(|| a.rule.to_toml().cmp(&b.rule.to_toml()))
    });
    let mut choice = Choice { chosen: Vec::new(), lost: found.lost, taken: BTreeSet::new() };
    for candidate in over_pages {
        choice.take_pages(candidate);
    }
    choice.views(collection);
    for candidate in inside {
        choice.take_inside(candidate);
    }
    let mut rules = BTreeSet::new();
    let chosen: Vec<String> = choice.chosen.iter().map(|chosen| chosen.rule.to_toml()).collect();
    choice.lost.retain(|lost| !chosen.contains(&lost.rule.to_toml()) && rules.insert(lost.rule.to_toml()));
    choice
        .lost
        .sort_by(|a, b| a.why_not.cmp(&b.why_not).then_with(|| a.rule.to_toml().cmp(&b.rule.to_toml())));
    choice
}

impl Choice {
    fn take_pages(&mut self, candidate: Candidate) {
        let new = candidate.pages.difference(&self.taken).count();
        if new == 0 {
            if !self.chosen.iter().any(|chosen| chosen.rule == candidate.rule) {
                self.lose(candidate, "its pages are taken by stronger rules".to_owned());
            }
            return;
        }
        // A wider candidate of the same kind takes the narrower ones in, with what they know of the company.
        let is_inside = |narrow: &Candidate| {
            narrow.rule.are == candidate.rule.are
                && narrow.pages.is_subset(&candidate.pages)
                && candidate.strength >= Strength::Folder
        };
        if let Some(at) = self.chosen.iter().position(is_inside) {
            let narrow = self.chosen.remove(at);
            self.taken.extend(candidate.pages.iter().copied());
            let mut rule = candidate.rule.clone();
            for (_, part) in Part::ALL {
                if rule.part(part).is_empty() || part == Part::Company {
                    rule = rule.with(part, narrow.rule.part(part).to_vec());
                }
            }
            let seen = format!("{}; {}", candidate.seen, narrow.seen);
            let takes = candidate.takes;
            let rest = counted(takes - narrow.takes, "page", "pages");
            self.lost.push(narrow.into_runner_up(format!("a rule takes the same pages and {rest} more")));
            self.chosen.insert(at, Candidate { rule, seen, ..candidate });
            return;
        }
        let is_rest = candidate.strength == Strength::Rest;
        let is_enough = new * 5 >= candidate.pages.len() || new >= 5;
        if !is_enough || (is_rest && new < 3) || (new < 2 && candidate.pages.len() > 1) {
            let taken = candidate.pages.len() - new;
            let of = counted(candidate.pages.len(), "page", "pages");
            self.lose(candidate, format!("{taken} of {of} are taken by stronger rules"));
            return;
        }
        self.taken.extend(candidate.pages.iter().copied());
        self.chosen.push(Candidate { takes: new, ..candidate });
    }

    fn lose(&mut self, candidate: Candidate, why_not: String) {
        self.lost.push(candidate.into_runner_up(why_not));
    }

    /// Case studies and companies that are pages, most of the collection's.
    fn pages_that_are(&self, kinds: &[Are]) -> usize {
        let over_pages = self.chosen.iter().filter(|chosen| !chosen.unit().is_inside_a_page());
        over_pages.filter(|chosen| kinds.contains(&chosen.rule.are)).map(|chosen| chosen.pages.len()).sum()
    }

    /// Pages that only show what other pages say, and lists of users: no topics.
    fn views(&mut self, collection: &Collection<'_>) {
        let own = self.pages_that_are(&[Are::CaseStudy, Are::Company, Are::Pattern]);
        let is_left = |index: &PageIndex| !self.taken.contains(index);
        let mut views = BTreeSet::new();
        let mut users = BTreeSet::new();
        for (index, page) in collection.ordinary().filter(|(index, _)| is_left(index)) {
            if own >= 10 && is_view(page) {
                views.insert(index);
            } else if is_page_of_users(page) {
                users.insert(index);
            }
        }
        let mut groups: Vec<(BTreeSet<PageIndex>, Are, &str)> = Vec::new();
        let folders: BTreeSet<&str> =
            views.iter().filter_map(|index| Some(collection.page(*index)?.folder)).collect();
        for folder in folders {
            let here = views
                .iter()
                .copied()
                .filter(|index| collection.page(*index).is_some_and(|page| page.folder == folder));
            groups.push((here.collect(), Are::Index, "tables of what other pages say"));
        }
        groups.push((users, Are::Page, "a list of users"));
        for (pages, are, what) in groups {
            if pages.is_empty() {
                continue;
            }
            let Some(found) = scope(collection, &pages, &ConditionText::default(), Width::Exact) else {
                continue;
            };
            let seen = format!("{} with {what}", counted(found.taken.len(), "page", "pages"));
            let examples =
                found.taken.iter().take(3).filter_map(|index| Some(collection.page(*index)?.path.to_owned()));
            self.chosen.push(Candidate {
                examples: examples.collect(),
                rule: RuleText::new(Unit::Pages, found.condition, are),
                before: found.exceptions,
                strength: Strength::Rest,
                takes: found.taken.len(),
                seen,
                left_out: Vec::new(),
                pages: found.taken.clone(),
            });
            self.taken.extend(found.taken);
        }
    }

    fn take_inside(&mut self, candidate: Candidate) {
        let stated = self.pages_that_are(&[Are::CaseStudy, Are::Company]);
        let is_of_users = candidate.rule.edge.is_some();
        if !is_of_users && stated >= 10 {
            let why_not = format!(
                "{} are case studies or companies already; these list them and others",
                counted(stated, "page", "pages")
            );
            self.lose(candidate, why_not);
            return;
        }
        let in_units = candidate.pages.iter().filter(|index| {
            let over_pages = self.chosen.iter().filter(|chosen| !chosen.unit().is_inside_a_page());
            over_pages
                .into_iter()
                .any(|chosen| chosen.rule.are == Are::CaseStudy && chosen.pages.contains(index))
        });
        let over_pages = in_units.count() * 2 > candidate.pages.len();
        if candidate.rule.are == Are::CaseStudy && over_pages {
            self.lose(candidate, "they stand in pages that are case studies themselves".to_owned());
            return;
        }
        let is_same = |chosen: &Candidate| chosen.rule.to_toml() == candidate.rule.to_toml();
        let is_nested = |chosen: &Candidate| {
            chosen.unit() == candidate.unit()
                && chosen.rule.are == candidate.rule.are
                && chosen.pages.is_superset(&candidate.pages)
                && chosen.takes >= candidate.takes
                && !is_of_users
        };
        if let Some(same) = self.chosen.iter_mut().find(|chosen| is_same(chosen)) {
            same.takes += candidate.takes;
            same.pages.extend(candidate.pages.iter().copied());
            same.seen = format!("{}; {}", same.seen, candidate.seen);
            return;
        }
        if candidate.unit() != Unit::Rows && self.chosen.iter().any(is_nested) {
            self.lose(candidate, "a rule takes the same".to_owned());
            return;
        }
        self.chosen.push(candidate);
    }
}
