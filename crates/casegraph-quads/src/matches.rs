//! Iteration over the quads that match a pattern, directly over the bytes.

use std::ops::Range;

use crate::damaged::Damaged;
use crate::numbers::{DEFAULT_GRAPH, partition_point};
use crate::snapshot::Snapshot;

/// A triple pattern over term ids; `None` matches every term.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pattern {
    /// The subject.
    pub subject: Option<u32>,
    /// The predicate.
    pub predicate: Option<u32>,
    /// The object.
    pub object: Option<u32>,
}

/// The graphs in which a pattern is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphPattern {
    /// The union of all graphs: each triple once, without a graph.
    Union,
    /// The graph with this name.
    One(u32),
    /// All named graphs, each separately.
    EachNamed,
}

/// A [`GraphPattern`] with the graph looked up in the snapshot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Graphs {
    Union,
    One { ordinal: u32, name: u32 },
    EachNamed,
}

/// A triple and the name of its graph; no name in the union and for the default graph.
pub type Match = ([u32; 3], Option<u32>);

/// An iterator over matching quads.
#[derive(Clone)]
pub(crate) struct Matches<'a> {
    snapshot: &'a Snapshot,
    run: Run,
    rest: Rest<'a>,
}

/// Quads from adjacent rows.
#[derive(Clone)]
enum Run {
    List(std::vec::IntoIter<Match>),
    /// Rows of one entry of one subject.
    Rows {
        subject: u32,
        graph: Option<u32>,
        object: Option<u32>,
        rows: Range<u32>,
    },
    /// Pairs of one predicate, in the union of all graphs.
    Pairs {
        predicate: u32,
        rows: Range<u32>,
    },
}

const EMPTY: Run = Run::Pairs { predicate: 0, rows: 0..0 };

/// The source of the next runs.
#[derive(Clone)]
enum Rest<'a> {
    Nothing,
    /// The pairs of these predicates.
    Predicates {
        ids: Range<u32>,
        object: Option<u32>,
    },
    /// Triples of the union; each is then looked up in the graphs.
    Union {
        triples: Box<Matches<'a>>,
        graphs: Graphs,
    },
    /// The remaining entries of the current graph, then those of the following graphs.
    Graphs {
        graphs: Range<u32>,
        name: Option<u32>,
        entries: Range<u32>,
        predicate: Option<u32>,
        object: Option<u32>,
    },
}

impl Snapshot {
    /// The quads that match a pattern. With a subject, or with a predicate (and an object), the first one is found by one or
    /// two reads and a binary search; with an object alone, by a binary search per predicate.
    pub(crate) fn matches(&self, pattern: Pattern, graphs: GraphPattern) -> Result<Matches<'_>, Damaged> {
        let object = pattern.object;
        let graphs = match graphs {
            GraphPattern::Union => Graphs::Union,
            GraphPattern::EachNamed => Graphs::EachNamed,
            GraphPattern::One(name) => match self.graph_named(name)? {
                Some(ordinal) => Graphs::One { ordinal, name },
                None => return Ok(self.run(EMPTY)),
            },
        };
        let predicate = match pattern.predicate.map(|predicate| self.predicate_id(predicate)).transpose()? {
            Some(None) => return Ok(self.run(EMPTY)),
            known => known.flatten(),
        };
        if let Some(subject) = pattern.subject {
            return Ok(self.run(self.of_subject_in(subject, predicate, object, graphs)?));
        }
        match graphs {
            Graphs::Union => self.of_predicates(predicate, object),
            Graphs::One { ordinal, name } => {
                let entries = self.of_graph(ordinal)?;
                if let Some(one) = predicate
                    && self.pairs_of(one, object)?.len() < entries.len()
                {
                    return self.looked_up_in(graphs, predicate, object);
                }
                Ok(self.rest(Rest::Graphs { graphs: 0..0, name: Some(name), entries, predicate, object }))
            }
            Graphs::EachNamed if predicate.is_none() && object.is_none() => {
                let graphs = 0..self.graph_count();
                Ok(self.rest(Rest::Graphs { graphs, name: None, entries: 0..0, predicate, object }))
            }
            Graphs::EachNamed => self.looked_up_in(graphs, predicate, object),
        }
    }

    fn run(&self, run: Run) -> Matches<'_> {
        Matches { snapshot: self, run, rest: Rest::Nothing }
    }

    fn of_predicates(&self, predicate: Option<u32>, object: Option<u32>) -> Result<Matches<'_>, Damaged> {
        let ids = match predicate {
            None => 0..self.predicate_count(),
            Some(predicate) => predicate..predicate.checked_add(1).ok_or(Damaged)?,
        };
        Ok(self.rest(Rest::Predicates { ids, object }))
    }

    fn looked_up_in(
        &self,
        graphs: Graphs,
        predicate: Option<u32>,
        object: Option<u32>,
    ) -> Result<Matches<'_>, Damaged> {
        let triples = Box::new(self.of_predicates(predicate, object)?);
        Ok(self.rest(Rest::Union { triples, graphs }))
    }

    fn rest<'a>(&'a self, rest: Rest<'a>) -> Matches<'a> {
        Matches { snapshot: self, run: EMPTY, rest }
    }

    /// The rows of an entry with the predicate and, if a predicate is given, with the object.
    fn narrowed(
        &self,
        entry: u32,
        predicate: Option<u32>,
        object: Option<u32>,
    ) -> Result<Range<u32>, Damaged> {
        let rows = self.rows(entry)?;
        let Some(predicate) = predicate else { return Ok(rows) };
        let rows = run_of(rows, |row| self.row_predicate(row), predicate)?;
        match object {
            None => Ok(rows),
            Some(object) => run_of(rows, |row| self.object(row), object),
        }
    }

    /// The quads of a subject. Most subjects have one entry; the rows of several entries are collected.
    fn of_subject_in(
        &self,
        subject: u32,
        predicate: Option<u32>,
        object: Option<u32>,
        graphs: Graphs,
    ) -> Result<Run, Damaged> {
        if let Graphs::One { ordinal, name } = graphs {
            let entries = self.of_graph(ordinal)?;
            let entry = partition_point(entries.clone(), |entry| Ok(self.subject(entry)? >= subject))?;
            if entry == entries.end || self.subject(entry)? != subject {
                return Ok(EMPTY);
            }
            let rows = self.narrowed(entry, predicate, object)?;
            return Ok(Run::Rows { subject, graph: Some(name), object, rows });
        }
        let positions = self.of_subject(subject)?;
        if positions.len() == 1 && graphs == Graphs::Union {
            let rows = self.narrowed(self.entry(positions.start)?, predicate, object)?;
            return Ok(Run::Rows { subject, graph: None, object, rows });
        }
        let mut found: Vec<Match> = Vec::new();
        for position in positions {
            let entry = self.entry(position)?;
            let rows = self.narrowed(entry, predicate, object)?;
            let graph = match graphs {
                _ if rows.is_empty() => continue,
                Graphs::Union => None,
                _ => match self.named(self.graph_of(entry)?)? {
                    None => continue,
                    named => named,
                },
            };
            let matches = self.run(Run::Rows { subject, graph, object, rows });
            found.append(&mut matches.collect::<Result<_, Damaged>>()?);
        }
        if graphs == Graphs::Union {
            found.sort_unstable();
            found.dedup();
        }
        Ok(Run::List(found.into_iter()))
    }

    fn pairs_of(&self, predicate: u32, object: Option<u32>) -> Result<Range<u32>, Damaged> {
        let rows = self.of_predicate(predicate)?;
        match object {
            None => Ok(rows),
            Some(object) => run_of(rows, |row| Ok(self.pair(row)?[0]), object),
        }
    }

    /// The name of a graph; `None` for the default graph.
    fn named(&self, ordinal: u32) -> Result<Option<u32>, Damaged> {
        Ok(Some(self.graph_name(ordinal)?).filter(|name| *name != DEFAULT_GRAPH))
    }
}

/// The rows of a sorted range whose key is `wanted`.
fn run_of(
    rows: Range<u32>,
    key: impl Fn(u32) -> Result<u32, Damaged>,
    wanted: u32,
) -> Result<Range<u32>, Damaged> {
    let start = partition_point(rows.clone(), |row| Ok(key(row)? >= wanted))?;
    // Most runs are short: galloping search (Bentley and Yao 1976).
    let (mut low, mut step) = (start, 1);
    while low < rows.end && key(low)? == wanted {
        let next = low.saturating_add(step).min(rows.end);
        if next == rows.end || key(next)? != wanted {
            let end = partition_point(low + 1..next, |row| Ok(key(row)? > wanted))?;
            return Ok(start..end);
        }
        (low, step) = (next, step * 2);
    }
    Ok(start..low)
}

impl Matches<'_> {
    fn step(&mut self) -> Result<Option<Match>, Damaged> {
        loop {
            if let Some(found) = self.run.next(self.snapshot)? {
                return Ok(Some(found));
            }
            match self.rest.next(self.snapshot)? {
                Some(run) => self.run = run,
                None => return Ok(None),
            }
        }
    }
}

impl Run {
    fn next(&mut self, snapshot: &Snapshot) -> Result<Option<Match>, Damaged> {
        match self {
            Self::List(list) => Ok(list.next()),
            Self::Rows { subject, graph, object, rows } => {
                for row in rows {
                    let found = snapshot.object(row)?;
                    if object.is_none_or(|object| found == object) {
                        let predicate = snapshot.predicate_term(snapshot.row_predicate(row)?)?;
                        return Ok(Some(([*subject, predicate, found], *graph)));
                    }
                }
                Ok(None)
            }
            Self::Pairs { predicate, rows } => {
                let Some(row) = rows.next() else { return Ok(None) };
                let [object, subject] = snapshot.pair(row)?;
                Ok(Some(([subject, *predicate, object], None)))
            }
        }
    }
}

impl Rest<'_> {
    fn next(&mut self, snapshot: &Snapshot) -> Result<Option<Run>, Damaged> {
        match self {
            Self::Nothing => Ok(None),
            Self::Predicates { ids, object } => {
                let Some(predicate) = ids.next() else { return Ok(None) };
                let rows = snapshot.pairs_of(predicate, *object)?;
                Ok(Some(Run::Pairs { predicate: snapshot.predicate_term(predicate)?, rows }))
            }
            Self::Union { triples, graphs } => {
                let Some(([subject, predicate, object], _)) = triples.step()? else { return Ok(None) };
                let predicate = Some(snapshot.predicate_id(predicate)?.ok_or(Damaged)?);
                snapshot.of_subject_in(subject, predicate, Some(object), *graphs).map(Some)
            }
            Self::Graphs { graphs, name, entries, predicate, object } => loop {
                if let Some(entry) = entries.next() {
                    let rows = snapshot.narrowed(entry, *predicate, *object)?;
                    let subject = snapshot.subject(entry)?;
                    return Ok(Some(Run::Rows { subject, graph: *name, object: *object, rows }));
                }
                let Some(graph) = graphs.next() else { return Ok(None) };
                *name = snapshot.named(graph)?;
                if name.is_some() {
                    *entries = snapshot.of_graph(graph)?;
                }
            },
        }
    }
}

impl Iterator for Matches<'_> {
    type Item = Result<Match, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.step() {
            Ok(found) => found.map(Ok),
            Err(damaged) => {
                (self.run, self.rest) = (EMPTY, Rest::Nothing);
                Some(Err(damaged))
            }
        }
    }
}
