//! The entries of a company: its case studies and the texts in them, the sources it published, itself.

use std::collections::BTreeSet;

use casegraph_facts::{Document, FactSet, ThingId};

use super::entries::study_at;
use super::index::Row;
use super::{SearchKind, item};
use crate::digests::DocumentDigests;

/// A company with the things that name it.
pub(super) struct CompanyFilter<'a> {
    company: &'a ThingId,
    /// All documents, each with its things that name the company.
    documents: Vec<(Document, BTreeSet<ThingId>)>,
}

impl<'a> CompanyFilter<'a> {
    /// Linear in all documents.
    pub(super) fn new(company: &'a ThingId, digests: &DocumentDigests) -> Self {
        let documents = digests.documents().map(|document| {
            let naming =
                document.occurrences.iter().filter(|occurrence| occurrence.to.as_ref() == Some(company));
            let naming = naming.map(|occurrence| occurrence.from.clone()).collect();
            (document.into_owned(), naming)
        });
        Self { company, documents: documents.collect() }
    }

    /// Whether a row belongs to the company.
    pub(super) fn matches(&self, row: &Row, shared: &FactSet) -> bool {
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
            SearchKind::Source => item(&shared.sources, row.item)
                .is_some_and(|source| source.company.as_ref() == Some(self.company)),
            SearchKind::Pattern | SearchKind::Technology | SearchKind::Company => {
                item(&shared.names, row.item).is_some_and(|name| name.id == *self.company)
            }
        }
    }
}
