//! What rules make of a page and of the units in it: the page's thing with its parts, case studies, companies, names, topics, sources.

mod edges;
mod page;
mod redirect;
mod sources;
mod subject;
mod unit;

use crate::extract::outline::Outline;
use crate::extract::parts::page::PageView;
use crate::extract::parts::stated::Stated;
use crate::extract::taken::Taken;
use crate::extract::units::Units;
use crate::model::document_facts::DocumentFacts;
use crate::model::relation::Relation;
use crate::rules::place::Place;
use crate::rules::text::{Are, Part};

pub(super) use redirect::redirect;

/// What rules say of sections, for the other kinds of facts.
#[derive(Default)]
pub(super) struct SectionParts {
    /// Sections whose known names are used, replaced or rejected, in normal form.
    pub(super) names: Vec<(String, Relation)>,
    /// Sections whose links are relations, in normal form.
    pub(super) links: Vec<(String, Relation)>,
    /// Sections whose tables are results, in normal form.
    pub(super) results: Vec<String>,
    /// Whether the rule says where the page's sources are, so that not every link is one.
    pub(super) has_sources: bool,
}

impl SectionParts {
    /// The sections that the rule of a page names.
    pub(super) fn new(taken: &Taken<'_>) -> Self {
        let mut parts = Self::default();
        let Some(rule) = taken.rule else { return parts };
        for (part, place) in rule.places() {
            let Place::Section(section) = place else { continue };
            match part {
                Part::Uses => parts.names.push((section.clone(), Relation::Uses)),
                Part::Replaced => parts.names.push((section.clone(), Relation::Replaced)),
                Part::Rejected => parts.names.push((section.clone(), Relation::Rejected)),
                Part::Related => parts.links.push((section.clone(), Relation::RelatedPattern)),
                Part::Prerequisites => parts.links.push((section.clone(), Relation::Prerequisite)),
                Part::Metrics => parts.results.push(section.clone()),
                _ => {}
            }
        }
        if !matches!(rule.are, Are::CaseStudy | Are::Company | Are::Decision) {
            parts.names.clear();
        }
        parts.has_sources = rule.has(Part::Sources) || rule.are == Are::CaseStudy;
        parts
    }
}

/// Adds what rules make of the page and its units. Linear in the page, times the places of parts.
pub(super) fn read(
    page: &PageView<'_>,
    taken: &Taken<'_>,
    title: &Stated,
    units: &Units<'_>,
    facts: &mut DocumentFacts,
) {
    page::read(page, taken, title, facts);
    unit::read(page, taken, units, facts);
    facts.taken.page = taken.rule.map(|rule| rule.index);
    facts.taken.rules = taken
        .rule
        .map(|rule| rule.index)
        .into_iter()
        .chain(units.taken.iter().map(|unit| unit.rule.index))
        .collect();
    facts.taken.rules.sort_unstable();
    facts.taken.rules.dedup();
    let of_page =
        taken.rule.into_iter().flat_map(|rule| taken.lost.iter().map(move |lost| (*lost, rule.index)));
    facts.taken.lost = of_page.chain(units.lost.iter().copied()).collect();
    facts.taken.lost.sort_unstable();
    facts.taken.folder.clone_from(&taken.folder);
}

/// Makes each unit that is a case study one of the outline.
pub(super) fn add_case_studies(page: &PageView<'_>, units: &mut Units<'_>, outline: &mut Outline) {
    for unit in units.taken.iter_mut().filter(|unit| unit.rule.are == Are::CaseStudy) {
        if let Some(title) = unit::titles(page, unit).into_iter().next() {
            unit.study =
                Some(outline.add_case_study(title.text, unit.view.lines, unit.blocks.clone(), unit.row));
        }
    }
}

/// The title of a page, from the places of its rule; `None` where the page's own title does.
pub(super) fn title(page: &PageView<'_>, taken: &Taken<'_>) -> Option<Stated> {
    page::title(page, taken)
}
