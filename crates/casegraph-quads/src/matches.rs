//! Quads that fit a pattern, one after another, straight from the bytes.

use std::ops::Range;

use crate::damaged::Damaged;
use crate::numbers::{DEFAULT_GRAPH, first};
use crate::snapshot::Snapshot;

/// A triple pattern: a number where a term is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pattern {
    /// The subject.
    pub subject: Option<u32>,
    /// The predicate.
    pub predicate: Option<u32>,
    /// The object.
    pub object: Option<u32>,
}

/// Which graphs are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraphPattern {
    /// All graphs as one: each triple once, without a graph.
    Union,
    /// The graph with this name.
    One(u32),
    /// Each named graph for itself.
    EachNamed,
}

/// The same for the graphs of one snapshot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Graphs {
    Union,
    One { ordinal: u32, name: u32 },
    EachNamed,
}

/// Triples with the name of their graph.
pub type Match = ([u32; 3], Option<u32>);

/// An iterator over the quads that fit.
#[derive(Clone)]
pub(crate) struct Matches<'a> {
    snapshot: &'a Snapshot,
    run: Run,
    rest: Rest<'a>,
}

/// Quads that lie together.
#[derive(Clone)]
enum Run {
    List(std::vec::IntoIter<Match>),
    /// Rows of one entry.
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

/// Where the next runs come from.
#[derive(Clone)]
enum Rest<'a> {
    Nothing,
    /// The pairs of these predicates.
    Predicates {
        codes: Range<u32>,
        object: Option<u32>,
    },
    /// Triples of the union, to be looked for in graphs.
    Union {
        triples: Box<Matches<'a>>,
        graphs: Graphs,
    },
    /// The entries of a graph that is looked at by its name, or without one, and of those that follow.
    Graphs {
        graphs: Range<u32>,
        name: Option<u32>,
        entries: Range<u32>,
        code: Code,
        object: Option<u32>,
    },
}

/// The code of a predicate that is asked for.
#[derive(Clone, Copy)]
enum Code {
    Any,
    Of(u32),
}

impl Snapshot {
    /// The quads that fit a pattern. Those of a subject, and those of a predicate (and object), are found by one look or two and a
    /// search by halves; an object alone by one for each predicate.
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
        let code = match pattern.predicate.map(|predicate| self.code_of(predicate)).transpose()? {
            None => Code::Any,
            Some(Some(code)) => Code::Of(code),
            Some(None) => return Ok(self.run(EMPTY)),
        };
        if let Some(subject) = pattern.subject {
            return Ok(self.run(self.of_subject_in(subject, code, object, graphs)?));
        }
        match graphs {
            Graphs::Union => self.of_predicates(code, object),
            Graphs::One { ordinal, name } => {
                let entries = self.of_graph(ordinal)?;
                if let Code::Of(one) = code
                    && self.pairs_of(one, object)?.len() < entries.len()
                {
                    return self.looked_for_in(graphs, code, object);
                }
                Ok(self.rest(Rest::Graphs { graphs: 0..0, name: Some(name), entries, code, object }))
            }
            Graphs::EachNamed if matches!(code, Code::Any) && object.is_none() => {
                let graphs = 0..self.graph_count();
                Ok(self.rest(Rest::Graphs { graphs, name: None, entries: 0..0, code, object }))
            }
            Graphs::EachNamed => self.looked_for_in(graphs, code, object),
        }
    }

    fn run(&self, run: Run) -> Matches<'_> {
        Matches { snapshot: self, run, rest: Rest::Nothing }
    }

    fn of_predicates(&self, code: Code, object: Option<u32>) -> Result<Matches<'_>, Damaged> {
        let codes = match code {
            Code::Any => 0..self.code_count(),
            Code::Of(code) => code..code.checked_add(1).ok_or(Damaged)?,
        };
        Ok(self.rest(Rest::Predicates { codes, object }))
    }

    fn looked_for_in(&self, graphs: Graphs, code: Code, object: Option<u32>) -> Result<Matches<'_>, Damaged> {
        let triples = Box::new(self.of_predicates(code, object)?);
        Ok(self.rest(Rest::Union { triples, graphs }))
    }

    fn rest<'a>(&'a self, rest: Rest<'a>) -> Matches<'a> {
        Matches { snapshot: self, run: EMPTY, rest }
    }

    /// The rows of an entry that have the predicate and, where both are asked for, the object.
    fn narrowed(&self, entry: u32, code: Code, object: Option<u32>) -> Result<Range<u32>, Damaged> {
        let rows = self.rows(entry)?;
        let Code::Of(code) = code else { return Ok(rows) };
        let rows = run_of(rows, |row| self.code(row), code)?;
        match object {
            None => Ok(rows),
            Some(object) => run_of(rows, |row| self.object(row), object),
        }
    }

    /// The quads of a subject. Most subjects have one entry; the rows of several are put together.
    fn of_subject_in(
        &self,
        subject: u32,
        code: Code,
        object: Option<u32>,
        graphs: Graphs,
    ) -> Result<Run, Damaged> {
        if let Graphs::One { ordinal, name } = graphs {
            let entries = self.of_graph(ordinal)?;
            let entry = first(entries.clone(), |entry| Ok(self.subject(entry)? >= subject))?;
            if entry == entries.end || self.subject(entry)? != subject {
                return Ok(EMPTY);
            }
            let rows = self.narrowed(entry, code, object)?;
            return Ok(Run::Rows { subject, graph: Some(name), object, rows });
        }
        let places = self.of_subject(subject)?;
        if places.len() == 1 && graphs == Graphs::Union {
            let rows = self.narrowed(self.entry(places.start)?, code, object)?;
            return Ok(Run::Rows { subject, graph: None, object, rows });
        }
        let mut found: Vec<Match> = Vec::new();
        for place in places {
            let entry = self.entry(place)?;
            let rows = self.narrowed(entry, code, object)?;
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

    fn pairs_of(&self, code: u32, object: Option<u32>) -> Result<Range<u32>, Damaged> {
        let rows = self.of_predicate(code)?;
        match object {
            None => Ok(rows),
            Some(object) => run_of(rows, |row| Ok(self.pair(row)?[0]), object),
        }
    }

    /// The name of a graph, if it is a named one.
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
                        let predicate = snapshot.predicate(snapshot.code(row)?)?;
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
            Self::Predicates { codes, object } => {
                let Some(code) = codes.next() else { return Ok(None) };
                let rows = snapshot.pairs_of(code, *object)?;
                Ok(Some(Run::Pairs { predicate: snapshot.predicate(code)?, rows }))
            }
            Self::Union { triples, graphs } => {
                let Some(([subject, predicate, object], _)) = triples.step()? else { return Ok(None) };
                let code = Code::Of(snapshot.code_of(predicate)?.ok_or(Damaged)?);
                snapshot.of_subject_in(subject, code, Some(object), *graphs).map(Some)
            }
            Self::Graphs { graphs, name, entries, code, object } => loop {
                if let Some(entry) = entries.next() {
                    let rows = snapshot.narrowed(entry, *code, *object)?;
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
