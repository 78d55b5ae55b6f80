//! All quads in the order in which they are written.

use oxigraph::model::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};

use super::{DEFAULT_GRAPH, Damaged, Snapshot};
use crate::vocabulary::rdf;

impl Snapshot {
    /// Gives all quads to `each`, sorted by graph, subject, `rdf:type` first, predicate, object.
    pub(crate) fn each_quad<E: From<Damaged>>(
        &self,
        mut each: impl FnMut(QuadRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        for ordinal in 0..self.graph_count() {
            let graph = self.graph_name(ordinal)?;
            self.by_subject(self.of_graph(ordinal)?.map(|place| self.listed(place)), graph, &mut each)?;
        }
        Ok(())
    }

    /// Gives the triples of all graphs to `each`, each once, sorted by subject, `rdf:type` first, predicate, object.
    pub(crate) fn each_triple<E: From<Damaged>>(
        &self,
        mut each: impl FnMut(QuadRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.by_subject((0..self.triples()).map(Ok), DEFAULT_GRAPH, &mut each)
    }

    /// Gives the triples at sorted places to `each`; of each subject those with `rdf:type` first.
    fn by_subject<E: From<Damaged>>(
        &self,
        places: impl Iterator<Item = Result<u32, Damaged>>,
        graph: u32,
        each: &mut impl FnMut(QuadRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let rdf_type = self.terms().find(oxigraph::model::NamedNodeRef::new_unchecked(rdf::TYPE).into())?;
        let mut of_one: Vec<[u32; 3]> = Vec::new();
        let mut give = |of_one: &mut Vec<[u32; 3]>| -> Result<(), E> {
            of_one.sort_by_key(|[_, predicate, _]| Some(*predicate) != rdf_type);
            for triple in of_one.drain(..) {
                each(self.quad(triple, graph)?)?;
            }
            Ok(())
        };
        for place in places {
            let triple = self.triple(place?)?;
            if of_one.first().is_some_and(|[subject, ..]| *subject != triple[0]) {
                give(&mut of_one)?;
            }
            of_one.push(triple);
        }
        give(&mut of_one)
    }

    fn quad(&self, [subject, predicate, object]: [u32; 3], graph: u32) -> Result<QuadRef<'_>, Damaged> {
        let terms = self.terms();
        let graph_name = match graph {
            DEFAULT_GRAPH => GraphNameRef::DefaultGraph,
            name => match terms.get(name)? {
                TermRef::NamedNode(node) => node.into(),
                TermRef::BlankNode(node) => node.into(),
                TermRef::Literal(_) => return Err(Damaged),
            },
        };
        let subject: NamedOrBlankNodeRef<'_> = match terms.get(subject)? {
            TermRef::NamedNode(node) => node.into(),
            TermRef::BlankNode(node) => node.into(),
            TermRef::Literal(_) => return Err(Damaged),
        };
        let TermRef::NamedNode(predicate) = terms.get(predicate)? else { return Err(Damaged) };
        Ok(QuadRef { subject, predicate, object: terms.get(object)?, graph_name })
    }
}
