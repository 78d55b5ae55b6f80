//! An overlay: a snapshot with an optional patch over it, the graph that is queried.

use std::sync::Arc;

use oxrdf::TermRef;

use crate::damaged::Damaged;
use crate::key::{read_key, write_key};
use crate::matches::{GraphPattern, Match, Matches, Pattern};
use crate::numbers::DEFAULT_GRAPH;
use crate::patch::Patch;
use crate::quad_index::{Quad, QuadIndex};
use crate::snapshot::Snapshot;
use crate::term_table::{TermTable, hash};

/// A snapshot with an optional patch over it.
pub struct Overlay {
    base: Arc<Snapshot>,
    patch: Option<IndexedPatch>,
}

/// A patch with indexes for queries.
struct IndexedPatch {
    patch: Patch,
    /// The terms of the patch.
    terms: TermTable,
    /// The number of terms of the snapshot, and the first term id of the patch.
    base_terms: u32,
    subjects: SubjectFilter,
}

impl From<Snapshot> for Overlay {
    fn from(base: Snapshot) -> Self {
        Self { base: Arc::new(base), patch: None }
    }
}

impl Overlay {
    /// The snapshot with this patch instead of the present one; `None` if the patch was made for another snapshot.
    #[must_use]
    pub fn with(&self, patch: Patch) -> Option<Self> {
        if patch.of != self.base.identity() {
            return None;
        }
        let mut terms = TermTable::default();
        for key in &patch.terms {
            terms.id(key);
        }
        let subjects = SubjectFilter::new(&patch.deleted);
        let patch = IndexedPatch { base_terms: self.base.term_count(), patch, terms, subjects };
        Some(Self { base: Arc::clone(&self.base), patch: Some(patch) })
    }

    /// The snapshot without the patch.
    #[must_use]
    pub fn base(&self) -> &Snapshot {
        &self.base
    }

    /// The snapshot, if there is no patch over it.
    #[must_use]
    pub fn alone(&self) -> Option<&Snapshot> {
        self.patch.is_none().then_some(&*self.base)
    }

    fn patch(&self) -> Option<&Patch> {
        self.patch.as_ref().map(|indexed| &indexed.patch)
    }

    /// A count of the snapshot, corrected by the patch.
    fn corrected(
        &self,
        count: usize,
        deleted: impl Fn(&Patch) -> usize,
        added: impl Fn(&Patch) -> usize,
    ) -> usize {
        let patch = self.patch();
        (count + patch.map_or(0, added)).saturating_sub(patch.map_or(0, deleted))
    }

    /// The number of quads.
    #[must_use]
    pub fn quads(&self) -> usize {
        let quads = self.base.quads();
        self.corrected(quads, |patch| patch.deleted.quads().len(), |patch| patch.added.quads().len())
    }

    /// The number of distinct triples.
    #[cfg(test)]
    pub(crate) fn triples(&self) -> usize {
        let triples = self.base.triples();
        self.corrected(
            triples,
            |patch| patch.deleted_triples.quads().len(),
            |patch| patch.added_triples.quads().len(),
        )
    }

    /// The number of distinct terms, including those that only occur in deleted quads.
    #[must_use]
    pub fn term_count(&self) -> u32 {
        let terms = self.patch.as_ref().map_or(0, |patch| patch.terms.len());
        self.base.term_count().saturating_add(u32::try_from(terms).unwrap_or(u32::MAX))
    }

    /// The number of graphs, including the default graph if it is not empty.
    #[must_use]
    pub fn graph_count(&self) -> usize {
        let graphs = usize::try_from(self.base.graph_count()).unwrap_or(usize::MAX);
        self.corrected(graphs, |patch| patch.deleted_graphs.len(), |patch| patch.added_graphs.len())
    }

    /// The term ids of the names of the graphs; [`DEFAULT_GRAPH`] for the default graph.
    pub fn graph_names(&self) -> impl Iterator<Item = Result<u32, Damaged>> + use<'_> {
        let (deleted, added) = self
            .patch()
            .map_or((&[][..], &[][..]), |patch| (&patch.deleted_graphs[..], &patch.added_graphs[..]));
        let names = (0..self.base.graph_count()).map(|ordinal| self.base.graph_name(ordinal));
        let left = names.filter(move |name| name.map_or(true, |name| !deleted.contains(&name)));
        left.chain(added.iter().copied().map(Ok))
    }

    /// Whether a graph has this name.
    pub fn has_graph(&self, name: u32) -> Result<bool, Damaged> {
        Ok(match self.patch() {
            Some(patch) if patch.added_graphs.contains(&name) => true,
            Some(patch) if patch.deleted_graphs.contains(&name) => false,
            _ => self.base.graph_named(name)?.is_some(),
        })
    }

    /// The term with this id.
    pub fn term(&self, id: u32) -> Result<TermRef<'_>, Damaged> {
        match &self.patch {
            Some(patch) if id >= patch.base_terms => {
                read_key(patch.terms.get(id - patch.base_terms)).ok_or(Damaged)
            }
            _ => self.base.terms().get(id),
        }
    }

    /// The id of a term; `None` if the graph does not have the term.
    pub fn id_of(&self, term: TermRef<'_>) -> Result<Option<u32>, Damaged> {
        let mut key = String::new();
        write_key(term, &mut key);
        let hash = hash(&key);
        if let Some(id) = self.base.terms().find_key(hash, &key)? {
            return Ok(Some(id));
        }
        let Some(patch) = &self.patch else { return Ok(None) };
        Ok(patch.terms.find(hash, &key).and_then(|id| id.checked_add(patch.base_terms)))
    }

    /// The quads that match a pattern: those of the snapshot that are not deleted, then the added ones.
    pub fn matches(&self, pattern: Pattern, graphs: GraphPattern) -> Result<OverlayMatches<'_>, Damaged> {
        let base = self.base.matches(pattern, graphs)?;
        let added = self.patch().map(|patch| patch.added(pattern, graphs)).unwrap_or_default();
        Ok(OverlayMatches { base, patch: self.patch.as_ref(), added: added.into_iter() })
    }

    /// The triples of a graph, in no particular order.
    pub(crate) fn triples_of(&self, graph: u32) -> Result<Vec<[u32; 3]>, Damaged> {
        self.matches(Pattern::default(), GraphPattern::One(graph))?.map(|found| Ok(found?.0)).collect()
    }

    /// The triples of all graphs, without duplicates, in no particular order.
    pub(crate) fn all_triples(&self) -> Result<Vec<[u32; 3]>, Damaged> {
        self.matches(Pattern::default(), GraphPattern::Union)?.map(|found| Ok(found?.0)).collect()
    }
}

impl Patch {
    fn added(&self, pattern: Pattern, graphs: GraphPattern) -> Vec<Match> {
        let named = |[s, p, o, graph]: Quad| ([s, p, o], Some(graph));
        match graphs {
            GraphPattern::Union => {
                self.added_triples.matches(pattern, None).map(|[s, p, o, _]| ([s, p, o], None)).collect()
            }
            GraphPattern::One(graph) => self.added.matches(pattern, Some(graph)).map(named).collect(),
            GraphPattern::EachNamed => {
                let quads = self.added.matches(pattern, None);
                quads.filter(|[.., graph]| *graph != DEFAULT_GRAPH).map(named).collect()
            }
        }
    }
}

impl IndexedPatch {
    /// Whether the patch deletes a quad of the snapshot, or a triple of the union of its graphs.
    fn deletes(&self, found: &Match) -> bool {
        let ([s, p, o], graph) = *found;
        let deleted = if graph.is_some() { &self.patch.deleted } else { &self.patch.deleted_triples };
        self.subjects.may_contain(s) && deleted.contains(&[s, p, o, graph.unwrap_or(DEFAULT_GRAPH)])
    }
}

/// An iterator over the matching quads of a snapshot and its patch.
#[derive(Clone)]
pub struct OverlayMatches<'a> {
    base: Matches<'a>,
    patch: Option<&'a IndexedPatch>,
    added: std::vec::IntoIter<Match>,
}

impl Iterator for OverlayMatches<'_> {
    type Item = Result<Match, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        let patch = self.patch;
        let is_left = |found: &Result<Match, Damaged>| match (patch, found) {
            (Some(patch), Ok(found)) => !patch.deletes(found),
            _ => true,
        };
        self.base.find(is_left).or_else(|| self.added.next().map(Ok))
    }
}

/// A one-hash Bloom filter of the subjects of deleted quads: it rejects nearly all other subjects with one read.
struct SubjectFilter(Vec<bool>);

impl SubjectFilter {
    const SLOTS: u32 = 1 << 16;

    fn new(quads: &QuadIndex) -> Self {
        let mut slots = vec![false; Self::SLOTS as usize];
        for [subject, ..] in quads.quads() {
            if let Some(slot) = slots.get_mut((subject % Self::SLOTS) as usize) {
                *slot = true;
            }
        }
        Self(slots)
    }

    fn may_contain(&self, subject: u32) -> bool {
        self.0.get((subject % Self::SLOTS) as usize).copied().unwrap_or_default()
    }
}
