//! How much a finding matters.

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Something is wrong, and readers or queries will see it.
    Error,
    /// Something is probably wrong.
    Warning,
    /// Worth knowing.
    Info,
}
