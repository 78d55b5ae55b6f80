//! Quads that fit a pattern, one after another, straight from the bytes.

use std::ops::Range;

use super::{DEFAULT_GRAPH, Damaged, Graphs, Snapshot, first};

/// A triple pattern: a number where a term is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Pattern {
    pub(crate) subject: Option<u32>,
    pub(crate) predicate: Option<u32>,
    pub(crate) object: Option<u32>,
}

/// Which graphs are looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum GraphPattern {
    /// All graphs as one: each triple once, without a graph.
    Union,
    /// The graph with this ordinal.
    One(u32),
    /// Each named graph for itself.
    EachNamed,
}

/// Triples with the name of their graph.
pub(crate) type Match = ([u32; 3], Option<u32>);

/// How the triples are come by.
#[derive(Clone)]
enum Scan {
    /// Places of triples.
    Places,
    /// Places in the list of a graph.
    Listed,
    /// Rows of a predicate.
    OfPredicate(u32),
    /// Rows of an object.
    OfObject(u32),
}

/// An iterator over the quads that fit.
#[derive(Clone)]
pub(crate) struct Matches<'a> {
    snapshot: &'a Snapshot,
    pattern: Pattern,
    graphs: GraphPattern,
    scan: Scan,
    rows: Range<u32>,
    /// A triple whose graphs are not all given yet.
    open: Option<([u32; 3], Graphs)>,
}

impl Snapshot {
    /// The quads that fit a pattern, in the order in which they lie.
    pub(crate) fn matches(&self, pattern: Pattern, graphs: GraphPattern) -> Result<Matches<'_>, Damaged> {
        let Pattern { subject, predicate, object } = pattern;
        let (scan, rows) = match (subject, predicate, object) {
            (Some(subject), predicate, object) => {
                (Scan::Places, self.narrowed(self.of_subject(subject)?, predicate, object)?)
            }
            (None, Some(predicate), object) => {
                let rows = self.of_predicate(predicate)?;
                let rows = match object {
                    None => rows,
                    Some(object) => run(rows, |row| Ok(self.object_subject(row)?[0]), object)?,
                };
                (Scan::OfPredicate(predicate), rows)
            }
            (None, None, Some(object)) => (Scan::OfObject(object), self.of_object(object)?),
            (None, None, None) => (Scan::Places, 0..self.triples()),
        };
        let matches = Matches { snapshot: self, pattern, graphs, scan, rows, open: None };
        match graphs {
            GraphPattern::One(graph) => matches.in_graph(graph),
            GraphPattern::Union | GraphPattern::EachNamed => Ok(matches),
        }
    }

    /// The triples of one subject that have the predicate, and the object.
    fn narrowed(
        &self,
        triples: Range<u32>,
        predicate: Option<u32>,
        object: Option<u32>,
    ) -> Result<Range<u32>, Damaged> {
        let Some(predicate) = predicate else { return Ok(triples) };
        let triples = run(triples, |place| self.predicate(place), predicate)?;
        match object {
            None => Ok(triples),
            Some(object) => run(triples, |place| self.object(place), object),
        }
    }

    /// The place of a triple that is there.
    fn place(&self, [s, p, o]: [u32; 3]) -> Result<u32, Damaged> {
        let found = self.narrowed(self.of_subject(s)?, Some(p), Some(o))?;
        if found.is_empty() { Err(Damaged) } else { Ok(found.start) }
    }
}

/// The rows of a sorted range whose key is `wanted`.
fn run(
    rows: Range<u32>,
    key: impl Fn(u32) -> Result<u32, Damaged>,
    wanted: u32,
) -> Result<Range<u32>, Damaged> {
    let start = first(rows.clone(), |row| Ok(key(row)? >= wanted))?;
    // Most runs are short: step before leaping (galloping search, Bentley and Yao 1976).
    let (mut low, mut step) = (start, 1);
    while low < rows.end && key(low)? == wanted {
        let next = low.saturating_add(step).min(rows.end);
        if next == rows.end || key(next)? != wanted {
            let end = first(low + 1..next, |row| Ok(key(row)? > wanted))?;
            return Ok(start..end);
        }
        (low, step) = (next, step * 2);
    }
    Ok(start..low)
}

impl Matches<'_> {
    /// Looks at one graph only: a run of its list where the triples lie together, else whichever list is shorter.
    fn in_graph(mut self, graph: u32) -> Result<Self, Damaged> {
        let snapshot = self.snapshot;
        let listed = snapshot.of_graph(graph)?;
        match self.scan {
            Scan::Places => {
                let start = first(listed.clone(), |place| Ok(snapshot.listed(place)? >= self.rows.start))?;
                let end = first(start..listed.end, |place| Ok(snapshot.listed(place)? >= self.rows.end))?;
                (self.scan, self.rows) = (Scan::Listed, start..end);
            }
            _ if listed.len() < self.rows.len() => (self.scan, self.rows) = (Scan::Listed, listed),
            _ => {}
        }
        Ok(self)
    }

    fn step(&mut self) -> Result<Option<Match>, Damaged> {
        loop {
            if let Some((triple, graphs)) = self.open.take() {
                match self.next_graph(triple, graphs)? {
                    Some(found) => return Ok(Some(found)),
                    None => continue,
                }
            }
            let Some(row) = self.rows.next() else { return Ok(None) };
            let triple = self.triple(row)?;
            if !self.fits(triple) {
                continue;
            }
            match (self.graphs, &self.scan) {
                (GraphPattern::Union, _) => return Ok(Some((triple, None))),
                (GraphPattern::One(graph), Scan::Listed) => return Ok(Some((triple, self.name(graph)?))),
                (GraphPattern::One(graph), _) => {
                    if self.stands_in(self.snapshot.place(triple)?, graph)? {
                        return Ok(Some((triple, self.name(graph)?)));
                    }
                }
                (GraphPattern::EachNamed, scan) => {
                    let place =
                        if matches!(scan, Scan::Places) { row } else { self.snapshot.place(triple)? };
                    self.open = Some((triple, self.snapshot.graphs_of(place)?));
                }
            }
        }
    }

    fn triple(&self, row: u32) -> Result<[u32; 3], Damaged> {
        match self.scan {
            Scan::Places => self.snapshot.triple(row),
            Scan::Listed => self.snapshot.triple(self.snapshot.listed(row)?),
            Scan::OfPredicate(predicate) => {
                let [object, subject] = self.snapshot.object_subject(row)?;
                Ok([subject, predicate, object])
            }
            Scan::OfObject(object) => {
                let [subject, predicate] = self.snapshot.subject_predicate(row)?;
                Ok([subject, predicate, object])
            }
        }
    }

    fn fits(&self, [s, p, o]: [u32; 3]) -> bool {
        let Pattern { subject, predicate, object } = self.pattern;
        subject.is_none_or(|wanted| wanted == s)
            && predicate.is_none_or(|wanted| wanted == p)
            && object.is_none_or(|wanted| wanted == o)
    }

    fn next_graph(&mut self, triple: [u32; 3], graphs: Graphs) -> Result<Option<Match>, Damaged> {
        let ordinal = match graphs {
            Graphs::One(ordinal) => ordinal,
            Graphs::Many(mut places) => {
                let Some(place) = places.next() else { return Ok(None) };
                self.open = Some((triple, Graphs::Many(places)));
                self.snapshot.one_of_many(place)?
            }
        };
        Ok(self.name(ordinal)?.map(|name| (triple, Some(name))))
    }

    fn stands_in(&self, place: u32, graph: u32) -> Result<bool, Damaged> {
        match self.snapshot.graphs_of(place)? {
            Graphs::One(only) => Ok(only == graph),
            Graphs::Many(mut places) => {
                places.try_fold(false, |found, place| Ok(found || self.snapshot.one_of_many(place)? == graph))
            }
        }
    }

    /// The name of a named graph.
    fn name(&self, ordinal: u32) -> Result<Option<u32>, Damaged> {
        Ok(Some(self.snapshot.graph_name(ordinal)?).filter(|name| *name != DEFAULT_GRAPH))
    }
}

impl Iterator for Matches<'_> {
    type Item = Result<Match, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.step() {
            Ok(found) => found.map(Ok),
            Err(damaged) => {
                self.rows = 0..0;
                self.open = None;
                Some(Err(damaged))
            }
        }
    }
}
