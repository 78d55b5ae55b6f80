//! What rules make of the units of a page.

use std::collections::BTreeMap;

use super::edges::{Reader, edge};
use super::page::{part, reversed};
use super::{sources, subject};
use crate::extract::parts::page::PageView;
use crate::extract::parts::stated::Stated;
use crate::extract::taken::Taken;
use crate::extract::units::{TakenUnit, Units};
use crate::model::document_facts::{CaseStudyFacts, DocumentFacts, HeadingTopic};
use crate::model::id::{Kind, slug};
use crate::model::owner::Owner;
use crate::model::page_thing::PageThing;
use crate::model::relation::Relation;
use crate::model::stated::StatedEdge;
use crate::model::tree_place::{TreePart, TreePlace};
use crate::names::name_list::firms_of_list;
use crate::rules::part::PartWord;
use crate::rules::place::Place;
use crate::rules::text::{Are, EdgeText, Part};

/// Adds what rules make of the units of a page.
pub(super) fn read(page: &PageView<'_>, taken: &Taken<'_>, units: &Units<'_>, facts: &mut DocumentFacts) {
    // The topics that sections, items or rows are, by their first block, so that sources inside them are theirs.
    let mut topics: BTreeMap<usize, usize> = BTreeMap::new();
    for unit in units.taken.iter().filter(|unit| unit.rule.are == Are::Topic) {
        topic(page, taken, unit, &mut topics, facts);
    }
    for unit in &units.taken {
        match unit.rule.are {
            Are::CaseStudy => case_study(page, taken, unit, facts),
            Are::Company => names(page, unit, Kind::Company, facts),
            Are::Pattern => names(page, unit, Kind::Pattern, facts),
            Are::Technology => names(page, unit, Kind::Technology, facts),
            Are::Source => source(page, unit, &topics, facts),
            Are::Topic
            | Are::Decision
            | Are::Plan
            | Are::Template
            | Are::Index
            | Are::Page
            | Are::Sources => {}
        }
    }
}

/// The titles of a unit: of a company column, all firms of the cell; else one.
pub(super) fn titles(page: &PageView<'_>, unit: &TakenUnit<'_>) -> Vec<Stated> {
    let is_name = matches!(unit.rule.are, Are::Company | Are::Pattern | Are::Technology);
    let default =
        [Place::Word(PartWord::BoldStart), Place::Word(PartWord::Link), Place::Word(PartWord::Text)];
    let named = unit.rule.part(Part::Title);
    let places = match (named.is_empty(), unit.rule.are) {
        (false, _) => named,
        (true, Are::CaseStudy | Are::Source | Are::Topic) => default.get(1..).unwrap_or_default(),
        (true, _) => &default,
    };
    for place in places {
        let texts = match place {
            Place::Word(PartWord::Text) if is_name => unit.view.name().into_iter().collect(),
            Place::Word(PartWord::Text) => unit.view.sentence().into_iter().collect(),
            Place::Column(_) if unit.rule.are == Are::Company => {
                let cells = unit.view.texts(page, place, None).into_iter();
                cells
                    .flat_map(|cell| {
                        firms_of_list(&cell.text).into_iter().map(move |text| Stated { text, ..cell.clone() })
                    })
                    .collect()
            }
            _ => unit.view.texts(page, place, None),
        };
        let mut texts: Vec<Stated> =
            texts.into_iter().filter(|stated| !page.profile.is_empty_value(&stated.text)).collect();
        if unit.rule.are != Are::Company {
            texts.truncate(1);
        }
        if !texts.is_empty() {
            return texts;
        }
    }
    Vec::new()
}

fn case_study(page: &PageView<'_>, taken: &Taken<'_>, unit: &TakenUnit<'_>, facts: &mut DocumentFacts) {
    let Some(index) = unit.study else { return };
    let Some(title) = titles(page, unit).into_iter().next() else { return };
    let reader = Reader { page, unit: Some(&unit.view), rule: unit.rule, title: Some(&title) };
    let owner = Owner::CaseStudy(index);
    let text = |wanted| reader.first(wanted).map(|stated| stated.text);
    let id = text(Part::Id).unwrap_or_else(|| title.text.clone());
    let date = text(Part::Date);
    let stated = CaseStudyFacts {
        key: Some(slug(&id)),
        category: part(&reader, Part::Category, taken),
        status: text(Part::Status),
        tags: reader.tags().into_iter().map(|tag| tag.text).collect(),
        date: date.clone(),
        ..CaseStudyFacts::new(title.text.clone(), unit.view.lines)
    };
    if let Some(study) = facts.case_studies.get_mut(index) {
        // Context, quick answer and key insight are as found.
        let CaseStudyFacts { context, quick_answer, key_insight, metrics, .. } = study.clone();
        *study = CaseStudyFacts { context, quick_answer, key_insight, metrics, ..stated };
    }
    let companies = reader.add_companies(owner, facts);
    reader.add_uses(owner, facts);
    sources::of_unit(&reader, &unit.view, owner, companies.first(), date.as_deref(), facts);
}

/// Companies, patterns or technologies that a unit names.
fn names(page: &PageView<'_>, unit: &TakenUnit<'_>, kind: Kind, facts: &mut DocumentFacts) {
    for title in titles(page, unit) {
        if kind == Kind::Company && page.profile.is_placeholder_company(&title.text) {
            continue;
        }
        let reader = Reader { page, unit: Some(&unit.view), rule: unit.rule, title: Some(&title) };
        let named =
            |relation| StatedEdge { href: None, ..edge(Owner::Document, relation, Some(kind), &title) };
        let stated = match (unit.rule.edge, kind) {
            (Some(EdgeText::Uses), Kind::Company) => {
                let is_used = matches!(facts.thing, PageThing::Pattern(_) | PageThing::Technology(_));
                let subject = (!is_used).then(|| subject::subject(page, unit.rule, unit.blocks.start));
                match subject {
                    // Nobody says what is used.
                    Some(subject) if subject.is_empty() => named(Relation::Mentions),
                    subject => reversed(named(Relation::Uses), subject),
                }
            }
            (Some(EdgeText::Uses), _) => named(Relation::Uses),
            (Some(EdgeText::Company), Kind::Company) => {
                let owner =
                    if facts.thing == PageThing::CaseStudy { Owner::CaseStudy(0) } else { Owner::Document };
                StatedEdge { owner, ..named(Relation::Company) }
            }
            (Some(EdgeText::Related), Kind::Pattern) => named(Relation::RelatedPattern),
            _ => named(Relation::Mentions),
        };
        facts.stated.push(stated);
        if kind == Kind::Company {
            uses_of_company(&reader, &title, facts);
            if unit.rule.has(Part::Sources) {
                let date = reader.first(Part::Date).map(|date| date.text);
                sources::of_unit(
                    &Reader { title: None, ..reader },
                    &unit.view,
                    Owner::Document,
                    Some(&title),
                    date.as_deref(),
                    facts,
                );
            }
        }
    }
}

/// What a company that is a row or item uses: `| Acme | Kafka, Redis |`.
fn uses_of_company(reader: &Reader<'_, '_>, company: &Stated, facts: &mut DocumentFacts) {
    for place in reader.rule.part(Part::Uses) {
        let Some(unit) = reader.unit else { continue };
        for used in unit.names(reader.page, place, reader.title) {
            let of_company = edge(Owner::Document, Relation::Uses, Some(Kind::Company), company);
            facts.stated.push(reversed(
                StatedEdge { lines: used.lines, rule: used.rule, ..of_company },
                Some(used.text),
            ));
        }
    }
}

/// A section, item or row that is a topic. One that leads to another page of the collection is that page.
fn topic(
    page: &PageView<'_>,
    taken: &Taken<'_>,
    unit: &TakenUnit<'_>,
    topics: &mut BTreeMap<usize, usize>,
    facts: &mut DocumentFacts,
) {
    let Some(title) = titles(page, unit).into_iter().next() else { return };
    let leads_elsewhere =
        title.href.as_deref().is_some_and(|href| !crate::extract::parts::page::is_web_address(href));
    if leads_elsewhere || slug(&title.text).is_empty() {
        return;
    }
    let reader = Reader { page, unit: Some(&unit.view), rule: unit.rule, title: Some(&title) };
    let mut around = page.sections_of(unit.blocks.start).filter(|section| section.level > 1);
    if unit.view.unit == crate::rules::text::Unit::Sections {
        around.next();
    }
    let heading = around.next().map(|section| sources::text_of(page, section.blocks.start));
    let category = part(&reader, Part::Category, taken).or_else(|| heading.as_deref().map(TreePart::named));
    let place = TreePlace {
        domain: part(&reader, Part::Domain, taken),
        category,
        topic: Some(slug(&title.text)),
        case: None,
    };
    topics.insert(unit.blocks.start, facts.heading_topics.len());
    let owner = Owner::Topic(facts.heading_topics.len());
    facts.heading_topics.push(HeadingTopic { title: title.text.clone(), place });
    if unit.rule.has(Part::Sources) {
        sources::of_unit(&Reader { title: None, ..reader }, &unit.view, owner, None, None, facts);
    }
}

/// A unit that is a source: cited by the topic of the heading above it, else by the page's thing.
fn source(
    page: &PageView<'_>,
    unit: &TakenUnit<'_>,
    topics: &BTreeMap<usize, usize>,
    facts: &mut DocumentFacts,
) {
    let Some(title) = titles(page, unit).into_iter().next() else { return };
    let around = || page.sections_of(unit.blocks.start).map(|section| section.blocks.start);
    let topic = around().find_map(|start| topics.get(&start)).copied();
    let owner = match &facts.thing {
        _ if topic.is_some() => topic.map_or(Owner::Document, Owner::Topic),
        PageThing::CaseStudy => Owner::CaseStudy(0),
        _ => Owner::Document,
    };
    let kind = sources::kind_of(page, unit.blocks.start);
    let reader = Reader { page, unit: Some(&unit.view), rule: unit.rule, title: Some(&title) };
    sources::of_source(&reader, &unit.view, &title, kind, owner, facts);
}
