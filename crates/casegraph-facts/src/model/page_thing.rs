//! What a page is the page of.

use serde::{Deserialize, Serialize};

/// What a page is the page of, as its rule says. Names are as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PageThing {
    /// Nothing of its own, or a part of something that is several files.
    #[default]
    None,
    /// A topic.
    Topic,
    /// A case study, which is the whole page.
    CaseStudy,
    /// A company.
    Company(String),
    /// A pattern, which is a topic too.
    Pattern(String),
    /// A technology.
    Technology(String),
    /// A decision record.
    Decision,
}
