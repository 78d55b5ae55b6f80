//! Everything that can be found, in a fixed order: things of the facts, then paragraphs of the files.

use std::collections::{BTreeMap, BTreeSet};

use casegraph_facts::{Document, FactSet, Paragraph, Role, ThingId, paragraphs};
use rayon::prelude::*;

use super::{Entry, SearchKind};
use crate::Corpus;

/// The topics, case studies, sections, sources and names.
pub(super) fn entries<'f>(facts: &'f FactSet, company: Option<&ThingId>) -> Vec<Entry<'f>> {
    let mut entries = Vec::new();
    let entry = |id: &'f ThingId, label: &'f str, place: Option<(&'f str, u32)>| Entry {
        id,
        kind: SearchKind::of(id.kind()),
        label,
        path: place.map(|(path, _)| path),
        line: place.map_or(1, |(_, line)| line),
        topic: None,
        company: false,
        texts: Vec::new(),
        paragraph: None,
    };
    for topic in &facts.topics {
        let page = topic.page.as_ref().map(|page| (page.as_str(), 1));
        let plan = || topic.planned_at.as_ref().map(|(path, lines)| (path.as_str(), lines.start()));
        entries.push(Entry {
            topic: Some(&topic.id),
            texts: topic.alternatives.iter().chain(&topic.key_topics).map(String::as_str).collect(),
            ..entry(&topic.id, &topic.label, page.or_else(plan))
        });
    }
    let mut first: BTreeMap<&ThingId, (&str, u32)> = BTreeMap::new();
    for document in &facts.documents {
        for occurrence in &document.occurrences {
            if let Some(to) = &occurrence.to {
                first.entry(to).or_insert((document.path.as_str(), occurrence.lines.start()));
            }
        }
        let of_company = studies_of(document, company);
        let topic = document.about.as_ref();
        for study in &document.case_studies {
            let texts = [&study.context, &study.quick_answer, &study.key_insight];
            entries.push(Entry {
                topic: study.topic.as_ref().or(topic),
                company: of_company.contains(&study.id),
                texts: texts.into_iter().flatten().map(String::as_str).collect(),
                ..entry(&study.id, &study.title, Some((document.path.as_str(), study.lines.start())))
            });
        }
        for section in &document.sections {
            entries.push(Entry {
                topic,
                company: of_company.contains(&section.part_of),
                ..entry(&section.id, &section.name, Some((document.path.as_str(), section.lines.start())))
            });
        }
    }
    for source in &facts.sources {
        entries.push(Entry {
            company: company.is_some() && source.company.as_ref() == company,
            texts: source.authors.iter().chain(&source.publisher).map(String::as_str).collect(),
            ..entry(&source.id, &source.title, first.get(&source.id).copied())
        });
    }
    for name in &facts.names {
        entries.push(Entry {
            company: company == Some(&name.id),
            texts: name.alternatives.iter().map(String::as_str).collect(),
            ..entry(&name.id, &name.label, first.get(&name.id).copied())
        });
    }
    entries
}

/// What names a company in this document: a case study of it, among others.
fn studies_of<'f>(document: &'f Document, company: Option<&ThingId>) -> BTreeSet<&'f ThingId> {
    let names = |to: &ThingId| company == Some(to);
    let of_company =
        document.occurrences.iter().filter(|occurrence| occurrence.to.as_ref().is_some_and(names));
    of_company.map(|occurrence| &occurrence.from).collect()
}

/// The paragraphs of the documents, read from their files; none of templates, which hold no content, and of plans, whose rows
/// are topics.
pub(super) fn paragraphs_of(corpus: &Corpus, facts: &FactSet) -> Vec<Vec<Paragraph>> {
    let of = |document: &Document| {
        if matches!(document.role, Role::Template | Role::Plan) {
            return Vec::new();
        }
        corpus.read(&document.path).map(|bytes| paragraphs(&bytes)).unwrap_or_default()
    };
    facts.documents.par_iter().map(of).collect()
}

/// The paragraphs as entries. What is told of a case study already is not told again.
pub(super) fn paragraph_entries<'f>(
    facts: &'f FactSet,
    texts: &'f [Vec<Paragraph>],
    company: Option<&ThingId>,
) -> Vec<Entry<'f>> {
    let mut entries = Vec::new();
    for (document, paragraphs) in facts.documents.iter().zip(texts) {
        let of_company = studies_of(document, company);
        let told: Vec<&str> = document
            .case_studies
            .iter()
            .flat_map(|study| [&study.context, &study.quick_answer, &study.key_insight])
            .flatten()
            .map(String::as_str)
            .collect();
        for paragraph in paragraphs {
            let line = paragraph.line();
            let text = paragraph.text.trim();
            if told.iter().any(|told| text.ends_with(told)) {
                continue;
            }
            let section = document.sections.iter().rev().find(|section| section.lines.contains(line));
            let study = document.case_studies.iter().find(|study| study.lines.contains(line));
            entries.push(Entry {
                id: section.map_or(&document.id, |section| &section.id),
                kind: SearchKind::Paragraph,
                label: section.map_or(&document.name, |section| &section.name),
                path: Some(document.path.as_str()),
                line,
                topic: study.and_then(|study| study.topic.as_ref()).or(document.about.as_ref()),
                company: study.is_some_and(|study| of_company.contains(&study.id)),
                texts: vec![text],
                paragraph: Some(paragraph),
            });
        }
    }
    entries
}
