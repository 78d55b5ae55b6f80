//! The topics of a collection with their names and relations: what paths, orders and suggestions are computed from.

use casegraph_facts::{FactSet, Kind, Profile, ThingId};

use crate::entities::Entities;
use crate::name_error::NameError;
use crate::names::Names;
use crate::relations::Relations;
use crate::topic_ref::{Labels, TopicRef};

/// The things of a collection and the relations between them. Built once, asked often.
///
/// ```
/// use casegraph_facts::{FactSet, Profile};
/// use casegraph_learn::TopicGraph;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let facts = FactSet::default(); // what `casegraph_facts::join` gives
/// let graph = TopicGraph::from_facts(&facts, &Profile::shipped("case-studies").ok_or("no such profile")?);
/// assert!(graph.topic("rate limiting").is_err(), "an empty collection has no topic");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct TopicGraph {
    pub(crate) entities: Entities,
    pub(crate) labels: Labels,
    pub(crate) relations: Relations,
}

impl TopicGraph {
    /// Reads things and relations from the facts. Linear in the facts, but for sorting the relations.
    #[must_use]
    pub fn from_facts(facts: &FactSet, profile: &Profile) -> Self {
        Self::new(Entities::from_facts(facts), Relations::from_facts(facts, profile))
    }

    pub(crate) fn new(entities: Entities, relations: Relations) -> Self {
        Self { labels: Labels::new(&entities), entities, relations }
    }

    /// The names of topics, patterns, technologies, companies, categories and domains; of sources the titles.
    #[must_use]
    pub fn names(&self) -> &Names {
        self.labels.names()
    }

    /// The things of the collection.
    #[must_use]
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// The relations between things.
    #[must_use]
    pub fn relations(&self) -> &Relations {
        &self.relations
    }

    /// The topic, pattern, technology or company that `text` means.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn learnable(&self, text: &str) -> Result<ThingId, NameError> {
        self.names().resolve(text, &Names::LEARNABLE)
    }

    /// The topic that `text` means.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn topic(&self, text: &str) -> Result<ThingId, NameError> {
        self.names().resolve(text, &[Kind::Topic])
    }

    pub(crate) fn topic_ref(&self, id: &ThingId) -> TopicRef {
        self.labels.topic_ref(id)
    }
}
