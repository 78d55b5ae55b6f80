//! What one document adds to what follows from many: names in use, works cited, inferred edges, findings.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::sources::{Work, Works};
use crate::model::diagnostic::Diagnostic;
use crate::model::document::Document;
use crate::model::document_facts::DocumentFacts;
use crate::model::fact_set::FactSet;
use crate::model::id::{Kind, ThingId};
use crate::model::occurrence::{Detail, Resolution};
use crate::model::relation::{Edge, Relation};
use crate::model::rule::Rule;
use crate::model::source::Source;
use crate::model::unread::{Unread, UnreadKind};

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

impl Share {
    /// What was seen in the document and not understood.
    #[must_use]
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The edges that follow from what stands in the document.
    #[must_use]
    pub fn edges(&self) -> &BTreeSet<Edge> {
        &self.edges
    }

    /// What the document says of works, by the work, in the order of the text.
    fn works(&self) -> BTreeMap<&ThingId, Vec<&Work>> {
        let mut works: BTreeMap<&ThingId, Vec<&Work>> = BTreeMap::new();
        for work in &self.works {
            works.entry(work.id()).or_default().push(work);
        }
        works
    }
}

/// What may follow otherwise from all documents when some of them share something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Works that something else is said of.
    pub sources: BTreeSet<ThingId>,
    /// Edges that followed from some of the documents and follow from none of them any more.
    pub lost: BTreeSet<Edge>,
    /// Edges that follow from some of the documents and followed from none of them.
    pub gained: BTreeSet<Edge>,
    /// Companies, patterns and technologies that some of the documents led to.
    pub reached_before: BTreeSet<ThingId>,
    /// Those that some of them lead to now.
    pub reached_after: BTreeSet<ThingId>,
}

impl Moved {
    /// What changes for documents with these shares before and after, in the same order. None where one of them has other findings:
    /// all findings of a corpus are put in order.
    #[must_use]
    pub fn between(before: &[Share], after: &[Share]) -> Option<Self> {
        let mut moved = Self::default();
        let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
        for (before, after) in before.iter().zip(after) {
            if before.diagnostics != after.diagnostics {
                return None;
            }
            old.extend(&before.edges);
            new.extend(&after.edges);
            moved.reached_before.extend(before.reached.iter().cloned());
            moved.reached_after.extend(after.reached.iter().cloned());
            let (before, after) = (before.works(), after.works());
            let ids: BTreeSet<&ThingId> = before.keys().chain(after.keys()).copied().collect();
            let other = ids.into_iter().filter(|id| before.get(id) != after.get(id));
            moved.sources.extend(other.cloned());
        }
        moved.lost = old.difference(&new).map(|edge| (*edge).clone()).collect();
        moved.gained = new.difference(&old).map(|edge| (*edge).clone()).collect();
        Some(moved)
    }
}

/// What is said of the `wanted` works in shares that come in the path order of their documents: by id, as [`Joiner::finish`] has it.
///
/// [`Joiner::finish`]: crate::Joiner::finish
pub fn sources_of<'s>(
    shares: impl IntoIterator<Item = &'s Share>,
    wanted: &BTreeSet<ThingId>,
) -> Vec<Source> {
    let mut works = Works::default();
    for share in shares {
        works.add(share.works.iter().filter(|work| wanted.contains(work.id())).cloned().collect());
    }
    works.into_sources()
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
