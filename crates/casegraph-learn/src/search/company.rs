//! What belongs to a company: its case studies and what is said in them, sources it published, itself.

use std::collections::BTreeSet;

use casegraph_facts::{Document, FactSet, ThingId};

use super::entries::study_at;
use super::index::Row;
use super::{SearchKind, Shelves, item};

/// A company with what names it.
pub(super) struct OfCompany<'a> {
    company: &'a ThingId,
    /// All documents, each with the things in it that name the company.
    documents: Vec<(Document, BTreeSet<ThingId>)>,
}

impl<'a> OfCompany<'a> {
    /// Linear in all documents.
    pub(super) fn of(company: &'a ThingId, shelves: &dyn Shelves) -> Self {
        let documents = shelves.accounts().all().map(|document| {
            let naming =
                document.occurrences.iter().filter(|occurrence| occurrence.to.as_ref() == Some(company));
            let naming = naming.map(|occurrence| occurrence.from.clone()).collect();
            (document.into_owned(), naming)
        });
        Self { company, documents: documents.collect() }
    }

    /// Whether a row belongs to it.
    pub(super) fn has(&self, row: &Row, head: &FactSet) -> bool {
        let in_document = |id: fn(&Document, &Row) -> Option<ThingId>| {
            item(&self.documents, row.document)
                .is_some_and(|(document, naming)| id(document, row).is_some_and(|id| naming.contains(&id)))
        };
        match row.kind {
            SearchKind::Topic => false,
            SearchKind::CaseStudy => {
                in_document(|document, row| Some(item(&document.case_studies, row.item)?.id.clone()))
            }
            SearchKind::Section => {
                in_document(|document, row| Some(item(&document.sections, row.item)?.part_of.clone()))
            }
            SearchKind::Paragraph => {
                in_document(|document, row| Some(study_at(document, row.line)?.id.clone()))
            }
            SearchKind::Source => item(&head.sources, row.item)
                .is_some_and(|source| source.company.as_ref() == Some(self.company)),
            SearchKind::Pattern | SearchKind::Technology | SearchKind::Company => {
                item(&head.names, row.item).is_some_and(|name| name.id == *self.company)
            }
        }
    }
}
