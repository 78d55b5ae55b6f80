//! A snapshot as Oxigraph's evaluator asks it.

use std::cell::RefCell;
use std::collections::HashMap;

use casegraph_quads::{DEFAULT_GRAPH, Damaged, GraphPattern, Patched, PatchedMatches, Pattern};
use oxigraph::model::Term;
use spareval::{InternalQuad, QueryableDataset};

/// What one query sees: the snapshot, and the terms that the query itself makes.
///
/// The default graph is the union of all graphs, each triple once.
pub(crate) struct QueryDataset<'a> {
    snapshot: &'a Patched,
    known: u32,
    made: RefCell<Made>,
}

/// Terms that the snapshot does not have: numbered on from its own.
#[derive(Default)]
struct Made {
    numbers: HashMap<Term, u32>,
    terms: Vec<Term>,
}

impl<'a> QueryDataset<'a> {
    pub(crate) fn new(snapshot: &'a Patched) -> Self {
        Self { snapshot, known: snapshot.term_count(), made: RefCell::default() }
    }
}

/// The quads of a pattern, or of none.
pub(crate) struct Quads<'a>(Option<Result<PatchedMatches<'a>, Damaged>>);

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
        if asked.iter().flatten().any(|term| *term >= self.known) {
            return Quads(None); // a term that the snapshot does not have is in no triple
        }
        let graphs = match graph_name {
            None => GraphPattern::EachNamed,
            Some(None) => GraphPattern::Union,
            Some(Some(name)) => GraphPattern::One(*name),
        };
        Quads(Some(self.snapshot.matches(pattern, graphs)))
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<u32, Damaged>> + use<'a> {
        self.snapshot.graph_names().filter(|name| *name != Ok(DEFAULT_GRAPH))
    }

    fn contains_internal_graph_name(&self, graph_name: &u32) -> Result<bool, Damaged> {
        self.snapshot.has_graph(*graph_name)
    }

    fn internalize_term(&self, term: Term) -> Result<u32, Damaged> {
        if let Some(number) = self.snapshot.number_of(term.as_ref())? {
            return Ok(number);
        }
        let mut made = self.made.borrow_mut();
        if let Some(number) = made.numbers.get(&term) {
            return Ok(*number);
        }
        let next = u32::try_from(made.terms.len()).ok().and_then(|count| self.known.checked_add(count));
        let number = next.filter(|number| *number != DEFAULT_GRAPH).ok_or(Damaged)?;
        made.terms.push(term.clone());
        made.numbers.insert(term, number);
        Ok(number)
    }

    fn externalize_term(&self, term: u32) -> Result<Term, Damaged> {
        match term.checked_sub(self.known) {
            None => Ok(self.snapshot.term(term)?.into_owned()),
            Some(made) => {
                let place = usize::try_from(made).map_err(|_| Damaged)?;
                self.made.borrow().terms.get(place).cloned().ok_or(Damaged)
            }
        }
    }
}
