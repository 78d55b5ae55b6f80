//! What `show` and `search` look at: the facts without what neither tells, each document on its own.

use std::borrow::Cow;
use std::collections::BTreeSet;

use casegraph_corpus::{Shelf, encoded};
use casegraph_facts::{
    Annotations, Citation, Detail, Document, FactSet, Kind, Occurrence, Relation, ThingId,
};
use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::Names;

/// The parts before the first document: the facts without documents, and the titles of case studies.
const BEFORE: usize = 2;

/// What is told of each thing of a corpus.
pub struct Accounts {
    /// The facts without documents.
    head: FactSet,
    names: Names,
    documents: Documents,
}

enum Documents {
    /// In memory.
    Here(Vec<Document>),
    /// As bytes.
    Kept(Shelf),
}

impl Accounts {
    /// Those of facts, thinned or not.
    pub(crate) fn with(mut facts: FactSet) -> Self {
        let names = Names::of(&facts);
        let documents = std::mem::take(&mut facts.documents);
        Self { head: facts, names, documents: Documents::Here(documents) }
    }

    /// Those that [`Accounts::parts`] kept; none where a part is damaged or not what is expected.
    pub(super) fn read(shelf: Shelf) -> Option<Self> {
        // A document is decoded when a command looks at it; none may be missing then.
        if !(BEFORE..shelf.len()).into_par_iter().all(|at| shelf.bytes(at).is_some()) {
            return None;
        }
        let studies = || shelf.part::<Vec<(ThingId, String)>>(1);
        let (head, studies) = rayon::join(|| shelf.part::<FactSet>(0), studies);
        let head = head?;
        Some(Self { names: Names::with_studies(&head, &studies?), head, documents: Documents::Kept(shelf) })
    }

    /// The parts to keep.
    pub(super) fn parts(facts: &FactSet) -> Option<Vec<Vec<u8>>> {
        let head = FactSet {
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
        let mut parts = vec![encoded(&head)?, encoded(&studies)?];
        parts.extend(documents?);
        Some(parts)
    }

    /// The names of everything.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The facts without documents.
    pub(crate) fn head(&self) -> &FactSet {
        &self.head
    }

    /// The document at this place of the corpus.
    pub(crate) fn document(&self, at: usize) -> Option<Cow<'_, Document>> {
        match &self.documents {
            Documents::Here(documents) => documents.get(at).map(Cow::Borrowed),
            Documents::Kept(shelf) => shelf.part(BEFORE + at).map(Cow::Owned),
        }
    }

    /// The documents that may say something of this thing, in the order of the corpus: all that name its key. The others are looked
    /// through, but not decoded.
    pub(crate) fn documents_on(&self, id: &ThingId) -> Vec<Cow<'_, Document>> {
        let Documents::Kept(shelf) = &self.documents else { return self.all().collect() };
        let key = Finder::new(id.key());
        let on = (BEFORE..shelf.len())
            .into_par_iter()
            .filter(|at| shelf.bytes(*at).is_some_and(|bytes| key.find(&bytes).is_some()));
        on.filter_map(|at| shelf.part(at).map(Cow::Owned)).collect()
    }

    /// All documents.
    pub(crate) fn all(&self) -> impl Iterator<Item = Cow<'_, Document>> {
        (0..).map_while(|at| self.document(at))
    }

    /// All accounts, as facts. Linear in what is kept, on all processors.
    pub(super) fn into_facts(self) -> FactSet {
        let documents = match self.documents {
            Documents::Here(documents) => documents,
            Documents::Kept(shelf) => {
                (BEFORE..shelf.len()).into_par_iter().filter_map(|at| shelf.part(at)).collect()
            }
        };
        FactSet { documents, ..self.head }
    }
}

/// The facts without what no account tells: of a name that stands in a part of a text several times only the first occurrence is
/// kept; links, plans and counts are left out.
pub(super) fn thinned(facts: FactSet) -> FactSet {
    let documents = facts.documents.into_par_iter().map(thinned_document).collect();
    FactSet { documents, inferred: Vec::new(), diagnostics: Vec::new(), unread: Vec::new(), ..facts }
}

fn thinned_document(mut document: Document) -> Document {
    let occurrences = std::mem::take(&mut document.occurrences);
    let mut told: BTreeSet<(ThingId, ThingId, Vec<Relation>)> = BTreeSet::new();
    document.occurrences = occurrences
        .into_iter()
        .filter(|occurrence| {
            let Some(to) = occurrence.to.as_ref().filter(|to| is_told(to.kind())) else { return false };
            let key = (occurrence.from.clone(), to.clone(), occurrence.asserts.clone());
            matches!(occurrence.detail, Detail::Citation(_)) || told.insert(key)
        })
        .map(thinned_occurrence)
        .collect();
    document.annotations = Annotations::default();
    for metric in document.case_studies.iter_mut().flat_map(|study| &mut study.metrics) {
        (metric.before, metric.after, metric.change) = (None, None, None);
        (metric.before_quantity, metric.after_quantity) = (None, None);
        metric.name = String::new();
    }
    document
}

fn is_told(kind: Kind) -> bool {
    matches!(kind, Kind::Source | Kind::Company | Kind::Pattern | Kind::Technology)
}

/// Where it stands and what it asserts, without its words.
fn thinned_occurrence(occurrence: Occurrence) -> Occurrence {
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
