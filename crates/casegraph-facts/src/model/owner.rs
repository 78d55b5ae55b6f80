//! The owner of an occurrence: the part of a document that contains it.

use serde::{Deserialize, Serialize};

/// The part of a document that contains an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Owner {
    /// The document, or its topic if it has one.
    Document,
    /// A case study: an index into [`DocumentFacts::case_studies`](crate::DocumentFacts::case_studies).
    CaseStudy(usize),
    /// A metric: the index of the case study, and the index into its metrics.
    Metric(usize, usize),
    /// A topic that is a heading: an index into
    /// [`DocumentFacts::heading_topics`](crate::DocumentFacts::heading_topics).
    Topic(usize),
}
