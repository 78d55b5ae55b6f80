//! How the topics of a corpus hang together, in numbers.

use casegraph_analysis::ConceptGraph;
use casegraph_facts::{Kind, ThingId};
use serde::Serialize;

use super::{Stop, Tie, Wood};

/// Measures of the graph of topics: an edge where one names the other as related or as a prerequisite, or links to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measures {
    /// Topics.
    pub topics: usize,
    /// Pairs of topics with a tie.
    pub pairs: usize,
    /// The groups of two topics and more, largest first: how many topics each has.
    pub groups: Vec<usize>,
    /// Topics without a tie.
    pub alone: usize,
    /// Every topic with a tie, the most central first.
    pub measured: Vec<Measured>,
}

/// One topic's place in the graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measured {
    /// The topic.
    pub topic: Stop,
    /// How many topics it has ties to.
    pub ties: usize,
    /// Whether its group would fall apart without it.
    pub bridge: bool,
    /// The share of shortest ways between two others that lead over it, to four digits (betweenness).
    pub centrality: f64,
}

impl Wood {
    /// Measures how the topics hang together. O(topics · ties).
    #[must_use]
    pub fn measures(&self) -> Measures {
        let ties = self
            .web
            .grounds()
            .iter()
            .filter(|ground| ground.tie != Tie::Uses && ground.to.kind() == Kind::Topic);
        let topics = self.things.topics.iter().map(|topic| topic.id.clone());
        let graph: ConceptGraph<ThingId> =
            ConceptGraph::new(topics, ties.map(|ground| (ground.from.clone(), ground.to.clone())));
        let groups: Vec<usize> = graph.groups().iter().map(|group| group.nodes.len()).collect();
        let bridges = graph.bridges();
        let degrees: std::collections::BTreeMap<ThingId, usize> = graph.degrees().into_iter().collect();
        let ranked = graph.betweenness().into_iter();
        let mut measured: Vec<Measured> = ranked
            .map(|(id, share)| Measured {
                ties: degrees.get(&id).copied().unwrap_or_default(),
                bridge: bridges.binary_search(&id).is_ok(),
                centrality: (share * 10_000.0).round() / 10_000.0,
                topic: self.stop(&id),
            })
            .filter(|measured| measured.ties > 0)
            .collect();
        measured.sort_by(|a, b| {
            b.centrality
                .total_cmp(&a.centrality)
                .then_with(|| b.ties.cmp(&a.ties))
                .then_with(|| a.topic.id.cmp(&b.topic.id))
        });
        Measures {
            topics: self.things.topics.len(),
            pairs: graph.edge_count(),
            alone: groups.iter().filter(|size| **size == 1).count(),
            groups: groups.into_iter().filter(|size| *size > 1).collect(),
            measured,
        }
    }
}
