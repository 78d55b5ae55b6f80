//! The dataset interface of Oxigraph's evaluator over a graph.

use std::cell::RefCell;
use std::collections::HashMap;

use casegraph_quads::{DEFAULT_GRAPH, Damaged, GraphPattern, Overlay, OverlayMatches, Pattern};
use oxrdf::Term;
use spareval::{InternalQuad, QueryableDataset};

/// The dataset of one query: the graph, and the terms that the query creates.
///
/// The default graph is the union of all graphs, each triple once.
pub(crate) struct QueryDataset<'a> {
    graph: &'a Overlay,
    graph_terms: u32,
    created: RefCell<CreatedTerms>,
}

/// Terms that the graph lacks; their ids continue those of the graph.
#[derive(Default)]
struct CreatedTerms {
    ids: HashMap<Term, u32>,
    terms: Vec<Term>,
}

impl<'a> QueryDataset<'a> {
    pub(crate) fn new(graph: &'a Overlay) -> Self {
        Self { graph, graph_terms: graph.term_count(), created: RefCell::default() }
    }
}

/// The quads that match a pattern; `None` without quads.
pub(crate) struct Quads<'a>(Option<Result<OverlayMatches<'a>, Damaged>>);

impl Iterator for Quads<'_> {
    type Item = Result<InternalQuad<u32>, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.0.as_mut()? {
            Ok(matches) => matches.next().map(|found| {
                let ([subject, predicate, object], graph_name) = found?;
                Ok(InternalQuad { subject, predicate, object, graph_name })
            }),
            Err(damaged) => {
                let damaged = *damaged;
                self.0 = None;
                Some(Err(damaged))
            }
        }
    }
}

impl<'a> QueryableDataset<'a> for QueryDataset<'a> {
    type InternalTerm = u32;
    type Error = Damaged;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&u32>,
        predicate: Option<&u32>,
        object: Option<&u32>,
        graph_name: Option<Option<&u32>>,
    ) -> impl Iterator<Item = Result<InternalQuad<u32>, Damaged>> + use<'a> {
        let pattern =
            Pattern { subject: subject.copied(), predicate: predicate.copied(), object: object.copied() };
        let asked = [pattern.subject, pattern.predicate, pattern.object];
        if asked.iter().flatten().any(|term| *term >= self.graph_terms) {
            return Quads(None); // the graph has no triple with this term
        }
        let graphs = match graph_name {
            None => GraphPattern::EachNamed,
            Some(None) => GraphPattern::Union,
            Some(Some(name)) => GraphPattern::One(*name),
        };
        Quads(Some(self.graph.matches(pattern, graphs)))
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<u32, Damaged>> + use<'a> {
        self.graph.graph_names().filter(|name| *name != Ok(DEFAULT_GRAPH))
    }

    fn contains_internal_graph_name(&self, graph_name: &u32) -> Result<bool, Damaged> {
        self.graph.has_graph(*graph_name)
    }

    fn internalize_term(&self, term: Term) -> Result<u32, Damaged> {
        if let Some(id) = self.graph.id_of(term.as_ref())? {
            return Ok(id);
        }
        let mut created = self.created.borrow_mut();
        if let Some(id) = created.ids.get(&term) {
            return Ok(*id);
        }
        let next =
            u32::try_from(created.terms.len()).ok().and_then(|count| self.graph_terms.checked_add(count));
        let id = next.filter(|id| *id != DEFAULT_GRAPH).ok_or(Damaged)?;
        created.terms.push(term.clone());
        created.ids.insert(term, id);
        Ok(id)
    }

    fn externalize_term(&self, term: u32) -> Result<Term, Damaged> {
        match term.checked_sub(self.graph_terms) {
            None => Ok(self.graph.term(term)?.into_owned()),
            Some(index) => {
                let index = usize::try_from(index).map_err(|_| Damaged)?;
                self.created.borrow().terms.get(index).cloned().ok_or(Damaged)
            }
        }
    }
}
