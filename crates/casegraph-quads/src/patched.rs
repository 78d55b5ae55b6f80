//! A snapshot with the changes that a patch lays over it.

use std::sync::Arc;

use oxrdf::TermRef;

use crate::damaged::Damaged;
use crate::key::{read_key, write_key};
use crate::matches::{GraphPattern, Match, Matches, Pattern};
use crate::numbers::DEFAULT_GRAPH;
use crate::patch::Patch;
use crate::quad_index::{Quad, QuadIndex};
use crate::snapshot::Snapshot;
use crate::term_table::{TermNumbers, hash};

/// A graph as it is asked.
pub struct Patched {
    base: Arc<Snapshot>,
    overlay: Option<Overlay>,
}

/// A patch, ready to be asked.
struct Overlay {
    patch: Patch,
    /// The terms of the patch.
    terms: TermNumbers,
    /// The number of terms of the snapshot.
    known: u32,
    subjects: Subjects,
}

impl From<Snapshot> for Patched {
    fn from(base: Snapshot) -> Self {
        Self { base: Arc::new(base), overlay: None }
    }
}

impl Patched {
    /// The snapshot under a patch; none if the patch is of another one.
    #[must_use]
    pub fn with(&self, patch: Patch) -> Option<Self> {
        if patch.of != self.base.identity() {
            return None;
        }
        let mut terms = TermNumbers::default();
        for key in &patch.terms {
            terms.number(key);
        }
        let subjects = Subjects::of(&patch.deleted);
        let overlay = Overlay { known: self.base.term_count(), patch, terms, subjects };
        Some(Self { base: Arc::clone(&self.base), overlay: Some(overlay) })
    }

    /// What lies under the patch.
    #[must_use]
    pub fn base(&self) -> &Snapshot {
        &self.base
    }

    /// The snapshot, if nothing lies over it.
    #[must_use]
    pub fn alone(&self) -> Option<&Snapshot> {
        self.overlay.is_none().then_some(&*self.base)
    }

    fn patch(&self) -> Option<&Patch> {
        self.overlay.as_ref().map(|overlay| &overlay.patch)
    }

    /// A count of the snapshot as the patch leaves it.
    fn left(
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
        self.left(quads, |patch| patch.deleted.quads().len(), |patch| patch.added.quads().len())
    }

    /// The number of different triples.
    #[cfg(test)]
    pub(crate) fn triples(&self) -> usize {
        let triples = self.base.triples();
        self.left(
            triples,
            |patch| patch.deleted_triples.quads().len(),
            |patch| patch.added_triples.quads().len(),
        )
    }

    /// The number of different terms; some of them may be in deleted quads only.
    #[must_use]
    pub fn term_count(&self) -> u32 {
        let terms = self.overlay.as_ref().map_or(0, |overlay| overlay.terms.len());
        self.base.term_count().saturating_add(u32::try_from(terms).unwrap_or(u32::MAX))
    }

    /// The number of graphs, the default one among them if it holds anything.
    #[must_use]
    pub fn graph_count(&self) -> usize {
        let graphs = usize::try_from(self.base.graph_count()).unwrap_or(usize::MAX);
        self.left(graphs, |patch| patch.deleted_graphs.len(), |patch| patch.added_graphs.len())
    }

    /// The terms that name the graphs; [`DEFAULT_GRAPH`] for the default graph.
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

    /// The term with this number.
    pub fn term(&self, number: u32) -> Result<TermRef<'_>, Damaged> {
        match &self.overlay {
            Some(overlay) if number >= overlay.known => {
                read_key(overlay.terms.get(number - overlay.known)).ok_or(Damaged)
            }
            _ => self.base.terms().get(number),
        }
    }

    /// The number of a term, if the graph has it.
    pub fn number_of(&self, term: TermRef<'_>) -> Result<Option<u32>, Damaged> {
        let mut key = String::new();
        write_key(term, &mut key);
        let hash = hash(&key);
        if let Some(number) = self.base.terms().find_key(hash, &key)? {
            return Ok(Some(number));
        }
        let Some(overlay) = &self.overlay else { return Ok(None) };
        Ok(overlay.terms.find(hash, &key).and_then(|number| number.checked_add(overlay.known)))
    }

    /// The quads that fit a pattern: those of the snapshot that are not deleted, then those that are added.
    pub fn matches(&self, pattern: Pattern, graphs: GraphPattern) -> Result<PatchedMatches<'_>, Damaged> {
        let base = self.base.matches(pattern, graphs)?;
        let added = self.patch().map(|patch| patch.added(pattern, graphs)).unwrap_or_default();
        Ok(PatchedMatches { base, overlay: self.overlay.as_ref(), added: added.into_iter() })
    }

    /// The triples of a graph, in no order.
    pub(crate) fn triples_of(&self, graph: u32) -> Result<Vec<[u32; 3]>, Damaged> {
        self.matches(Pattern::default(), GraphPattern::One(graph))?.map(|found| Ok(found?.0)).collect()
    }

    /// The triples of all graphs, each once, in no order.
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

impl Overlay {
    /// Whether a quad of the snapshot, or a triple of all its graphs, is gone.
    fn deletes(&self, found: &Match) -> bool {
        let ([s, p, o], graph) = *found;
        let deleted = if graph.is_some() { &self.patch.deleted } else { &self.patch.deleted_triples };
        self.subjects.may_hold(s) && deleted.contains(&[s, p, o, graph.unwrap_or(DEFAULT_GRAPH)])
    }
}

/// Quads of a patched snapshot.
#[derive(Clone)]
pub struct PatchedMatches<'a> {
    base: Matches<'a>,
    overlay: Option<&'a Overlay>,
    added: std::vec::IntoIter<Match>,
}

impl Iterator for PatchedMatches<'_> {
    type Item = Result<Match, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        let overlay = self.overlay;
        let is_left = |found: &Result<Match, Damaged>| match (overlay, found) {
            (Some(overlay), Ok(found)) => !overlay.deletes(found),
            _ => true,
        };
        self.base.find(is_left).or_else(|| self.added.next().map(Ok))
    }
}

/// The subjects of deleted quads by their last bits: nearly all other subjects are told from them at a glance.
struct Subjects(Vec<bool>);

impl Subjects {
    const PLACES: u32 = 1 << 16;

    fn of(quads: &QuadIndex) -> Self {
        let mut places = vec![false; Self::PLACES as usize];
        for [subject, ..] in quads.quads() {
            if let Some(place) = places.get_mut((subject % Self::PLACES) as usize) {
                *place = true;
            }
        }
        Self(places)
    }

    fn may_hold(&self, subject: u32) -> bool {
        self.0.get((subject % Self::PLACES) as usize).copied().unwrap_or_default()
    }
}
