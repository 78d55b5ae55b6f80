//! All entries of the index, in a fixed order: things of the facts, then paragraphs of the texts.

use std::collections::BTreeMap;

use casegraph_facts::{CaseStudy, Document, FactSet, Name, Paragraph, Section, Source, ThingId, Topic};
use rayon::prelude::*;

use super::SearchKind;

/// One entry of the index.
pub(crate) struct Entry<'f> {
    pub(super) id: &'f ThingId,
    pub(super) kind: SearchKind,
    pub(super) label: &'f str,
    pub(super) path: Option<&'f str>,
    pub(super) line: u32,
    pub(super) topic: Option<&'f ThingId>,
    pub(super) texts: Vec<&'f str>,
    /// The paragraph, of an entry of that kind.
    pub(super) paragraph: Option<&'f Paragraph>,
    /// The index of the document that contains it or names it first, and its index in its own list.
    pub(super) at: (Option<usize>, usize),
}

/// The first occurrence of a name: document, path and line.
pub(super) type Named<'f> = (usize, &'f str, u32);

impl<'f> Entry<'f> {
    fn new(id: &'f ThingId, label: &'f str, path: Option<&'f str>, line: u32) -> Self {
        Self {
            id,
            kind: SearchKind::from_kind(id.kind()),
            label,
            path,
            line,
            topic: None,
            texts: Vec::new(),
            paragraph: None,
            at: (None, 0),
        }
    }

    pub(super) fn topic(topic: &'f Topic) -> Self {
        let page = topic.page.as_ref().map(|page| (page.as_str(), 1));
        let plan = || topic.planned_at.as_ref().map(|(path, lines)| (path.as_str(), lines.start()));
        let place = page.or_else(plan);
        Self {
            topic: Some(&topic.id),
            texts: topic.alternatives.iter().chain(&topic.key_topics).map(String::as_str).collect(),
            ..Self::new(
                &topic.id,
                &topic.label,
                place.map(|(path, _)| path),
                place.map_or(1, |(_, line)| line),
            )
        }
    }

    pub(super) fn case_study(document: &'f Document, study: &'f CaseStudy) -> Self {
        let texts = [&study.context, &study.quick_answer, &study.key_insight];
        Self {
            topic: study.topic.as_ref().or(document.about.as_ref()),
            texts: texts.into_iter().flatten().map(String::as_str).collect(),
            ..Self::new(&study.id, &study.title, Some(document.path.as_str()), study.lines.start())
        }
    }

    pub(super) fn section(document: &'f Document, section: &'f Section) -> Self {
        Self {
            topic: document.about.as_ref(),
            ..Self::new(&section.id, &section.name, Some(document.path.as_str()), section.lines.start())
        }
    }

    pub(super) fn source(source: &'f Source, named: Option<Named<'f>>) -> Self {
        Self {
            texts: source.authors.iter().chain(&source.publisher).map(String::as_str).collect(),
            ..Self::named(&source.id, &source.title, named)
        }
    }

    pub(super) fn name(name: &'f Name, named: Option<Named<'f>>) -> Self {
        Self {
            texts: name.alternatives.iter().map(String::as_str).collect(),
            ..Self::named(&name.id, &name.label, named)
        }
    }

    fn named(id: &'f ThingId, label: &'f str, named: Option<Named<'f>>) -> Self {
        let at = (named.map(|(document, ..)| document), 0);
        Self {
            at,
            ..Self::new(id, label, named.map(|(_, path, _)| path), named.map_or(1, |(.., line)| line))
        }
    }

    pub(super) fn paragraph(document: &'f Document, paragraph: &'f Paragraph) -> Self {
        let line = paragraph.line();
        let section = document.sections.iter().rev().find(|section| section.lines.contains(line));
        let study = study_at(document, line);
        let id = section.map_or(&document.id, |section| &section.id);
        let label = section.map_or(&document.name, |section| &section.name);
        Self {
            kind: SearchKind::Paragraph,
            topic: study.and_then(|study| study.topic.as_ref()).or(document.about.as_ref()),
            texts: vec![paragraph.text.trim()],
            paragraph: Some(paragraph),
            ..Self::new(id, label, Some(document.path.as_str()), line)
        }
    }

    /// Its label and its texts.
    pub(super) fn all_texts(&self) -> impl Iterator<Item = &'f str> + '_ {
        // The label of a paragraph is the heading of its section, which is not part of its text.
        let label = Some(self.label).filter(|_| self.paragraph.is_none());
        label.into_iter().chain(self.texts.iter().copied())
    }
}

/// The case study that contains a line of a document.
pub(super) fn study_at(document: &Document, line: u32) -> Option<&CaseStudy> {
    document.case_studies.iter().find(|study| study.lines.contains(line))
}

/// The topics, case studies, sections, sources and names; then the paragraphs of each document, without those that are fields of
/// a case study.
pub(super) fn entries<'f>(facts: &'f FactSet, texts: &'f [Vec<Paragraph>]) -> Vec<Entry<'f>> {
    let topics = facts.topics.iter().enumerate();
    let mut entries: Vec<Entry<'f>> =
        topics.map(|(at, topic)| Entry { at: (None, at), ..Entry::topic(topic) }).collect();
    let mut first: BTreeMap<&ThingId, Named<'f>> = BTreeMap::new();
    for (nth, document) in facts.documents.iter().enumerate() {
        for occurrence in &document.occurrences {
            if let Some(to) = &occurrence.to {
                first.entry(to).or_insert((nth, document.path.as_str(), occurrence.lines.start()));
            }
        }
        let studies = document.case_studies.iter().enumerate();
        entries.extend(
            studies.map(|(at, study)| Entry { at: (Some(nth), at), ..Entry::case_study(document, study) }),
        );
        let sections = document.sections.iter().enumerate();
        entries.extend(
            sections.map(|(at, section)| Entry { at: (Some(nth), at), ..Entry::section(document, section) }),
        );
    }
    let numbered = |at: usize, entry: Entry<'f>| Entry { at: (entry.at.0, at), ..entry };
    for (at, source) in facts.sources.iter().enumerate() {
        entries.push(numbered(at, Entry::source(source, first.get(&source.id).copied())));
    }
    for (at, name) in facts.names.iter().enumerate() {
        entries.push(numbered(at, Entry::name(name, first.get(&name.id).copied())));
    }
    let documents: Vec<(&Document, &Vec<Paragraph>)> = facts.documents.iter().zip(texts).collect();
    let paragraphs = documents.par_iter().enumerate().flat_map_iter(|(nth, (document, paragraphs))| {
        let others =
            paragraphs.iter().enumerate().filter(|(_, paragraph)| !is_study_field(document, paragraph));
        others.map(move |(at, paragraph)| Entry {
            at: (Some(nth), at),
            ..Entry::paragraph(document, paragraph)
        })
    });
    entries.extend(paragraphs.collect::<Vec<_>>());
    entries
}

/// Whether a paragraph is the context, quick answer or key insight of a case study.
fn is_study_field(document: &Document, paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    let studies = document.case_studies.iter();
    studies
        .flat_map(|study| [&study.context, &study.quick_answer, &study.key_insight])
        .flatten()
        .any(|field| text.ends_with(field.as_str()))
}
