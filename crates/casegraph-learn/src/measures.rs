//! Measures of the graph of topics: groups, degrees, articulation points, centrality.

use casegraph_analysis::ConceptGraph;
use casegraph_facts::{Kind, ThingId};
use serde::Serialize;

use crate::relations::RelationKind;
use crate::topic_graph::TopicGraph;
use crate::topic_ref::TopicRef;

/// Measures of the graph of topics. Two topics are neighbours if one names the other as related or as a prerequisite, or links to
/// it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measures {
    /// The number of topics.
    pub topics: usize,
    /// The number of pairs of neighbours.
    pub pairs: usize,
    /// The sizes of the groups of two topics or more, largest first.
    pub groups: Vec<usize>,
    /// The number of topics without a neighbour.
    pub isolated: usize,
    /// Every topic with a neighbour, the most central first.
    pub measured: Vec<TopicMeasures>,
}

/// The measures of one topic.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicMeasures {
    /// The topic.
    pub topic: TopicRef,
    /// The number of its neighbours.
    pub degree: usize,
    /// Whether its group falls apart without it (an articulation point).
    pub bridge: bool,
    /// The share of shortest paths between two other topics that pass through it, to four digits (betweenness).
    pub centrality: f64,
}

impl TopicGraph {
    /// Measures the graph of topics. O(topics · relations).
    #[must_use]
    pub fn measures(&self) -> Measures {
        let between_topics = self
            .relations
            .evidence()
            .iter()
            .filter(|one| one.relation != RelationKind::Uses && one.to.kind() == Kind::Topic);
        let topics = self.entities.topics.iter().map(|topic| topic.id.clone());
        let pairs = between_topics.map(|one| (one.from.clone(), one.to.clone()));
        let graph: ConceptGraph<ThingId> = ConceptGraph::new(topics, pairs);
        let groups: Vec<usize> = graph.groups().iter().map(|group| group.nodes.len()).collect();
        let articulation_points = graph.articulation_points();
        let degrees: std::collections::BTreeMap<ThingId, usize> = graph.degrees().into_iter().collect();
        let ranked = graph.betweenness().into_iter();
        let mut measured: Vec<TopicMeasures> = ranked
            .map(|(id, share)| TopicMeasures {
                degree: degrees.get(&id).copied().unwrap_or_default(),
                bridge: articulation_points.binary_search(&id).is_ok(),
                centrality: (share * 10_000.0).round() / 10_000.0,
                topic: self.topic_ref(&id),
            })
            .filter(|measured| measured.degree > 0)
            .collect();
        measured.sort_by(|a, b| {
            b.centrality
                .total_cmp(&a.centrality)
                .then_with(|| b.degree.cmp(&a.degree))
                .then_with(|| a.topic.id.cmp(&b.topic.id))
        });
        Measures {
            topics: self.entities.topics.len(),
            pairs: graph.edge_count(),
            isolated: groups.iter().filter(|size| **size == 1).count(),
            groups: groups.into_iter().filter(|size| *size > 1).collect(),
            measured,
        }
    }
}
