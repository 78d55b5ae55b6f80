//! A shard of the graph for a bulk load: the named graphs of some of the documents.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use casegraph_store::vocabulary::cg;
use casegraph_store::{Base, Graph};

use super::parts::parts;
use super::push::nquads;
use crate::error::Error;

/// One of several shards, written `2/8`.
///
/// The hash of its graph's IRI assigns a document to a shard, so a new document moves no other one. The graphs
/// of no document (`inferred`, `vocabulary`, `meta`) are in the first shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    shard: u64,
    shards: u64,
}

impl Shard {
    /// The shard with this number, from 1.
    ///
    /// # Errors
    /// [`Error::NoShard`].
    pub fn new(shard: u64, shards: u64) -> Result<Self, Error> {
        if (1..=shards).contains(&shard) {
            Ok(Self { shard, shards })
        } else {
            Err(Error::NoShard { shard, shards })
        }
    }

    /// This shard as sorted N-Quads. `for_engine` adds the data that [`crate::push_graph`] stores in an engine: each
    /// triple again in the union graph, and the hash of each graph. Every triple is then in the text twice; an engine
    /// holds it once per graph.
    ///
    /// # Errors
    /// Only when there is not enough memory.
    pub fn nquads(self, graph: &Graph, base: &Base, for_engine: bool) -> Result<Vec<u8>, Error> {
        let shared = [base.inferred_graph(), base.meta_graph(), base.vocabulary_graph()];
        let nquads = nquads(graph)?;
        let mut out = String::new();
        for part in parts(&nquads) {
            let place = if shared.iter().any(|iri| iri == part.iri) { 0 } else { self.place(part.iri) };
            if place + 1 != self.shard {
                continue;
            }
            out.push_str(part.lines);
            if for_engine {
                out.push_str(&part.in_graph(&base.union_graph()));
                let (iri, known, hash) = (part.iri, cg::GRAPH_HASH, &part.hash);
                let _ = writeln!(out, "<{iri}> <{known}> \"{hash}\" <{}> .", base.push_graph());
            }
        }
        Ok(out.into_bytes())
    }

    /// The shard of a graph, from 0.
    fn place(self, iri: &str) -> u64 {
        let hash = blake3::hash(iri.as_bytes());
        let number = hash.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
        number % self.shards
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parse = |number: &str| number.parse::<u64>().ok();
        let numbers = text.split_once('/').and_then(|(a, b)| Some((parse(a)?, parse(b)?)));
        let Some((shard, shards)) = numbers else { return Err("a shard is written 2/8".to_owned()) };
        Self::new(shard, shards).map_err(|error| format!("{error}: they are counted from 1"))
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.shard, self.shards)
    }
}
