//! Facts of front matter: references to pages, and companies.

use super::prose;
use super::taken::Taken;
use crate::markdown::front_matter::{FrontMatter, Located, Value};
use crate::model::document_facts::{DocumentFacts, LinkFacts, LinkForm, StatedCompany};
use crate::model::location::Lines;
use crate::model::owner::Owner;
use crate::model::page_thing::PageThing;
use crate::model::relation::Relation;
use crate::profile::Profile;
use crate::rules::text::Part;

/// Adds a link for each value of a key that refers to pages, and the companies that keys name.
pub(super) fn read(front: &FrontMatter, taken: &Taken<'_>, profile: &Profile, facts: &mut DocumentFacts) {
    let rules = &profile.text().front_matter;
    let is_read = |key: &str, parts: &[Part]| taken.rule.is_some_and(|rule| rule.reads(key, parts));
    for (key, placed) in &front.values {
        let relation = rules.relations.get(key).copied();
        // What the rule of the page reads is read already.
        let is_read_as_link =
            is_read(key, &[Part::Related, Part::Prerequisites, Part::Supersedes, Part::SupersededBy]);
        if (relation.is_some() || rules.references.contains(key)) && !is_read_as_link {
            for (text, line) in texts(placed) {
                facts.links.push(reference(key, text, line, relation));
            }
        }
        let is_read_as_company =
            is_read(key, &[Part::Company, Part::Title]) || facts.thing == PageThing::CaseStudy;
        if rules.companies.contains(key) && !is_read_as_company {
            for (name, line) in
                texts(placed).into_iter().filter(|(name, _)| !profile.is_placeholder_company(name))
            {
                facts.stated_companies.push(StatedCompany { name: name.to_owned(), lines: Lines::at(line) });
                prose::add_company(name, line, facts);
            }
        }
    }
    facts.links.sort_by_key(|link| link.lines);
}

/// The texts of a value: a single text, or the texts of a list.
fn texts(placed: &Located) -> Vec<(&str, u32)> {
    match &placed.value {
        Value::Text(text) if !text.trim().is_empty() => vec![(text.trim(), placed.line)],
        Value::List(items) => items.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn reference(key: &str, text: &str, line: u32, relation: Option<Relation>) -> LinkFacts {
    LinkFacts {
        owner: Owner::Document,
        href: text.to_owned(),
        text: key.to_owned(),
        remark: None,
        section: None,
        relation,
        form: LinkForm::Reference,
        lines: Lines::at(line),
    }
}
