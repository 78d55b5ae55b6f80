//! The owner of an occurrence: the part of a document that it belongs to.

use serde::{Deserialize, Serialize};

/// What an occurrence stands in, inside its own document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Owner {
    /// The document, or its topic where it has one.
    Document,
    /// The case study with this index in [`DocumentFacts::case_studies`](crate::DocumentFacts::case_studies).
    CaseStudy(usize),
    /// A metric: index of the case study, index in its metrics.
    Metric(usize, usize),
    /// The topic that is a heading: an index in [`DocumentFacts::heading_topics`](crate::DocumentFacts::heading_topics).
    Topic(usize),
}
