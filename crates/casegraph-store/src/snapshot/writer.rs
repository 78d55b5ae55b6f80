//! Sorts quads into a body. All sorting is by counting (Knuth, The Art of Computer Programming 3, section 5.2,
//! "distribution counting"): terms are numbers below a known limit, so each pass is linear in the quads.

use std::collections::BTreeMap;

use oxigraph::model::Term;

use super::blocks::Blocks;
use super::header::Header;
use super::terms::tag_of;
use super::{DEFAULT_GRAPH, MANY, Section, Snapshot, to_u32, to_u64};

/// Subject, predicate, object, graph.
type Quad = [u32; 4];

impl Snapshot {
    /// A snapshot of quads (graph, subject, predicate, object; in any number of parts) over terms in order. Linear in
    /// both; holds the quads twice while it sorts. There may be up to 2^31 quads, which take 32 GB.
    pub(crate) fn of(terms: &[Term], parts: Vec<Vec<[u32; 4]>>) -> Self {
        let mut body = Body::default();
        body.terms(terms);
        let count = terms.len();
        let mut quads = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        for part in parts {
            // The default graph comes last among the graphs, one past the last term.
            let graph = |name: u32| if name == DEFAULT_GRAPH { to_u32(count) } else { name };
            quads.extend(part.into_iter().map(|[g, s, p, o]| [s, p, o, graph(g)]));
        }
        let mut quads: Vec<Quad> = quads;
        for column in [3, 2, 1, 0] {
            quads = sorted(quads, column, count + 1);
        }
        quads.dedup();
        body.graphs(&quads, count);
        let mut triples: Vec<[u32; 3]> = quads.into_iter().map(|[s, p, o, _]| [s, p, o]).collect();
        triples.dedup();
        body.orders(triples, count);
        Self { header: body.header, body: Blocks::trusted(body.bytes) }
    }
}

#[derive(Default)]
struct Body {
    header: Header,
    bytes: Vec<u8>,
}

impl Body {
    fn section(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> Section {
        let start = self.bytes.len();
        write(&mut self.bytes);
        let section = Section { start: to_u64(start), bytes: to_u64(self.bytes.len() - start) };
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        section
    }

    fn words(&mut self, words: impl IntoIterator<Item = u32>) -> Section {
        self.section(|bytes| words.into_iter().for_each(|word| bytes.extend(word.to_le_bytes())))
    }

    /// Texts one after another, and where each begins.
    fn texts<'t>(&mut self, texts: impl Iterator<Item = &'t str> + Clone) -> (Section, Section) {
        let starts = self.section(|bytes| {
            let mut end = 0;
            bytes.extend(0_u64.to_le_bytes());
            for text in texts.clone() {
                end += to_u64(text.len());
                bytes.extend(end.to_le_bytes());
            }
        });
        (starts, self.section(|bytes| texts.for_each(|text| bytes.extend(text.as_bytes()))))
    }

    fn terms(&mut self, terms: &[Term]) {
        (self.header.term_starts, self.header.term_text) = self.texts(terms.iter().map(|term| match term {
            Term::NamedNode(node) => node.as_str(),
            Term::BlankNode(node) => node.as_str(),
            Term::Literal(literal) => literal.value(),
        }));
        self.header.blanks = to_u32(terms.iter().filter(|term| term.is_blank_node()).count());
        self.header.iris = to_u32(terms.iter().filter(|term| term.is_named_node()).count());
        let tag = |term: &Term| match term {
            Term::Literal(literal) => Some(tag_of(literal)),
            _ => None,
        };
        let mut tags: BTreeMap<String, u32> = terms.iter().filter_map(tag).map(|tag| (tag, 0)).collect();
        for (number, place) in (0_u32..).zip(tags.values_mut()) {
            *place = number;
        }
        let of_literals = terms.iter().filter_map(tag).filter_map(|tag| tags.get(&tag).copied());
        self.header.literal_tags = self.words(of_literals);
        (self.header.tag_starts, self.header.tag_text) = self.texts(tags.keys().map(String::as_str));
    }

    /// Which triples stand in which graph, for quads that are sorted and different.
    fn graphs(&mut self, quads: &[Quad], terms: usize) {
        let mut places = Vec::with_capacity(quads.len()); // graph, triple
        for (triple, same) in
            (0_u32..).zip(quads.chunk_by(|a, b| a.first_chunk::<3>() == b.first_chunk::<3>()))
        {
            places.extend(same.iter().map(|[.., graph]| [*graph, triple]));
        }
        let by_graph = sorted(places.clone(), 0, terms + 1);
        let names: Vec<u32> = by_graph.chunk_by(|[a, _], [b, _]| a == b).filter_map(first_column).collect();
        let mut ordinals = vec![0; terms + 1];
        for (ordinal, name) in (0_u32..).zip(&names) {
            if let Some(slot) = slot(&mut ordinals, *name) {
                *slot = ordinal;
            }
        }
        let default = to_u32(terms);
        let name_of = |name: u32| if name == default { DEFAULT_GRAPH } else { name };
        let starts = starts_of_runs(&by_graph);
        self.header.graphs = self.words(starts.into_iter().flat_map(|[name, start]| [name_of(name), start]));
        self.header.graph_triples = self.words(by_graph.iter().map(|[_, triple]| *triple));
        let mut lists: Vec<u32> = Vec::new();
        let mut of_triples = Vec::new();
        for same in places.chunk_by(|[_, a], [_, b]| a == b) {
            let mut graphs = same.iter().map(|[name, _]| at(&ordinals, *name));
            match (graphs.next(), same.len()) {
                (Some(only), 1) => of_triples.push(only),
                (first, count) => {
                    of_triples.push(MANY | to_u32(lists.len()));
                    lists.push(to_u32(count));
                    lists.extend(first.into_iter().chain(graphs));
                }
            }
        }
        self.header.triple_graph = self.words(of_triples);
        self.header.many_graphs = self.words(lists);
    }

    /// The three orders of the triples.
    fn orders(&mut self, triples: Vec<[u32; 3]>, terms: usize) {
        self.header.spo = self.words(triples.iter().flatten().copied());
        self.header.subject_starts = self.words(starts_of_all(&triples, 0, terms));
        let osp = sorted(triples, 2, terms);
        self.header.osp = self.words(osp.iter().flat_map(|[s, p, _]| [*s, *p]));
        self.header.object_starts = self.words(starts_of_all(&osp, 2, terms));
        let pos = sorted(osp, 1, terms);
        self.header.pos = self.words(pos.iter().flat_map(|[s, _, o]| [*o, *s]));
        let predicates: Vec<[u32; 2]> = pos.iter().map(|[_, p, _]| [*p, 0]).collect();
        self.header.predicates = self.words(starts_of_runs(&predicates).into_iter().flatten());
    }
}

/// Rows in the order of a column whose numbers are below `limit`; rows with the same number stay as they are.
fn sorted<const N: usize>(rows: Vec<[u32; N]>, column: usize, limit: usize) -> Vec<[u32; N]> {
    let mut places = starts_of_all(&rows, column, limit);
    let mut sorted = vec![[0; N]; rows.len()];
    for row in rows {
        let Some(place) = row.get(column).and_then(|key| slot(&mut places, *key)) else { continue };
        if let Some(slot) = slot(&mut sorted, *place) {
            *slot = row;
        }
        *place += 1;
    }
    sorted
}

/// For each number below `limit`, how many rows have a smaller one in the column; at last the number of all rows.
fn starts_of_all<const N: usize>(rows: &[[u32; N]], column: usize, limit: usize) -> Vec<u32> {
    let mut counts = vec![0; limit + 1];
    for row in rows {
        if let Some(count) = row.get(column).and_then(|key| slot(&mut counts, *key)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut counts {
        (*count, sum) = (sum, sum + *count);
    }
    counts
}

/// The first number of each run of equal ones, and where it begins; at last a row for the end.
fn starts_of_runs(rows: &[[u32; 2]]) -> Vec<[u32; 2]> {
    let mut starts = Vec::new();
    let mut start = 0;
    for run in rows.chunk_by(|[a, _], [b, _]| a == b) {
        starts.extend(first_column(run).map(|name| [name, start]));
        start += to_u32(run.len());
    }
    starts.push([0, start]);
    starts
}

fn first_column(run: &[[u32; 2]]) -> Option<u32> {
    run.first().map(|[first, _]| *first)
}

fn at(numbers: &[u32], place: u32) -> u32 {
    usize::try_from(place).ok().and_then(|place| numbers.get(place)).copied().unwrap_or_default()
}

fn slot<T>(slots: &mut [T], place: u32) -> Option<&mut T> {
    slots.get_mut(usize::try_from(place).ok()?)
}
