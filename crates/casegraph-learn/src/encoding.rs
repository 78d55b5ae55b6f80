//! A [`TopicGraph`] as bytes, for a cache: a thing or a path that several relations name is stored once.

use std::collections::HashMap;

use casegraph_facts::ThingId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::entities::Entities;
use crate::relations::{Evidence, RelationKind, Relations};
use crate::topic_graph::TopicGraph;
use crate::unresolved::UnresolvedRelation;

/// Bytes that were stored in parts, and that are read part by part.
pub trait Parts: Send + Sync {
    /// The number of parts.
    fn count(&self) -> usize;

    /// The bytes of a part; `None` if they are missing or corrupt.
    fn bytes(&self, index: usize) -> Option<Vec<u8>>;
}

/// A part as the value that [`encoded`] encoded.
pub(crate) fn decoded<T: DeserializeOwned>(parts: &dyn Parts, index: usize) -> Option<T> {
    postcard::from_bytes(&parts.bytes(index)?).ok()
}

/// A value as bytes.
pub(crate) fn encoded<T: Serialize>(value: &T) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}

/// Relations with numbers in place of things and paths.
#[derive(Serialize, Deserialize)]
struct EncodedRelations {
    things: Vec<ThingId>,
    paths: Vec<String>,
    evidence: Vec<EncodedEvidence>,
    citations: Vec<(u32, u32)>,
    unresolved: Vec<UnresolvedRelation>,
}

#[derive(Serialize, Deserialize)]
struct EncodedEvidence {
    from: u32,
    to: u32,
    relation: RelationKind,
    path: u32,
    line: u32,
    /// The number of lines after the first.
    more_lines: u32,
    quote: String,
    remark: Option<String>,
}

impl TopicGraph {
    /// The graph as parts that [`TopicGraph::decode`] reads; `None` if it cannot be encoded.
    #[must_use]
    pub fn encode(&self) -> Option<Vec<Vec<u8>>> {
        let relations = self.relations();
        let mut things = Numbers::default();
        let mut paths = Numbers::default();
        let evidence = relations
            .evidence()
            .iter()
            .map(|one| EncodedEvidence {
                from: things.number_of(&one.from),
                to: things.number_of(&one.to),
                relation: one.relation,
                path: paths.number_of(&one.path),
                line: one.line,
                more_lines: one.end_line.saturating_sub(one.line),
                quote: one.quote.clone(),
                remark: one.remark.clone(),
            })
            .collect();
        let citations = relations
            .citations()
            .iter()
            .map(|(topic, source)| (things.number_of(topic), things.number_of(source)))
            .collect();
        let encoded_relations = EncodedRelations {
            evidence,
            citations,
            unresolved: relations.unresolved().to_vec(),
            things: things.values(),
            paths: paths.values(),
        };
        Some(vec![encoded(self.entities())?, encoded(&encoded_relations)?])
    }

    /// The graph that was encoded; `None` if a part is corrupt.
    #[must_use]
    pub fn decode(parts: &dyn Parts) -> Option<Self> {
        let (entities, relations) =
            rayon::join(|| decoded::<Entities>(parts, 0), || decoded::<EncodedRelations>(parts, 1));
        Some(Self::new(entities?, relations?.decode()?))
    }
}

impl EncodedRelations {
    /// `None` if a number has no thing or path.
    fn decode(self) -> Option<Relations> {
        let thing = |at: u32| self.things.get(at as usize).cloned();
        let evidence = |one: EncodedEvidence| {
            Some(Evidence {
                from: thing(one.from)?,
                to: thing(one.to)?,
                relation: one.relation,
                path: self.paths.get(one.path as usize)?.clone(),
                line: one.line,
                end_line: one.line + one.more_lines,
                quote: one.quote,
                remark: one.remark,
            })
        };
        let evidence: Option<Vec<Evidence>> = self.evidence.into_iter().map(evidence).collect();
        let citation = |(topic, source): (u32, u32)| Some((thing(topic)?, thing(source)?));
        let citations: Option<Vec<(ThingId, ThingId)>> = self.citations.into_iter().map(citation).collect();
        Some(Relations::new(evidence?, self.unresolved, citations?))
    }
}

/// Distinct values, numbered in the order in which they came.
struct Numbers<'v, T>(HashMap<&'v T, u32>, Vec<&'v T>);

impl<T> Default for Numbers<'_, T> {
    fn default() -> Self {
        Self(HashMap::new(), Vec::new())
    }
}

impl<'v, T: Eq + std::hash::Hash + Clone> Numbers<'v, T> {
    fn number_of(&mut self, value: &'v T) -> u32 {
        let next = u32::try_from(self.1.len()).unwrap_or(u32::MAX);
        *self.0.entry(value).or_insert_with(|| {
            self.1.push(value);
            next
        })
    }

    fn values(self) -> Vec<T> {
        self.1.into_iter().cloned().collect()
    }
}
