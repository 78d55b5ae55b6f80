//! What one document adds to what follows from many: names in use, works cited, inferred edges, findings.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::sources::{Work, Works};
use crate::document_facts::DocumentFacts;
use crate::{
    Detail, Diagnostic, Document, Edge, FactSet, Kind, Relation, Resolution, Rule, ThingId, Unread,
    UnreadKind,
};

/// What one document adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Companies, patterns and technologies that its occurrences lead to.
    reached: BTreeSet<ThingId>,
    edges: BTreeSet<Edge>,
    works: Vec<Work>,
    diagnostics: Vec<Diagnostic>,
    unread: Vec<Unread>,
}

impl Share {
    pub(super) fn of(facts: &DocumentFacts, document: &Document, works: Vec<Work>) -> Self {
        let is_name = |id: &&ThingId| matches!(id.kind(), Kind::Company | Kind::Pattern | Kind::Technology);
        let reached = document.occurrences.iter().filter_map(|occurrence| occurrence.to.as_ref());
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
}

/// The shares of many documents, put together.
#[derive(Debug, Default)]
pub struct Shares {
    reached: HashSet<ThingId>,
    edges: HashSet<Edge>,
    works: Works,
    diagnostics: Vec<Diagnostic>,
    unread: Vec<Unread>,
}

impl Shares {
    /// Adds the share of the next document; documents come in path order, since the first that says something of a work is
    /// believed.
    pub fn add(&mut self, share: Share) {
        self.reached.extend(share.reached);
        self.edges.extend(share.edges);
        self.works.add(share.works);
        self.diagnostics.extend(share.diagnostics);
        self.unread.extend(share.unread);
    }

    /// Puts what follows into a set; gives the names that something in the corpus leads to.
    pub(super) fn finish(self, set: &mut FactSet) -> HashSet<ThingId> {
        let mut reached = self.reached;
        set.sources = self.works.into_sources();
        reached.extend(set.sources.iter().filter_map(|source| source.company.clone()));
        set.inferred = self.edges.into_iter().collect();
        set.inferred.sort_unstable();
        set.diagnostics = self.diagnostics;
        set.unread = self.unread;
        set.unread.sort();
        reached
    }
}

/// Edges that follow from others: related patterns hold both ways; a company uses what its case studies use. A case study
/// that is a folder designs a system and only compares it with companies': it says nothing of what they use.
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
    // Only the document that a case study stands in says what it uses.
    for study in document.case_studies.iter().filter(|study| study.topic.is_some()) {
        for company in companies.get(&study.id).into_iter().flatten() {
            for used in uses.get(&study.id).into_iter().flatten() {
                let (from, to) = ((*company).clone(), (*used).clone());
                edges.insert(Edge { from, relation: Relation::Uses, to });
            }
        }
    }
    edges
}

/// The values of a document's front matter that lead to no page.
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
