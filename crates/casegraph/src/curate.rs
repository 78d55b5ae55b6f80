//! What helps to maintain a collection: a configuration for a new one, the plan beside the files, new topics, missing names, a wrong
//! layout.

mod init;
mod layout_mismatch;
mod new_topic;
mod plan;
mod suggest_names;

pub use init::Proposal;
pub use layout_mismatch::{Misplaced, MisplacedWhy};
pub use new_topic::NewTopic;
pub use plan::{Disagreement, DisagreementKind, NextTopic, PlanCategory, PlanReport};
pub use suggest_names::suggestions_as_turtle;
