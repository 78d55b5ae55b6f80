//! Rules: which units of a collection are what, and where their parts come from.
//!
//! A collection is an ordered list of rules. A rule takes *units* (pages, folders, sections, items, rows, paragraphs, details)
//! that meet its conditions, says what they *are*, and names the place of each *part* (title, company, sources, …). The first rule
//! that takes a unit has it. [`text`] is the form that `casegraph.toml` writes, [`write`] writes it.

pub(crate) mod compiled;
pub(crate) mod condition;
mod copies;
pub(crate) mod error;
pub(crate) mod heading_globs;
pub(crate) mod one_or_many;
pub(crate) mod part;
pub(crate) mod path_pattern;
pub(crate) mod place;
pub(crate) mod ruleset;
pub(crate) mod site;
pub(crate) mod text;
pub(crate) mod write;

#[cfg(test)]
mod tests;
