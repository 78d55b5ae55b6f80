//! The facts that `show` and `search` look at, without those that neither of them shows; each document on its own, so that a
//! command decodes only the documents that it needs.

use std::borrow::Cow;
use std::collections::BTreeSet;

use casegraph_facts::{
    Annotations, Citation, Detail, DocPath, Document, FactSet, Kind, Lines, Occurrence, Relation, ThingId,
};
use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::encoding::{Parts, decoded, encoded};
use crate::names::Names;

/// The number of parts before the first document: the facts without documents, and the titles of case studies.
const BEFORE_DOCUMENTS: usize = 2;

/// The facts of a collection that `show` and `search` look at.
pub struct DocumentDigests {
    /// The facts without documents.
    shared: FactSet,
    names: Names,
    documents: Documents,
}

enum Documents {
    InMemory(Vec<Document>),
    Encoded(Box<dyn Parts>),
}

impl DocumentDigests {
    /// From facts, [`reduced`] or not.
    #[must_use]
    pub fn from_facts(mut facts: FactSet) -> Self {
        let names = Names::from_facts(&facts);
        let documents = std::mem::take(&mut facts.documents);
        Self { shared: facts, names, documents: Documents::InMemory(documents) }
    }

    /// From the parts of [`DocumentDigests::encode`]; `None` if a part is corrupt.
    #[must_use]
    pub fn decode(parts: Box<dyn Parts>) -> Option<Self> {
        // A document is decoded when a command looks at it; it must not be missing then.
        if !(BEFORE_DOCUMENTS..parts.count()).into_par_iter().all(|index| parts.bytes(index).is_some()) {
            return None;
        }
        let studies = || decoded::<Vec<(ThingId, String)>>(&*parts, 1);
        let (shared, studies) = rayon::join(|| decoded::<FactSet>(&*parts, 0), studies);
        let shared = shared?;
        let names = Names::with_studies(&shared, &studies?);
        Some(Self { names, shared, documents: Documents::Encoded(parts) })
    }

    /// The facts as parts; `None` if they cannot be encoded.
    #[must_use]
    pub fn encode(facts: &FactSet) -> Option<Vec<Vec<u8>>> {
        let shared = FactSet {
            domains: facts.domains.clone(),
            categories: facts.categories.clone(),
            topics: facts.topics.clone(),
            names: facts.names.clone(),
            sources: facts.sources.clone(),
            ..FactSet::default()
        };
        let studies = facts.documents.iter().flat_map(|document| &document.case_studies);
        let studies: Vec<(&ThingId, &str)> = studies.map(|study| (&study.id, study.title.as_str())).collect();
        let documents: Option<Vec<Vec<u8>>> = facts.documents.par_iter().map(encoded).collect();
        let mut parts = vec![encoded(&shared)?, encoded(&studies)?];
        parts.extend(documents?);
        Some(parts)
    }

    /// The names of everything, case studies and sources included.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The document and the lines of a case study.
    #[must_use]
    pub fn study_location(&self, id: &ThingId) -> Option<(DocPath, Lines)> {
        self.documents_naming(id).iter().find_map(|document| {
            let study = document.case_studies.iter().find(|study| study.id == *id)?;
            Some((document.path.clone(), study.lines))
        })
    }

    /// The facts without documents.
    pub(crate) fn shared(&self) -> &FactSet {
        &self.shared
    }

    /// The document with this index in the collection.
    pub(crate) fn document(&self, index: usize) -> Option<Cow<'_, Document>> {
        match &self.documents {
            Documents::InMemory(documents) => documents.get(index).map(Cow::Borrowed),
            Documents::Encoded(parts) => decoded(&**parts, BEFORE_DOCUMENTS + index).map(Cow::Owned),
        }
    }

    /// The documents that contain the key of this thing, in the order of the collection. Encoded documents are searched as bytes;
    /// only those that contain the key are decoded.
    pub(crate) fn documents_naming(&self, id: &ThingId) -> Vec<Cow<'_, Document>> {
        let Documents::Encoded(parts) = &self.documents else { return self.documents().collect() };
        let key = Finder::new(id.key());
        let naming = (BEFORE_DOCUMENTS..parts.count())
            .into_par_iter()
            .filter(|index| parts.bytes(*index).is_some_and(|bytes| key.find(&bytes).is_some()));
        naming.filter_map(|index| decoded(&**parts, index).map(Cow::Owned)).collect()
    }

    /// All documents.
    pub(crate) fn documents(&self) -> impl Iterator<Item = Cow<'_, Document>> {
        (0..).map_while(|index| self.document(index))
    }

    /// All of it as facts again. Linear in the facts, on all processors.
    #[must_use]
    pub fn into_facts(self) -> FactSet {
        let documents = match self.documents {
            Documents::InMemory(documents) => documents,
            Documents::Encoded(parts) => (BEFORE_DOCUMENTS..parts.count())
                .into_par_iter()
                .filter_map(|index| decoded(&*parts, index))
                .collect(),
        };
        FactSet { documents, ..self.shared }
    }
}

/// The facts without those that `show` and `search` do not show: if a part of a text names a thing several times, only the first
/// occurrence is kept; links, plans and stated counts are left out.
#[must_use]
pub fn reduced(facts: FactSet) -> FactSet {
    let documents = facts.documents.into_par_iter().map(reduced_document).collect();
    FactSet { documents, inferred: Vec::new(), diagnostics: Vec::new(), unread: Vec::new(), ..facts }
}

fn reduced_document(mut document: Document) -> Document {
    let occurrences = std::mem::take(&mut document.occurrences);
    let mut seen: BTreeSet<(ThingId, ThingId, Vec<Relation>)> = BTreeSet::new();
    document.occurrences = occurrences
        .into_iter()
        .filter(|occurrence| {
            let Some(to) = occurrence.to.as_ref().filter(|to| is_shown(to.kind())) else { return false };
            let key = (occurrence.from.clone(), to.clone(), occurrence.asserts.clone());
            matches!(occurrence.detail, Detail::Citation(_)) || seen.insert(key)
        })
        .map(reduced_occurrence)
        .collect();
    document.annotations = Annotations::default();
    for metric in document.case_studies.iter_mut().flat_map(|study| &mut study.metrics) {
        (metric.before, metric.after, metric.change) = (None, None, None);
        (metric.before_quantity, metric.after_quantity) = (None, None);
        metric.name = String::new();
    }
    document
}

fn is_shown(kind: Kind) -> bool {
    matches!(kind, Kind::Source | Kind::Company | Kind::Pattern | Kind::Technology)
}

/// The location of an occurrence and the relations it asserts, without its words.
fn reduced_occurrence(occurrence: Occurrence) -> Occurrence {
    let detail = match occurrence.detail {
        Detail::Citation(_) | Detail::Link(_) if occurrence.asserts.contains(&Relation::Cites) => {
            Detail::Citation(Citation {
                flags: Vec::new(),
                url: None,
                title: String::new(),
                authors: Vec::new(),
                publisher: None,
                date: None,
                remark: None,
            })
        }
        _ => Detail::Plain,
    };
    Occurrence { detail, ..occurrence }
}
