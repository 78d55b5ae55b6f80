//! The contribution of one document to what follows from many: names in use, works cited, inferred edges, findings.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::sources::Work;
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::model::document_facts::DocumentFacts;
use crate::model::id::{Kind, ThingId};
use crate::model::occurrence::{Detail, Resolution};
use crate::model::relation::{Edge, Relation};
use crate::model::rule::Rule;
use crate::model::unread::{Unread, UnreadKind};

/// The part of one document in the facts that follow from many documents. An [`Aggregate`](crate::Aggregate) collects the
/// contributions of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Companies, patterns and technologies that its occurrences name.
    pub(super) reached: BTreeSet<ThingId>,
    pub(super) edges: BTreeSet<Edge>,
    pub(super) works: Vec<Work>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) unread: Vec<Unread>,
}

impl Contribution {
    /// The contribution of a document with these facts, joined as `document`. Linear in its facts, but for sorting.
    pub(super) fn new(facts: &DocumentFacts, document: &Document, works: Vec<Work>) -> Self {
        let is_name = |id: &&ThingId| matches!(id.kind(), Kind::Company | Kind::Pattern | Kind::Technology);
        // A company that uses the pattern of a page is where its evidence begins.
        let reached =
            document.occurrences.iter().flat_map(|occurrence| occurrence.to.iter().chain([&occurrence.from]));
        let reached = reached.chain(&document.names);
        let reached: HashSet<&ThingId> = reached.filter(is_name).collect();
        let mut unread = facts.unread.clone();
        unread.extend(unresolved_references(document));
        Self {
            reached: reached.into_iter().cloned().collect(),
            edges: inferred(document),
            works,
            diagnostics: facts.diagnostics.clone(),
            unread,
        }
    }

    /// What was seen in the document and not understood.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The edges inferred from the document.
    #[must_use]
    pub fn edges(&self) -> &BTreeSet<Edge> {
        &self.edges
    }

    /// What the document says of each work, in the order of the text.
    pub(super) fn works(&self) -> BTreeMap<&ThingId, Vec<&Work>> {
        let mut works: BTreeMap<&ThingId, Vec<&Work>> = BTreeMap::new();
        for work in &self.works {
            works.entry(work.id()).or_default().push(work);
        }
        works
    }
}

/// The edges that follow from others: related patterns hold in both directions, and a company uses what its case studies use.
/// A case study that is a folder designs a system and only compares it with those of companies: no use follows from it.
fn inferred(document: &Document) -> BTreeSet<Edge> {
    let mut edges = BTreeSet::new();
    let mut companies: BTreeMap<&ThingId, BTreeSet<&ThingId>> = BTreeMap::new();
    let mut uses: BTreeMap<&ThingId, BTreeSet<&ThingId>> = BTreeMap::new();
    for occurrence in &document.occurrences {
        let Some(to) = &occurrence.to else { continue };
        for relation in &occurrence.asserts {
            match relation {
                Relation::RelatedPattern => {
                    for (from, to) in [(&occurrence.from, to), (to, &occurrence.from)] {
                        let (from, to) = (from.clone(), to.clone());
                        edges.insert(Edge { from, relation: Relation::Related, to });
                    }
                }
                Relation::Company => {
                    companies.entry(&occurrence.from).or_default().insert(to);
                }
                Relation::Uses => {
                    uses.entry(&occurrence.from).or_default().insert(to);
                }
                _ => {}
            }
        }
    }
    // Only the document that contains a case study says what the case study uses.
    for study in document.case_studies.iter().filter(|study| study.topic.is_some() || study.is_stated) {
        for company in companies.get(&study.id).into_iter().flatten() {
            for used in uses.get(&study.id).into_iter().flatten() {
                let (from, to) = ((*company).clone(), (*used).clone());
                edges.insert(Edge { from, relation: Relation::Uses, to });
            }
        }
    }
    edges
}

/// The values of front matter that should name a page and do not.
fn unresolved_references(document: &Document) -> impl Iterator<Item = Unread> {
    document.occurrences.iter().filter(|occurrence| occurrence.rule == Rule::FrontMatterReference).filter_map(
        |occurrence| {
            let Detail::Link(link) = &occurrence.detail else { return None };
            let leads = matches!(link.resolution, Some(Resolution::File | Resolution::Directory));
            (!leads).then(|| Unread {
                kind: UnreadKind::Reference,
                path: document.path.clone(),
                line: occurrence.lines.start(),
                text: format!("{}: {}", link.text, link.href),
            })
        },
    )
}
