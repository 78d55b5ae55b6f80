//! All quads in the order of export.

use oxrdf::vocab::rdf;
use oxrdf::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use rayon::prelude::*;

use crate::damaged::Damaged;
use crate::key::compare;
use crate::numbers::DEFAULT_GRAPH;
use crate::overlay::Overlay;

impl Overlay {
    /// Calls `each` with all quads, sorted by graph, subject, predicate (`rdf:type` first) and object; the default graph
    /// comes last. Sorts one graph at a time.
    pub fn each_quad<E: From<Damaged>>(
        &self,
        mut each: impl FnMut(QuadRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut graphs = Vec::new();
        for name in self.graph_names() {
            let name = name?;
            let term = if name == DEFAULT_GRAPH { None } else { Some(self.term(name)?) };
            graphs.push((term, name));
        }
        graphs.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) => compare(*a, *b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        for (term, name) in graphs {
            let graph_name = match term {
                None => GraphNameRef::DefaultGraph,
                Some(TermRef::NamedNode(node)) => node.into(),
                Some(TermRef::BlankNode(node)) => node.into(),
                Some(TermRef::Literal(_)) => return Err(Damaged.into()),
            };
            let triples = self.triples_of(name)?;
            self.each_sorted(&triples, graph_name, &mut each)?;
        }
        Ok(())
    }

    /// Calls `each` with the triples of all graphs, without duplicates, sorted by subject, predicate (`rdf:type` first) and
    /// object.
    pub fn each_triple<E: From<Damaged>>(
        &self,
        mut each: impl FnMut(QuadRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let triples = self.all_triples()?;
        self.each_sorted(&triples, GraphNameRef::DefaultGraph, &mut each)
    }

    /// Sorts triples by their terms and calls `each` with them.
    fn each_sorted<E: From<Damaged>>(
        &self,
        triples: &[[u32; 3]],
        graph_name: GraphNameRef<'_>,
        each: &mut impl FnMut(QuadRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut numbers: Vec<u32> = triples.as_flattened().to_vec();
        numbers.par_sort_unstable();
        numbers.dedup();
        let terms = (0_usize..).zip(&numbers).map(|(at, number)| Ok((self.term(*number)?, at)));
        let mut terms: Vec<(TermRef<'_>, usize)> = terms.collect::<Result<_, Damaged>>()?;
        terms.par_sort_unstable_by(|(a, _), (b, _)| compare(*a, *b));
        let mut ranks = vec![0; terms.len()];
        for (rank, (_, at)) in (0_u32..).zip(&terms) {
            if let Some(slot) = ranks.get_mut(*at) {
                *slot = rank;
            }
        }
        let rank = |number: u32| {
            let at = numbers.binary_search(&number).ok();
            at.and_then(|at| ranks.get(at)).copied().unwrap_or_default()
        };
        let rdf_type = TermRef::from(rdf::TYPE);
        let type_rank = (0..).zip(&terms).find(|(_, (term, _))| *term == rdf_type).map(|(rank, _)| rank);
        // `rdf:type` becomes 0; the ranks of the others increase by one.
        let first = |predicate: u32| if Some(predicate) == type_rank { 0 } else { predicate + 1 };
        let mut rows: Vec<[u32; 3]> =
            triples.iter().map(|[s, p, o]| [rank(*s), first(rank(*p)), rank(*o)]).collect();
        rows.par_sort_unstable();
        rows.dedup(); // only a damaged file has duplicates
        for [subject, predicate, object] in rows {
            let predicate = predicate.checked_sub(1).or(type_rank).ok_or(Damaged)?;
            let subject: NamedOrBlankNodeRef<'_> = match term(&terms, subject)? {
                TermRef::NamedNode(node) => node.into(),
                TermRef::BlankNode(node) => node.into(),
                TermRef::Literal(_) => return Err(Damaged.into()),
            };
            let TermRef::NamedNode(predicate) = term(&terms, predicate)? else { return Err(Damaged.into()) };
            each(QuadRef { subject, predicate, object: term(&terms, object)?, graph_name })?;
        }
        Ok(())
    }
}

fn term<'a>(terms: &[(TermRef<'a>, usize)], rank: u32) -> Result<TermRef<'a>, Damaged> {
    let at = usize::try_from(rank).map_err(|_| Damaged)?;
    terms.get(at).map(|(term, _)| *term).ok_or(Damaged)
}
