//! Maintains a collection: proposes a configuration, compares plan and files, creates topics, suggests names, detects a wrong layout.

mod init;
mod layout_mismatch;
mod new_topic;
mod plan;
mod suggest_names;

pub use init::InitProposal;
pub use layout_mismatch::{LayoutMismatch, MismatchReason};
pub use new_topic::{NewTopic, new_topic};
pub use plan::{Disagreement, DisagreementKind, NextTopic, PlanCategory, PlanReport};
pub use suggest_names::{suggest_names, suggestions_as_turtle};
