//! The key of a topic in the tree, and the topics that a name may mean.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The key of a topic: the slugs of its domain and category, and the stem of its page. Two places with the same key are the
/// same topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TopicKey {
    pub(super) domain: String,
    pub(super) category: String,
    pub(super) stem: String,
}

impl TopicKey {
    /// The key with its stem in lower case: equal for keys that differ in case only.
    pub(super) fn folded(&self) -> Self {
        Self { stem: self.stem.to_lowercase(), ..self.clone() }
    }

    /// The stem with the category before it, if there is one.
    pub(super) fn qualified(&self) -> String {
        if self.category.is_empty() { self.stem.clone() } else { format!("{}/{}", self.category, self.stem) }
    }
}

/// The topics that a name may mean.
#[derive(PartialEq)]
pub(super) enum Candidates {
    One(TopicKey),
    Several,
}

impl Candidates {
    /// Adds the topic with this key to those that `name` may mean.
    pub(super) fn add(names: &mut HashMap<String, Self>, name: String, key: &TopicKey) {
        match names.entry(name) {
            Entry::Vacant(free) => {
                free.insert(Self::One(key.clone()));
            }
            Entry::Occupied(mut known) => {
                if !matches!(known.get(), Self::One(only) if only == key) {
                    known.insert(Self::Several);
                }
            }
        }
    }

    /// The topic, if there is exactly one.
    pub(super) fn only(&self) -> Option<&TopicKey> {
        match self {
            Self::One(key) => Some(key),
            Self::Several => None,
        }
    }
}
