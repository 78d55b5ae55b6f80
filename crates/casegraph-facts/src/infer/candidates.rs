//! Regularities that may be rules, one kind a file.

mod blog;
mod companies;
mod company_keys;
mod decisions;
mod details;
mod folders;
pub(super) mod link_pages;
mod patterns;
mod readme_folders;
mod sections;
mod stories;
pub(super) mod tables;
pub(super) mod users;
mod values;

use super::candidate::{Candidate, RunnerUp};
use super::page::Collection;

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) candidates: Vec<Candidate>,
    /// What looked like a rule and is none.
    pub(super) lost: Vec<RunnerUp>,
}

impl Found {
    fn add(&mut self, candidate: Option<Candidate>) {
        self.candidates.extend(candidate);
    }
}

/// Looks for every kind of regularity.
pub(super) fn find(collection: &Collection<'_>) -> Found {
    let mut found = Found::default();
    decisions::find(collection, &mut found);
    company_keys::find(collection, &mut found);
    values::find(collection, &mut found);
    companies::find(collection, &mut found);
    patterns::find(collection, &mut found);
    stories::pages(collection, &mut found);
    readme_folders::find(collection, &mut found);
    folders::find(collection, &mut found);
    link_pages::find(collection, &mut found);
    blog::find(collection, &mut found);
    tables::find(collection, &mut found);
    users::find(collection, &mut found);
    stories::inside(collection, &mut found);
    sections::find(collection, &mut found);
    details::find(collection, &mut found);
    found
}
